import { act, fireEvent, render } from '@testing-library/react'
import { AppError } from '@core/contract/errors'
import type { ModelHome } from '@core/contract/homes'
import { instantOf } from '@core/rules/shared/calendar'
import { answerCalls, sentTo } from '@/platform/call/_answers'
import { clockFake } from '@/platform/clock/fake'
import { displayFake } from '@/platform/display/fake'
import { navigationFake } from '@/platform/navigation/fake'
import { logInAs, newPhone } from '@/sync/_phone'
import { useQuery } from '@/sync/use-query'
import { idOf, modelHome, NOW, ORG } from './_homes'
import { ModelsView } from './models-view'

const element = (id: string) => document.getElementById(id)!
const press = (id: string) => act(async () => void fireEvent.click(element(id)))
const write = (id: string, value: string) => act(async () => void fireEvent.change(element(id), { target: { value } }))
const filters = () => [...document.querySelectorAll('.segments__pill')].map((pill) => pill.textContent)

function Page() {
  return <ModelsView models={useQuery('homes.models', { orgId: ORG })} />
}
async function show(items: ModelHome[], more: Parameters<typeof answerCalls>[0] = {}) {
  answerCalls({ 'homes.models': () => ({ items }), ...more })
  render(<Page />)
  await act(async () => undefined)
}

beforeEach(() => {
  newPhone()
  logInAs('secretary')
  clockFake.time = NOW
})

const proposed = modelHome(3, {
  standing: 'delisting_proposed',
  history: [
    ...modelHome(3).history,
    {
      step: 'proposed',
      at: instantOf('2026-11-20', '09:00'),
      by: '周书记',
      reason: '两次上门都锁着',
      evidence: { lastAt: instantOf('2026-05-01', '17:00'), idleDays: 203, eventsInYear: 2, visitsInYear: 9 },
    },
  ],
})

it('shows first what has to be decided, then what there is', async () => {
  await show([modelHome(1), modelHome(2, { standing: 'ordinary', history: [] }), proposed])
  expect(filters()).toEqual(['提议摘牌 1', '示范青年之家 1', '普通 1'])
  expect(element(`model-${idOf(3)}`)).toHaveTextContent('第3青年之家提议摘牌')
  await press('models-model')
  expect(document.getElementById(`model-${idOf(3)}`)).toBeNull()
  expect(element(`model-${idOf(1)}`)).toHaveTextContent('211 天没有活动；一年里 2 场活动、9 次到访')
})

it('keeps the whole history with what it rested on', async () => {
  await show([proposed])
  await press(`history-${idOf(3)}`)
  const steps = [...document.querySelectorAll('.models__step')].map((step) => step.textContent)
  expect(steps[0]).toContain('11月20日 周五 提议摘牌 · 周书记两次上门都锁着依据：上次活动 5月1日 周五，203 天没有活动')
  expect(steps[1]).toContain('2025年3月1日 周六 授牌 · 林书记一年办了 60 场')
})

it('proposes with a reason, on the evidence', async () => {
  await show([modelHome(1)], { 'homes.proposeDelisting': () => ({}) })
  await press(`propose-${idOf(1)}`)
  expect(element('model-sheet')).toHaveTextContent('211 天没有活动')
  await press('model-send')
  expect(element('model-sheet')).toHaveTextContent('写上为什么（2 到 500 字）')
  await write('model-reason', '连续半年没有活动')
  await press('model-send')
  expect(sentTo('homes.proposeDelisting')).toEqual([{ homeId: idOf(1), reason: '连续半年没有活动' }])
  expect(navigationFake.toasts).toEqual(['提议送出了，对方会收到通知'])
  expect(document.getElementById('model-sheet')).toBeNull()
})

it('proposes nothing against a home where something goes on', async () => {
  await show([modelHome(1, { evidence: { lastAt: NOW, idleDays: 12, eventsInYear: 20, visitsInYear: 90 } })])
  expect(document.getElementById(`propose-${idOf(1)}`)).toBeNull()
  expect(element(`model-${idOf(1)}`)).toHaveTextContent('连续 180 天没有活动才能提议摘牌，还差 168 天')
})

it.each([
  ['keep', false, '决定保留'],
  ['delist', true, '决定摘牌'],
] as const)('decides: %s', async (decision, delist, word) => {
  await show([proposed], { 'homes.decideDelisting': () => ({}) })
  await press(`decide-${idOf(3)}`)
  await press(`decision-${decision}`)
  expect(element('model-send')).toHaveTextContent(word)
  await write('model-reason', '去看过了')
  await press('model-send')
  expect(sentTo('homes.decideDelisting')).toEqual([{ homeId: idOf(3), delist, reason: '去看过了' }])
})

it('leaves deciding to somebody else than who proposed', async () => {
  await show([proposed], {
    'homes.decideDelisting': () => {
      throw new AppError('own_proposal')
    },
  })
  await press(`decide-${idOf(3)}`)
  await write('model-reason', '去看过了')
  await press('model-send')
  expect(element('model-sheet')).toHaveTextContent('自己提议的要由另一位同事决定')
})

it('lets the home itself object, and nothing else', async () => {
  await show([{ ...proposed, maySupervise: false, mayObject: true }], { 'homes.objectDelisting': () => ({}) })
  expect(document.getElementById(`decide-${idOf(3)}`)).toBeNull()
  await press(`object-${idOf(3)}`)
  await write('model-reason', '9 月起恢复开放')
  await press('model-send')
  expect(sentTo('homes.objectDelisting')).toEqual([{ homeId: idOf(3), reason: '9 月起恢复开放' }])
})

it('awards the plate', async () => {
  await show([modelHome(2, { standing: 'ordinary', history: [] })], { 'homes.award': () => ({}) })
  await press(`award-${idOf(2)}`)
  await write('model-reason', '一年办了 60 场活动')
  await press('model-send')
  expect(sentTo('homes.award')).toEqual([{ homeId: idOf(2), reason: '一年办了 60 场活动' }])
})

it('is a table beside one home on a desk', async () => {
  displayFake.wide = true
  await show([modelHome(1), modelHome(2)])
  expect(document.querySelectorAll('[role="row"]')).toHaveLength(1 + 2)
  expect(element(`model-${idOf(1)}`)).toBeInTheDocument()
  await press(`model-row-${idOf(2)}`)
  expect(document.getElementById(`model-${idOf(1)}`)).toBeNull()
  expect(element(`model-${idOf(2)}`)).toHaveTextContent('授牌 · 林书记')
})

it('finds a home among many, drawn in parts', async () => {
  await show(Array.from({ length: 90 }, (_, n) => modelHome(1, { homeId: `home-${n}`, name: `第${n}青年之家` })))
  expect(document.querySelectorAll('.card')).toHaveLength(40)
  await press('model-more')
  expect(document.querySelectorAll('.card')).toHaveLength(80)
  await write('model-search', '第89')
  expect(document.querySelectorAll('.card')).toHaveLength(1)
})
