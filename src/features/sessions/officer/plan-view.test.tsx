import { act, fireEvent, render } from '@testing-library/react'
import { AppError } from '@core/contract/errors'
import type { Plan, PlannedSession, Rota } from '@core/contract/sessions'
import { instantOf } from '@core/rules/shared/calendar'
import { answerCalls, sentTo } from '@/platform/call/_answers'
import { clockFake } from '@/platform/clock/fake'
import { displayFake } from '@/platform/display/fake'
import { navigationFake } from '@/platform/navigation/fake'
import { logInAs, newPhone } from '@/sync/_phone'
import { useQuery } from '@/sync/use-query'
import { CHEN, home, HOME, idOf, LIN, NOW, ORG, planned, rota, sessionCard, ZHAO } from './_duty'
import { PlanView } from './plan-view'

const element = (id: string) => document.getElementById(id)!
const press = (id: string) => act(async () => void fireEvent.click(element(id)))
const write = (id: string, value: string) => act(async () => void fireEvent.change(element(id), { target: { value } }))
const pick = (id: string, value: string | number) =>
  act(async () => void fireEvent.change(element(id).querySelector('[data-testid="picker"]')!, { target: { value } }))

function Page() {
  const plan = useQuery('sessions.plan', { orgId: ORG })
  const rotas = useQuery('sessions.rotas', { orgId: ORG })
  return <PlanView planner={{ personId: LIN.id, ownOrgIds: [ORG] }} plan={plan} rotas={rotas} />
}

const next = planned(1, { host: CHEN })
const later = planned(2, { host: LIN, startsAt: instantOf('2026-12-05', '09:00'), bookedCount: 0 })

interface Laid {
  items?: PlannedSession[]
  rotas?: Rota[]
  plan?: Partial<Plan>
}
async function show({ items = [next, later], rotas = [rota(60)], plan = {} }: Laid = {}, more: Parameters<typeof answerCalls>[0] = {}) {
  answerCalls({
    'sessions.plan': () => ({ items, skipped: [], unknownYear: null, ...plan }),
    'sessions.rotas': () => ({ items: rotas }),
    'sessions.hosts': () => ({ items: [LIN, CHEN, ZHAO] }),
    'homes.managed': () => ({ items: [home(HOME, '东关青年之家'), home(idOf(92), '城南青年之家')], orgs: [] }),
    ...more,
  })
  const view = render(<Page />)
  await act(async () => undefined)
  return view
}

/** Chooses on the action sheet of a session. */
async function way(session: PlannedSession, word: string) {
  navigationFake.choice = null
  await press(`session-${session.id}`)
  navigationFake.choice = navigationFake.choices.at(-1)!.indexOf(word)
  expect(navigationFake.choice).toBeGreaterThanOrEqual(0)
  await press(`session-${session.id}`)
}

beforeEach(() => {
  newPhone()
  logInAs(LIN.id)
  clockFake.time = NOW
})

it('shows eight weeks: when, where, who, how many', async () => {
  await show({
    items: [
      next,
      planned(3, { startsAt: instantOf('2026-12-05', '09:00'), substitute: true, waitingCount: 2, bookedCount: 5 }),
      planned(4, { startsAt: instantOf('2026-12-12', '09:00'), cancelReason: '临时去市里开会' }),
    ],
    plan: { skipped: [{ rotaId: idOf(60), day: '2027-01-02', holiday: '元旦' }], unknownYear: 2027 },
  })
  expect(element(`session-${idOf(1)}`)).toHaveTextContent('今天 09:00陈静 · 东关青年之家约了 3 / 5')
  expect(element(`session-${idOf(3)}`)).toHaveTextContent('12月5日 周六 09:00林书记（我） · 东关青年之家约了 5 / 5 · 候补 2代班')
  expect(element(`session-${idOf(4)}`)).toHaveTextContent('临时去市里开会取消了')
  expect(element(`skipped-${idOf(60)}-2027-01-02`)).toHaveTextContent('2027年1月2日 周六每周六 09:00–11:30 · 东关青年之家元旦，停')
  expect(element('unknown-year')).toHaveTextContent('2027 年的放假安排还没有')
  expect(element(`rota-${idOf(60)}`)).toHaveTextContent('每周六 09:00–11:30 · 东关青年之家每次 5 个时段，每段 1 人，林书记、陈静轮流')
})

