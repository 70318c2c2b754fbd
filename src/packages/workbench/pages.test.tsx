import { act, fireEvent, render } from '@testing-library/react'
import type { Me } from '@core/contract/people'
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
import ClosingPage from './closing'
import DoorPage from './door'
import ManagedPage from './events'
import PublishPage from './publish'
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
  grants: [{ role: 'officer', orgId: ORG, orgName: '东关街道团工委', eventId: null }],
}
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
      running: [],
      toClose: [],
      coming: [],
    }),
    'events.managed': () => ({ items: [], next: null }),
    'homes.managed': () => ({ items: [] }),
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
  expect(sentTo('attendance.door')[0]).toEqual({ eventId: EVENT })
  expect(element('error')).toHaveTextContent('没找到')
})

it('keeps the list at the door fresh while it is looked at', async () => {
  await show(<DoorPage />, { eventId: EVENT })
  const before = sentTo('attendance.door').length
  await act(async () => clockFake.advance(10_000))
  expect(sentTo('attendance.door').length).toBe(before + 1)
})

it('opens the closing and the screen of the event that the address names', async () => {
  await show(<ClosingPage />, { eventId: EVENT })
  expect(sentTo('events.closing')[0]).toEqual({ eventId: EVENT })
  await show(<ScreenPage />, { eventId: EVENT, pass: 'pass', purpose: 'sign_out' })
  expect(sentTo('attendance.openScreen')[0]).toEqual({ eventId: EVENT, pass: 'pass' })
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
