import { act, fireEvent, render } from '@testing-library/react'
import type { ManagedEvent } from '@core/contract/events'
import type { Workbench } from '@core/contract/reports'
import { AppError } from '@core/contract/errors'
import { HOUR_MS, instantOf } from '@core/rules/shared/calendar'
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
  render(<WorkbenchView org={{ orgName: '东关街道团工委', choices, choose }} workbench={workbench} />)
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

it('leads to the screen, the list and the closing', async () => {
  show(query(work()))
  await press(`open-screen-${running.id}`)
  await press(`door-${running.id}`)
  await press(`to-close-${ended.id}`)
  await press(`coming-${coming.id}`)
  expect(addresses()).toEqual([
    `/packages/screen/event/index?eventId=${running.id}`,
    `/packages/workbench/door/index?eventId=${running.id}`,
    `/packages/workbench/closing/index?eventId=${ended.id}`,
    `/packages/workbench/door/index?eventId=${coming.id}`,
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
