import { act, cleanup, fireEvent, render, waitFor } from '@testing-library/react'
import type { DoorLine, RecordInput } from '@core/contract/attendance'
import type { EventDetail } from '@core/contract/events'
import { HOUR_MS } from '@core/rules/shared/calendar'
import { clockFake } from '@/platform/clock/fake'
import { displayFake } from '@/platform/display/fake'
import { navigationFake } from '@/platform/navigation/fake'
import { networkFake } from '@/platform/network/fake'
import { storageFake } from '@/platform/storage/fake'
import { callsOf, goDark, logInAs, newPhone, refused, serve } from '@/sync/_phone'
import { useOutbox, wakeOutbox } from '@/sync/outbox'
import { signOff } from '@/sync/session'
import { readKeptScreen } from '../screen/kept-screens'
import { useServerClock } from '../server-clock'
import { arrived, END, EVENT, eventOf, LAN, lineOf, listOf, packAnswer, packOf, personId, recordedOf, SIYU, START, XU, YU } from './_door'
import { DoorView } from './door-view'
import { keptEventIds, useKeptPacks } from './kept-packs'
import { useDoor } from './use-door'

const hall = [lineOf(YU, arrived(START)), lineOf(XU), lineOf(SIYU, arrived(START + 60_000, { state: 'pending' }))]

function Page({ event = eventOf() }: { event?: EventDetail | null }) {
  return <DoorView door={useDoor(EVENT)} event={event} />
}
async function show(event?: EventDetail | null) {
  const view = render(<Page event={event} />)
  await act(async () => undefined)
  return view
}
const element = (id: string) => document.getElementById(id)!
const press = (id: string) => act(async () => void fireEvent.click(element(id)))
const names = () => [...document.querySelectorAll('.cell__title')].map((cell) => cell.textContent)
const records = () => useOutbox.getState().records
/** Everything in memory is gone, as when the app is closed. */
function closeApp() {
  cleanup()
  useKeptPacks.setState({ packs: {} })
}

beforeEach(() => {
  newPhone()
  logInAs('officer')
  useKeptPacks.setState({ packs: {} })
  useServerClock.setState({ known: null })
  clockFake.time = START + HOUR_MS
  serve({ 'attendance.doorPack': packAnswer(packOf(hall), clockFake.time), 'attendance.door': listOf(hall) })
})

it('says how many are here, and finds a person', async () => {
  await show()
  expect(element('door-count')).toHaveTextContent('2')
  expect(document.querySelector('.door')).toHaveTextContent('/ 3 到场补送 1')
  expect(names()).toEqual(['陈思宇', '李晓雨', '王旭'])
  fireEvent.change(element('door-search'), { target: { value: '王' } })
  expect(names()).toEqual(['王旭'])
  fireEvent.change(element('door-search'), { target: { value: '没有这个人' } })
  expect(element('door-empty')).toHaveTextContent('没有这样的人')
})

it('filters by who is still expected', async () => {
  await show()
  await press('door-expected')
  expect(names()).toEqual(['王旭'])
})

it('asks for the list every fifteen seconds while there is a network', async () => {
  await show()
  expect(callsOf('attendance.doorPack')).toHaveLength(1)
  serve({ 'attendance.door': listOf([lineOf(YU, arrived(START)), lineOf(XU, arrived(START)), lineOf(SIYU)]) })
  await act(async () => clockFake.advance(15_000))
  await press('door-expected')
  expect(names()).toEqual(['陈思宇'])
  networkFake.online = false
  await act(async () => clockFake.advance(45_000))
  expect(callsOf('attendance.door')).toHaveLength(1)
})

it('works without a network from what it fetched before, and says of when that is', async () => {
  await show()
  closeApp()
  networkFake.set(false)
  goDark('offline')
  await show(null)
  expect(names()).toEqual(['陈思宇', '李晓雨', '王旭'])
  expect(element('door-carried')).toHaveTextContent('名单是 今天 15:00 的')
  await press(`person-${XU.id}`)
  await press('manual-submit')
  expect(records()).toMatchObject([{ state: 'waiting', subject: `door:${EVENT}`, title: '河道清理' }])
  expect(navigationFake.toasts).toEqual(['王旭 的签到已存在手机，有网自动送达'])
  expect(element('door-count')).toHaveTextContent('3')
  expect(element('door-on-phone')).toHaveTextContent('1 人的登记还在这部手机里')
})

it('says that there is nothing to work from where it never had a network', async () => {
  goDark('offline')
  await show(null)
  expect(element('error')).toHaveTextContent('没有网络')
  serve({ 'attendance.doorPack': packAnswer() })
  await press('error-retry')
  expect(element('door-count')).toBeInTheDocument()
})

