import { act, fireEvent, render, waitFor } from '@testing-library/react'
import { View } from '@tarojs/components'
import type { SessionDetail } from '@core/contract/sessions'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@core/rules/shared/calendar'
import { calendarFake } from '@/platform/calendar/fake'
import { clockFake } from '@/platform/clock/fake'
import { navigationFake } from '@/platform/navigation/fake'
import { storageFake } from '@/platform/storage/fake'
import { callsOf, goDark, logInAs, newPhone, refused, serve } from '@/sync/_phone'
import { signOff } from '@/sync/session'
import { bookingOf, detailOf, EVENING_BEFORE, FULL, NINE, sessionOf, slotOf, waitingOf } from './_sessions'
import { forgetMatter, NO_MATTER, restoredMatter, useMatter } from './matter'
import { SessionView } from './session-view'
import { useDutySession } from './use-duty-session'

const byId = (id: string) => document.getElementById(id)
const press = (id: string) => byId(id)!.click()
const disabled = (id: string) => byId(id)!.getAttribute('aria-disabled') === 'true'
const write = (text: string) => fireEvent.change(byId('question')!, { target: { value: text } })
type Answers = Parameters<typeof serve>[0]
/** How the session stands at the server; a procedure may change it. */
interface Standing {
  session: SessionDetail
}

function Page({ loggedIn = true }: { loggedIn?: boolean }) {
  const model = useDutySession({ code: 'AAAAAAAAAA' }, loggedIn)
  return <SessionView model={model} phoneMessages={(uses) => <View id='phone-messages'>{uses.join()}</View>} />
}

async function show(session: SessionDetail, answers: (standing: Standing) => Answers = () => ({}), loggedIn = true) {
  const standing = { session }
  serve({ 'sessions.get': () => standing.session, 'sessions.list': { items: [], next: null }, ...answers(standing) })
  const page = await act(async () => render(<Page loggedIn={loggedIn} />))
  await waitFor(() => expect(byId('session-host')).toBeInTheDocument())
  return page
}

const part = ({ booking, waiting }: SessionDetail) => ({ booking, waiting })

/** A server that books what is asked for. */
const booking = (standing: Standing): Answers => ({
  'sessions.book': ({ input }) => {
    const { slotNo, topic, question, anonymous } = input as { slotNo: number; topic: 'work'; question: string; anonymous: boolean }
    const { startsAt, endsAt } = slotOf(slotNo)
    standing.session = detailOf({
      booking: bookingOf({ slotNo, startsAt, endsAt, topic, question, anonymous }),
      freeCancelUntil: startsAt - 2 * HOUR_MS,
    })
    return part(standing.session)
  },
})

beforeEach(() => {
  newPhone()
  forgetMatter()
  logInAs('xiaoyu')
})

test.each([
  ['an offer, in the line', { waiting: waitingOf() }, 'offer'],
  ['reminders and changes, once booked', { booking: bookingOf() }, 'reminder,change'],
  ['nothing, before that', {}, null],
] as const)('the phone may be told of %s', async (_, more, uses) => {
  await show(detailOf(more))
  expect(byId('phone-messages')?.textContent ?? null).toBe(uses)
})

