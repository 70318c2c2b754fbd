import { act, fireEvent, render } from '@testing-library/react'
import type { Me } from '@core/contract/people'
import { useMe } from '@/features/people/me'
import { CHEN, duty, home, HOME, idOf, LIN, line, NOW, ORG, planned, rota, sessionCard } from '@/features/sessions/officer/_duty'
import { answerCalls, sentTo } from '@/platform/call/_answers'
import { clockFake } from '@/platform/clock/fake'
import { displayFake } from '@/platform/display/fake'
import { navigationFake } from '@/platform/navigation/fake'
import { newPhone } from '@/sync/_phone'
import { signIn } from '@/sync/session'
import { pageFake } from '../../../tests/mocks/taro'
import TodayPage from '../workbench/today'
import HostingPage from './hosting'
import PlanPage from './plan'
import ReceptionPage from './reception'
import RotaPage from './rota'

const officer: Me = {
  id: LIN.id,
  name: LIN.name,
  consented: true,
  orgName: '东关街道团工委',
  isMember: true,
  volunteerNo: null,
  birthMonth: null,
  grants: [{ role: 'officer', orgId: ORG, orgName: '东关街道团工委', eventId: null }],
}
const BELOW = idOf(90)
const element = (id: string) => document.getElementById(id)!
const press = (id: string) => act(async () => void fireEvent.click(element(id)))

async function show(page: React.ReactElement, params: Record<string, string> = {}) {
  pageFake.params = params
  const view = render(page)
  await act(async () => undefined)
  return view
}

beforeEach(() => {
  newPhone()
  clockFake.time = NOW
  signIn({ id: officer.id, consented: true }, 'token')
  act(() => useMe.setState({ me: officer, demo: false, ready: true }))
  answerCalls({
    'reports.workbench': () => ({
      ...{ orgName: '东关街道团工委', toCloseCount: 0, pendingCount: 0, claimCount: 0, reviewCount: 0, objectionCount: 0 },
      ...{ objections: [], clocks: [], unknownYear: null, running: [], toClose: [], coming: [] },
    }),
    'sessions.plan': () => ({ items: [planned(1)], skipped: [], unknownYear: null }),
    'sessions.rotas': () => ({ items: [rota(60), rota(61, { orgId: BELOW })] }),
    'sessions.hosts': () => ({ items: [LIN, CHEN] }),
    'sessions.hostYear': ({ year }) => ({ year, received: 0, answeredOnTheSpot: 0, days: 0, next: [duty(1)] }),
    'sessions.reception': () => ({ session: sessionCard(1), items: [line(1)] }),
    'sessions.saveRota': () => rota(60),
    'homes.managed': () => ({ items: [home(HOME, '东关青年之家')], orgs: [] }),
  })
})

it('has today’s reception on the workbench, and leads to it', async () => {
  await show(<TodayPage />)
  expect(element('receptions')).toHaveTextContent('今天的接待09:00–11:30 · 东关青年之家你接待')
  await press(`reception-${idOf(1)}`)
  expect(navigationFake.moves[0]?.url).toBe(`/packages/duty/reception/index?sessionId=${idOf(1)}`)
})

it('plans for the organization in whose name the officer works, and asks again when it is shown again', async () => {
  await show(<PlanPage />)
  expect(sentTo('sessions.plan')[0]).toEqual({ orgId: ORG })
  const before = sentTo('sessions.plan').length
  await act(async () => pageFake.show())
  expect(sentTo('sessions.plan').length).toBe(before + 1)
})

it('writes a new rota where there is one home, and goes back when it is saved', async () => {
  await show(<RotaPage />)
  expect(sentTo('sessions.rotas')).toEqual([])
  expect(element('rota-home')).toHaveTextContent('东关青年之家')
  await act(async () => void fireEvent.change(element('rota-host-add').querySelector('[data-testid="picker"]')!, { target: { value: 1 } }))
  await press('rota-save')
  expect(sentTo('sessions.saveRota')).toMatchObject([{ orgId: ORG, rotaId: null, homeId: HOME, hostIds: [CHEN.id] }])
  expect(navigationFake.moves).toMatchObject([{ how: 'back' }])
})

it('changes the rota of an organization below with its homes and its hosts', async () => {
  await show(<RotaPage />, { rotaId: idOf(61) })
  expect(sentTo('homes.managed')).toEqual([{ orgId: BELOW }])
  expect(sentTo('sessions.hosts')).toEqual([{ orgId: BELOW }])
  await press('rota-save')
  expect(sentTo('sessions.saveRota')).toMatchObject([{ orgId: BELOW, rotaId: idOf(61) }])
})

it('says that a rota has been ended', async () => {
  await show(<RotaPage />, { rotaId: idOf(69) })
  expect(element('no-rota')).toHaveTextContent('已经停掉了')
})

it('shows the list of a session, and asks again when it is shown again', async () => {
  await show(<ReceptionPage />, { sessionId: idOf(1) })
  expect(element(`person-${idOf(1)}`)).toBeInTheDocument()
  const before = sentTo('sessions.reception').length
  await act(async () => pageFake.show())
  expect(sentTo('sessions.reception').length).toBe(before + 1)
})

it('shows a host their duties, also from the side of a desk', async () => {
  displayFake.wide = true
  await show(<HostingPage />)
  expect(element(`duty-${idOf(1)}`)).toBeInTheDocument()
  await press('side-nav-plan')
  expect(navigationFake.moves.map(({ url }) => url)).toEqual(['/packages/duty/plan/index'])
})
