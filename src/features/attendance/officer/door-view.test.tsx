import { act, fireEvent, render } from '@testing-library/react'
import type { DoorLine, DoorList } from '@core/contract/attendance'
import { AppError } from '@core/contract/errors'
import type { EventDetail } from '@core/contract/events'
import { HOUR_MS, instantOf } from '@core/rules/shared/calendar'
import { answerCalls, sentTo } from '@/platform/call/_answers'
import { callFake } from '@/platform/call/fake'
import { clockFake } from '@/platform/clock/fake'
import { displayFake } from '@/platform/display/fake'
import { navigationFake } from '@/platform/navigation/fake'
import type { Query } from '@/sync/use-query'
import { DoorView } from './door-view'

const START = instantOf('2026-11-28', '14:00')
const EVENT = '0190a000-0000-7000-8000-000000000001'

const event = (part: Partial<EventDetail> = {}): EventDetail => ({
  id: EVENT,
  code: '0123456789',
  title: '河道清理',
  category: 'volunteer',
  homeId: EVENT,
  homeName: '东关青年之家',
  startsAt: START,
  endsAt: START + 3 * HOUR_MS,
  status: 'published',
  places: 30,
  free: 5,
  givesHours: true,
  creditModule: null,
  creditHundredths: 0,
  summary: '',
  contact: '',
  orgName: '东关街道团工委',
  address: '',
  signOut: true,
  dropIn: false,
  signInOpensAt: START,
  signInClosesAt: START,
  signOutClosesAt: START,
  cancelReason: null,
  enrolledCount: 3,
  mine: { enrollment: null, signedInAt: null, signedOutAt: null, pending: false, proposedLeftAt: null },
  mayManage: true,
  ...part,
})
const person = (n: number, name: string, part: Partial<DoorLine> = {}): DoorLine => ({
  personId: `0190a000-0000-7000-8000-${String(n).padStart(12, '0')}`,
  name,
  state: 'arrived',
  signedInAt: START + n * 60_000,
  signedOutAt: null,
  tardyMinutes: 0,
  assurance: 'code',
  flags: [],
  ...part,
})
const list = (items: DoorLine[], pendingCount = 0): DoorList => ({
  items,
  enrolledCount: 25,
  arrivedCount: items.filter((line) => line.state !== 'expected').length,
  pendingCount,
})
const ready = <T,>(data: T): Query<T> => ({ data, fetchedAt: START, state: 'ready', error: null, reload: () => Promise.resolve() })
const element = (id: string) => document.getElementById(id)!
const press = (id: string) => act(async () => void fireEvent.click(element(id)))
const names = () => [...document.querySelectorAll('.cell__title')].map((cell) => cell.textContent)

beforeEach(() => {
  for (const fake of [callFake, clockFake, displayFake, navigationFake]) fake.reset()
  clockFake.time = START + HOUR_MS
})

const hall = list(
  [person(1, '李晓雨'), person(2, '王旭', { state: 'expected', signedInAt: null }), person(3, '陈思宇', { state: 'pending' })],
  1,
)

it('says how many are here, and finds a person', () => {
  render(<DoorView event={ready(event())} door={ready(hall)} />)
  expect(element('door-count')).toHaveTextContent('2')
  expect(document.querySelector('.door')).toHaveTextContent('/ 25 到场补送 1')
  expect(names()).toEqual(['陈思宇', '李晓雨', '王旭'])
  fireEvent.change(element('door-search'), { target: { value: '王' } })
  expect(names()).toEqual(['王旭'])
  fireEvent.change(element('door-search'), { target: { value: '没有这个人' } })
  expect(element('door-empty')).toHaveTextContent('没有这样的人')
})

it('filters by who is still expected', async () => {
  render(<DoorView event={ready(event())} door={ready(hall)} />)
  await press('door-expected')
  expect(names()).toEqual(['王旭'])
})

it('opens the screen before the end and closing after it', async () => {
  const { unmount } = render(<DoorView event={ready(event())} door={ready(hall)} />)
  expect(element('open-screen')).toHaveClass('button--primary')
  await press('open-screen')
  unmount()
  clockFake.time = START + 3 * HOUR_MS
  render(<DoorView event={ready(event())} door={ready(hall)} />)
  expect(element('open-closing')).toHaveClass('button--primary')
  await press('open-closing')
  expect(navigationFake.moves.map((move) => move.url)).toEqual([
    `/packages/screen/event/index?eventId=${EVENT}`,
    `/packages/workbench/closing/index?eventId=${EVENT}`,
  ])
})

it('makes a link for a PC or TV, explains it and copies it', async () => {
  answerCalls({ 'attendance.shareScreen': () => ({ link: 'https://youth.example.cn/screen/e.pass', expiresAt: START + 5 * HOUR_MS }) })
  render(<DoorView event={ready(event())} door={ready(hall)} />)
  await press('share-screen')
  expect(sentTo('attendance.shareScreen')).toEqual([{ eventId: EVENT }])
  expect(element('share-sheet')).toHaveTextContent('用浏览器打开就是大屏')
  expect(element('share-sheet')).toHaveTextContent('今天 19:00 前有效')
  await press('copy-screen-link')
  expect(navigationFake.copied).toBe('https://youth.example.cn/screen/e.pass')
})

it('says why there is no link', async () => {
  answerCalls({})
  render(<DoorView event={ready(event())} door={ready(hall)} />)
  await press('share-screen')
  expect(navigationFake.toasts).toEqual(['没找到，可能已删除，或不归你所在的组织管'])
  expect(document.getElementById('share-sheet')).toBeNull()
})

it('says why a cancelled event is off, and offers nothing to do with it', () => {
  render(<DoorView event={ready(event({ status: 'cancelled', cancelReason: '暴雨预警' }))} door={ready(hall)} />)
  expect(document.querySelector('.door')).toHaveTextContent('活动取消了：暴雨预警')
  expect(document.getElementById('open-screen')).toBeNull()
})

it('draws a hall of three thousand in parts', async () => {
  const crowd = list(Array.from({ length: 3_000 }, (_, n) => person(n, `第${n}人`)))
  render(<DoorView event={ready(event())} door={ready(crowd)} />)
  expect(names()).toHaveLength(100)
  await press('door-more')
  expect(names()).toHaveLength(200)
})

it('says what did not come, and asks again', async () => {
  const reload = jest.fn(() => Promise.resolve())
  const failed: Query<DoorList> = { data: null, fetchedAt: null, state: 'failed', error: new AppError('offline'), reload }
  render(<DoorView event={ready(event())} door={failed} />)
  await press('error-retry')
  expect(reload).toHaveBeenCalled()
})

it('is a table on a desk', () => {
  displayFake.wide = true
  render(<DoorView event={ready(event())} door={ready(hall)} />)
  expect(document.querySelectorAll('[role="row"]')).toHaveLength(1 + 3)
})
