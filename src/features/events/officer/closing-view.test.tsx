import { act, cleanup, fireEvent, render } from '@testing-library/react'
import { AppError } from '@core/contract/errors'
import type { Afterwards, Closing } from '@core/contract/events'
import { HOUR_MS, instantOf } from '@core/rules/shared/calendar'
import { answerCalls, sentTo } from '@/platform/call/_answers'
import { clockFake } from '@/platform/clock/fake'
import { displayFake } from '@/platform/display/fake'
import { documentFake } from '@/platform/document/fake'
import { galleryFake } from '@/platform/gallery/fake'
import { navigationFake } from '@/platform/navigation/fake'
import { newPhone } from '@/sync/_phone'
import { useQuery } from '@/sync/use-query'
import { closingOf, closingLine, delayedLine, forgottenLine, idOf } from './_closing'
import { ClosingView } from './closing-view'

const START = instantOf('2026-11-28', '14:00')
const END = START + 3 * HOUR_MS
const OFFICER = idOf(99)

function Page() {
  const closing = useQuery('events.closing', { eventId: idOf(50) })
  const afterwards = useQuery(closing.data?.closedAt ? 'events.afterwards' : null, { eventId: idOf(50) })
  return <ClosingView closing={closing} afterwards={afterwards} closerId={OFFICER} />
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

const photo = (n: number, kind: 'group_photo' | 'paper_sheet') => ({ id: idOf(n), kind, note: '', by: '陈静', at: START })
const nothing: Afterwards = { showcase: null, rating: null, words: [], objections: [] }
/** Whatever a closed event needs besides its closing. */
const around = (afterwards: Partial<Afterwards> = {}): Parameters<typeof answerCalls>[0] => ({
  'attendance.evidence': () => ({ items: [] }),
  'events.afterwards': () => ({ ...nothing, ...afterwards }),
})

async function show(closing: Closing, after: Closing = closing, more: Parameters<typeof answerCalls>[0] = {}) {
  let closed = false
  answerCalls({
    ...around(),
    ...more,
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
  newPhone()
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
    ...around(),
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
    ...around(),
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

const closed = closingOf(START, [closingLine(START, 1, { settled: true })], { closedAt: END + HOUR_MS })

it('shows beside a roll call and a paper list the photographs that stand for them', async () => {
  const lines = [
    closingLine(START, 1, { hours: 'second_approver', assurance: 'roll_call' }),
    closingLine(START, 2, { hours: 'second_approver', assurance: 'paper', flags: ['two_officers'] }),
  ]
  await show(closingOf(START, lines), undefined, {
    'attendance.evidence': () => ({ items: [photo(31, 'group_photo'), photo(32, 'paper_sheet')] }),
    'attendance.evidencePicture': ({ evidenceId }) => {
      if (evidenceId === idOf(32)) throw new AppError('not_found')
      return { mime: 'image/jpeg', base64: 'AAAA' }
    },
  })
  expect(element('line-' + idOf(1))).toHaveTextContent('负责人点名')
  expect(element('line-' + idOf(1))).toHaveTextContent('点名签到的，时长要另一位同事确认')
  expect(element('line-' + idOf(2))).toHaveTextContent('两位工作人员的手机都登记了')
  expect(element('closing-evidence')).toHaveTextContent('照片凭证2 张')
  expect(element('closing-evidence')).toHaveTextContent('合影 · 陈静 14:00')
  await press('evidence-' + idOf(31))
  expect(galleryFake.shown).toEqual([{ sources: ['data:image/jpeg;base64,AAAA'], first: 0 }])
  expect(element('evidence-' + idOf(32)).querySelector('[aria-label*="没能显示"]')).not.toBeNull()
})

it('says that a roll call has no photograph, and nothing where none is needed', async () => {
  await show(closingOf(START, [closingLine(START, 1, { hours: 'second_approver', assurance: 'roll_call' })]))
  expect(element('closing-evidence')).toHaveTextContent('1 人是点名或按表登记的，没有留照片')
})

it('needs no photograph of those who scanned', async () => {
  await show(full)
  expect(document.getElementById('closing-evidence')).toBeNull()
})

it('keeps an officer’s own line apart, for another officer', async () => {
  await show(closingOf(START, [closingLine(START, 1, { hours: 'held', credits: 'held', heldReason: 'own_line' })]))
  expect(element('closing-own')).toHaveTextContent('自己不能批自己的，另一位同事或上级看过才入账')
})

describe('after closing', () => {
  const objection = {
    id: idOf(40),
    name: '李晓雨',
    text: '我是 17 点走的',
    state: 'open' as const,
    at: END + 3 * HOUR_MS,
    dueAt: instantOf('2026-12-04', '23:59'),
    answer: null,
  }

  it('answers an objection with the minutes that are missing', async () => {
    let answered = false
    await show(closed, closed, {
      'events.afterwards': () => ({
        ...nothing,
        objections: [answered ? { ...objection, state: 'accepted' as const, answer: '补上半小时' } : objection],
      }),
      'events.answerObjection': () => {
        answered = true
        return {}
      },
    })
    expect(element('objections')).toHaveTextContent('1 条等你答复')
    expect(element('objection-' + idOf(40))).toHaveTextContent('李晓雨12月4日 周五前答复')
    await press('answer-' + idOf(40))
    await press('answer-send')
    expect(element('answer-sheet')).toHaveTextContent('写一句答复')
    fireEvent.change(element('answer-text'), { target: { value: '补上半小时' } })
    fireEvent.change(element('answer-minutes'), { target: { value: '30' } })
    expect(element('answer-sheet')).toHaveTextContent('= 0.5 小时，另一位同事确认后入账')
    await press('answer-send')
    expect(sentTo('events.answerObjection')).toEqual([
      { eventId: idOf(50), objectionId: idOf(40), accept: true, answer: '补上半小时', minutes: 30 },
    ])
    expect(navigationFake.toasts).toEqual(['答复了，他会收到通知'])
    expect(element('objections')).toHaveTextContent('1 条，都答复了')
    expect(element('objection-' + idOf(40))).toHaveTextContent('答复：补上半小时')
  })

  it('declines one without minutes, and says why it could not', async () => {
    await show(closed, closed, {
      'events.afterwards': () => ({ ...nothing, objections: [objection] }),
      'events.answerObjection': () => {
        throw new AppError('standing_wrong')
      },
    })
    await press('answer-' + idOf(40))
    fireEvent.change(element('answer-minutes'), { target: { value: '30' } })
    await press('verdict-decline')
    expect(document.getElementById('answer-minutes')).toBeNull()
    fireEvent.change(element('answer-text'), { target: { value: '签退记录没有问题' } })
    await press('answer-send')
    expect(sentTo('events.answerObjection')[0]).toMatchObject({ accept: false, minutes: 0 })
    expect(element('answer-sheet')).toHaveTextContent('现在的状态不能这样做，刷新看看')
  })

  it('shows what people say, with their private words', async () => {
    await show(closed, closed, {
      'events.afterwards': () => ({
        ...nothing,
        rating: { count: 4, average: 45, tags: [{ tag: 'useful' as const, count: 3 }] },
        words: [{ stars: 3, word: '下次早点通知', at: END }],
      }),
    })
    expect(element('ratings')).toHaveTextContent('4.5 分 · 4 人评价')
    expect(element('ratings')).toHaveTextContent('有收获 3')
    expect(element('ratings')).toHaveTextContent('下次早点通知3 星')
  })

  it('leads to the showcase, and marks one that a helper handed in', async () => {
    const showcase = { text: '', pictures: ['a/b'], at: END, state: 'waiting' as const, by: '王旭' }
    await show(closed, closed, around({ showcase }))
    expect(element('showcase-card')).toHaveTextContent('等你看王旭交来了 1 张照片')
    await press('open-showcase')
    expect(navigationFake.moves.map((move) => move.url)).toEqual([`/packages/workbench/showcase/index?eventId=${idOf(50)}`])
  })

  it('makes the report in one press', async () => {
    const brief = { name: '河道清理-简报.zip', mime: 'application/zip', base64: 'UEsF' }
    await show(closed, closed, { 'events.brief': () => brief })
    await press('brief')
    expect(sentTo('events.brief')).toEqual([{ eventId: idOf(50) }])
    expect(documentFake.shown).toEqual([brief])
  })

  it('leaves the reasons the room of what can no longer be chosen on a desk', async () => {
    displayFake.wide = true
    await show(closed)
    expect(document.querySelectorAll('[role="columnheader"]')).toHaveLength(4)
    cleanup()
    await show(full)
    expect(document.querySelectorAll('[role="columnheader"]')).toHaveLength(5)
  })

  it('stands beside the closing on a desk too, and says when it did not come', async () => {
    displayFake.wide = true
    await show(closed, closed, {
      'events.afterwards': () => {
        throw new AppError('unavailable')
      },
    })
    expect(element('afterwards-error')).toHaveTextContent('服务正在恢复')
  })

  it('asks for nothing of it before', async () => {
    await show(full)
    expect(sentTo('events.afterwards')).toEqual([])
    expect(document.getElementById('ratings')).toBeNull()
  })
})