it('records by hand with a reason, dated by the server’s clock', async () => {
  clockFake.time -= 2 * HOUR_MS
  serve({
    'attendance.doorPack': packAnswer(packOf(hall), START + HOUR_MS),
    'attendance.record': ({ input }) => recordedOf(input as RecordInput),
    'attendance.door': listOf(hall),
  })
  await show()
  await press(`person-${XU.id}`)
  expect(element('person-sheet')).toHaveTextContent('登记后不能撤回')
  await press('manual-reason-flat')
  await press('manual-submit')
  await waitFor(() => expect(navigationFake.toasts).toEqual(['王旭 已签到']))
  expect(callsOf('attendance.record')).toMatchObject([
    {
      input: {
        eventId: EVENT,
        entries: [{ personId: XU.id, purpose: 'sign_in', by: 'manual', reason: '手机没电', at: START + HOUR_MS }],
      },
    },
  ])
  expect(navigationFake.vibrations).toBe(1)
  expect(document.getElementById('person-sheet')).toBeNull()
})

it('wants the reason in words where it is another one', async () => {
  await show()
  networkFake.set(false)
  await press(`person-${XU.id}`)
  await press('manual-reason-other')
  await press('manual-submit')
  expect(element('person-sheet')).toHaveTextContent('写一句原因再提交')
  expect(records()).toEqual([])
  fireEvent.change(element('manual-reason-text'), { target: { value: '扶老人上楼去了' } })
  await press('manual-submit')
  expect(records()[0]!.input).toMatchObject({ entries: [{ reason: '扶老人上楼去了' }] })
})

it('signs out by hand whoever is here, and offers nothing for whoever has left', async () => {
  await show()
  networkFake.set(false)
  await press(`person-${YU.id}`)
  expect(element('manual-submit')).toHaveTextContent('登记签退')
  await press('manual-submit')
  expect(records()[0]!.input).toMatchObject({ entries: [{ personId: YU.id, purpose: 'sign_out' }] })
  await press(`person-${YU.id}`)
  expect(document.getElementById('manual-submit')).toBeNull()
})

it('says what the server refuses and leaves nothing behind', async () => {
  serve({ 'attendance.doorPack': packAnswer(packOf(hall)), 'attendance.record': refused('sign_in_closed') })
  await show()
  await press(`person-${XU.id}`)
  await press('manual-submit')
  await waitFor(() => expect(element('person-sheet')).toHaveTextContent('签到结束了'))
  expect(records()).toEqual([])
  expect(element('door-count')).toHaveTextContent('2')
})

it('does not count what was set aside later', async () => {
  await show()
  networkFake.set(false)
  await press(`person-${XU.id}`)
  await press('manual-submit')
  expect(element('door-count')).toHaveTextContent('3')
  networkFake.online = true
  serve({ 'attendance.record': refused('not_on_list', { n: 1 }), 'attendance.door': listOf(hall) })
  await act(() => wakeOutbox())
  expect(records()).toMatchObject([{ state: 'aside' }])
  expect(element('door-count')).toHaveTextContent('2')
})

it('finds members who did not enroll by their name only', async () => {
  await show()
  networkFake.set(false)
  expect(document.getElementById('door-others')).toBeNull()
  fireEvent.change(element('door-search'), { target: { value: '欧阳' } })
  expect(element('door-others')).toHaveTextContent('欧阳岚')
  await press(`other-${LAN.id}`)
  expect(element('person-sheet')).toHaveTextContent('没有报名')
  await press('manual-submit')
  expect(records()[0]!.input).toMatchObject({ entries: [{ personId: LAN.id }] })
  expect(names()).toContain('欧阳岚')
})

it('opens the screen before the end, with its secret in hand, and closing after it', async () => {
  await show()
  expect(element('open-screen')).toHaveClass('button--primary')
  await press('open-screen')
  expect(readKeptScreen(EVENT)).toMatchObject({ version: 1, screen: { title: '河道清理' }, wallOffset: 0, wallError: 0 })
  closeApp()
  clockFake.time = END
  await show()
  expect(element('open-closing')).toHaveClass('button--primary')
  await press('open-closing')
  expect(navigationFake.moves.map((move) => move.url)).toEqual([
    `/packages/screen/event/index?eventId=${EVENT}`,
    `/packages/workbench/closing/index?eventId=${EVENT}`,
  ])
})

it('leads on to passes, roll call, paper, helpers and cards', async () => {
  await show()
  for (const id of ['open-reverse-scan', 'open-roll-call', 'open-paper', 'open-helpers', 'open-cards']) await press(id)
  expect(navigationFake.moves.map((move) => move.url)).toEqual([
    `/packages/door/reverse-scan/index?eventId=${EVENT}`,
    `/packages/door/roll-call/index?eventId=${EVENT}`,
    `/packages/door/roll-call/index?eventId=${EVENT}&by=paper`,
    `/packages/door/helpers/index?eventId=${EVENT}`,
    `/packages/door/cards/index?eventId=${EVENT}`,
  ])
})

