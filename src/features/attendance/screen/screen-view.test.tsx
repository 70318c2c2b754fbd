import { act, fireEvent, render, screen as dom } from '@testing-library/react'
import decodeQR from 'qr/decode.js'
import type { Screen, ScreenState } from '@core/contract/attendance'
import { AppError } from '@core/contract/errors'
import { stepOf } from '@core/rules/attendance/code'
import { codeFor } from '@core/rules/attendance/code-mac'
import { clockOf, HOUR_MS, MINUTE_MS } from '@core/rules/shared/calendar'
import { drawPicture } from '@/components/qr-code/_draw-picture'
import { answerCalls, sentTo } from '@/platform/call/_answers'
import { callFake } from '@/platform/call/fake'
import { clockFake } from '@/platform/clock/fake'
import { displayFake } from '@/platform/display/fake'
import { keyboardFake } from '@/platform/keyboard/fake'
import { networkFake } from '@/platform/network/fake'
import { storageFake } from '@/platform/storage/fake'
import { screenPurposeOf, ScreenView } from './screen-view'

const EVENT = '0190a000-0000-7000-8000-000000000001'
/** The server's clock is an hour ahead of the device's. */
const AHEAD = HOUR_MS
const serverNow = () => clockFake.time + AHEAD

function opened(): Screen {
  const endsAt = begunAt + 2 * HOUR_MS
  return {
    eventId: EVENT,
    eventCode: '0123456789',
    title: '社区旧物改造工作坊',
    homeName: '东关青年之家',
    startsAt: begunAt - HOUR_MS,
    endsAt,
    signInOpensAt: 0,
    signInClosesAt: endsAt,
    signOut: true,
    signOutClosesAt: endsAt + HOUR_MS,
    secret: 'CQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQk',
    publicUrl: 'https://youth.example.cn',
    now: serverNow(),
  }
}
function state(part: Partial<ScreenState> = {}): ScreenState {
  return {
    enrolledCount: 25,
    arrivedCount: 18,
    leftCount: 4,
    arrivals: [{ name: '李*雨', at: serverNow() }],
    status: 'published',
    now: serverNow(),
    ...part,
  }
}

let begunAt = 0

async function show(props: Partial<Parameters<typeof ScreenView>[0]> = {}) {
  const view = render(<ScreenView eventId={EVENT} {...props} />)
  await act(async () => undefined)
  return view
}
async function pass(ms: number) {
  for (let left = ms; left > 0; left -= 1_000) await act(async () => clockFake.advance(Math.min(left, 1_000)))
}
/** The link in the picture on the page, read as a camera reads it. */
const shownLink = () => decodeQR(drawPicture(document.querySelector('#screen-qr')!.getAttribute('src')!, 4))
const rightLink = (purpose: 'sign_in' | 'sign_out') =>
  `https://youth.example.cn/q/${codeFor(new Uint8Array(32).fill(9), purpose, { id: EVENT, code: '0123456789' }, stepOf(serverNow()))}`

beforeEach(() => {
  for (const fake of [callFake, clockFake, displayFake, networkFake, storageFake]) fake.reset()
  begunAt = serverNow()
  answerCalls({ 'attendance.openScreen': opened, 'attendance.screenState': () => state() })
})

it('shows the code of the server’s moment on a device whose clock is an hour wrong, and a new one every ten seconds', async () => {
  await show()
  expect(shownLink()).toBe(rightLink('sign_in'))
  const first = shownLink()
  await pass(10_000)
  expect(shownLink()).toBe(rightLink('sign_in'))
  expect(shownLink()).not.toBe(first)
})

it('says who is here and who came last, and never writes the link in words', async () => {
  const { container } = await show()
  expect(container.querySelector('#screen-count')).toHaveTextContent('18')
  expect(container).toHaveTextContent('/ 25 到场')
  expect(container).toHaveTextContent('李*雨')
  expect(container).toHaveTextContent('在线')
  expect(container.innerHTML.replace(/src="[^"]*"/g, '')).not.toContain('/q/')
})

it('says when signing in begins, and until when it lasts once it has begun', async () => {
  answerCalls({
    'attendance.openScreen': () => ({ ...opened(), signInOpensAt: begunAt + 5_000 }),
    'attendance.screenState': () => state(),
  })
  const { container } = await show()
  expect(container.querySelector('.screen__time')).toHaveTextContent(`${clockOf(begunAt + 5_000)} 开始签到`)
  await pass(6_000)
  expect(container.querySelector('.screen__time')).toHaveTextContent(`签到到 ${clockOf(opened().signInClosesAt)}`)
})

it('keeps turning when the network is cut, and says so', async () => {
  const { container } = await show()
  answerCalls({})
  callFake.server = () => Promise.reject(new AppError('offline'))
  act(() => networkFake.set(false))
  await pass(2 * MINUTE_MS)
  expect(shownLink()).toBe(rightLink('sign_in'))
  expect(container.querySelector('#screen-network')).toHaveTextContent('离线，码照常转')
})

it('shows codes again after a reload without a network and warns that its clock is not calibrated', async () => {
  ;(await show()).unmount()
  callFake.server = () => Promise.reject(new AppError('offline'))
  const { container } = await show()
  expect(shownLink()).toBe(rightLink('sign_in'))
  expect(container.querySelector('#screen-uncalibrated')).toHaveTextContent('时钟未校准')
  expect(container.querySelector('#screen-count')).toHaveTextContent('—')
})

it('turns to sign-out by a press, by key 2, or because the link says so', async () => {
  const { container, unmount } = await show()
  fireEvent.click(container.querySelector('#screen-purpose-sign_out')!)
  expect(shownLink()).toBe(rightLink('sign_out'))
  expect(container.querySelector('#screen-count')).toHaveTextContent('4')
  act(() => keyboardFake.press('1'))
  expect(shownLink()).toBe(rightLink('sign_in'))
  act(() => keyboardFake.press('2'))
  expect(shownLink()).toBe(rightLink('sign_out'))
  unmount()
  expect(keyboardFake.listeners.size).toBe(0)
  await show({ purpose: screenPurposeOf('sign_out') })
  expect(shownLink()).toBe(rightLink('sign_out'))
  expect(screenPurposeOf('anything')).toBeUndefined()
})

it('opens with the pass of a link', async () => {
  await show({ pass: 'pass' })
  expect(sentTo('attendance.openScreen')).toEqual([{ eventId: EVENT, pass: 'pass' }])
})

it('says goodbye when the event has been closed', async () => {
  const { container } = await show()
  answerCalls({ 'attendance.screenState': () => state({ status: 'closed' }) })
  await pass(4_000)
  expect(container.querySelector('#screen-over')).toHaveTextContent('活动已完结')
  expect(container.querySelector('#screen-qr')).toBeNull()
})

it('says why it does not open, and opens when it is tried again', async () => {
  answerCalls({
    'attendance.openScreen': () => {
      throw new AppError('screen_pass_expired')
    },
  })
  const { container } = await show()
  expect(container).toHaveTextContent('大屏链接过期了，请负责人在工作台重新打开')
  answerCalls({ 'attendance.openScreen': opened, 'attendance.screenState': () => state() })
  await act(async () => fireEvent.click(dom.getByText('再试一次')))
  expect(shownLink()).toBe(rightLink('sign_in'))
})

it('keeps the display awake while it stands, and says on a demonstration that it is one', async () => {
  const { container, unmount } = await show({ demo: true })
  expect(displayFake.awake).toBe(1)
  expect(container).toHaveTextContent('演示环境')
  unmount()
  expect(displayFake.awake).toBe(0)
})
