/** My part of an event in a sentence, and how it looks. The stages are those of `stage.ts`. */
import type { Instant } from '@core/contract/common'
import type { EventDetail } from '@core/contract/events'
import { fill, WORDING } from '@core/contract/wording'
import { clockOf } from '@core/rules/shared/calendar'
import { momentName, timeLeft } from '@core/rules/shared/moments'
import type { CardProps } from '@/components/card/card'
import { ageWords, audienceWords, shiftName } from './conditions'
import type { Stage } from './stage'

/** What to say of me and this event; empty where there is nothing. */
export function partSentence(event: EventDetail, stage: Stage, now: Instant): string {
  const { mine } = event
  if (mine.pending) return WORDING.delayed
  const arrived = mine.signedInAt === null ? '' : `${clockOf(mine.signedInAt)} 签到`
  switch (stage) {
    case 'not_yet':
      return `${momentName(event.enrollFrom ?? event.startsAt, now)} 开放报名`
    case 'late':
      return mayWalkIn(event) ? '报名已经截止。还有空位，到现场扫码也能进' : '报名已经截止，看看别的场次'
    case 'not_for_me':
      return `这场活动面向${event.mine.refusal === 'age_not_fitting' ? ageWords(event) : audienceWords(event)}，看看别的场次`
    case 'no_place':
      return '名额满了，活动已经开始，看看别的场次'
    case 'waiting':
      return waitingSentence(event)
    case 'offered':
      return offerSentence(event, now)
    case 'offer_expired':
      return WORDING.offer_expired
    case 'applied':
      return `已报名抽签。${event.enrollUntil === null ? '' : `${momentName(event.enrollUntil, now)} 截止后抽，`}结果会告诉你`
    case 'not_drawn':
      return '这次没抽中。下一场见'
    case 'ask_coming':
      return `${momentName(startOf(event), now)} 开始，来不来？说一声，好让位子不空着`
    case 'enrolled':
      return `${mine.comingAt === null ? '已报名' : '说好了来'}${shiftPart(event, now)}。${momentName(event.signInOpensAt, now)} 起扫大屏签到`
    case 'sign_in':
      return `现在可以签到，${clockOf(event.signInClosesAt)} 前都行`
    case 'on_leave':
      return '已请假，位子让给别人了'
    case 'here':
      return `${arrived}，活动完结后入账`
    case 'sign_out':
      return `${arrived}。走的时候扫一下签退码，时长才算完整`
    case 'done':
      return `${arrived}，${clockOf(mine.signedOutAt!)} 签退${event.status === 'closed' ? '，已入账的在「我的」里看' : '，活动完结后入账'}`
    case 'forgot':
      return mine.proposedLeftAt === null ? `${arrived}，没有签退` : `${arrived}，你说 ${clockOf(mine.proposedLeftAt)} 走的，等负责人确认`
    case 'missed':
      return '报了名没签到。来了却没签上？告诉负责人'
    case 'open':
    case 'full':
    case 'over':
    case 'cancelled':
    case 'unpublished':
      return ''
  }
}

/** The ground my part stands on: red asks, gold waits, green is well, blue is good to know. */
export function partTone(event: EventDetail, stage: Stage): CardProps['tone'] {
  if (event.mine.pending) return 'gold'
  switch (stage) {
    case 'offered':
    case 'ask_coming':
      return 'red'
    case 'waiting':
    case 'offer_expired':
    case 'applied':
    case 'forgot':
      return 'gold'
    case 'enrolled':
    case 'sign_in':
    case 'here':
    case 'sign_out':
    case 'done':
      return 'green'
    case 'not_yet':
    case 'not_for_me':
      return 'blue'
    default:
      return 'plain'
  }
}

/** Places are left and the door takes people without enrollment. */
function mayWalkIn({ walkIns, free, byLots }: EventDetail): boolean {
  return walkIns && !byLots && free !== 0
}

function waitingSentence({ mine }: EventDetail): string {
  const { waiting, enrollment } = mine
  if (waiting?.position === null || !waiting) return '在候补，有空位告诉你'
  const n = waiting.position
  if (enrollment === 'not_drawn') return `这次没抽中，你在候补第 ${n} 位`
  return fill(waiting.mode === 'auto' ? WORDING.full : WORDING.waiting_ask, { n })
}

function offerSentence({ mine }: EventDetail, now: Instant): string {
  const until = mine.waiting?.offeredUntil ?? now
  return `${fill(WORDING.offer, { time: momentName(until, now) })}，还有 ${timeLeft(until, now)}`
}

/** My shift, where I have one. */
function shiftOf({ mine, shifts }: EventDetail) {
  return shifts.find(({ n }) => n === mine.shift) ?? null
}

function startOf(event: EventDetail): Instant {
  return shiftOf(event)?.from ?? event.startsAt
}

function shiftPart(event: EventDetail, now: Instant): string {
  const shift = shiftOf(event)
  return shift ? `「${shiftName(shift, now)}」` : ''
}