describe('booking', () => {
  it('is a slot, a topic and one press, and says with whom, when and where', async () => {
    await show(detailOf(), booking)
    expect(byId('session-host')).toHaveTextContent('林书记团县委副书记就业创业、住房补贴')
    expect(byId('book')).toHaveTextContent('选一个时段')
    act(() => press('slot-2'))
    expect(byId('book')).toHaveTextContent('选想聊什么')
    expect(disabled('book')).toBe(true)
    act(() => press('topic-work'))
    expect(byId('book')).toHaveTextContent('约 11月28日 10:00')
    await act(async () => press('book'))
    expect(callsOf('sessions.book')).toMatchObject([
      { input: { sessionId: 's1', slotNo: 2, topic: 'work', question: '', anonymous: false } },
    ])
    await waitFor(() => expect(byId('my-part')).toHaveTextContent('约好了：11月28日 周六 10:00，林书记在县青年中心等你'))
    expect(byId('my-part')).toHaveTextContent('11月28日 周六 08:00 前取消不留记录')
    expect(byId('book')).toBeNull()
    expect(navigationFake.toasts).toEqual(['约好了，到时候见'])
    expect(navigationFake.vibrations).toBe(1)
  })

  it('takes the words along, without the name where that is wished', async () => {
    await show(detailOf(), booking)
    act(() => press('slot-3'))
    act(() => press('topic-rights'))
    write('  押金退不回来  ')
    act(() => press('anonymous'))
    await act(async () => press('book'))
    expect(callsOf('sessions.book')).toMatchObject([{ input: { slotNo: 3, topic: 'rights', question: '押金退不回来', anonymous: true } }])
    await waitFor(() => expect(byId('my-matter')).toHaveTextContent('权益维护 · 匿名押金退不回来'))
  })

  it('shows what is full as full, which cannot be pressed, and nothing of what is past', async () => {
    clockFake.time = NINE + 10 * MINUTE_MS
    await show(detailOf({ slots: [slotOf(1, { free: 0 }), slotOf(2, { free: 0 }), slotOf(3, { places: 2, free: 1 })] }))
    expect(byId('slot-1')).toBeNull()
    expect(byId('slot-2')).toHaveTextContent('10:00满')
    expect(disabled('slot-2')).toBe(true)
    act(() => press('slot-2'))
    expect(byId('book')).toHaveTextContent('选一个时段')
    expect(byId('slot-3')).toHaveTextContent('11:00余 1')
  })

  it('asks for a log-in at the press and not before, and keeps what was written', async () => {
    signOff()
    const { unmount } = await show(detailOf(), undefined, false)
    act(() => press('slot-2'))
    act(() => press('topic-study'))
    write('转专业')
    expect(navigationFake.moves).toEqual([])
    act(() => press('book'))
    expect(navigationFake.moves).toEqual([{ how: 'open', url: '/packages/people/login/index' }])
    expect(callsOf('sessions.book')).toEqual([])
    unmount()
    logInAs('xiaoyu')
    await show(detailOf(), booking)
    expect(byId('question')).toHaveValue('转专业')
  })

  it('counts the words as people do', async () => {
    await show(detailOf())
    write('问题😀')
    expect(document.body).toHaveTextContent('3 / 500')
  })

  it('says why the slot is gone, shows that it is, and keeps the words', async () => {
    await show(detailOf(), (standing) => ({
      'sessions.book': () => {
        standing.session = detailOf({ slots: [slotOf(1, { free: 0 }), slotOf(2, { free: 0 }), slotOf(3)] })
        return refused('session_full')
      },
    }))
    act(() => press('slot-2'))
    act(() => press('topic-life'))
    write('想家')
    await act(async () => press('book'))
    expect(byId('session-problem')).toHaveTextContent('这个时段约满了，换一个，或排队等空位')
    expect(disabled('slot-2')).toBe(true)
    expect(byId('book')).toHaveTextContent('选一个时段')
    expect(byId('question')).toHaveValue('想家')
    act(() => press('slot-3'))
    expect(byId('session-problem')).toBeNull()
    expect(byId('book')).toHaveTextContent('约 11月28日 11:00')
  })

  it('says which of my bookings it would run into', async () => {
    await show(detailOf(), () => ({ 'sessions.book': refused('booking_overlap', { time: '11月28日 周六 10:00–10:30' }) }))
    act(() => press('slot-2'))
    act(() => press('topic-work'))
    await act(async () => press('book'))
    expect(byId('session-problem')).toHaveTextContent('和你 11月28日 周六 10:00–10:30 的预约撞了，换一个时段')
  })

  it('names whom to call where life is hard', async () => {
    await show(detailOf())
    expect(byId('distress')).toBeNull()
    act(() => press('topic-life'))
    expect(byId('distress')).toHaveTextContent('12355')
  })

  it('changes between the days of the home, and takes the words along', async () => {
    const next = sessionOf({ id: 's2', code: 'BBBBBBBBBB', startsAt: NINE + 7 * DAY_MS, endsAt: NINE + 7 * DAY_MS + HOUR_MS, free: 0 })
    await show(detailOf(), () => ({
      'sessions.list': { items: [sessionOf(), next, sessionOf({ id: 's3', code: 'CCCCCCCCCC', cancelReason: '出差' })], next: null },
      'sessions.get': ({ input }) =>
        (input as { sessionId?: string }).sessionId === 's2' ? detailOf({ ...next, host: { ...next.host, name: '陈静' } }) : detailOf(),
    }))
    await waitFor(() => expect(byId('look-BBBBBBBBBB')).toHaveTextContent('12月5约满'))
    expect(callsOf('sessions.list')).toMatchObject([{ input: { homeId: 'h1' } }])
    expect(byId('look-CCCCCCCCCC')).toBeNull()
    act(() => press('slot-2'))
    act(() => press('topic-league'))
    await act(async () => press('look-BBBBBBBBBB'))
    await waitFor(() => expect(byId('session-host')).toHaveTextContent('陈静'))
    expect(byId('topic-league')).toHaveAttribute('aria-checked', 'true')
    expect(byId('book')).toHaveTextContent('选一个时段')
  })
})

