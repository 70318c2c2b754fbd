import { act, fireEvent, render } from '@testing-library/react'
import type { OutputOf } from '@core/contract/procedures'
import { HOUR_MS, instantOf } from '@core/rules/shared/calendar'
import { AppError } from '@core/contract/errors'
import { clockFake } from '@/platform/clock/fake'
import { displayFake } from '@/platform/display/fake'
import { navigationFake } from '@/platform/navigation/fake'
import type { Pages } from '@/sync/use-pages'
import { managedEvent } from './_managed-event'
import { ManagedView, managedWhen, type ManagedWhen } from './managed-view'

const NOW = instantOf('2026-11-28', '15:00')
const ended = managedEvent(1, NOW - 30 * HOUR_MS)
const coming = managedEvent(2, NOW + 24 * HOUR_MS, { arrivedCount: 0, pendingCount: 0 })

type Events = Pages<'events.managed'>
const pages = (items: OutputOf<'events.managed'>['items'], part: Partial<Events> = {}): Events => ({
  data: { items, next: null },
  fetchedAt: NOW,
  state: 'ready',
  error: null,
  reload: () => Promise.resolve(),
  items,
  hasMore: false,
  loadingMore: false,
  moreError: null,
  more: () => Promise.resolve(),
  restart: () => Promise.resolve(),
  ...part,
})
const onWhen = jest.fn()
const show = (when: ManagedWhen, events: Events) =>
  render(<ManagedView orgName='东关街道团工委' when={when} onWhen={onWhen} events={events} />)
const element = (id: string) => document.getElementById(id)!
const press = (id: string) => act(async () => void fireEvent.click(element(id)))

beforeEach(() => {
  for (const fake of [clockFake, displayFake, navigationFake]) fake.reset()
  clockFake.time = NOW
  onWhen.mockReset()
})

it('reads the filter of an address', () => {
  expect(managedWhen('to_close')).toBe('to_close')
  expect(managedWhen('whatever')).toBe('now')
  expect(managedWhen(undefined)).toBe('now')
})

it('filters, and opens what is over for closing and the rest at the door', async () => {
  show('now', pages([ended, coming]))
  await press('managed-past')
  expect(onWhen).toHaveBeenCalledWith('past')
  await press(`event-${ended.id}`)
  await press(`event-${coming.id}`)
  expect(navigationFake.moves.map((move) => move.url)).toEqual([
    `/packages/workbench/closing/index?eventId=${ended.id}`,
    `/packages/door/list/index?eventId=${coming.id}`,
  ])
})

it('opens what waits for a review, or was returned, for changing', async () => {
  const waiting = managedEvent(3, NOW + 24 * HOUR_MS, { status: 'in_review', arrivedCount: 0, pendingCount: 0 })
  const returned = managedEvent(4, NOW + 24 * HOUR_MS, { status: 'draft', arrivedCount: 0, pendingCount: 0 })
  show('in_review', pages([waiting, returned]))
  expect(element(`event-${waiting.id}`)).toHaveTextContent('等上级审核')
  expect(element(`event-${returned.id}`)).toHaveTextContent('退回了')
  await press(`event-${returned.id}`)
  expect(navigationFake.moves.map((move) => move.url)).toEqual([`/packages/publishing/publish/index?eventId=${returned.id}`])
})

it('says what an empty filter is for, with the way to fill it', async () => {
  const { unmount } = show('coming', pages([]))
  expect(element('managed-empty')).toHaveTextContent('还没排下一场，发布一场吧')
  await press('managed-empty-action')
  expect(navigationFake.moves[0]?.url).toBe('/packages/publishing/publish/index')
  unmount()
  show('to_close', pages([]))
  expect(element('managed-empty')).toHaveTextContent('都办完了，歇会儿吧')
  expect(document.getElementById('managed-empty-action')).toBeNull()
})

it('reads on, and says why it could not', async () => {
  const more = jest.fn(() => Promise.resolve())
  show('past', pages([ended], { hasMore: true, more, moreError: new AppError('offline') }))
  expect(document.querySelector('.managed')).toHaveTextContent('没有网络，连上后再试')
  await press('managed-more')
  expect(more).toHaveBeenCalled()
})

it('is a table on a desk whose rows can be walked by keyboard', () => {
  displayFake.wide = true
  show('to_close', pages([ended]))
  const row = element(`event-${ended.id}`)
  expect(row).toHaveTextContent('河道清理志愿服务昨天 09:00–12:00东关青年之家东关街道团工委25 / 30182待完结')
  fireEvent.keyDown(row, { key: 'Enter' })
  expect(navigationFake.moves).toHaveLength(1)
})
