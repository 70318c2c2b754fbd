import { act, fireEvent, render } from '@testing-library/react'
import type { Me } from '@core/contract/people'
import { EVENT, eventOf, packAnswer, packOf, START, YU } from '@/features/attendance/officer/_door'
import { useFieldPacks } from '@/features/attendance/officer/field-packs'
import { useKeptPacks } from '@/features/attendance/officer/kept-packs'
import { useMyPass } from '@/features/attendance/my-pass'
import { useMe } from '@/features/people/me'
import { clockFake } from '@/platform/clock/fake'
import { navigationFake } from '@/platform/navigation/fake'
import { networkFake } from '@/platform/network/fake'
import { settled } from '@/sync/_outbox-fakes'
import { callsOf, goDark, logInAs, newPhone, serve } from '@/sync/_phone'
import { pageFake } from '../../../tests/mocks/taro'
import PassPage from '../attendance/pass'
import CardsPage from './cards'
import DoorPage from './list'
import FieldPackPage from './field-pack'
import HelpersPage from './helpers'
import ReverseScanPage from './reverse-scan'
import RollCallPage from './roll-call'

const ORG = '0190a000-0000-7000-8000-0000000000aa'
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
const helper: Me = { ...officer, grants: [{ role: 'helper', orgId: null, orgName: '', eventId: EVENT }] }
const element = (id: string) => document.getElementById(id)!

async function show(page: React.ReactElement, params: Record<string, string> = {}) {
  pageFake.params = params
  const view = render(page)
  await act(settled)
  return view
}

beforeEach(() => {
  newPhone()
  pageFake.reset()
  clockFake.time = START
  useKeptPacks.setState({ packs: {} })
  useFieldPacks.setState({ packs: [] })
  useMyPass.setState({ kept: null, error: null })
  logInAs(officer.id)
  act(() => useMe.setState({ me: officer, demo: false, ready: true }))
  serve({
    'attendance.doorPack': () => packAnswer(packOf(), clockFake.time),
    'attendance.door': () => ({ items: packOf().lines, enrolledCount: 3, arrivedCount: 0, pendingCount: 0 }),
    'attendance.helpers': { items: [] },
    'events.get': eventOf({ title: '河道清理', endsAt: START + 1 }),
  })
})

it('keeps the list at the door fresh while it is looked at', async () => {
  await show(<DoorPage />, { eventId: EVENT })
  expect(element('cancel-event')).toBeInTheDocument()
  await act(async () => {
    clockFake.advance(15_000)
    await settled()
  })
  expect(callsOf('attendance.door')).toMatchObject([{ input: { eventId: EVENT } }])
})

it('opens list, passes and roll call for a helper of one event', async () => {
  act(() => useMe.setState({ me: helper }))
  serve({ 'attendance.doorPack': packAnswer(), 'events.get': eventOf({ mayEdit: false }) })
  const { unmount } = await show(<DoorPage />, { eventId: EVENT })
  expect(element('door-count')).toBeInTheDocument()
  expect(document.getElementById('cancel-event')).toBeNull()
  unmount()
  const scan = await show(<ReverseScanPage />, { eventId: EVENT })
  expect(document.querySelector('.reverse-scan')).toBeInTheDocument()
  scan.unmount()
  await show(<RollCallPage />, { eventId: EVENT, by: 'paper' })
  expect(element('roll-photo')).toHaveTextContent('纸质签到表')
  expect(navigationFake.title).toBe('纸质签到表')
})

it('opens roll call without a network once the door was opened', async () => {
  const { unmount } = await show(<DoorPage />, { eventId: EVENT })
  unmount()
  networkFake.set(false)
  goDark('offline')
  await show(<RollCallPage />, { eventId: EVENT })
  expect(element(`roll-${YU.id}`)).toBeInTheDocument()
})

it('fetches the day of the organization in whose name the officer works', async () => {
  serve({ 'attendance.fieldPack': { day: '2026-11-28', packs: [], passKeys: [], now: START } })
  await show(<FieldPackPage />)
  await act(async () => {
    fireEvent.click(element('field-submit'))
    await settled()
  })
  expect(callsOf('attendance.fieldPack')).toMatchObject([{ input: { orgId: ORG, day: '2026-11-28' } }])
})

it('asks who helps at the door of the event', async () => {
  await show(<HelpersPage />, { eventId: EVENT })
  expect(callsOf('attendance.helpers')[0]).toMatchObject({ input: { eventId: EVENT } })
  expect(element('no-helpers')).toBeInTheDocument()
})

it('prints cards of an organization, or of an event by its name', async () => {
  const { unmount } = await show(<CardsPage />)
  expect(document.querySelector('.cards')).toHaveTextContent('给东关街道团工委的人')
  unmount()
  await show(<CardsPage />, { eventId: EVENT })
  expect(document.querySelector('.cards')).toHaveTextContent('给「河道清理」报了名的人')
})

it('shows 我的码 to whoever is logged in, and the way in to everybody else', async () => {
  serve({ 'attendance.pass': { pass: 'https://qn.example/q/p/x', name: '林海', expiresAt: START + 1_000_000 } })
  const { unmount } = await show(<PassPage />)
  expect(element('pass-qr')).toBeInTheDocument()
  unmount()
  act(() => useMe.setState({ me: null }))
  await show(<PassPage />)
  expect(document.getElementById('pass-qr')).toBeNull()
  expect(document.body).toHaveTextContent('登录后才有你的码')
})
