import { act, cleanup, fireEvent, render, screen as view, waitFor } from '@testing-library/react'
import type { FieldPack, RecordInput } from '@core/contract/attendance'
import { DAY_MS, dayOf, HOUR_MS } from '@core/rules/shared/calendar'
import { clockFake } from '@/platform/clock/fake'
import { navigationFake } from '@/platform/navigation/fake'
import { networkFake } from '@/platform/network/fake'
import { storageFake } from '@/platform/storage/fake'
import { settled } from '@/sync/_outbox-fakes'
import { callsOf, goDark, logInAs, newPhone, refused, serve } from '@/sync/_phone'
import { useOutbox, wakeOutbox } from '@/sync/outbox'
import { signOff } from '@/sync/session'
import { readKeptScreen } from '../screen/kept-screens'
import { useServerClock } from '../server-clock'
import { EVENT, lineOf, listOf, packOf, PASS_KEYS, personId, recordedOf, screenOf, START, XU, YU } from './_door'
import { DoorView } from './door-view'
import { FieldPackView } from './field-pack-view'
import { useFieldPacks } from './field-packs'
import { keptEventIds, useKeptPacks } from './kept-packs'
import { entryNow, recordPresence } from './record-presence'
import { useDoor } from './use-door'

const ORG = { orgId: personId(70), orgName: '东关街道团工委' }
const BELOW = { orgId: personId(71), orgName: '柳树村团支部' }
const EVENING = personId(2)
const morning = packOf()
const evening = packOf([lineOf(YU)], {
  screen: screenOf({ eventId: EVENING, eventCode: '9876543210', title: '村晚排练', startsAt: START + 4 * HOUR_MS }),
})
const fieldPack = (packs = [morning, evening]): FieldPack => ({ day: dayOf(START), packs, passKeys: PASS_KEYS, now: clockFake.time })

const element = (id: string) => document.getElementById(id)!
const press = (id: string) =>
  act(async () => {
    fireEvent.click(element(id))
    await settled()
  })
const show = (onFetched?: () => void) => render(<FieldPackView org={ORG} orgs={[ORG, BELOW]} onFetched={onFetched} />)
function goOffline() {
  act(() => networkFake.set(false))
  goDark('offline')
}
/** Everything in memory is gone, as when the app is closed. */
function closeApp() {
  cleanup()
  useKeptPacks.setState({ packs: {} })
}
function DoorPage({ eventId }: { eventId: string }) {
  return <DoorView door={useDoor(eventId)} event={null} />
}

beforeEach(() => {
  newPhone()
  logInAs('officer')
  useKeptPacks.setState({ packs: {} })
  useFieldPacks.setState({ packs: [] })
  useServerClock.setState({ known: null })
  clockFake.time = START - 3 * HOUR_MS
  serve({ 'attendance.fieldPack': () => fieldPack() })
})

it('says what it is for, and takes a day along', async () => {
  const onFetched = jest.fn()
  show(onFetched)
  expect(element('no-field-pack')).toHaveTextContent('没网也能签到')
  await press('field-submit')
  expect(callsOf('attendance.fieldPack')).toMatchObject([{ input: { orgId: ORG.orgId, day: '2026-11-28' } }])
  expect(onFetched).toHaveBeenCalledTimes(1)
  expect(navigationFake.toasts).toEqual(['2 场活动带上了，没网也能用'])
  expect(element('pack-2026-11-28')).toHaveTextContent('今天2 场')
  expect(element('pack-2026-11-28')).toHaveTextContent(/东关街道团工委 · \d+ KB · 今天 11:00 取的/)
  expect(element(`field-${EVENING}`)).toHaveTextContent('村晚排练今天 18:00')
})

it('is of the organization and day that were chosen', async () => {
  show()
  const [org, day] = view.getAllByTestId('picker')
  fireEvent.change(org!, { target: { value: '1' } })
  fireEvent.change(day!, { target: { value: '2026-11-29' } })
  await press('field-submit')
  expect(callsOf('attendance.fieldPack')).toMatchObject([{ input: { orgId: BELOW.orgId, day: '2026-11-29' } }])
})

it('opens every door of the day without a network, after the app was closed', async () => {
  show()
  await press('field-submit')
  closeApp()
  goOffline()
  for (const [eventId, count] of [
    [EVENT, 3],
    [EVENING, 1],
  ] as const) {
    render(<DoorPage eventId={eventId} />)
    await act(settled)
    expect(document.querySelector('.door__of')).toHaveTextContent(`/ ${count} 到场`)
    cleanup()
  }
})

