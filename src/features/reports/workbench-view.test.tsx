import { act, fireEvent, render } from '@testing-library/react'
import type { ManagedEvent } from '@core/contract/events'
import type { Clock } from '@core/contract/homes'
import type { Workbench } from '@core/contract/reports'
import { AppError } from '@core/contract/errors'
import { DAY_MS, HOUR_MS, instantOf } from '@core/rules/shared/calendar'
import { clockFake } from '@/platform/clock/fake'
import { displayFake } from '@/platform/display/fake'
import { navigationFake } from '@/platform/navigation/fake'
import type { Query } from '@/sync/use-query'
import { managedEvent } from './_managed-event'
import { WorkbenchView } from './workbench-view'

const NOW = instantOf('2026-11-28', '15:00')
const running = managedEvent(1, NOW - HOUR_MS)
const ended = managedEvent(2, NOW - 30 * HOUR_MS, { title: '交通文明劝导', pendingCount: 5 })
const coming = managedEvent(3, NOW + 24 * HOUR_MS, { title: '图书整理', arrivedCount: 0, pendingCount: 0 })

const work = (part: Partial<Workbench> = {}): Workbench => ({
  orgName: '东关街道团工委',
  toCloseCount: 1,
  pendingCount: 7,
  claimCount: 3,
  reviewCount: 0,
  objectionCount: 0,
  objections: [],
  clocks: [],
  unknownYear: null,
  running: [running],
  toClose: [ended],
  coming: [coming],
  ...part,
})
const NOTHING = { toCloseCount: 0, pendingCount: 0, claimCount: 0, running: [] as ManagedEvent[], toClose: [], coming: [] }
const query = (data: Workbench | null, part: Partial<Query<Workbench>> = {}): Query<Workbench> => ({
  data,
  fetchedAt: NOW,
  state: data ? 'ready' : 'loading',
  error: null,
  reload: () => Promise.resolve(),
  ...part,
})
const orgs = [
  { orgId: 'a', orgName: '东关街道团工委' },
  { orgId: 'b', orgName: '城南区团委' },
]
const choose = jest.fn()
const show = (workbench: Query<Workbench>, choices = orgs) =>
  render(<WorkbenchView org={{ orgName: '东关街道团工委', secretary: false, choices, choose }} workbench={workbench} />)
const element = (id: string) => document.getElementById(id)!
const press = (id: string) => act(async () => void fireEvent.click(element(id)))
const addresses = () => navigationFake.moves.map((move) => move.url)

beforeEach(() => {
  for (const fake of [clockFake, displayFake, navigationFake]) fake.reset()
  clockFake.time = NOW
  choose.mockReset()
})

it('says first what waits', () => {
  show(query(work()))
  expect(element('todo-close')).toHaveTextContent('1待完结')
  expect(element('todo-pending')).toHaveTextContent('7待确认补送')
  expect(element('todo-claims')).toHaveTextContent('3在路上')
  expect(element(`running-${running.id}`)).toHaveTextContent('到场 18 / 25补送 2')
})

const clock = (part: Partial<Clock> = {}): Clock => ({
  id: 'c1',
  orgId: 'a',
  orgName: '东关街道团工委',
  homeId: 'h1',
  homeName: '东关青年之家',
  kind: 'study_society',
  name: '青年学习社',
  everyDays: null,
  warnDays: 14,
  startedOn: '2026-01-10',
  lastAt: NOW - 70 * DAY_MS,
  daysSince: 70,
  dueOn: '2026-11-19',
  state: 'overdue',
  ...part,
})

const objection = { eventId: 'e9', title: '旧衣换新颜', name: '王旭', dueAt: NOW + DAY_MS }

it('leads to everything that waits, and says nothing of what does not', async () => {
  show(query(work({ reviewCount: 2, objectionCount: 1, objections: [objection], clocks: [clock()] })))
  const shown = [...document.querySelectorAll('.workbench__todo')].map((card) => card.textContent)
  expect(shown).toEqual(['2待审核', '7待确认补送', '1异议待答复', '1待完结', '1快到期', '3在路上'])
  for (const id of ['todo-review', 'todo-objections', 'todo-close', 'todo-clocks']) await press(id)
  expect(addresses()).toEqual([
    '/packages/publishing/review/index',
    '/packages/workbench/closing/index?eventId=e9',
    '/packages/workbench/events/index?when=to_close',
    '/packages/care/clocks/index',
  ])
})

it('warns of what comes round again before it is due', () => {
  show(
    query(
      work({ clocks: [clock(), clock({ id: 'c2', name: '交流日', homeName: null, dueOn: '2026-12-05', state: 'soon', daysSince: 23 })] }),
    ),
  )
  expect(element('clock-c1')).toHaveTextContent('青年学习社东关青年之家 · 离上次 70 天，晚了 9 天晚了')
  expect(element('clock-c2')).toHaveTextContent('交流日东关街道团工委 · 离上次 23 天，12月5日 周六前要办，还有 7 天快到了')
})