it('leads to a rota, to a new one, and to who comes', async () => {
  await show()
  await press(`rota-${idOf(60)}`)
  await press('rota-new')
  await way(next, '看谁来')
  expect(navigationFake.moves.map(({ url }) => url)).toEqual([
    `/packages/duty/rota/index?rotaId=${idOf(60)}`,
    '/packages/duty/rota/index',
    `/packages/duty/reception/index?sessionId=${next.id}`,
  ])
})

it('takes a session over with one tap, and shows it', async () => {
  await show({}, { 'sessions.takeOver': () => sessionCard(1) })
  const before = sentTo('sessions.plan').length
  await way(next, '我来代班')
  expect(sentTo('sessions.takeOver')).toEqual([{ sessionId: next.id, hostId: null }])
  expect(navigationFake.toasts).toEqual(['改由你接待，约了的人会知道'])
  expect(sentTo('sessions.plan').length).toBe(before + 1)
})

it('says who is busy then, and does not pretend', async () => {
  await show(
    {},
    {
      'sessions.takeOver': () => {
        throw new AppError('host_busy', { name: '林书记', time: '11月28日 09:00' })
      },
    },
  )
  await way(next, '我来代班')
  expect(element('plan-problem')).toHaveTextContent('林书记 11月28日 09:00 已有一场接待，换一个人或时间')
  expect(navigationFake.toasts).toEqual([])
  await press('plan-problem-action')
  expect(document.getElementById('plan-problem')).toBeNull()
})

it('gives a session to another host, not to whom it has', async () => {
  await show({}, { 'sessions.takeOver': () => sessionCard(1) })
  await way(next, '换人接待')
  expect(element('host-sheet')).toHaveTextContent('今天 09:00–11:30 · 东关青年之家 · 陈静')
  expect(document.getElementById(`give-${CHEN.id}`)).toBeNull()
  await press(`give-${ZHAO.id}`)
  expect(sentTo('sessions.takeOver')).toEqual([{ sessionId: next.id, hostId: ZHAO.id }])
  expect(navigationFake.toasts).toEqual(['改由赵明接待，约了的人会知道'])
  expect(document.getElementById('host-sheet')).toBeNull()
})

it('exchanges two hosts, and keeps the sheet with the reason where that is refused', async () => {
  let busy = true
  await show(
    {},
    {
      'sessions.swap': () => {
        if (busy) throw new AppError('host_busy', { name: '陈静', time: '12月5日 09:00' })
        return sessionCard(1)
      },
    },
  )
  await way(next, '和另一场对调')
  expect(element(`swap-${later.id}`)).toHaveTextContent('12月5日 周六 09:00 · 林书记东关青年之家 · 约了 0 / 5')
  await press(`swap-${later.id}`)
  expect(element('plan-step-problem')).toHaveTextContent('陈静 12月5日 09:00 已有一场接待')
  busy = false
  await press(`swap-${later.id}`)
  expect(sentTo('sessions.swap').at(-1)).toEqual({ sessionId: next.id, otherId: later.id })
  expect(navigationFake.toasts).toEqual(['换好了，两位都会知道'])
})

