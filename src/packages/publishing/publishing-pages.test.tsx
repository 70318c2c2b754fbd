import { act, fireEvent, render } from '@testing-library/react'
import type { Home, HomePage } from '@core/contract/homes'
import type { Me } from '@core/contract/people'
import { cardOf, detailOf } from '@/features/events/_events'
import { emptyForm } from '@/features/events/officer/publish-form'
import { toEventForm } from '@/features/events/officer/publish-input'
import { useMe } from '@/features/people/me'
import { answerCalls, sentTo } from '@/platform/call/_answers'
import { callFake } from '@/platform/call/fake'
import { clockFake } from '@/platform/clock/fake'
import { navigationFake } from '@/platform/navigation/fake'
import { newPhone } from '@/sync/_phone'
import { signIn } from '@/sync/session'
import { pageFake } from '../../../tests/mocks/taro'
import PasteListPage from './paste-list'
import PublishPage from './publish'
import ReviewPage from './review'
import SettingsPage from '../workbench/settings'

const ORG = '0190a000-0000-7000-8000-0000000000aa'
const EVENT = '0190a000-0000-7000-8000-000000000001'
const secretary: Me = {
  id: '0190a000-0000-7000-8000-000000000099',
  name: '林海',
  consented: true,
  orgName: '东关街道团工委',
  isMember: true,
  volunteerNo: null,
  birthMonth: null,
  grants: [{ role: 'secretary', orgId: ORG, orgName: '东关街道团工委', eventId: null }],
}
const home: Home = {
  id: '0190a000-0000-7000-8000-0000000000h1',
  name: '东关青年之家',
  orgId: ORG,
  orgName: '东关街道团工委',
  address: '',
  hours: '',
  services: [],
  dutyNote: '',
}
const element = (id: string) => document.getElementById(id)!
const formAnswer = (title: string) => ({
  ...toEventForm({ ...emptyForm([home], null, clockFake.time), title }),
  takenCount: 0,
  status: 'published' as const,
  reviewNote: null,
})

async function show(page: React.ReactElement, params: Record<string, string> = {}) {
  pageFake.params = params
  const view = render(page)
  await act(async () => undefined)
  await act(async () => undefined)
  return view
}
type Answers = Parameters<typeof answerCalls>[0]
const answers = (more: Answers = {}) =>
  answerCalls({
    'homes.managed': () => ({ items: [home], orgs: [] }),
    'homes.get': () => ({ residents: [] }) as unknown as HomePage,
    'homes.clocks': () => ({ items: [] }),
    'events.get': () => detailOf({ id: EVENT }),
    'events.form': () => formAnswer('旧书换绿植'),
    ...more,
  })

beforeEach(() => {
  newPhone()
  signIn({ id: secretary.id, consented: true }, 'token')
  act(() => useMe.setState({ me: secretary, demo: false, ready: true }))
  answers()
})

it('begins a new event like the one that the address names', async () => {
  await show(<PublishPage />, { copy: EVENT })
  expect(sentTo('events.form')).toContainEqual({ eventId: EVENT })
  expect(element('publish-title')).toHaveValue('旧书换绿植')
  expect(element('publish-next')).toBeInTheDocument()
})

it('changes the event that the address names', async () => {
  await show(<PublishPage />, { eventId: EVENT })
  expect(navigationFake.title).toBe('修改活动')
  expect(element('publish-title')).toHaveValue('旧书换绿植')
  expect(element('edit-submit')).toBeInTheDocument()
})

it('fills a form with what stands on the server, not with what was kept of it', async () => {
  const first = await show(<PublishPage />, { eventId: EVENT })
  first.unmount()
  clockFake.time += 60_000
  answers({ 'events.form': () => formAnswer('旧书换多肉') })
  await show(<PublishPage />, { eventId: EVENT })
  expect(element('publish-title')).toHaveValue('旧书换多肉')
})

it('opens no form of an old answer where the network is gone', async () => {
  const first = await show(<PublishPage />, { eventId: EVENT })
  first.unmount()
  clockFake.time += 60_000
  callFake.server = () => {
    throw new Error('no network')
  }
  await show(<PublishPage />, { eventId: EVENT })
  expect(document.getElementById('publish-title')).toBeNull()
  expect(element('error')).toBeInTheDocument()
})

it('lists what waits for the review of the organization, or shows the one that the address names', async () => {
  answers({
    'events.toReview': () => ({
      items: [{ ...cardOf({ id: EVENT }), orgName: '', enrolledCount: 0, arrivedCount: 0, pendingCount: 0, waitingCount: 0 }],
      next: null,
    }),
    'events.get': () => detailOf({ id: EVENT, status: 'in_review' }),
  })
  const list = await show(<ReviewPage />)
  expect(sentTo('events.toReview')[0]).toEqual({ orgId: ORG })
  fireEvent.click(element(`review-${EVENT}`))
  expect(navigationFake.moves).toEqual([{ how: 'open', url: `/packages/publishing/review/index?eventId=${EVENT}` }])
  list.unmount()
  await show(<ReviewPage />, { eventId: EVENT })
  expect(element('review-approve')).toBeInTheDocument()
})

it('takes a pasted list for the event that the address names', async () => {
  await show(<PasteListPage />, { eventId: EVENT })
  expect(sentTo('events.get')).toContainEqual({ eventId: EVENT })
  expect(element('paste-text')).toBeInTheDocument()
})

it('shows the settings of the organization in whose name one works', async () => {
  answers({
    'people.settings': () => ({
      review: { byParent: true, from: null },
      categories: { items: [{ code: 'study', name: '学习成长' }], from: null },
      hasParent: true,
      maySave: true,
    }),
  })
  await show(<SettingsPage />)
  expect(sentTo('people.settings')[0]).toEqual({ orgId: ORG })
  expect(element('setting-review')).toBeChecked()
})
