import { act, fireEvent, render } from '@testing-library/react'
import { AppError } from '@core/contract/errors'
import type { Me } from '@core/contract/people'
import { detailOf } from '@/features/events/_events'
import { homePage } from '@/features/homes/officer/_homes'
import { useMe } from '@/features/people/me'
import { answerCalls, sentTo } from '@/platform/call/_answers'
import { callFake } from '@/platform/call/fake'
import { clockFake } from '@/platform/clock/fake'
import { displayFake } from '@/platform/display/fake'
import { navigationFake } from '@/platform/navigation/fake'
import { networkFake } from '@/platform/network/fake'
import { storageFake } from '@/platform/storage/fake'
import { signIn, signOff } from '@/sync/session'
import { forgetAnswers } from '@/sync/use-query'
import { pageFake } from '../../../tests/mocks/taro'
import ScreenPage from '../screen/event'
import ClocksPage from '../care/clocks'
import ClosingPage from './closing'
import DoorPage from '../door/list'
import ManagedPage from './events'
import HomesPage from '../care/homes'
import ModelsPage from '../care/models'
import PublishPage from '../publishing/publish'
import ShowcasePage from './showcase'
import TodayPage from './today'

const ORG = '0190a000-0000-7000-8000-0000000000aa'
const EVENT = '0190a000-0000-7000-8000-000000000001'
const officer: Me = {
  id: '0190a000-0000-7000-8000-000000000099',
  name: '林海',
  consented: true,
  orgName: '东关街道团工委',
  isMember: true,
  volunteerNo: null,
  birthMonth: null,
  grants: [{ role: 'officer', orgId: ORG, orgName: '东关街道团工委', eventId: null }],
}
const closed = detailOf({ id: EVENT, startsAt: 1, endsAt: 2, status: 'closed', mayEdit: true, mayManage: true })
const element = (id: string) => document.getElementById(id)!

function logIn(me: Me | null) {
  if (me) signIn({ id: me.id, consented: true }, 'token')
  else signOff()
  act(() => useMe.setState({ me, demo: false, ready: true }))
}
async function show(page: React.ReactElement, params: Record<string, string> = {}) {
  pageFake.params = params
  const view = render(page)
  await act(async () => undefined)
  return view
}

beforeEach(() => {
  for (const fake of [callFake, clockFake, displayFake, navigationFake, networkFake, storageFake]) fake.reset()
  forgetAnswers()
  logIn(officer)
  answerCalls({
    'reports.workbench': () => ({
      orgName: '东关街道团工委',
      toCloseCount: 2,
      pendingCount: 0,
      claimCount: 0,
      reviewCount: 3,
      objectionCount: 0,
      objections: [],
      clocks: [],
      unknownYear: null,
      running: [],
      toClose: [],
      coming: [],
    }),
    'events.managed': () => ({ items: [], next: null }),
    'homes.managed': () => ({ items: [], orgs: [] }),
  })
})

it('asks for the work of the organisation in whose name the officer works', async () => {
  await show(<TodayPage />)
  expect(new Set(sentTo('reports.workbench').map((input) => input.orgId))).toEqual(new Set([ORG]))
  expect(element('todo-close')).toHaveTextContent('2待完结')
})

it('asks again when the page is shown again', async () => {
  await show(<TodayPage />)
  const before = sentTo('reports.workbench').length
  await act(async () => pageFake.show())
  expect(sentTo('reports.workbench').length).toBeGreaterThan(before)
})

it('lists what the address names, and what is chosen', async () => {
  await show(<ManagedPage />, { when: 'to_close' })
  expect(sentTo('events.managed')[0]).toMatchObject({ orgId: ORG, when: 'to_close' })
  await act(async () => void fireEvent.click(element('managed-past')))
  expect(sentTo('events.managed').pop()).toMatchObject({ when: 'past' })
})

it('publishes for the homes of that organisation', async () => {
  await show(<PublishPage />)
  expect(sentTo('homes.managed')[0]).toEqual({ orgId: ORG })
  expect(element('no-homes')).toBeInTheDocument()
})

it('leaves somebody who is not logged in to log in, and come back', async () => {
  logIn(null)
  await show(<TodayPage />)
  fireEvent.click(element('officer-login-action'))
  expect(navigationFake.moves[0]?.url).toBe('/packages/people/login/index?next=%2Fpackages%2Fworkbench%2Ftoday%2Findex')
  expect(sentTo('reports.workbench')).toEqual([])
})

it('tells somebody without a role who gives it', async () => {
  logIn({ ...officer, grants: [] })
  await show(<TodayPage />)
  expect(element('not-officer')).toHaveTextContent('请组织的书记加上你')
  fireEvent.click(element('not-officer-action'))
  expect(navigationFake.moves).toEqual([{ how: 'switchTab', url: '/pages/home/index' }])
})

it('lets a helper of one event hold its door without a role anywhere', async () => {
  logIn({ ...officer, grants: [{ role: 'helper', orgId: null, orgName: '', eventId: EVENT }] })
  await show(<DoorPage />, { eventId: EVENT })
  expect(sentTo('attendance.doorPack')[0]).toEqual({ eventId: EVENT })
  expect(element('error')).toHaveTextContent('没找到')
})