it('says when the holidays of a year are not known', () => {
  const { unmount } = show(query(work()))
  expect(document.getElementById('unknown-year')).toBeNull()
  unmount()
  show(query(work({ unknownYear: 2027 })))
  expect(element('unknown-year')).toHaveTextContent('2027 年的放假安排还没有，期限先按周一到周五算')
})

it('has a tool for everything, and reviewing for secretaries', async () => {
  const { unmount } = show(query(work()))
  expect(document.getElementById('review')).toBeNull()
  for (const id of ['plan', 'hosting', 'field-pack', 'homes', 'all-clocks', 'models', 'cards', 'settings']) await press(id)
  const places = ['plan', 'hosting', 'field-pack', 'homes', 'clocks', 'models', 'cards', 'settings']
  expect(addresses().map((url) => url.split('/')[3])).toEqual(places)
  unmount()
  render(<WorkbenchView org={{ orgName: '城南区团委', secretary: true, choices: orgs, choose }} workbench={query(work())} />)
  await press('review')
  expect(addresses().pop()).toBe('/packages/publishing/review/index')
})

it('leads to the screen, the list and the closing', async () => {
  show(query(work()))
  await press(`open-screen-${running.id}`)
  await press(`door-${running.id}`)
  await press(`to-close-${ended.id}`)
  await press(`coming-${coming.id}`)
  expect(addresses()).toEqual([
    `/packages/screen/event/index?eventId=${running.id}`,
    `/packages/door/list/index?eventId=${running.id}`,
    `/packages/workbench/closing/index?eventId=${ended.id}`,
    `/packages/door/list/index?eventId=${coming.id}`,
  ])
})

it('offers closing for an event that is over while its sign-out still runs, and shows it once', async () => {
  const over = managedEvent(4, NOW - 3.5 * HOUR_MS)
  show(query(work({ running: [over], toClose: [over] })))
  expect(document.getElementById(`to-close-${over.id}`)).toBeNull()
  await press(`close-${over.id}`)
  expect(addresses()).toEqual([`/packages/workbench/closing/index?eventId=${over.id}`])
})

it('looks for delayed scans where they are', async () => {
  const { unmount } = show(query(work()))
  await press('todo-pending')
  unmount()
  show(query(work({ running: [], toClose: [] })))
  await press('todo-pending')
  expect(addresses()).toEqual(['/packages/workbench/events/index?when=to_close', '/packages/workbench/events/index?when=past'])
})

it('says to rest when everything is done', () => {
  show(query(work(NOTHING)))
  expect(element('no-todos')).toHaveTextContent('都办完了，歇会儿吧')
  expect(element('publish')).toBeInTheDocument()
})

it('does not say to rest where somebody receives today', () => {
  const org = { orgName: '东关街道团工委', secretary: false, choices: orgs, choose }
  render(<WorkbenchView org={org} workbench={query(work(NOTHING))} receptions={<div id='receptions' />} />)
  expect(element('receptions')).toBeInTheDocument()
  expect(document.getElementById('no-todos')).toBeNull()
})

it('works in the name of another organisation', async () => {
  show(query(work()))
  navigationFake.choice = 1
  await press('choose-org')
  expect(choose).toHaveBeenCalledWith('b')
})

it('has no choice of organisations for who has one', () => {
  show(query(work()), orgs.slice(0, 1))
  expect(document.getElementById('choose-org')).toBeNull()
})

it('shows what is on its way, and why it did not come', () => {
  const reload = jest.fn(() => Promise.resolve())
  const { unmount } = show(query(null))
  expect(document.querySelector('.skeleton')).toBeInTheDocument()
  unmount()
  show(query(null, { state: 'failed', error: new AppError('offline'), reload }))
  fireEvent.click(element('error-retry'))
  expect(reload).toHaveBeenCalled()
})

it('is tables on a desk, whose rows open by Enter', async () => {
  displayFake.wide = true
  show(query(work()))
  const row = element(`to-close-table-${ended.id}`)
  expect(row).toHaveTextContent('交通文明劝导')
  expect(row).toHaveAttribute('tabindex', '0')
  fireEvent.keyDown(row, { key: 'Enter' })
  expect(addresses()).toEqual([`/packages/workbench/closing/index?eventId=${ended.id}`])
})

it('names the objections that are to be answered, and leads to the closing each is about', async () => {
  const objections = [
    { eventId: 'e1', title: '旧衣换新颜', name: '王旭', dueAt: NOW - 1 },
    { eventId: 'e2', title: '墙绘', name: '赵磊', dueAt: NOW + 3 * DAY_MS },
  ]
  show(query(work({ objectionCount: 2, objections })))
  const text = (id: string) => document.getElementById(id)?.textContent
  expect(text('objection-e1')).toContain('王旭：旧衣换新颜')
  expect(text('objection-e1')).toContain('晚了')
  expect(text('objection-e2')).not.toContain('晚了')
  await press('objection-e2')
  await press('todo-objections')
  expect(addresses()).toEqual(['/packages/workbench/closing/index?eventId=e2', '/packages/workbench/closing/index?eventId=e1'])
})
