import { act, render, screen } from '@testing-library/react'
import { MODULES } from '@core/contract/names'
import type { MyCredits } from '@core/contract/transcript'
import { instantOf } from '@core/rules/shared/calendar'
import { navigationFake } from '@/platform/navigation/fake'
import { newPhone } from '@/sync/_phone'
import type { Pages } from '@/sync/use-pages'
import { CreditsCard } from './credits-card'
import { CreditsRecord } from './credits-record'

const NOW = instantOf('2026-11-21', '20:00')
const evidence = {
  eventId: 'e1',
  title: '合唱节',
  homeName: '',
  signedInAt: instantOf('2026-11-20', '14:00'),
  signedOutAt: null,
  assurance: null,
  delayed: false,
  approvers: [],
  ruleVersion: '',
}
const data: MyCredits = {
  totalHundredths: 635,
  claimedHundredths: 50,
  modules: MODULES.map((module, index) => ({ module, hundredths: index * 100 })),
  claims: [],
  items: [{ id: 'l1', module: 'culture', hundredths: 25, postedAt: NOW, evidence }],
  next: null,
}
const none = async () => undefined
const credits: Pages<'transcript.mine'> = {
  data,
  items: data.items,
  state: 'ready',
  error: null,
  fetchedAt: NOW,
  hasMore: false,
  loadingMore: false,
  moreError: null,
  reload: none,
  more: none,
  restart: none,
}

beforeEach(newPhone)
const byId = (id: string) => document.getElementById(id)

it('shows the sum with two decimals and every module, also the empty ones', () => {
  render(<CreditsCard credits={credits} />)
  expect(byId('credits-card')).toHaveTextContent('6.35')
  expect(byId('credits-card')).toHaveTextContent('还有 0.50 在路上')
  expect(byId('credits-card')).toHaveTextContent('思想成长0.00')
  expect(byId('credits-card')).toHaveTextContent('技能特长6.00')
  act(() => byId('credits-card')!.click())
  expect(navigationFake.moves).toEqual([{ how: 'open', url: '/packages/hours/record/index?kind=credits' }])
})

it('opens a line to its evidence', () => {
  render(<CreditsRecord credits={credits} now={NOW} claim={() => null} evidence={(shown) => <div>凭据：{shown.title}</div>} />)
  expect(byId('credits-total')).toHaveTextContent('6.35')
  expect(byId('line-l1')).toHaveTextContent('文体活动 · 昨天')
  expect(byId('line-l1')).toHaveTextContent('+0.25')
  expect(screen.queryByText('凭据：合唱节')).toBeNull()
  act(() => byId('line-l1')!.click())
  expect(screen.getByText('凭据：合唱节')).toBeInTheDocument()
  act(() => byId('line-l1')!.click())
  expect(screen.queryByText('凭据：合唱节')).toBeNull()
})
