import { act, render, renderHook, screen, waitFor } from '@testing-library/react'
import { clockFake } from '@/platform/clock/fake'
import { navigationFake } from '@/platform/navigation/fake'
import { callsOf, goDark, logInAs, newPhone, refused, serve } from '@/sync/_phone'
import { cardOf, detailOf, NO_PART } from './_events'
import { EventDetailView } from './event-detail-view'
import { EventListView } from './event-list-view'
import { NextThing } from './next-thing'
import { shareCard } from './share'
import { useEvent } from './use-event'
import { useEventList } from './use-event-list'

beforeEach(newPhone)

const byId = (id: string) => document.getElementById(id)
const press = (id: string) => byId(id)!.click()
const HOUR = 3_600_000

describe('the list of events', () => {
  function List() {
    const list = useEventList()
    return <EventListView list={list} homeName='' onChooseHome={() => list.narrow({ homeId: 'h1' })} />
  }

  it('shows the shape of what is coming, then the events, and opens one', async () => {
    serve({ 'events.list': { items: [cardOf(), cardOf({ id: 'e2', code: '9876543210', free: 0 })], next: null } })
    render(<List />)
    expect(byId('events-loading')).toBeInTheDocument()
    await waitFor(() => expect(byId('event-0123456789')).toHaveTextContent('社区旧物改造工作坊'))
    expect(byId('event-0123456789')).toHaveTextContent('14:00 · 东关青年之家')
    expect(byId('event-0123456789')).toHaveTextContent('余 6')
    expect(byId('event-9876543210')).toHaveTextContent('满')
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
    act(() => press('category-study'))
    act(() => press('choose-home'))
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
})

describe('one event', () => {
  function Detail({ loggedIn = true }: { loggedIn?: boolean }) {
    return <EventDetailView model={useEvent('0123456789', loggedIn)} />
  }

  it('enrolls with one press and shows the truth of the server', async () => {
    logInAs('xiaoyu')
    let enrolled = false
    serve({
      'events.get': () => detailOf({ free: enrolled ? 5 : 6 }, enrolled ? { enrollment: 'enrolled' } : {}),
      'events.enroll': () => {
        enrolled = true
        return { eventId: 'e1', state: 'enrolled', at: 1 }
      },
    })
    render(<Detail />)
    await waitFor(() => expect(byId('enroll')).toHaveTextContent('报名（余 6）'))
    act(() => press('enroll'))
    await waitFor(() => expect(byId('my-part')).toHaveTextContent('已报名。13:30 起扫大屏签到'))
    expect(byId('enroll')).toBeNull()
    expect(navigationFake.toasts).toEqual(['报上了，到时候见'])
  })

  it('says full at once, and shows that there are no places left', async () => {
    logInAs('xiaoyu')
    let asked = false
    serve({
      'events.get': () => detailOf({ free: asked ? 0 : 1 }),
      'events.enroll': () => {
        asked = true
        return refused('event_full')
      },
    })
    render(<Detail />)
    await waitFor(() => expect(byId('enroll')).toHaveTextContent('余 1'))
    act(() => press('enroll'))
    await waitFor(() => expect(byId('event-problem')).toHaveTextContent('满员了，看看别的场次'))
    await waitFor(() => expect(byId('enroll')).toHaveTextContent('满员了'))
    expect(byId('event-word')).toHaveTextContent('满')
  })

  it('asks for a log-in before enrolling', async () => {
    serve({ 'events.get': detailOf() })
    render(<Detail loggedIn={false} />)
    await waitFor(() => expect(byId('enroll')).toBeInTheDocument())
    act(() => press('enroll'))
    expect(navigationFake.moves).toEqual([{ how: 'open', url: '/packages/people/login/index' }])
    expect(callsOf('events.enroll')).toEqual([])
  })

  it('asks once before giving a place up', async () => {
    logInAs('xiaoyu')
    let left = false
    serve({
      'events.get': () => detailOf({}, { enrollment: left ? 'left' : 'enrolled' }),
      'events.leave': () => {
        left = true
        return { eventId: 'e1', state: 'left', at: 1 }
      },
    })
    render(<Detail />)
    await waitFor(() => expect(byId('leave')).toBeInTheDocument())
    navigationFake.answer = false
    await act(async () => press('leave'))
    expect(callsOf('events.leave')).toEqual([])
    expect(navigationFake.questions).toMatchObject([{ danger: true, text: expect.stringContaining('让给别人') }])
    navigationFake.answer = true
    await act(async () => press('leave'))
    await waitFor(() => expect(byId('enroll')).toBeInTheDocument())
  })

  it('leads to the camera for this very event when it is time', async () => {
    logInAs('xiaoyu')
    serve({ 'events.get': detailOf({ startsAt: clockFake.time - 60_000 }, { enrollment: 'enrolled' }) })
    render(<Detail />)
    await waitFor(() => expect(byId('sign-in')).toBeInTheDocument())
    act(() => press('sign-in'))
    expect(navigationFake.moves).toEqual([{ how: 'open', url: '/packages/attendance/scan/index?eventId=e1' }])
  })

  it('says why it was cancelled and offers nothing', async () => {
    serve({ 'events.get': detailOf({ status: 'cancelled', cancelReason: '台风' }) })
    render(<Detail />)
    await waitFor(() => expect(byId('event-cancelled')).toHaveTextContent('活动取消了：台风'))
    expect(byId('enroll')).toBeNull()
  })

  it('says that an unknown event is not there', async () => {
    serve({ 'events.get': refused('not_found') })
    render(<Detail />)
    await waitFor(() => expect(byId('error')).toHaveTextContent('没找到'))
  })

  it('opens the door and the screen to whoever may hold them', async () => {
    serve({ 'events.get': detailOf({ mayManage: true }) })
    render(<Detail />)
    await waitFor(() => expect(byId('open-screen')).toBeInTheDocument())
    act(() => press('open-screen'))
    expect(navigationFake.moves).toEqual([{ how: 'open', url: '/packages/screen/event/index?eventId=e1' }])
  })

  it.each([
    ['that waits for the officer', { pending: true, signedInAt: 1 }, '等负责人确认'],
    ['that was signed out', { signedInAt: 0, signedOutAt: HOUR }, '08:00 签到，09:00 签退，活动完结后入账'],
  ])('says my part %s', async (_, mine, words) => {
    serve({ 'events.get': detailOf({}, mine) })
    render(<Detail />)
    await waitFor(() => expect(byId('my-part')).toHaveTextContent(words))
  })

  it('is shared by its name and time', () => {
    const card = shareCard(detailOf(), clockFake.time)
    expect(card).toEqual({ title: '社区旧物改造工作坊｜今天 14:00–17:00', path: '/packages/events/detail/index?code=0123456789' })
    expect(shareCard(null, clockFake.time).path).toBe('/pages/events/index')
  })

  it('asks nothing without a code', () => {
    const { result } = renderHook(() => useEvent(null, true))
    expect(result.current.query.data).toBeNull()
  })
})

describe('the next thing', () => {
  const mineOf = (part: Partial<typeof NO_PART>, more = {}) => ({ event: cardOf(more), mine: { ...NO_PART, ...part } })

  it('is the first of mine that is not over for me, and a way to sign out during it', async () => {
    logInAs('xiaoyu')
    const running = { startsAt: clockFake.time - HOUR, endsAt: clockFake.time + HOUR }
    const part = { enrollment: 'attended' as const, signedInAt: clockFake.time - HOUR }
    serve({ 'events.get': detailOf(running, part) })
    render(
      <NextThing
        mine={[mineOf({ ...part, signedOutAt: clockFake.time }, { code: '1111111111' }), mineOf(part, running)]}
        now={clockFake.time}
      />,
    )
    expect(byId('event-1111111111')).toBeNull()
    expect(byId('event-0123456789')).toHaveTextContent('已签到')
    await waitFor(() => expect(byId('next-sign-out')).toBeInTheDocument())
    act(() => press('next-sign-out'))
    expect(navigationFake.moves).toEqual([{ how: 'open', url: '/packages/attendance/scan/index?eventId=e1' }])
  })

  it('is nothing where there is nothing', () => {
    const { container } = render(<NextThing mine={[]} now={clockFake.time} />)
    expect(container).toBeEmptyDOMElement()
    expect(screen.queryByText('下一件事')).toBeNull()
  })

  it('asks nothing about an event that is far away', () => {
    render(<NextThing mine={[mineOf({ enrollment: 'enrolled' }, { startsAt: clockFake.time + 72 * HOUR })]} now={clockFake.time} />)
    expect(callsOf('events.get')).toEqual([])
  })
})
