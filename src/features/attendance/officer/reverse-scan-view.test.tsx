import { act, fireEvent, render } from '@testing-library/react'
import type { RecordInput } from '@core/contract/attendance'
import { AppError } from '@core/contract/errors'
import { DAY_MS, MINUTE_MS } from '@core/rules/shared/calendar'
import { clockFake } from '@/platform/clock/fake'
import { displayFake } from '@/platform/display/fake'
import { navigationFake } from '@/platform/navigation/fake'
import { networkFake } from '@/platform/network/fake'
import { scanFake } from '@/platform/scan/fake'
import { storageFake } from '@/platform/storage/fake'
import { viewfinderFake } from '@/platform/viewfinder/fake'
import { settled } from '@/sync/_outbox-fakes'
import { callsOf, goDark, logInAs, newPhone, refused, serve } from '@/sync/_phone'
import { hurryOutbox, useOutbox } from '@/sync/outbox'
import { useServerClock } from '../server-clock'
import {
  arrived,
  END,
  EVENT,
  LAN,
  lineOf,
  listOf,
  packAnswer,
  packOf,
  passOf,
  recordedOf,
  screenOf,
  SIYU,
  START,
  STRANGER,
  XU,
  YU,
} from './_door'
import { useKeptPacks } from './kept-packs'
import { ReverseScanView } from './reverse-scan-view'
import { useDoor } from './use-door'

const lines = [lineOf(YU), lineOf(XU, arrived(START - 5 * MINUTE_MS)), lineOf(SIYU)]
const pack = packOf(lines)

function Page() {
  return <ReverseScanView door={useDoor(EVENT)} />
}
async function show() {
  const view = render(<Page />)
  await act(settled)
  return view
}
const element = (id: string) => document.getElementById(id)!
const press = (id: string) => act(async () => void fireEvent.click(element(id)))
/** Somebody holds a code up. */
const hold = (text: string) =>
  act(async () => {
    viewfinderFake.show(text)
    await settled()
  })
const said = () => [element('verdict-title')?.textContent, element('verdict-text')?.textContent]
const records = () => useOutbox.getState().records
const entries = () => records().map(({ input }) => (input as RecordInput).entries[0]!)

beforeEach(() => {
  newPhone()
  logInAs('officer')
  useKeptPacks.setState({ packs: {} })
  useServerClock.setState({ known: null })
  clockFake.time = START
  serve({
    'attendance.doorPack': () => packAnswer(pack, clockFake.time),
    'attendance.door': listOf(lines),
    'attendance.record': ({ input }) => recordedOf(input as RecordInput),
  })
})

/** The list was fetched; then the network goes. */
async function offline() {
  const view = await show()
  act(() => networkFake.set(false))
  goDark('offline')
  return view
}

it('records a pass without a network, and says the name large', async () => {
  await offline()
  expect(element('scan-offline')).toHaveTextContent('没有网络，照常扫')
  const pass = passOf(YU, START)
  await hold(pass)
  expect(said()).toEqual(['李晓雨', '看看脸，对得上就请进'])
  expect(element('verdict')).toHaveClass('result--green')
  expect(navigationFake.vibrations).toBe(1)
  expect(records()).toMatchObject([{ state: 'waiting', procedure: 'attendance.record', subject: `door:${EVENT}`, title: '河道清理' }])
  expect(entries()).toEqual([{ purpose: 'sign_in', by: 'pass', at: START, reason: '', pass }])
})

it('takes one after the other by itself, and a code that is still held up only once', async () => {
  await offline()
  await hold(passOf(YU, START))
  clockFake.advance(1_000)
  await hold(passOf(YU, START))
  await hold(passOf(SIYU, START, { kind: 'card' }))
  expect(said()[0]).toBe('陈思宇')
  expect(entries().map(({ by }) => by)).toEqual(['pass', 'card'])
  await act(async () => clockFake.advance(2_500))
  expect(document.getElementById('verdict')).toBeNull()
  expect(element('recent')).toHaveTextContent('陈思宇 14:00 签到李晓雨 14:00 签到')
})

it('knows whom it has recorded itself, before anything is delivered', async () => {
  await offline()
  await hold(passOf(YU, START))
  await act(async () => clockFake.advance(60_000))
  await hold(passOf(YU, START))
  expect(said()).toEqual(['李晓雨', '14:00 已经签到了，不用再扫'])
  expect(element('verdict')).toHaveClass('result--blue')
  expect(records()).toHaveLength(1)
})

it('knows whom the screen has signed in', async () => {
  await show()
  await hold(passOf(XU, START))
  expect(said()).toEqual(['王旭', '13:55 已经签到了，不用再扫'])
  expect(records()).toEqual([])
})

it('asks about whoever did not enroll, and records only what the officer says', async () => {
  await offline()
  await hold(passOf(LAN, START))
  expect(said()).toEqual(['欧阳岚', '没有报名，现场可以进'])
  await act(async () => clockFake.advance(10_000))
  await hold(passOf(YU, START))
  expect(said()[0]).toBe('欧阳岚')
  await press('verdict-next')
  expect(records()).toEqual([])
  await act(async () => clockFake.advance(10_000))
  await hold(passOf(STRANGER, START))
  await press('let-in')
  expect(said()).toEqual(['远方来客', '看看脸，对得上就请进'])
  expect(entries()).toMatchObject([{ by: 'pass', pass: passOf(STRANGER, START) }])
})