it('leaves helpers and cards to officers', async () => {
  await show(eventOf({ mayEdit: false }))
  expect(document.getElementById('open-helpers')).toBeNull()
  expect(document.getElementById('open-cards')).toBeNull()
})

it('leads whoever holds the door to the showcase once the event has begun', async () => {
  clockFake.time = START - 1
  await show(eventOf({ mayEdit: false }))
  expect(document.getElementById('open-showcase')).toBeNull()
  closeApp()
  clockFake.time = START
  await show(eventOf({ mayEdit: false }))
  expect(document.getElementById('open-closing')).toBeNull()
  await press('open-showcase')
  expect(navigationFake.moves.map((move) => move.url)).toEqual([`/packages/workbench/showcase/index?eventId=${EVENT}`])
})

it('puts the showcase first for a helper when the event is over, and closing for an officer', async () => {
  clockFake.time = END
  for (const status of ['published', 'closed'] as const) {
    await show(eventOf({ status, mayEdit: false }))
    expect(element('open-showcase')).toHaveClass('button--primary')
    expect(document.getElementById('open-closing')).toBeNull()
    closeApp()
  }
  await show()
  expect(element('open-closing')).toHaveClass('button--primary')
  expect(element('open-showcase')).not.toHaveClass('button--primary')
})

it('leads nobody to the showcase who may not write it', async () => {
  clockFake.time = END
  await show(eventOf({ mayEdit: false, mayManage: false }))
  expect(document.getElementById('open-showcase')).toBeNull()
})

it('makes a link for a PC or TV, explains it and copies it', async () => {
  serve({
    'attendance.doorPack': packAnswer(packOf(hall)),
    'attendance.shareScreen': { link: 'https://youth.example.cn/screen/e.pass', expiresAt: START + 5 * HOUR_MS },
  })
  await show()
  await press('share-screen')
  expect(callsOf('attendance.shareScreen')).toMatchObject([{ input: { eventId: EVENT } }])
  expect(element('share-sheet')).toHaveTextContent('用浏览器打开就是大屏')
  expect(element('share-sheet')).toHaveTextContent('今天 19:00 前有效')
  await press('copy-screen-link')
  expect(navigationFake.copied).toBe('https://youth.example.cn/screen/e.pass')
})

it('says why there is no link', async () => {
  serve({ 'attendance.doorPack': packAnswer(packOf(hall)), 'attendance.shareScreen': refused('not_found') })
  await show()
  await press('share-screen')
  expect(navigationFake.toasts).toEqual(['没找到，可能已删除，或不归你所在的组织管'])
  expect(document.getElementById('share-sheet')).toBeNull()
})

it('says why a cancelled event is off, and offers nothing to do with it', async () => {
  serve({ 'attendance.doorPack': refused('not_found') })
  await show(eventOf({ status: 'cancelled', cancelReason: '暴雨预警', mayEdit: false }))
  expect(element('door-cancelled')).toHaveTextContent('活动取消了：暴雨预警')
  expect(document.getElementById('open-screen')).toBeNull()
  expect(document.getElementById('hold-again')).toBeNull()
})

it('leads whoever cancelled an event to another one like it', async () => {
  serve({ 'attendance.doorPack': refused('not_found') })
  await show(eventOf({ status: 'cancelled', cancelReason: '暴雨预警' }))
  await press('hold-again')
  expect(navigationFake.moves.map((move) => move.url)).toEqual([`/packages/publishing/publish/index?copy=${EVENT}`])
})

it('draws a hall of three thousand in parts', async () => {
  const crowd: DoorLine[] = Array.from({ length: 3_000 }, (_, n) =>
    lineOf({ id: personId(1000 + n), name: `第${n}人` }, arrived(START + n)),
  )
  serve({ 'attendance.doorPack': packAnswer(packOf(crowd)) })
  await show()
  expect(names()).toHaveLength(100)
  await press('door-more')
  expect(names()).toHaveLength(200)
})

it('lets the door go when the server says that it is not this officer’s', async () => {
  await show()
  expect(keptEventIds()).toEqual([EVENT])
  serve({ 'attendance.door': refused('not_found') })
  await act(async () => clockFake.advance(15_000))
  expect(element('error')).toHaveTextContent('没找到')
  expect(keptEventIds()).toEqual([])
})

it('takes names off the phone with the log-in', async () => {
  await show()
  closeApp()
  act(() => signOff())
  expect([...storageFake.entries.keys()].filter((key) => key.startsWith('door-'))).toEqual([])
})

it('says when the phone has no room, and works until it is closed', async () => {
  storageFake.full = true
  await show()
  expect(element('door-unkept')).toHaveTextContent('手机存满了')
  expect(element('door-count')).toHaveTextContent('2')
})

it('is a table on a desk', async () => {
  displayFake.wide = true
  await show()
  expect(document.querySelectorAll('[role="row"]')).toHaveLength(1 + 3)
  await press(`person-${XU.id}`)
  expect(element('manual-submit')).toBeInTheDocument()
})