it('shows its own day among those of the home also where it is far ahead', async () => {
  const soon = sessionOf({ id: 's2', code: 'BBBBBBBBBB' })
  await show(detailOf(), () => ({ 'sessions.list': { items: [soon], next: null } }))
  await waitFor(() => expect(byId('look-AAAAAAAAAA')).toHaveAttribute('aria-selected', 'true'))
  expect(byId('look-BBBBBBBBBB')).toHaveAttribute('aria-selected', 'false')
})

describe('a draft', () => {
  it('is gone once it was sent, and with the log-in', async () => {
    const { unmount } = await show(detailOf(), booking)
    act(() => press('slot-2'))
    act(() => press('topic-work'))
    write('公寓')
    expect(storageFake.entries.has('sessions.matter')).toBe(true)
    await act(async () => press('book'))
    expect(storageFake.entries.has('sessions.matter')).toBe(false)
    unmount()
    await show(detailOf())
    write('另一件')
    await act(async () => signOff())
    expect(storageFake.entries.has('sessions.matter')).toBe(false)
    expect(useMatter.getState()).toEqual(NO_MATTER)
  })

  it('is read by whoever wrote it, and by nobody else', () => {
    const kept = { topic: 'work', question: '公寓', anonymous: true, person: 'xiaoyu' }
    const matter = { topic: 'work', question: '公寓', anonymous: true }
    expect(restoredMatter(kept, 'xiaoyu')).toEqual(matter)
    expect(restoredMatter(kept, 'wangxu')).toEqual(NO_MATTER)
    expect(restoredMatter(kept, null)).toEqual(NO_MATTER)
    expect(restoredMatter({ ...kept, person: null }, 'xiaoyu')).toEqual(matter)
  })

  it('of another version or broken is begun anew', () => {
    expect(restoredMatter({ topic: 'weather', question: 7, anonymous: 'yes', person: null }, 'xiaoyu')).toEqual(NO_MATTER)
    expect(restoredMatter('…', 'xiaoyu')).toEqual(NO_MATTER)
    expect(restoredMatter(null, null)).toEqual(NO_MATTER)
  })

  it('that cannot be kept does not stop anybody', async () => {
    storageFake.full = true
    await show(detailOf(), booking)
    act(() => press('slot-2'))
    act(() => press('topic-work'))
    await act(async () => press('book'))
    await waitFor(() => expect(byId('my-part')).toHaveTextContent('约好了'))
  })
})

