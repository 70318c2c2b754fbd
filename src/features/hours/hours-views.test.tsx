import { act, render, screen } from '@testing-library/react'
import type { Claim, Evidence, MyHours } from '@core/contract/hours'
import { ASSURANCE_NAMES, ASSURANCES } from '@core/contract/names'
import { instantOf } from '@core/rules/shared/calendar'
import { navigationFake } from '@/platform/navigation/fake'
import { newPhone } from '@/sync/_phone'
import type { Pages } from '@/sync/use-pages'
import { ClaimCard } from './claim-card'
import { evidenceFacts } from './evidence-view'
import { gateSentence } from './gate'
import { HoursCard } from './hours-card'
import { HoursRecord } from './hours-record'

const NOW = instantOf('2026-11-21', '20:00')
const at = (clock: string) => instantOf('2026-11-14', clock)
const evidence: Evidence = {
  eventId: 'e1',
  title: '社区旧物改造工作坊',
  homeName: '东关青年之家',
  signedInAt: at('14:02'),
  signedOutAt: at('17:06'),
  assurance: 'code',
  delayed: false,
  approvers: ['林红', '周远'],
  ruleVersion: '2026-1',
}
const claim = (more: Partial<Claim> = {}): Claim => ({
  id: 'c1',
  kind: 'hours',
  state: 'verified',
  heldReason: null,
  minutes: 90,
  creditHundredths: 0,
  module: null,
  withOrg: '团县委',
  since: at('18:00'),
  day: 3,
  evidence,
  ...more,
})
const hours = (more: Partial<MyHours> = {}): Pages<'hours.mine'> => {
  const data: MyHours = {
    totalMinutes: 750,
    claimedMinutes: 90,
    months: [{ month: '2026-11', minutes: 750 }],
    claims: [claim()],
    items: [
      { id: 'l1', minutes: 184, from: at('14:02'), to: at('17:06'), postedAt: at('20:00'), evidence },
      { id: 'l2', minutes: -30, from: at('14:02'), to: at('14:32'), postedAt: at('20:00'), evidence: { ...evidence, title: '更正' } },
    ],
    next: null,
    ...more,
  }
  const none = async () => undefined
  return {
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
}

beforeEach(newPhone)
const byId = (id: string) => document.getElementById(id)

it('says how far it is to the gate, and never that somebody may join', () => {
  expect(gateSentence(750, false)).toEqual({ title: '志愿服务还差 7.5 小时', note: '这是入团条件里的一项' })
  expect(gateSentence(1_199, false).title).toBe('志愿服务还差 0.02 小时')
  expect(gateSentence(1_200, false).note).toBe('入团的其他条件看支部')
  expect(gateSentence(750, true).title).toBe('已服务 12.5 小时')
})

it('shows the ring, what is under way and since when, and opens the record', () => {
  render(<HoursCard hours={hours()} isMember={false} />)
  expect(byId('hours-card')).toHaveTextContent('12.5')
  expect(byId('hours-card')).toHaveTextContent('/ 20 小时')
  expect(byId('hours-card')).toHaveTextContent('1 笔在路上 · 第 3 天')
  act(() => byId('hours-card')!.click())
  expect(navigationFake.moves).toEqual([{ how: 'open', url: '/packages/hours/record/index?kind=hours' }])
})

it('opens a line to what it rests on, one at a time', () => {
  render(<HoursRecord hours={hours()} now={NOW} />)
  expect(byId('hours-total')).toHaveTextContent('12.5')
  expect(byId('line-l1')).toHaveTextContent('+3.07')
  expect(byId('line-l2')).toHaveTextContent('−0.5')
  expect(screen.queryByText('扫大屏的码')).toBeNull()
  act(() => byId('line-l1')!.click())
  expect(screen.getByText('扫大屏的码')).toBeInTheDocument()
  expect(screen.getByText('林红、周远')).toBeInTheDocument()
  act(() => byId('line-l2')!.click())
  expect(screen.getAllByText('凭据')).toHaveLength(1)
})

it('says what an empty record is for', () => {
  render(
    <HoursRecord
      hours={hours({ totalMinutes: 0, claimedMinutes: 0, claims: [], items: [], months: [{ month: '2026-11', minutes: 0 }] })}
      now={NOW}
    />,
  )
  expect(byId('lines-empty')).toHaveTextContent('参加一场活动')
  expect(byId('hours-months')).toBeNull()
})

it('says with whom a line is, which day, and why it waits', () => {
  const { rerender } = render(<ClaimCard claim={claim()} />)
  expect(byId('claim-c1')).toHaveTextContent('在团县委手里，第 3 天，你不用做什么')
  expect(byId('claim-c1')).toHaveTextContent('1.5 小时')
  rerender(<ClaimCard claim={claim({ kind: 'credit', creditHundredths: 50, state: 'submitted', heldReason: 'overlap' })} />)
  expect(byId('claim-c1')).toHaveTextContent('0.50 学分')
  expect(byId('claim-c1')).toHaveTextContent('和另一段服务时间重叠')
  rerender(<ClaimCard claim={claim({ state: 'rejected' })} />)
  expect(byId('claim-c1')).toHaveTextContent('没有通过')
})

it('names every kind of evidence, and leaves out what is not known', () => {
  for (const assurance of ASSURANCES) {
    expect(evidenceFacts({ ...evidence, assurance }, NOW)).toContainEqual(['凭据', ASSURANCE_NAMES[assurance]])
  }
  expect(evidenceFacts({ ...evidence, delayed: true }, NOW)).toContainEqual(['凭据', '扫大屏的码（断网补送）'])
  expect(evidenceFacts(evidence, NOW)).toContainEqual(['签到', '11月14日 周六 14:02'])
  expect(evidenceFacts(evidence, NOW)).toContainEqual(['签退', '17:06'])
  expect(evidenceFacts({ ...evidence, ruleVersion: 'closing-1' }, NOW)).toContainEqual(['规则', '第 1 版'])
  const bare = { ...evidence, signedInAt: null, signedOutAt: null, assurance: null, approvers: [], homeName: '', ruleVersion: '' }
  expect(evidenceFacts(bare, NOW)).toEqual([['活动', '社区旧物改造工作坊']])
})
