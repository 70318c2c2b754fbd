import { act, fireEvent, render } from '@testing-library/react'
import { AppError } from '@core/contract/errors'
import type { Closing } from '@core/contract/events'
import { HOUR_MS, instantOf } from '@core/rules/shared/calendar'
import { answerCalls, sentTo } from '@/platform/call/_answers'
import { callFake } from '@/platform/call/fake'
import { clockFake } from '@/platform/clock/fake'
import { displayFake } from '@/platform/display/fake'
import { navigationFake } from '@/platform/navigation/fake'
import { networkFake } from '@/platform/network/fake'
import { storageFake } from '@/platform/storage/fake'
import { forgetAnswers, useQuery } from '@/sync/use-query'
import { closingOf, closingLine, delayedLine, forgottenLine, idOf } from './_closing'
import { ClosingView } from './closing-view'

const START = instantOf('2026-11-28', '14:00')
const END = START + 3 * HOUR_MS
const OFFICER = idOf(99)

function Page() {
  const closing = useQuery('events.closing', { eventId: idOf(50) })
  return <ClosingView closing={closing} closerId={OFFICER} />
}

const element = (id: string) => document.getElementById(id)!
const press = (id: string) => act(async () => void fireEvent.click(element(id)))
const full = closingOf(START, [
  closingLine(START, 1),
  delayedLine(START, 2),
  delayedLine(START, 3),
  delayedLine(START, 4, { enrolled: false, flags: ['not_enrolled'] }),
  forgottenLine(START, 5),
  closingLine(START, 6, { hours: 'held', heldReason: 'overlap' }),
])

async function show(closing: Closing, after: Closing = closing) {
  let closed = false
  answerCalls({
    'events.closing': () => (closed ? after : closing),
    'events.close': () => {
      closed = true
      return after
    },
  })
  render(<Page />)
  await act(async () => undefined)
}

beforeEach(() => {
  for (const fake of [callFake, clockFake, displayFake, navigationFake, networkFake, storageFake]) fake.reset()
  forgetAnswers()
  clockFake.time = END + 2 * HOUR_MS
})

it('says first what it will post, and asks before it does', async () => {
  await show(full)
  expect(element('closing-headline')).toHaveTextContent('将记入 2 人 共 2.97 小时、0.50 学分')
  navigationFake.answer = false
  await press('close-submit')
  expect(navigationFake.questions[0]).toMatchObject({ title: '完结这场活动？', ok: '完结并入账' })
  expect(navigationFake.questions[0]!.text).toContain('还有 4 人没处理，完结后也能补')
  expect(sentTo('events.close')).toEqual([])
})

it('confirms all that are enrolled and unflagged by one tap, and the others one by one', async () => {
  await show(full)
  expect(element('line-' + idOf(4))).toHaveTextContent('没有报名')
  await press('closing-confirm-all')
  await press('confirm-' + idOf(4))
  await press('closing-left-all')
  await press('close-submit')
  expect(sentTo('events.close')).toEqual([
    { eventId: idOf(50), confirm: [idOf(2), idOf(3), idOf(4)], left: [{ personId: idOf(5), leftAt: END }], overrun: null },
  ])
  expect(navigationFake.toasts).toEqual(['已完结'])
})

it('takes another time of leaving for one person, within reason', async () => {
  await show(full)
  const picker = element('left-' + idOf(5)).parentElement!.querySelector('[data-testid="picker"]')!
  fireEvent.change(picker, { target: { value: '13:00' } })
  expect(navigationFake.toasts).toEqual(['离开时间要在签到之后、现在之前'])
  fireEvent.change(picker, { target: { value: '16:00' } })
  await press('close-submit')
  expect(sentTo('events.close')[0]?.left).toEqual([{ personId: idOf(5), leftAt: END - HOUR_MS }])
})

it('wants a reason for an overrun', async () => {
  await show(full)
  await press('closing-overrun')
  await press('overrun-minutes-more')
  await press('close-submit')
  expect(element('closing-error')).toHaveTextContent('写一下为什么延长')
  fireEvent.change(element('overrun-reason'), { target: { value: '雨后路滑' } })
  await press('close-submit')
  expect(sentTo('events.close')[0]?.overrun).toEqual({ minutes: 15, reason: '雨后路滑' })
})

it('cannot be closed before the end, and warns while sign-out is open', async () => {
  clockFake.time = END - 1
  await show({ ...full, mayClose: false })
  expect(element('closing-advice')).toHaveTextContent('活动 17:00 结束，之后再完结')
  await press('close-submit')
  expect(navigationFake.questions).toEqual([])
})

it('warns while sign-out is still open', async () => {
  clockFake.time = END
  await show(full)
  expect(element('closing-advice')).toHaveTextContent('签退到 18:00 才结束')
})

it('shows afterwards what has been posted and what is still open, and takes what is new', async () => {
  const after = closingOf(START, [closingLine(START, 1, { settled: true }), delayedLine(START, 2)], { closedAt: END + 2 * HOUR_MS })
  await show(full, after)
  await press('close-submit')
  expect(element('closing-headline')).toHaveTextContent('已记入 1 人 共 2.97 小时、0.25 学分')
  expect(element('closing-subline')).toHaveTextContent('1 人没处理')
  expect(element('close-submit')).toHaveTextContent('已完结')
  await press('close-submit')
  expect(sentTo('events.close')).toHaveLength(1)
  await press('closing-confirm-all')
  await press('close-submit')
  expect(sentTo('events.close')[1]?.confirm).toEqual([idOf(2)])
  expect(document.getElementById('closing-overrun')).toBeNull()
})

it('shows what it was answered although asking again fails', async () => {
  await show(full)
  const after = closingOf(START, [closingLine(START, 1, { settled: true })], { closedAt: END + 2 * HOUR_MS })
  answerCalls({
    'events.close': () => after,
    'events.closing': () => {
      throw new AppError('unavailable')
    },
  })
  await press('close-submit')
  expect(element('closing-headline')).toHaveTextContent('已记入 1 人')
})

it('says why it was refused and keeps what was chosen', async () => {
  await show(full)
  answerCalls({
    'events.close': () => {
      throw new AppError('event_not_over', { time: '17:00' })
    },
  })
  await press('closing-confirm-all')
  await press('close-submit')
  expect(element('closing-error')).toHaveTextContent('活动还没结束，17:00 之后再完结')
  expect(element('closing-headline')).toHaveTextContent('将记入 4 人')
})

it('is a table with filters on a desk', async () => {
  displayFake.wide = true
  await show(full)
  expect(document.querySelectorAll('[role="row"]')).toHaveLength(1 + 6)
  await press('closing-held')
  expect(document.querySelectorAll('[role="row"]')).toHaveLength(1 + 1)
  expect(element('line-' + idOf(6))).toHaveTextContent('和另一段服务时间重叠')
})

it('has nothing to do for a cancelled event', async () => {
  await show({ ...full, event: { ...full.event, status: 'cancelled' } })
  expect(element('closing-cancelled')).toHaveTextContent('不用完结')
})