describe('a booking', () => {
  const mine = { booking: bookingOf(), freeCancelUntil: NINE - HOUR_MS }

  it('goes into the calendar of the phone', async () => {
    await show(detailOf(mine))
    await act(async () => press('to-calendar'))
    expect(calendarFake.entered).toMatchObject([
      {
        title: '和林书记面对面',
        startsAt: NINE + HOUR_MS,
        endsAt: NINE + 2 * HOUR_MS,
        location: '县青年中心，文昌路 6 号',
        alarmMinutes: 60,
      },
    ])
    expect(navigationFake.toasts).toEqual(['已加到手机日历，提前 1 小时提醒'])
  })

  it('is changed from what it is, slot and words', async () => {
    await show(detailOf(mine), booking)
    act(() => press('change'))
    expect(byId('slot-2')).toHaveTextContent('10:00我的')
    expect(byId('slot-2')).toHaveAttribute('aria-checked', 'true')
    expect(byId('question')).toHaveValue('青年人才公寓怎么申请？')
    expect(byId('book')).toHaveTextContent('改好，10:00')
    act(() => press('slot-3'))
    write('公寓要排多久？')
    await act(async () => press('book'))
    expect(callsOf('sessions.book')).toMatchObject([{ input: { slotNo: 3, topic: 'work', question: '公寓要排多久？' } }])
    expect(byId('my-part')).toHaveTextContent('11:00，林书记')
    expect(byId('slot-3')).toBeNull()
    expect(navigationFake.toasts).toEqual(['改好了'])
  })

  it('stays as it is where one changes one’s mind, or where the new slot is gone', async () => {
    await show(detailOf(mine), () => ({ 'sessions.book': refused('session_full') }))
    act(() => press('change'))
    write('别的')
    act(() => press('keep'))
    expect(byId('book')).toBeNull()
    expect(byId('my-matter')).toHaveTextContent('青年人才公寓怎么申请？')
    act(() => press('change'))
    expect(byId('question')).toHaveValue('青年人才公寓怎么申请？')
    act(() => press('slot-3'))
    await act(async () => press('book'))
    expect(byId('session-problem')).toHaveTextContent('约满了')
    expect(byId('my-part')).toHaveTextContent('10:00，林书记')
  })

  it('leaves the draft of another one alone', async () => {
    act(() => useMatter.setState({ topic: 'study', question: '转专业', anonymous: false }))
    await show(detailOf(mine), booking)
    act(() => press('change'))
    await act(async () => press('book'))
    expect(useMatter.getState().question).toBe('转专业')
  })

  it.each([
    ['in time', NINE - HOUR_MS, '位子会马上让给别人，不留记录'],
    ['late', NINE - HOUR_MS + 1, '位子要是没人接上，会算一次没来'],
  ])('is taken back %s after one question that says what it costs', async (_when, time, cost) => {
    clockFake.time = time
    await show(detailOf(mine), (standing) => ({
      'sessions.cancelBooking': () => {
        standing.session = detailOf({ booking: bookingOf({ state: 'cancelled' }) })
        return part(standing.session)
      },
    }))
    navigationFake.answer = false
    await act(async () => press('cancel'))
    expect(callsOf('sessions.cancelBooking')).toEqual([])
    expect(navigationFake.questions[0]!.text).toContain(cost)
    navigationFake.answer = true
    await act(async () => press('cancel'))
    expect(navigationFake.toasts).toEqual(['已取消，位子让出来了'])
    expect(byId('book')).toBeInTheDocument()
  })

  it('is asked about the evening before: 来', async () => {
    clockFake.time = EVENING_BEFORE
    await show(detailOf({ ...mine, askComing: true }), (standing) => ({
      'sessions.answerComing': () => {
        standing.session = detailOf({ ...mine, booking: bookingOf({ comingAt: clockFake.time }) })
        return part(standing.session)
      },
    }))
    expect(byId('my-part')).toHaveTextContent('明天 10:00 林书记在县青年中心等你，来不来？')
    await act(async () => press('coming'))
    expect(callsOf('sessions.answerComing')).toMatchObject([{ input: { sessionId: 's1', coming: true } }])
    expect(byId('coming')).toBeNull()
    expect(byId('my-part')).toHaveTextContent('约好了：明天 10:00')
  })

  it('is asked about the evening before: 不来了', async () => {
    clockFake.time = EVENING_BEFORE
    await show(detailOf({ ...mine, askComing: true }), () => ({ 'sessions.answerComing': { booking: null, waiting: null } }))
    navigationFake.answer = false
    await act(async () => press('not-coming'))
    expect(callsOf('sessions.answerComing')).toEqual([])
    navigationFake.answer = true
    await act(async () => press('not-coming'))
    expect(callsOf('sessions.answerComing')).toMatchObject([{ input: { coming: false } }])
    expect(navigationFake.questions[0]!.text).toContain('不留记录')
  })

  it('says that somebody else receives', async () => {
    await show(detailOf({ ...mine, substitute: true }))
    expect(byId('session-substitute')).toHaveTextContent('改由林书记接待，时间不变。也可以换一场')
    expect(byId('session-host')).toHaveTextContent('代班')
  })

  it.each([
    ['checked_in', '签到了，先坐一会儿，林书记马上见你'],
    ['met', '林书记正在接待你'],
    ['answered', '11月28日 周六谈过了'],
  ] as const)('that is %s has nothing to press', async (state, sentence) => {
    await show(detailOf({ booking: bookingOf({ state }) }))
    expect(byId('my-part')).toHaveTextContent(sentence)
    for (const id of ['change', 'cancel', 'book', 'wait', 'coming']) expect(byId(id)).toBeNull()
  })

  it('that fell with its session says why, and leads to the others', async () => {
    await show(detailOf({ cancelReason: '临时去省里开会', booking: bookingOf({ state: 'cancelled' }) }))
    expect(byId('session-cancelled')).toHaveTextContent('这一场取消了：临时去省里开会。看看别的场次')
    act(() => press('other-sessions'))
    expect(navigationFake.moves).toEqual([{ how: 'switchTab', url: '/pages/meetings/index' }])
  })
})

