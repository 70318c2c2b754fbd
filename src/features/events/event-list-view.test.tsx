import { act, render, waitFor } from '@testing-library/react'
import { navigationFake } from '@/platform/navigation/fake'
import { callsOf, goDark, newPhone, serve } from '@/sync/_phone'
import { cardOf } from './_events'
import { EventListView } from './event-list-view'
import { useEventList } from './use-event-list'

beforeEach(newPhone)

const byId = (id: string) => document.getElementById(id)
const press = (id: string) => byId(id)!.click()

describe('the list of events', () => {
  function List() {
    const list = useEventList()
    const homeName = list.filter.homeId ? '东关青年之家' : ''
    return <EventListView list={list} homeName={homeName} onChooseHome={() => list.narrow({ homeId: 'h1' })} />
  }

  it('shows the shape of what is coming, then the events, and opens one', async () => {
    serve({ 'events.list': { items: [cardOf(), cardOf({ id: 'e2', code: '9876543210', free: 0 })], next: null } })
    render(<List />)
    expect(byId('events-loading')).toBeInTheDocument()
    await waitFor(() => expect(byId('event-0123456789')).toHaveTextContent('社区旧物改造工作坊'))
    expect(byId('event-0123456789')).toHaveTextContent('14:00 · 东关青年之家')
    expect(byId('event-0123456789')).toHaveTextContent('余 6')
    expect(byId('event-9876543210')).toHaveTextContent('候补')
    act(() => press('event-0123456789'))
    expect(navigationFake.moves).toEqual([{ how: 'open', url: '/packages/events/detail/index?code=0123456789' }])
  })

  it('narrows by category, day and home, and goes back to all', async () => {
    serve({
      'events.list': ({ input }) => ({
        items: 'day' in (input as object) && (input as { day?: string }).day ? [] : [cardOf()],
        next: null,
      }),
    })
    render(<List />)
    await waitFor(() => expect(byId('event-0123456789')).toBeInTheDocument())
    act(() => press('choose-home'))
    act(() => press('category-study'))
    act(() => press('day-2026-11-22'))
    await waitFor(() => expect(byId('events-empty')).toHaveTextContent('看看别的日子'))
    expect(callsOf('events.list').at(-1)?.input).toEqual({ category: 'study', homeId: 'h1', day: '2026-11-22', limit: 20 })
    act(() => press('events-empty-action'))
    await waitFor(() => expect(byId('event-0123456789')).toBeInTheDocument())
  })

  it('takes a day away with a second press, and offers two weeks', async () => {
    serve({ 'events.list': { items: [cardOf()], next: null } })
    render(<List />)
    await waitFor(() => expect(byId('event-0123456789')).toBeInTheDocument())
    await act(async () => press('day-2026-12-04'))
    expect(byId('day-2026-12-04')).toHaveAttribute('aria-selected', 'true')
    await act(async () => press('day-2026-12-04'))
    expect(byId('day-2026-12-04')).toHaveAttribute('aria-selected', 'false')
    expect(byId('day-2026-12-05')).toBeNull()
    expect(byId('day-2026-11-21')).toHaveTextContent('今天')
  })

  it('says what an empty list is for', async () => {
    serve({ 'events.list': { items: [], next: null } })
    render(<List />)
    await waitFor(() => expect(byId('events-empty')).toHaveTextContent('近期没有活动'))
  })

  it('says what happened when nothing came, and tries again', async () => {
    goDark('offline')
    render(<List />)
    await waitFor(() => expect(byId('error')).toHaveTextContent('没有网络'))
    serve({ 'events.list': { items: [cardOf()], next: null } })
    act(() => press('error-retry'))
    await waitFor(() => expect(byId('event-0123456789')).toBeInTheDocument())
  })

  it('offers the categories of the organization, and those of the chosen home', async () => {
    serve({
      'events.list': { items: [cardOf()], next: null },
      'events.categories': ({ input }) => ({
        items: [(input as { homeId?: string }).homeId ? { code: 'music', name: '音乐' } : { code: 'study', name: '学习成长' }],
      }),
    })
    render(<List />)
    await waitFor(() => expect(byId('category-thought')).toBeNull())
    act(() => press('category-study'))
    act(() => press('choose-home'))
    await waitFor(() => expect(byId('category-music')).toBeInTheDocument())
    // Another home has another list: what was chosen from the first one does not stay.
    expect(byId('category-all')).toHaveAttribute('aria-selected', 'true')
    act(() => press('category-music'))
    await waitFor(() => expect(callsOf('events.list').at(-1)?.input).toMatchObject({ homeId: 'h1', category: 'music' }))
  })

  it('offers the usual categories where the list of the organization cannot be had', async () => {
    serve({ 'events.list': { items: [cardOf()], next: null } })
    render(<List />)
    await waitFor(() => expect(byId('event-0123456789')).toBeInTheDocument())
    expect(byId('category-rights')).toHaveTextContent('权益服务')
  })

  it('leads to the page of the home that is chosen', async () => {
    serve({ 'events.list': { items: [cardOf()], next: null } })
    render(<List />)
    await waitFor(() => expect(byId('event-0123456789')).toBeInTheDocument())
    expect(byId('open-home')).toBeNull()
    await act(async () => press('choose-home'))
    act(() => press('open-home'))
    expect(navigationFake.moves).toEqual([{ how: 'open', url: '/packages/homes/detail/index?homeId=h1' }])
  })
})
