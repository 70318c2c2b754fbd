import { act, fireEvent, render } from '@testing-library/react'
import { AppError } from '@core/contract/errors'
import type { Home, HomePage } from '@core/contract/homes'
import { instantOf } from '@core/rules/shared/calendar'
import { answerCalls, sentTo } from '@/platform/call/_answers'
import { clockFake } from '@/platform/clock/fake'
import { displayFake } from '@/platform/display/fake'
import { navigationFake } from '@/platform/navigation/fake'
import { logInAs, newPhone } from '@/sync/_phone'
import { EditEventView } from './edit-event-view'
import { emptyForm } from './publish-form'
import { toEventForm } from './publish-input'
import type { EditedEvent } from './use-edit-event'

const ORG = '0190a000-0000-7000-8000-0000000000aa'
const EVENT = '0190a000-0000-7000-8000-000000000099'
const NOW = instantOf('2026-11-25', '10:00')
const home = (n: number): Home => ({
  id: `0190a000-0000-7000-8000-00000000000${n}`,
  name: `第 ${n} 青年之家`,
  orgId: ORG,
  orgName: '东关街道团工委',
  address: '',
  hours: '',
  services: [],
  dutyNote: '',
})
const eventOf = (more: Partial<EditedEvent> = {}): EditedEvent => ({
  ...toEventForm({ ...emptyForm([home(1)], null, NOW), title: '河道清理' }),
  takenCount: 12,
  status: 'published',
  reviewNote: null,
  ...more,
})

const element = (id: string) => document.getElementById(id)!
const absent = (id: string) => expect(document.getElementById(id)).toBeNull()
const press = (id: string) => act(async () => void fireEvent.click(element(id)))
const write = (id: string, value: string) => fireEvent.change(element(id), { target: { value } })
const choose = (id: string, value: string) =>
  act(async () => void fireEvent.change(element(id).querySelector('[data-testid=picker]')!, { target: { value } }))

const changed = jest.fn()
async function show(event: EditedEvent, inSeries = false) {
  render(
    <EditEventView
      {...{ eventId: EVENT, event, orgId: ORG, inSeries, onChanged: changed }}
      orgName='东关街道团工委'
      homes={[home(1), home(2)]}
    />,
  )
  await act(async () => undefined)
}
type Answers = Parameters<typeof answerCalls>[0]
const answers = (more: Answers = {}) =>
  answerCalls({
    'events.edit': () => ({ id: EVENT, status: 'published', toldCount: 12 }),
    'homes.get': () => ({ residents: [] }) as unknown as HomePage,
    'homes.clocks': () => ({ items: [] }),
    ...more,
  })

beforeEach(() => {
  newPhone()
  logInAs('somebody')
  clockFake.time = NOW
  changed.mockReset()
  answers()
})

it('says before it is sent that everyone enrolled will be told of another time', async () => {
  await show(eventOf())
  absent('edit-tells')
  await choose('publish-day', '2026-11-29')
  expect(element('edit-tells')).toHaveTextContent('时间变了：会告诉已报名的 12 人')
  await choose('publish-home', '1')
  expect(element('edit-tells')).toHaveTextContent('时间和地点变了')
  await press('edit-submit')
  expect(navigationFake.questions[0]?.text).toContain('时间改为11月29日 周日 14:00–17:00。已报名的 12 人会收到通知')
  expect(sentTo('events.edit')).toMatchObject([{ eventId: EVENT, homeId: home(2).id, startsAt: instantOf('2026-11-29', '14:00') }])
  expect(navigationFake.toasts).toEqual(['改好了，已通知 12 人'])
  expect(navigationFake.moves).toEqual([{ how: 'back', url: '' }])
  expect(changed).toHaveBeenCalled()
})

it('changes nothing where whoever is asked thinks again', async () => {
  navigationFake.answer = false
  await show(eventOf())
  await choose('publish-day', '2026-11-29')
  await press('edit-submit')
  expect(sentTo('events.edit')).toEqual([])
})