describe('the line', () => {
  it('keeps what one waits to say in sight', async () => {
    await show(detailOf({ ...FULL, waiting: waitingOf({ topic: 'life', question: '宿舍的事', anonymous: true }) }))
    expect(byId('my-matter')).toHaveTextContent('生活情感 · 匿名宿舍的事')
  })

  it('is joined where everything is full, and left after a question', async () => {
    await show(detailOf({ ...FULL, waitingCount: 1 }), (standing) => ({
      'sessions.wait': () => {
        standing.session = detailOf({ ...FULL, waiting: waitingOf() })
        return part(standing.session)
      },
      'sessions.stopWaiting': () => {
        standing.session = detailOf({ ...FULL, waiting: waitingOf({ state: 'left', position: null }) })
        return part(standing.session)
      },
    }))
    expect(byId('wait')).toHaveTextContent('选想聊什么，再排队')
    act(() => press('topic-work'))
    expect(byId('wait')).toHaveTextContent('约满了，排队（前面 1 人）')
    write('公寓')
    await act(async () => press('wait'))
    expect(callsOf('sessions.wait')).toMatchObject([{ input: { sessionId: 's1', topic: 'work', question: '公寓', anonymous: false } }])
    await waitFor(() => expect(byId('my-part')).toHaveTextContent('排队第 2 位，有人让出时段就来问你'))
    expect(byId('walk-in')).toHaveTextContent('没约上也能直接来')
    await act(async () => press('stop-waiting'))
    expect(navigationFake.questions).toHaveLength(1)
    await waitFor(() => expect(byId('wait')).toBeInTheDocument())
    expect(byId('question')).toHaveValue('公寓')
  })

  it('is not needed where a slot has become free', async () => {
    await show(detailOf(FULL), (standing) => ({
      'sessions.wait': () => {
        standing.session = detailOf()
        return refused('slot_free')
      },
    }))
    act(() => press('topic-work'))
    await act(async () => press('wait'))
    expect(byId('session-problem')).toHaveTextContent('还有空时段，不用排队，直接选一个')
    expect(byId('book')).toBeInTheDocument()
  })

  const offer = () =>
    waitingOf({ state: 'offered', position: null, slotNo: 2, startsAt: NINE + HOUR_MS, offeredUntil: clockFake.time + 2 * HOUR_MS })

  it('offers a slot with its time, until when', async () => {
    await show(detailOf({ ...FULL, waiting: offer() }), (standing) => ({
      'sessions.answerOffer': () => {
        standing.session = detailOf({ ...FULL, booking: bookingOf() })
        return part(standing.session)
      },
    }))
    expect(byId('my-part')).toHaveTextContent('11月28日 周六 10:00 有空位了，为你留到 14:00，还有 2 小时')
    expect(byId('change')).toBeNull()
    await act(async () => press('accept-offer'))
    expect(callsOf('sessions.answerOffer')).toMatchObject([{ input: { sessionId: 's1', accept: true } }])
    await waitFor(() => expect(byId('my-part')).toHaveTextContent('约好了'))
  })

  it('goes on to the next after one question', async () => {
    await show(detailOf({ ...FULL, waiting: offer() }), () => ({ 'sessions.answerOffer': { booking: null, waiting: null } }))
    navigationFake.answer = false
    await act(async () => press('decline-offer'))
    expect(callsOf('sessions.answerOffer')).toEqual([])
    navigationFake.answer = true
    await act(async () => press('decline-offer'))
    expect(callsOf('sessions.answerOffer')).toMatchObject([{ input: { accept: false } }])
  })

  it('lets whoever holds an offer take another slot that is free', async () => {
    act(() => useMatter.setState({ topic: 'work', question: '公寓', anonymous: false }))
    await show(detailOf({ waiting: offer() }), booking)
    act(() => press('change'))
    act(() => press('slot-3'))
    await act(async () => press('book'))
    expect(callsOf('sessions.book')).toMatchObject([{ input: { slotNo: 3, topic: 'work', question: '公寓' } }])
    expect(byId('my-part')).toHaveTextContent('约好了')
  })

  it('takes an offer away when its time is over, and asks what has become of it', async () => {
    const until = clockFake.time + 2 * HOUR_MS
    const expired = detailOf({ ...FULL, waiting: waitingOf({ state: 'expired', position: null }) })
    await show(detailOf({ ...FULL, waiting: offer() }), (standing) => ({
      'sessions.get': () => (clockFake.time < until ? standing.session : expired),
    }))
    await act(async () => clockFake.advance(2 * HOUR_MS))
    await waitFor(() => expect(byId('my-part')).toHaveTextContent('位子已给下一位。还想去？重新排队'))
    act(() => press('topic-work'))
    expect(byId('wait')).toHaveTextContent('重新排队')
  })
})

