import { act, fireEvent, render, screen as dom } from '@testing-library/react'
import type { Home } from '@core/contract/homes'
import { AppError } from '@core/contract/errors'
import { instantOf } from '@core/rules/shared/calendar'
import { answerCalls, sentTo } from '@/platform/call/_answers'
import { callFake } from '@/platform/call/fake'
import { clockFake } from '@/platform/clock/fake'
import { displayFake } from '@/platform/display/fake'
import { navigationFake } from '@/platform/navigation/fake'
import { networkFake } from '@/platform/network/fake'
import { storageFake } from '@/platform/storage/fake'
import { PublishView } from './publish-view'

const ORG = '0190a000-0000-7000-8000-0000000000aa'
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
const PUBLISHED = { id: '0190a000-0000-7000-8000-000000000099', code: '0123456789', link: 'https://youth.example.cn/#/e' }

const element = (id: string) => document.getElementById(id)!
const press = (id: string) => act(async () => void fireEvent.click(element(id)))
const write = (id: string, value: string) => fireEvent.change(element(id), { target: { value } })
const show = (homes: Home[] = [home(1)], onPublished?: (published: boolean) => void) =>
  render(<PublishView orgId={ORG} homes={homes} onPublished={onPublished} />)

beforeEach(() => {
  for (const fake of [callFake, clockFake, displayFake, navigationFake, networkFake, storageFake]) fake.reset()
  clockFake.time = instantOf('2026-11-25', '10:00')
  answerCalls({ 'events.publish': () => PUBLISHED })
})

it('publishes with a title alone where there is one home', async () => {
  const published = jest.fn()
  show([home(1)], published)
  write('publish-title', '河道清理')
  await press('publish-submit')
  expect(sentTo('events.publish')).toMatchObject([
    {
      homeId: home(1).id,
      title: '河道清理',
      startsAt: instantOf('2026-11-28', '14:00'),
      endsAt: instantOf('2026-11-28', '17:00'),
      places: 30,
      givesHours: false,
    },
  ])
  expect(element('published-title')).toHaveTextContent('发布了')
  expect(published).toHaveBeenLastCalledWith(true)
  await press('open-screen')
  expect(navigationFake.moves).toEqual([{ how: 'replace', url: `/packages/screen/event/index?eventId=${PUBLISHED.id}` }])
  await press('copy-link')
  expect(navigationFake.copied).toBe(PUBLISHED.link)
})

it('says what is missing at the field and sends nothing', async () => {
  show([home(1), home(2)])
  expect(dom.queryByText('给活动起个标题')).toBeNull()
  await press('publish-submit')
  expect(element('publish-error')).toHaveTextContent('选一个青年之家')
  expect(dom.getByText('给活动起个标题')).toBeInTheDocument()
  expect(sentTo('events.publish')).toEqual([])
  write('publish-title', '河道清理')
  expect(dom.queryByText('给活动起个标题')).toBeNull()
})

it('gives hours only after the list of what is not volunteer service', async () => {
  show()
  write('publish-title', '河道清理')
  await press('publish-hours')
  await press('publish-submit')
  expect(element('publish-error')).toHaveTextContent('先确认它是志愿服务：逐条看完再勾选')
  await press('not-paid')
  expect(element('not-volunteer-service')).toHaveTextContent('不能记时长')
  expect(document.getElementById('checked-not-volunteering')).toBeNull()
  await press('not-paid')
  await press('checked-not-volunteering')
  await press('publish-submit')
  expect(sentTo('events.publish')).toMatchObject([{ givesHours: true, checkedNotVolunteering: true, notVolunteering: [], signOut: true }])
})

it('goes on without hours when it is not volunteer service', async () => {
  show()
  write('publish-title', '健身房见')
  await press('publish-hours')
  await press('not-personal_interest')
  await press('without-hours')
  await press('publish-submit')
  expect(sentTo('events.publish')).toMatchObject([{ givesHours: false, notVolunteering: [] }])
})

it('keeps the draft while it is written and brings it back', async () => {
  show().unmount()
  expect(storageFake.entries.size).toBe(0)
  const first = show()
  write('publish-title', '写到一半')
  first.unmount()
  const second = show()
  expect(element('publish-title')).toHaveValue('写到一半')
  expect(element('publish-restored')).toHaveTextContent('接着上次没写完的')
  await press('publish-restored-action')
  expect(element('publish-title')).toHaveValue('')
  second.unmount()
  show()
  expect(document.getElementById('publish-restored')).toBeNull()
})

it('forgets the draft once published and remembers the home', async () => {
  const { unmount } = show([home(1), home(2)])
  write('publish-title', '河道清理')
  fireEvent.change(document.querySelector('[data-mode="selector"]')!, { target: { value: '1' } })
  await press('publish-submit')
  unmount()
  show([home(1), home(2)])
  expect(element('publish-title')).toHaveValue('')
  expect(element('publish-home')).toHaveTextContent('第 2 青年之家')
})

it('shows a refusal of the server at its field, and the form stays', async () => {
  answerCalls({
    'events.publish': () => {
      throw new AppError('bad_request', { field: 'summary' })
    },
  })
  show()
  write('publish-title', '河道清理')
  await press('publish-submit')
  expect(element('publish-summary').closest('.field')).toHaveTextContent('「简介」填得不对')
  expect(element('publish-title')).toHaveValue('河道清理')
})

it('says that nothing was answered, without a second event', async () => {
  callFake.server = () => Promise.reject(new AppError('timeout'))
  show()
  write('publish-title', '河道清理')
  await press('publish-submit')
  expect(element('publish-error')).toHaveTextContent('没等到回应')
  expect(new Set(callFake.sent.map((call) => call.nonce)).size).toBe(1)
})

it('is written all the same when nothing can be kept', async () => {
  storageFake.full = true
  show()
  write('publish-title', '河道清理')
  await press('publish-submit')
  expect(element('published-title')).toBeInTheDocument()
})

it('shows on a desk what will be read beside the form', () => {
  displayFake.wide = true
  show()
  write('publish-title', '河道清理')
  expect(document.querySelector('.publish__review')).toHaveTextContent(
    '河道清理11月28日 周六 14:00–17:00第 1 青年之家30 个名额不记时长和学分',
  )
})

it('says what to do where there is no home yet', () => {
  show([])
  expect(element('no-homes')).toHaveTextContent('还没有青年之家')
})
