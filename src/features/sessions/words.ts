/** Sessions and my part of them in words. The stages are those of `stage.ts`. */
import type { Instant } from '@core/contract/common'
import type { MyBooking, MySession, SessionCard, SessionDetail } from '@core/contract/sessions'
import { errorSentence, fill, WORDING } from '@core/contract/wording'
import type { ErrorCode } from '@core/contract/errors'
import { clockOf, dayName, dayOf } from '@core/rules/shared/calendar'
import { momentName, timeLeft } from '@core/rules/shared/moments'
import type { CardProps } from '@/components/card/card'
import type { Stage } from './stage'

export interface Word {
  tone: 'red' | 'gold' | 'green' | 'blue' | 'grey'
  text: string
}

/** Whoever could not book comes all the same. */
export const WALK_IN = '没约上也能直接来，接待的人会抽空见你'

/** A session in one word: that it was called off or is over, what I have of it, or what it still has. */
export function sessionWord(session: SessionCard, now: Instant): Word {
  const { mine, cancelReason } = session
  if (cancelReason !== null) return { tone: 'grey', text: '取消了' }
  const my = mine && bookingWord(mine)
  if (my) return my
  if (now >= session.endsAt) return { tone: 'grey', text: '已结束' }
  if (session.free > 0) return { tone: 'red', text: `余 ${session.free}` }
  return now >= session.startsAt ? { tone: 'green', text: '接待中' } : { tone: 'gold', text: '约满 · 可排队' }
}

/** My booking in one word; null where it was taken back, and I have none. */
export function bookingWord({ state, startsAt }: Pick<MyBooking, 'state' | 'startsAt'>): Word | null {
  switch (state) {
    case 'booked':
      return { tone: 'green', text: `已约 ${clockOf(startsAt)}` }
    case 'checked_in':
      return { tone: 'green', text: '已签到' }
    case 'met':
      return { tone: 'green', text: '正在谈' }
    case 'answered':
      return { tone: 'green', text: '谈过了' }
    case 'case_opened':
      return { tone: 'green', text: '转办中' }
    case 'no_show':
      return { tone: 'grey', text: '没来' }
    case 'cancelled':
      return null
  }
}

/** What became of one of my bookings, in one word. */
export function mySessionWord(session: MySession): Word {
  const { state, late, explained, excused } = session
  if (state !== 'no_show' && !late) return bookingWord(session) ?? { tone: 'grey', text: '取消了' }
  if (excused) return { tone: 'green', text: '不算没来' }
  if (explained) return { tone: 'blue', text: '说明过了' }
  return { tone: 'gold', text: late ? '取消晚了' : '没来' }
}

/** `09:00–12:00`, and the day it ends on where that is another. */
export function clockSpan(from: Instant, to: Instant, now: Instant): string {
  return `${clockOf(from)}–${dayOf(from) === dayOf(to) ? clockOf(to) : momentName(to, now)}`
}

/** What to say of me and this session; empty where there is nothing. */
export function partSentence(session: SessionDetail, stage: Stage, now: Instant): string {
  const { booking, waiting, host, homeName, refusal } = session
  switch (stage) {
    case 'booked':
      return bookedSentence(session, now)
    case 'ask_coming':
      return `${momentName(booking?.startsAt ?? session.startsAt, now)} ${host.name}在${homeName}等你，来不来？说一声，好让位子不空着`
    case 'here':
      return `签到了，先坐一会儿，${host.name}马上见你`
    case 'met':
      return `${host.name}正在接待你，慢慢说`
    case 'answered':
      return `${booking ? dayName(booking.startsAt, now) : ''}谈过了。谢谢你来`
    case 'handed_over':
      return '谈过了，要办的事转办了。在谁手里、哪天答复，点开就看得到'
    case 'waiting':
      return waiting?.position ? fill(WORDING.session_waiting, { n: waiting.position }) : '在排队了，有人让出时段就来问你'
    case 'offered':
      return offerSentence(session, now)
    case 'offer_expired':
      return WORDING.session_offer_expired
    case 'refused':
      return refusal ? errorSentence(refusal.code as ErrorCode, refusal.params) : ''
    case 'begun':
      return '这一场的时段都开始了，不能再约。直接来也行'
    case 'missed':
    case 'open':
    case 'full':
    case 'over':
    case 'cancelled':
      return ''
  }
}

/** The ground my part stands on: red asks, gold waits, green is well, blue is good to know. */
export function partTone(stage: Stage): CardProps['tone'] {
  switch (stage) {
    case 'offered':
    case 'ask_coming':
      return 'red'
    case 'waiting':
    case 'offer_expired':
    case 'refused':
      return 'gold'
    case 'booked':
    case 'here':
    case 'met':
    case 'answered':
    case 'handed_over':
      return 'green'
    default:
      return 'blue'
  }
}

function bookedSentence({ booking, host, homeName, startsAt }: SessionDetail, now: Instant): string {
  const at = booking?.startsAt ?? startsAt
  return fill(WORDING.booked, { date: dayName(at, now), time: clockOf(at), host: host.name, home: homeName })
}

function offerSentence({ waiting }: SessionDetail, now: Instant): string {
  const until = waiting?.offeredUntil ?? now
  const slot = waiting?.startsAt ? `${momentName(waiting.startsAt, now)} ` : ''
  return `${slot}${fill(WORDING.offer, { time: momentName(until, now) })}，还有 ${timeLeft(until, now)}`
}

/** What taking a booking back costs at a moment. */
export function cancelCost(freeUntil: Instant | null, now: Instant): string {
  if (freeUntil !== null && now > freeUntil) return '快到时间了：位子要是没人接上，会算一次没来'
  return '位子会马上让给别人，不留记录。想回来要看还有没有空'
}

/** Until when taking a booking back costs nothing; empty where that is past. */
export function freeUntilSentence(freeUntil: Instant | null, now: Instant): string {
  return freeUntil === null || now > freeUntil ? '' : `来不了的话，${momentName(freeUntil, now)} 前取消不留记录`
}

/** What a missed booking, or one cancelled too late, means, and what may be done; null where nothing was missed. */
export function missedSentence(booking: MyBooking): { text: string; mayExplain: boolean } | null {
  if (booking.state !== 'no_show' && !booking.late) return null
  if (booking.excused) return { text: '那次没来，已经不算了', mayExplain: false }
  if (booking.explained) return { text: '你的说明已经递上去了，看过会告诉你', mayExplain: false }
  if (booking.late) return { text: '取消得晚了，位子要是没人接上，会算一次没来。有原因？说明一下', mayExplain: true }
  return { text: '那天没等到你。有原因？说明一下，可以不算', mayExplain: true }
}