describe('not being able to book', () => {
  it('is said with its end and with what stays open, and leads to the explanation', async () => {
    await show(detailOf({ refusal: { code: 'booking_paused', params: { date: '12月1日' } } }))
    expect(byId('my-part')).toHaveTextContent('几次约了没来，12月1日 起可再预约。直接来、留言都行')
    expect(byId('walk-in')).toHaveTextContent('直接来')
    expect(byId('slot-2')).toBeNull()
    expect(byId('my-sessions')).toHaveTextContent('说明情况')
    act(() => press('my-sessions'))
    expect(navigationFake.moves).toEqual([{ how: 'open', url: '/packages/sessions/mine/index' }])
  })

  it('for two bookings leads to them', async () => {
    await show(detailOf({ refusal: { code: 'booking_limit', params: { n: 2 } } }))
    expect(byId('my-part')).toHaveTextContent('你已有 2 个预约，见完或取消再约')
    expect(byId('my-sessions')).toHaveTextContent('看我的预约')
  })

  it('once the last slot has begun leaves coming as one is', async () => {
    clockFake.time = NINE + 2 * HOUR_MS + 1
    await show(detailOf({ slots: [slotOf(3, { free: 0 })] }))
    expect(byId('my-part')).toHaveTextContent('直接来也行')
    expect(byId('book')).toBeNull()
  })
})

describe('not having come', () => {
  it('can be explained, by whoever does it in two words at least', async () => {
    await show(detailOf({ booking: bookingOf({ state: 'no_show' }) }), (standing) => ({
      'sessions.explain': () => {
        standing.session = detailOf({ booking: bookingOf({ state: 'no_show', explained: true }) })
        return part(standing.session)
      },
    }))
    expect(byId('my-missed')).toHaveTextContent('那天没等到你')
    act(() => press('explain'))
    expect(disabled('explain-sheet-submit')).toBe(true)
    fireEvent.change(byId('explain-sheet-text')!, { target: { value: ' 临时加班 ' } })
    await act(async () => press('explain-sheet-submit'))
    expect(callsOf('sessions.explain')).toMatchObject([{ input: { sessionId: 's1', text: '临时加班' } }])
    await waitFor(() => expect(byId('my-missed')).toHaveTextContent('你的说明已经递上去了'))
    expect(byId('explain-sheet')).toBeNull()
  })

  it('says in the sheet why the explanation did not arrive', async () => {
    await show(detailOf({ booking: bookingOf({ state: 'no_show' }) }), () => ({ 'sessions.explain': refused('rate_limited') }))
    act(() => press('explain'))
    fireEvent.change(byId('explain-sheet-text')!, { target: { value: '临时加班' } })
    await act(async () => press('explain-sheet-submit'))
    expect(byId('explain-sheet')).toHaveTextContent('点得太快了')
    expect(byId('session-problem')).toBeNull()
  })

  it('for a late no can be explained, while one may book again', async () => {
    await show(detailOf({ booking: bookingOf({ state: 'cancelled', late: true }) }))
    expect(byId('my-missed')).toHaveTextContent('取消得晚了')
    expect(byId('book')).toBeInTheDocument()
  })

  it('that was accepted counts no more', async () => {
    await show(detailOf({ booking: bookingOf({ state: 'no_show', excused: true }) }))
    expect(byId('my-missed')).toHaveTextContent('已经不算了')
    expect(byId('explain')).toBeNull()
  })
})