it('leads to list, passes, roll call and screen, whose code turns without a network', async () => {
  show()
  await press('field-submit')
  goOffline()
  for (const choice of [0, 1, 2, 3]) {
    navigationFake.choice = choice
    await press(`field-${EVENT}`)
  }
  expect(navigationFake.moves.map(({ url }) => url)).toEqual([
    `/packages/door/list/index?eventId=${EVENT}`,
    `/packages/door/reverse-scan/index?eventId=${EVENT}`,
    `/packages/door/roll-call/index?eventId=${EVENT}`,
    `/packages/screen/event/index?eventId=${EVENT}`,
  ])
  expect(readKeptScreen(EVENT)).toMatchObject({ screen: { secret: morning.screen.secret } })
})

it('says what is still on the phone, is not thrown away before that, and delivers it', async () => {
  show()
  await press('field-submit')
  goOffline()
  await act(
    async () =>
      void recordPresence(
        morning.screen,
        [YU, XU].map(({ id }) => entryNow('sign_in', 'roll_call', { personId: id })),
      ),
  )
  expect(element('field-waiting')).toHaveTextContent('还在手机里：2 人次登记')
  expect(element(`field-${EVENT}`)).toHaveTextContent('2 人次还没送达')
  await press('drop-2026-11-28')
  expect(navigationFake.toasts.at(-1)).toBe('还有没送达的，等送到了再删')
  expect(keptEventIds()).toHaveLength(2)

  networkFake.online = true
  serve({ 'attendance.record': ({ input }) => recordedOf(input as RecordInput), 'attendance.door': listOf([]) })
  await press('field-waiting-action')
  await waitFor(() => expect(document.getElementById('field-waiting')).toBeNull())
  await press('drop-2026-11-28')
  expect(navigationFake.questions).toMatchObject([{ danger: true, title: '删掉这一天？' }])
  expect(element('no-field-pack')).toBeInTheDocument()
  expect(keptEventIds()).toEqual([])
  expect([...storageFake.entries.keys()].filter((key) => /^(door|field)-/.test(key))).toEqual([])
})

it('takes the key of a screen that was opened out there along when it goes', async () => {
  show()
  await press('field-submit')
  navigationFake.choice = 3
  await press(`field-${EVENT}`)
  expect(readKeptScreen(EVENT)).not.toBeNull()
  await press('drop-2026-11-28')
  expect(readKeptScreen(EVENT)).toBeNull()
})

it('says what could not be delivered, and leads there', async () => {
  show()
  await press('field-submit')
  serve({ 'attendance.record': refused('not_on_list', { n: 1 }) })
  await act(async () => void recordPresence(morning.screen, [entryNow('sign_in', 'roll_call', { personId: YU.id })]))
  await act(() => wakeOutbox())
  expect(useOutbox.getState().records).toMatchObject([{ state: 'aside' }])
  expect(element('field-waiting')).toHaveTextContent('其中 1 条没办成')
  await press('field-waiting-action')
  expect(navigationFake.moves.at(-1)?.url).toBe('/packages/attendance/outbox/index')
})

it('stays when the officer thinks again', async () => {
  show()
  await press('field-submit')
  navigationFake.answer = false
  await press('drop-2026-11-28')
  expect(keptEventIds()).toHaveLength(2)
})

it('is fetched anew in place of the one before', async () => {
  show()
  await press('field-submit')
  serve({ 'attendance.fieldPack': () => fieldPack([morning]) })
  await press('field-submit')
  expect(element('pack-2026-11-28')).toHaveTextContent('今天1 场')
  expect(useFieldPacks.getState().packs).toHaveLength(1)
})

it('keeps nothing of a day that the phone has no room for', async () => {
  show()
  storageFake.full = true
  await press('field-submit')
  expect(element('field-problem')).toHaveTextContent('手机存满了')
  expect(element('no-field-pack')).toBeInTheDocument()
  expect(useKeptPacks.getState().packs).toEqual({})
})

it('can only be fetched on line, and says why an answer did not come', async () => {
  show()
  act(() => networkFake.set(false))
  expect(element('field-submit')).toHaveTextContent('有网的时候才能带上')
  act(() => networkFake.set(true))
  serve({ 'attendance.fieldPack': refused('not_found') })
  await press('field-submit')
  expect(element('field-problem')).toHaveTextContent('没找到')
})

it('forgets days that have been over for a week when another is fetched, and all of them at log-out', async () => {
  show()
  await press('field-submit')
  clockFake.time += 9 * DAY_MS
  const later = packOf([], { screen: screenOf({ eventId: personId(3), signOutClosesAt: clockFake.time }) })
  serve({ 'attendance.fieldPack': () => fieldPack([later]) })
  fireEvent.change(view.getAllByTestId('picker')[1]!, { target: { value: '2026-12-07' } })
  await press('field-submit')
  expect(keptEventIds()).toEqual([personId(3)])
  expect(useFieldPacks.getState().packs.map(({ day }) => day)).toEqual(['2026-12-07'])
  act(() => signOff())
  expect(useFieldPacks.getState().packs).toEqual([])
  expect(keptEventIds()).toEqual([])
})
