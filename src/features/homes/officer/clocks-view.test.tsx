import { act, fireEvent, render } from '@testing-library/react'
import { AppError } from '@core/contract/errors'
import type { Clock } from '@core/contract/homes'
import { instantOf } from '@core/rules/shared/calendar'
import { answerCalls, sentTo } from '@/platform/call/_answers'
import { clockFake } from '@/platform/clock/fake'
import { displayFake } from '@/platform/display/fake'
import { navigationFake } from '@/platform/navigation/fake'
import { networkFake } from '@/platform/network/fake'
import { logInAs, newPhone } from '@/sync/_phone'
import { useOutbox } from '@/sync/outbox'
import { useQuery } from '@/sync/use-query'
import { clock, homePage, idOf, NOW, ORG } from './_homes'
import { ClocksView } from './clocks-view'

const element = (id: string) => document.getElementById(id)!
const press = (id: string) => act(async () => void fireEvent.click(element(id)))
const write = (id: string, value: string) => act(async () => void fireEvent.change(element(id), { target: { value } }))
const picker = (id: string) => element(id).querySelector('[data-testid="picker"]')!
const choose = (id: string, value: string | number) => act(async () => void fireEvent.change(picker(id), { target: { value } }))

const VILLAGE = idOf(91)
const homes = [homePage(), homePage({ id: idOf(92), name: '柳树村青年之家', orgId: VILLAGE })]
const orgs = [
  { orgId: ORG, orgName: '东关街道团工委' },
  { orgId: VILLAGE, orgName: '柳树村团支部' },
]

function Page() {
  const clocks = useQuery('homes.clocks', { orgId: ORG })
  return <ClocksView orgId={ORG} clocks={clocks} homes={homes} orgs={orgs} />
}
async function show(items: Clock[], more: Parameters<typeof answerCalls>[0] = {}) {
  answerCalls({ 'homes.clocks': () => ({ items }), ...more })
  render(<Page />)
  await act(async () => undefined)
}

beforeEach(() => {
  newPhone()
  logInAs('officer')
  clockFake.time = NOW
})

it('says how long ago each was, and until when the next is due', async () => {
  await show([
    clock(1),
    clock(2, { name: '交流日', kind: 'exchange_day', homeName: null, daysSince: 3, dueOn: '2026-12-25', state: 'fine' }),
  ])
  expect(element(`clock-${idOf(1)}`)).toHaveTextContent('青年学习社晚了东关青年之家 · 学习社（两个月至少一次）离上次 70 天，晚了 9 天')
  expect(element(`clock-${idOf(2)}`)).toHaveTextContent('交流日还早东关街道团工委 · 交流日（每月一次）离上次 3 天，下次在12月25日 周五前')
})

it('writes down by hand that something came round, with a note', async () => {
  await show([clock(1)], { 'homes.turnClock': () => clock(1, { state: 'fine' }) })
  await press(`turn-${idOf(1)}`)
  await press('turn-save')
  expect(element('turn-sheet')).toHaveTextContent('写一句做了什么')
  await choose('turn-day', '2026-11-20')
  await write('turn-note', ' 读了两封家书 ')
  const before = sentTo('homes.clocks').length
  await press('turn-save')
  expect(sentTo('homes.turnClock')).toEqual([{ orgId: ORG, clockId: idOf(1), at: instantOf('2026-11-20', '12:00'), note: '读了两封家书' }])
  expect(navigationFake.toasts).toEqual(['记下了'])
  expect(sentTo('homes.clocks').length).toBe(before + 1)
})

it('keeps it on the phone where there is no network', async () => {
  await show([clock(1)])
  act(() => networkFake.set(false))
  await press(`turn-${idOf(1)}`)
  await write('turn-note', '读了两封家书')
  await press('turn-save')
  expect(navigationFake.toasts).toEqual(['已存在手机，有网会自动送达'])
  expect(useOutbox.getState().records).toMatchObject([
    { procedure: 'homes.turnClock', state: 'waiting', title: '青年学习社', input: { at: NOW } },
  ])
})