describe('the page', () => {
  it('says what happened where nothing came, and tries again', async () => {
    goDark()
    render(<Page />)
    expect(byId('session-loading')).toBeInTheDocument()
    await waitFor(() => expect(byId('error-retry')).toBeInTheDocument())
    serve({ 'sessions.get': detailOf(), 'sessions.list': { items: [], next: null } })
    await act(async () => press('error-retry'))
    expect(byId('session-host')).toBeInTheDocument()
  })

  it('leads whoever receives here to their list, and shares as text where there are no cards', async () => {
    await show(detailOf({ mayReceive: true }))
    act(() => press('open-reception'))
    act(() => press('session-home'))
    expect(navigationFake.moves.map(({ url }) => url)).toEqual([
      '/packages/duty/reception/index?sessionId=s1',
      '/packages/homes/detail/index?homeId=h1',
    ])
    await act(async () => press('share'))
    expect(navigationFake.copied).toBe('和林书记（团县委副书记）面对面\n11月28日 周六 09:00–12:00\n县青年中心（文昌路 6 号）')
  })
})

describe('beside the booking', () => {
  it('leads to the organization above, unseen by the host', async () => {
    await show(detailOf())
    act(() => press('recusal'))
    expect(navigationFake.moves).toEqual([{ how: 'open', url: '/packages/cases/write/index?kind=question&orgId=o1&toParent=yes' }])
  })

  it('leads on to the case that a reception was handed over as', async () => {
    await show(detailOf({ booking: bookingOf({ state: 'case_opened', caseId: 'c1' }) }))
    expect(byId('my-part')).toHaveTextContent('转办了。在谁手里、哪天答复，点开就看得到')
    expect(byId('recusal')).toBeNull()
    act(() => press('open-case'))
    expect(navigationFake.moves).toEqual([{ how: 'open', url: '/packages/cases/detail/index?caseId=c1' }])
  })

  it('offers what another feature knows of the question, and needs no question once that was it', async () => {
    function Offering() {
      const model = useDutySession({ code: 'AAAAAAAAAA' }, true)
      return (
        <SessionView
          model={model}
          likeAnswers={(question, found) => (
            <div id='offered' onClick={found}>
              {question}
            </div>
          )}
        />
      )
    }
    serve({ 'sessions.get': detailOf(), 'sessions.list': { items: [], next: null } })
    await act(async () => render(<Offering />))
    await waitFor(() => expect(byId('session-host')).toBeInTheDocument())
    write('公寓怎么申请')
    expect(byId('offered')).toHaveTextContent('公寓怎么申请')
    act(() => press('offered'))
    expect(byId('question')).toHaveValue('')
    expect(useMatter.getState().question).toBe('')
    expect(navigationFake.toasts).toEqual(['能帮上就好。想聊别的再约'])
  })

  it('says whom to call where the question speaks of distress', async () => {
    await show(detailOf())
    write('想聊聊考研')
    expect(byId('distress')).toBeNull()
    write('最近真的撑不下去了')
    expect(byId('distress')).toHaveTextContent('12355')
    expect(disabled('book')).toBe(true)
    act(() => press('slot-2'))
    act(() => press('topic-study'))
    expect(disabled('book')).toBe(false)
  })
})