it('says that people have to enroll first where the event wants it', async () => {
  serve({ 'attendance.doorPack': packAnswer({ ...pack, walkIns: false }) })
  await show()
  await hold(passOf(LAN, START))
  expect(said()[1]).toBe('没有报名，这场要先报名')
})

it.each([
  ['of another system', () => passOf(YU, START, { signer: 9 }), '这个码不是本平台签发的'],
  ['that is too old', () => passOf(YU, START - 8 * DAY_MS), '「我的码」过期了'],
  ['that is none', () => 'https://example.com/menu', '这不是「我的码」'],
  ['of the screen', () => 's/0123456789.1abc.0123456789abcdef', '这是大屏的码'],
  ['of a home', () => 'https://qn.example/q/h/0123456789', '这是青年之家的海报'],
])('refuses a code %s in its words, and records nothing', async (_, code, words) => {
  await offline()
  await hold(code())
  expect(said()[0]).toBe(words)
  expect(records()).toEqual([])
})

it('signs out, and only who is here', async () => {
  clockFake.time = END
  await offline()
  await press('purpose-sign_out')
  await hold(passOf(XU, START))
  expect(said()).toEqual(['王旭', '签退好了，慢走'])
  expect(entries()).toMatchObject([{ purpose: 'sign_out', at: END }])
  await hold(passOf(YU, START))
  expect(said()).toEqual(['李晓雨', '这部手机上没有 TA 的签到，先切到「签到」登记，再签退'])
  await press('purpose-sign_in')
  await hold(passOf(YU, START))
  expect(said()[0]).toBe('李晓雨')
  expect(records()).toHaveLength(2)
})

it('begins with sign-out towards the end', async () => {
  clockFake.time = END - 5 * MINUTE_MS
  await show()
  expect(element('purpose-sign_out')).toHaveAttribute('aria-selected', 'true')
})

it('offers no sign-out where there is none', async () => {
  serve({ 'attendance.doorPack': packAnswer({ ...pack, screen: screenOf({ signOut: false }) }) })
  await show()
  expect(document.getElementById('purpose-sign_out')).toBeNull()
})

it('is delivered by itself when there is a network, each once', async () => {
  await offline()
  await hold(passOf(YU, START))
  await hold(passOf(SIYU, START))
  networkFake.online = true
  serve({ 'attendance.record': ({ input }) => recordedOf(input as RecordInput), 'attendance.door': listOf(lines) })
  await act(() => hurryOutbox())
  expect(callsOf('attendance.record')).toHaveLength(2)
  expect(new Set(callsOf('attendance.record').map(({ nonce }) => nonce)).size).toBe(2)
  expect(records()).toMatchObject([{ state: 'delivered' }, { state: 'delivered' }])
})

it('turns red when the server refuses after all, and keeps the record for a look', async () => {
  serve({ 'attendance.doorPack': () => packAnswer(pack, clockFake.time), 'attendance.record': refused('pass_invalid') })
  await show()
  await hold(passOf(YU, START))
  expect(element('verdict')).toHaveClass('result--red')
  expect(said()[0]).toBe('李晓雨')
  expect(records()).toMatchObject([{ state: 'aside', lastErrorCode: 'pass_invalid' }])
  expect(document.getElementById('recent')).toBeNull()
})

it('says when the phone is full that nothing was recorded', async () => {
  await offline()
  storageFake.full = true
  await hold(passOf(YU, START))
  expect(said()).toEqual(['李晓雨', '手机存满了，没能记下来。清一点空间再扫'])
  expect(element('verdict')).toHaveClass('result--red')
  expect(records()).toEqual([])
})

it('goes on with the phone’s own scanner where there is no camera in the page', async () => {
  await offline()
  act(() => viewfinderFake.ail('没有相机权限'))
  expect(element('no-viewfinder')).toHaveTextContent('没有相机权限')
  scanFake.code = passOf(YU, START)
  await press('scan-one')
  expect(said()[0]).toBe('李晓雨')
  scanFake.code = null
  scanFake.photo = passOf(SIYU, START)
  await press('scan-photo-one')
  expect(said()[0]).toBe('陈思宇')
})

it('says in words that the scanner is not allowed either', async () => {
  await offline()
  act(() => viewfinderFake.ail('没有相机权限'))
  const given = Object.getOwnPropertyDescriptor(scanFake, 'code')!
  Object.defineProperty(scanFake, 'code', {
    configurable: true,
    get: () => {
      throw new AppError('camera_refused')
    },
  })
  await press('scan-one')
  Object.defineProperty(scanFake, 'code', given)
  expect(said()[0]).toBe('没有相机权限')
})

it('keeps the display awake, and lets it go', async () => {
  const { unmount } = await show()
  expect(displayFake.awake).toBe(1)
  unmount()
  expect(displayFake.awake).toBe(0)
})