it('opens the closing and the screen of the event that the address names', async () => {
  await show(<ClosingPage />, { eventId: EVENT })
  expect(sentTo('events.closing')[0]).toEqual({ eventId: EVENT })
  await show(<ScreenPage />, { eventId: EVENT, pass: 'pass', purpose: 'sign_out' })
  expect(sentTo('attendance.openScreen')[0]).toEqual({ eventId: EVENT, pass: 'pass' })
})

it('asks for what comes after an event once it is closed, and not before', async () => {
  const part = { event: closed, signOut: true, signOutClosesAt: 0, mayClose: true, lines: [], absent: [] }
  const sums = { postedMinutes: 0, postedCreditHundredths: 0, claimedMinutes: 0, overrunMinutes: 0 }
  answerCalls({ 'events.closing': () => ({ ...part, ...sums, closedAt: null }) })
  const { unmount } = await show(<ClosingPage />, { eventId: EVENT })
  expect(sentTo('events.afterwards')).toEqual([])
  unmount()
  forgetAnswers()
  answerCalls({ 'events.closing': () => ({ ...part, ...sums, closedAt: 1 }) })
  await show(<ClosingPage />, { eventId: EVENT })
  expect(sentTo('events.afterwards')[0]).toEqual({ eventId: EVENT })
})

it('goes back when a showcase is saved, and says what became of it', async () => {
  const showcase = { text: '大家辛苦了', pictures: [], at: 1, state: 'published' as const, by: '林海' }
  answerCalls({
    'events.get': () => closed,
    'events.afterwards': () => ({ showcase, rating: null, words: [], objections: [] }),
    'events.saveShowcase': () => ({ state: 'published' }),
  })
  await show(<ShowcasePage />, { eventId: EVENT })
  await act(async () => void fireEvent.click(element('showcase-save')))
  expect(sentTo('events.saveShowcase')).toEqual([{ eventId: EVENT, text: '大家辛苦了', pictures: [] }])
  expect(navigationFake.toasts).toEqual(['公开了'])
  expect(navigationFake.moves).toMatchObject([{ how: 'back' }])
})

it('lists the homes of the organisation, and opens the only one at once', async () => {
  answerCalls({ 'homes.managed': () => ({ items: [homePage(), { ...homePage(), id: EVENT, name: '城南青年之家' }], orgs: [] }) })
  const { unmount } = await show(<HomesPage />)
  expect(element(`home-${EVENT}`)).toHaveTextContent('城南青年之家')
  expect(sentTo('homes.get')).toEqual([])
  unmount()
  forgetAnswers()
  const orgs = [
    { orgId: ORG, orgName: '东关街道团工委' },
    { orgId: EVENT, orgName: '萤火志愿服务队' },
  ]
  answerCalls({ 'homes.managed': () => ({ items: [homePage()], orgs }), 'homes.get': () => homePage() })
  await show(<HomesPage />)
  expect(sentTo('homes.get')[0]).toEqual({ homeId: homePage().id })
  expect(element('home-hours')).toHaveValue('每天 9:00–21:00')
  expect(navigationFake.title).toBe('东关青年之家')
  // Who may live in it: also what is below the organization.
  fireEvent.click(element('resident-add'))
  fireEvent.change(element('resident-org').querySelector('[data-testid="picker"]')!, { target: { value: '1' } })
  expect(element('resident-org')).toHaveTextContent('萤火志愿服务队')
})

it('writes on no page of a home that only this phone remembers', async () => {
  answerCalls({ 'homes.get': () => homePage() })
  const { unmount } = await show(<HomesPage />, { homeId: homePage().id })
  expect(element('home-save')).toBeInTheDocument()
  unmount()
  clockFake.advance(60_000)
  answerCalls({
    'homes.get': () => {
      throw new AppError('offline')
    },
  })
  await show(<HomesPage />, { homeId: homePage().id })
  expect(document.getElementById('home-save')).toBeNull()
  expect(element('error')).toHaveTextContent('没有网络')
})

it('asks for the rhythms and the model homes of that organisation', async () => {
  answerCalls({ 'homes.clocks': () => ({ items: [] }), 'homes.models': () => ({ items: [] }) })
  await show(<ClocksPage />)
  expect(sentTo('homes.clocks')[0]).toEqual({ orgId: ORG })
  expect(element('no-clocks')).toBeInTheDocument()
  await show(<ModelsPage />)
  expect(sentTo('homes.models')[0]).toEqual({ orgId: ORG })
  expect(element('no-models')).toBeInTheDocument()
})

it('shows the way to reviewing to secretaries only', async () => {
  displayFake.wide = true
  const { unmount } = await show(<TodayPage />)
  expect(document.getElementById('side-nav-review')).toBeNull()
  unmount()
  logIn({ ...officer, grants: [{ ...officer.grants[0]!, role: 'secretary' }] })
  await show(<TodayPage />)
  expect(element('side-nav-review')).toHaveTextContent('审核3')
  fireEvent.click(element('side-nav-review'))
  expect(navigationFake.moves[0]?.url).toBe('/packages/publishing/review/index')
})

it('stands at a desk on a wide screen, with the way around at its left', async () => {
  displayFake.wide = true
  await show(<TodayPage />)
  expect(element('side-nav-today')).toHaveTextContent('今天2')
  fireEvent.click(element('side-nav-managed'))
  fireEvent.click(element('side-nav-today'))
  fireEvent.click(element('desk-home'))
  expect(navigationFake.moves).toEqual([
    { how: 'open', url: '/packages/workbench/events/index' },
    { how: 'switchTab', url: '/pages/home/index' },
  ])
})