it('moves one session to another time and home, with a reason', async () => {
  await show({}, { 'sessions.move': () => sessionCard(1) })
  await way(next, '改期或换地点')
  await press('move-save')
  expect(element('move-sheet')).toHaveTextContent('时间和地点都没变')
  await pick('move-day', '2026-11-28')
  await pick('move-clock', '08:00')
  await press('move-save')
  expect(element('move-sheet')).toHaveTextContent('改到以后的时间')
  await pick('move-day', '2026-11-29')
  await pick('move-clock', '14:00')
  await pick('move-home', 1)
  await press('move-save')
  expect(element('move-sheet')).toHaveTextContent('写一句为什么改')
  expect(sentTo('sessions.move')).toEqual([])
  await write('move-reason', ' 周六开会 ')
  expect(element('move-save')).toHaveTextContent('改到 明天 14:00')
  await press('move-save')
  expect(sentTo('sessions.move')).toEqual([
    { sessionId: next.id, homeId: idOf(92), startsAt: instantOf('2026-11-29', '14:00'), reason: '周六开会' },
  ])
  expect(navigationFake.toasts).toEqual(['改好了，约了的人会知道'])
})

it('cancels with a reason, and says beforehand how many are told and choose first', async () => {
  await show({}, { 'sessions.cancel': () => ({}) })
  await way(next, '取消这一场')
  expect(element('cancel-sheet')).toHaveTextContent('约了的 3 人会收到取消的原因。下一场优先让他们选')
  await press('cancel-sheet-submit')
  expect(sentTo('sessions.cancel')).toEqual([])
  await write('cancel-sheet-text', '临时去市里开会')
  await press('cancel-sheet-submit')
  expect(sentTo('sessions.cancel')).toEqual([{ sessionId: next.id, reason: '临时去市里开会' }])
  expect(navigationFake.toasts).toEqual(['取消了，约了的人会知道'])
})

it('asks on a make-up day whether to move, until somebody has', async () => {
  const makeUp = planned(1, { makeUpDay: true })
  const { unmount } = await show({ items: [makeUp] })
  expect(element(`session-${makeUp.id}`)).toHaveTextContent('补班日')
  await press(`make-up-${makeUp.id}`)
  expect(element('move-sheet')).toBeInTheDocument()
  unmount()
  await show({ items: [{ ...makeUp, byHand: true }] })
  expect(document.getElementById(`make-up-${makeUp.id}`)).toBeNull()
})

it('marks a session on a day that has become a holiday, and asks whether to move it', async () => {
  const held = planned(1, { holiday: '国庆节' })
  const { unmount } = await show({ items: [held] })
  expect(element(`session-${held.id}`)).toHaveTextContent('国庆节放假')
  expect(element(`make-up-${held.id}`)).toHaveTextContent('这天放假，改期？')
  await press(`make-up-${held.id}`)
  expect(element('move-sheet')).toBeInTheDocument()
  unmount()
  await show({ items: [{ ...held, cancelReason: '放假' }] })
  expect(document.getElementById(`make-up-${held.id}`)).toBeNull()
})

it('is a table on a desk, with standing in at hand and the rest behind it', async () => {
  displayFake.wide = true
  await show(
    { items: [next, planned(2, { makeUpDay: true, startsAt: instantOf('2026-12-05', '09:00') })] },
    { 'sessions.takeOver': () => sessionCard(1) },
  )
  expect(document.querySelectorAll('.table__row--gold')).toHaveLength(1)
  await press(`take_over-${next.id}`)
  expect(sentTo('sessions.takeOver')).toHaveLength(1)
  await press(`more-${next.id}`)
  expect(navigationFake.choices.at(-1)).toEqual(['看谁来', '换人接待', '和另一场对调', '改期或换地点', '取消这一场'])
  await press(`move-${idOf(2)}`)
  expect(element('move-sheet')).toBeInTheDocument()
})

it('says what it is for while there is nothing', async () => {
  await show({ items: [], rotas: [] })
  expect(element('no-rotas')).toHaveTextContent('排一次，每周自动有')
})

it('shows its shape while it waits', async () => {
  render(<Page />)
  expect(document.querySelector('.skeleton')).toBeInTheDocument()
  await act(async () => undefined)
})

it('says what did not come', async () => {
  await show(
    {},
    {
      'sessions.plan': () => {
        throw new AppError('unavailable')
      },
    },
  )
  expect(element('error')).toHaveTextContent('服务正在恢复')
})
