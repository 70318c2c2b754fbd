import { act, render } from '@testing-library/react'
import { navigationFake } from '@/platform/navigation/fake'
import { callsOf, goDark, logInAs, newPhone, serve } from '@/sync/_phone'
import { useQuery } from '@/sync/use-query'
import { cardOf, SERVICES } from './_cases'
import { CaseCells, WriteInstead } from './case-entrances'
import { MyCasesView } from './my-cases-view'
import { byOrg, ServicesView } from './services-view'
import { useMyCases } from './use-my-cases'

const byId = (id: string) => document.getElementById(id)
const press = (id: string) => act(async () => byId(id)!.click())
const opened = () => navigationFake.moves.map(({ url }) => url)

function List() {
  return <MyCasesView model={useMyCases(true)} />
}

function Catalogue() {
  return <ServicesView services={useQuery('cases.services', {})} />
}

beforeEach(() => {
  newPhone()
  logInAs('xiaoyu')
})

describe('my cases', () => {
  it('are those that are followed still, and those that have an end', async () => {
    serve({
      'cases.mine': ({ input }) =>
        (input as { when: string }).when === 'open'
          ? { items: [cardOf(), cardOf({ id: 'c2', overdueDays: 2 })], next: null }
          : { items: [cardOf({ id: 'c3', state: 'rated', dueAt: null })], next: null },
    })
    await act(async () => render(<List />))
    expect(byId('case-c1')).toHaveTextContent('书面诉求 · 在东关街道团工委手里，第 1 天，11月24日 前受理等受理')
    expect(byId('case-c2')).toHaveTextContent('晚了 2 天')
    await press('my-cases-done')
    expect(byId('case-c1')).toBeNull()
    expect(byId('case-c3')).toHaveTextContent('评过了')
    await press('case-c3')
    expect(opened()).toEqual(['/packages/cases/detail/index?caseId=c3'])
  })

  it('say what they are for while there is none, and how to begin one', async () => {
    serve({ 'cases.mine': { items: [], next: null } })
    await act(async () => render(<List />))
    expect(byId('my-cases-empty')).toHaveTextContent('在谁手里、哪天答复，都看得到')
    await press('write-new')
    expect(opened()).toEqual(['/packages/cases/write/index'])
  })

  it('show more of them on demand', async () => {
    serve({
      'cases.mine': ({ input }) =>
        (input as { after?: string }).after === 'two' ? { items: [cardOf({ id: 'c2' })], next: null } : { items: [cardOf()], next: 'two' },
    })
    await act(async () => render(<List />))
    await press('my-cases-more')
    expect(byId('case-c2')).toBeInTheDocument()
    expect(byId('my-cases-more')).toBeNull()
  })

  it('show what went wrong, and try again', async () => {
    goDark('offline')
    await act(async () => render(<List />))
    expect(document.querySelector('.error-state')).toBeInTheDocument()
    expect(byId('my-cases-empty')).toBeNull()
  })
})

describe('the catalogue', () => {
  it('stands by organization, and one press begins an order', async () => {
    serve({ 'cases.services': SERVICES })
    await act(async () => render(<Catalogue />))
    expect(byId('services-o1')).toHaveTextContent('东关街道团工委简历怎么写一对一看简历，改到能投')
    await press('service-v3')
    await press('order-freely')
    expect(opened()).toEqual(['/packages/cases/write/index?kind=order&orgId=o2&serviceId=v3', '/packages/cases/write/index?kind=order'])
    expect(byOrg(SERVICES.items).map(({ orgId, offers }) => [orgId, offers.length])).toEqual([
      ['o1', 2],
      ['o2', 1],
    ])
  })

  it('is empty where nobody offers anything, and can be ordered from in free words', async () => {
    serve({ 'cases.services': { items: [], orgs: SERVICES.orgs } })
    await act(async () => render(<Catalogue />))
    expect(byId('services-empty')).toHaveTextContent('想要什么，直接写下来')
    expect(byId('order-freely')).toBeInTheDocument()
  })

  it('shows what went wrong', async () => {
    goDark('offline')
    await act(async () => render(<Catalogue />))
    expect(document.querySelector('.error-state')).toBeInTheDocument()
  })
})

describe('the ways to it', () => {
  it('are on 我的 with how the latest stands; without a log-in only what needs none', () => {
    const { rerender } = render(<CaseCells loggedIn cases={[cardOf()]} />)
    expect(byId('open-my-cases')).toHaveTextContent('在东关街道团工委手里，第 1 天')
    rerender(<CaseCells loggedIn={false} cases={[]} />)
    expect(byId('open-my-cases')).toBeNull()
    act(() => byId('open-complaint')!.click())
    expect(opened()).toEqual(['/packages/cases/write/index?kind=complaint'])
    expect(callsOf('cases.mine')).toEqual([])
  })

  it('are on 面对面 for whoever cannot come', () => {
    render(<WriteInstead />)
    expect(document.body).toHaveTextContent('不方便来？写给我们')
    act(() => byId('write-instead')!.click())
    expect(opened()).toEqual(['/packages/cases/write/index?kind=question'])
  })
})