it('tells nobody of another title, and nobody where nobody is enrolled', async () => {
  answers({ 'events.edit': () => ({ id: EVENT, status: 'published', toldCount: 0 }) })
  await show(eventOf({ takenCount: 0 }))
  write('publish-title', '河道大清理')
  await choose('publish-day', '2026-11-29')
  absent('edit-tells')
  await press('edit-submit')
  expect(navigationFake.questions).toEqual([])
  expect(sentTo('events.edit')).toMatchObject([{ title: '河道大清理' }])
  expect(navigationFake.toasts).toEqual(['改好了'])
})

it('shows at the places how many are taken already', async () => {
  answers({
    'events.edit': () => {
      throw new AppError('places_below_taken', { n: 12 })
    },
  })
  await show(eventOf())
  await press('publish-quick-20')
  await press('edit-submit')
  expect(element('publish-error')).toHaveTextContent('已有 12 人占了名额，不能少于 12 个')
  expect(element('publish-unlimited').closest('.card')).toHaveTextContent('不能少于 12 个')
})

it('is neither made a series nor brought to several homes', async () => {
  await show(eventOf())
  absent('publish-series')
  absent('publish-also-homes')
  absent('publish-org')
})

it('changes only words and cover once the event has begun, and leaves all else to the letter', async () => {
  const event = eventOf({ startsAt: NOW - 600_000, endsAt: NOW + 3_600_000, enrollUntil: NOW - 3_600_123 })
  await show(event)
  expect(element('edit-begun')).toHaveTextContent('只能改封面、简介和联系方式')
  absent('publish-title')
  write('publish-summary', '改在二楼集合')
  await press('edit-submit')
  const { takenCount: _taken, status: _status, reviewNote: _note, ...form } = event
  expect(sentTo('events.edit')).toEqual([{ ...form, summary: '改在二楼集合', eventId: EVENT }])
})

it('shows why it was returned, and sends it again', async () => {
  answers({ 'events.edit': () => ({ id: EVENT, status: 'in_review', toldCount: 0 }) })
  await show(eventOf({ status: 'draft', reviewNote: '时间和县里的活动撞了', takenCount: 0 }))
  expect(element('review-note')).toHaveTextContent('上级退回了：时间和县里的活动撞了')
  expect(element('edit-submit')).toHaveTextContent('重新送审')
  await choose('publish-day', '2026-11-29')
  await press('edit-submit')
  expect(element('resubmitted-title')).toHaveTextContent('重新送审了')
})

it('is out at once where nobody reviews any more', async () => {
  answers({ 'events.edit': () => ({ id: EVENT, status: 'published', toldCount: 0 }) })
  await show(eventOf({ status: 'draft', reviewNote: '改下时间', takenCount: 0 }))
  await press('edit-submit')
  expect(navigationFake.toasts).toEqual(['发布了，大家现在能看到'])
})

it('cannot be changed once it is over; it can be held again', async () => {
  await show(eventOf({ status: 'closed' }))
  await press('edit-over-action')
  expect(navigationFake.moves).toEqual([{ how: 'open', url: `/packages/publishing/publish/index?copy=${EVENT}` }])
})

it('is cancelled together with the later ones of its series where that is asked', async () => {
  answers({ 'events.cancel': () => ({}) })
  await show(eventOf(), true)
  await press('cancel-event')
  await press('cancel-later')
  write('cancel-reason', '河道施工')
  await press('cancel-submit')
  expect(sentTo('events.cancel')).toEqual([{ eventId: EVENT, reason: '河道施工', andLater: true }])
  expect(changed).toHaveBeenCalled()
})

it('is one page on a desk, with what it will be beside it', async () => {
  displayFake.wide = true
  await show(eventOf())
  expect(document.querySelector('.publish__review')).toHaveTextContent('河道清理')
  expect(element('edit-submit')).toHaveTextContent('保存')
})