it('says why it was refused, and leaves nothing in the outbox of it', async () => {
  await show([clock(1)], {
    'homes.turnClock': () => {
      throw new AppError('not_found')
    },
  })
  await press(`turn-${idOf(1)}`)
  await write('turn-note', '读了两封家书')
  await press('turn-save')
  expect(element('turn-sheet')).toHaveTextContent('没找到')
  expect(useOutbox.getState().records).toEqual([])
})

it('sets up one of one’s own, in a home', async () => {
  await show([], { 'homes.saveClock': () => clock(3) })
  expect(element('no-clocks')).toHaveTextContent('快到期会提醒')
  await press('clock-new')
  await choose('clock-kind', 3)
  await write('clock-name', '读书夜')
  await press('clock-save')
  expect(element('clock-sheet')).toHaveTextContent('隔多少天办一次，填 1 到 731')
  await write('clock-days', '30')
  await choose('clock-home', 1)
  await press('clock-save')
  expect(sentTo('homes.saveClock')).toEqual([
    { orgId: ORG, homeId: homePage().id, kind: 'custom', name: '读书夜', everyDays: 30, warnDays: 14, startedOn: '2026-11-28' },
  ])
  expect(navigationFake.toasts).toEqual(['设好了，快到期会提醒'])
})

it('sets one up in the name of an organization below, in a home of that one', async () => {
  await show([], { 'homes.saveClock': () => clock(3) })
  await press('clock-new')
  await choose('clock-home', 2)
  await choose('clock-org', 1)
  expect(element('clock-home')).toHaveTextContent('整个组织')
  await choose('clock-home', 1)
  expect(element('clock-home')).toHaveTextContent('柳树村青年之家')
  await press('clock-save')
  expect(sentTo('homes.saveClock')).toMatchObject([{ orgId: VILLAGE, homeId: idOf(92), name: '学习社' }])
})

it('changes one that is there, from what it is, in the name of its own organization', async () => {
  const below = idOf(90)
  await show([clock(1, { orgId: below, warnDays: 7 })], { 'homes.saveClock': () => clock(1) })
  await press(`edit-${idOf(1)}`)
  expect(element('clock-sheet')).toHaveTextContent('改一改')
  expect(element('clock-name')).toHaveValue('青年学习社')
  await write('clock-name', '读书夜')
  await choose('clock-kind', 3)
  await write('clock-days', '30')
  await choose('clock-home', 0)
  await choose('clock-from', '2026-02-01')
  await press('clock-save')
  expect(sentTo('homes.saveClock')).toEqual([
    {
      orgId: below,
      clockId: idOf(1),
      homeId: null,
      kind: 'custom',
      name: '读书夜',
      everyDays: 30,
      warnDays: 7,
      startedOn: '2026-02-01',
    },
  ])
  expect(navigationFake.toasts).toEqual(['改好了'])
  expect(document.getElementById('clock-sheet')).toBeNull()
})

it('asks once before it reminds no more', async () => {
  await show([clock(1)], { 'homes.endClock': () => ({}) })
  navigationFake.answer = false
  await press(`edit-${idOf(1)}`)
  await press('clock-end')
  expect(navigationFake.questions[0]).toMatchObject({ title: '不再提醒？', danger: true })
  expect(sentTo('homes.endClock')).toEqual([])
  expect(element('clock-sheet')).toBeInTheDocument()
  navigationFake.answer = true
  await press('clock-end')
  expect(document.getElementById('clock-sheet')).toBeNull()
  expect(sentTo('homes.endClock')).toEqual([{ orgId: ORG, clockId: idOf(1) }])
})

it('is a table on a desk, with what is due marked', async () => {
  displayFake.wide = true
  await show([clock(1), clock(2, { state: 'fine', dueOn: '2027-01-19', daysSince: 9 })])
  expect(document.querySelectorAll('.table__row--gold')).toHaveLength(1)
  await press('clock-new')
  expect(element('clock-sheet')).toBeInTheDocument()
})

it('says what did not come', async () => {
  await show([], {
    'homes.clocks': () => {
      throw new AppError('unavailable')
    },
  })
  expect(element('error')).toHaveTextContent('服务正在恢复')
})
