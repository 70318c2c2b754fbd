/** Who may come to an event, and when one enrolls, in words. */
import type { Instant } from '@core/contract/common'
import type { EventDetail, Shift } from '@core/contract/events'
import { AUDIENCE_NAMES } from '@core/contract/names'
import { spanName } from '@core/rules/shared/calendar'
import { momentName } from '@core/rules/shared/moments'

/** 「面向团员 · 14–35 岁」; 「谁都能来」 where nothing is asked. */
export function whoMayCome(event: Pick<EventDetail, 'audience' | 'audienceOrgName' | 'ageFrom' | 'ageTo'>): string {
  const asked = [event.audience === 'open' ? '' : audienceWords(event), ageWords(event)].filter(Boolean)
  return asked.length === 0 ? AUDIENCE_NAMES.open : `面向${asked.join(' · ')}`
}

/** Whom the event is for, without the ages: 「团员」, 「东关中学团委的人」. */
export function audienceWords({ audience, audienceOrgName }: Pick<EventDetail, 'audience' | 'audienceOrgName'>): string {
  return audience === 'org' && audienceOrgName ? `${audienceOrgName}的人` : AUDIENCE_NAMES[audience]
}

/** 「14–35 岁」; empty where no age is asked. */
export function ageWords({ ageFrom, ageTo }: Pick<EventDetail, 'ageFrom' | 'ageTo'>): string {
  if (ageFrom !== null && ageTo !== null) return `${ageFrom}–${ageTo} 岁`
  if (ageFrom !== null) return `${ageFrom} 岁及以上`
  return ageTo === null ? '' : `${ageTo} 岁及以下`
}

/** The window of enrolling; empty where it is simply open until the end. */
export function windowWords({ enrollFrom, enrollUntil }: Pick<EventDetail, 'enrollFrom' | 'enrollUntil'>, now: Instant): string {
  const from = enrollFrom !== null && enrollFrom > now ? `${momentName(enrollFrom, now)} 开放报名` : ''
  const until = enrollUntil === null ? '' : enrollUntil > now ? `${momentName(enrollUntil, now)} 截止` : '报名已经截止'
  return [from, until].filter(Boolean).join('，')
}

/** What else is worth knowing before one goes: 「随到随进，没有迟到」, 「不接受现场报名」. */
export function doorWords({ dropIn, walkIns }: Pick<EventDetail, 'dropIn' | 'walkIns'>): string {
  return [dropIn && '随到随进，没有迟到', !walkIns && '不接受现场报名'].filter(Boolean).join('，')
}

/** How it stands with the places: 「已报 24 / 30 人」, and who waits. */
export function placesWords({
  places,
  enrolledCount,
  waitingCount,
}: Pick<EventDetail, 'places' | 'enrolledCount' | 'waitingCount'>): string {
  const enrolled = places === null ? `已报 ${enrolledCount} 人，不限名额` : `已报 ${enrolledCount} / ${places} 人`
  return waitingCount > 0 ? `${enrolled}，${waitingCount} 人候补` : enrolled
}

/** 「搬书：今天 14:00–15:00」 */
export function shiftName(shift: Shift, now: Instant): string {
  return `${shift.label}：${spanName(shift.from, shift.to, now)}`
}

/** What a shift still has: 「余 3」, 「不限」, 「满了，可候补」, 「已结束」. */
export function shiftWord(shift: Shift, now: Instant): string {
  if (now >= shift.to) return '已结束'
  if (shift.free === null) return '不限'
  return shift.free > 0 ? `余 ${shift.free}` : '满了，可候补'
}

/** What is said above the lots: when they are drawn, for how many places, and who has a share of them. */
export function lotsWords(
  { places, enrollUntil, drawnAt, firstTimerPercent }: Pick<EventDetail, 'places' | 'enrollUntil' | 'drawnAt' | 'firstTimerPercent'>,
  now: Instant,
): string {
  if (drawnAt !== null) return `${momentName(drawnAt, now)} 抽过了`
  const when = enrollUntil === null ? '报名截止后抽签' : `${momentName(enrollUntil, now)} 截止后抽签`
  const share = firstTimerPercent > 0 ? `，${firstTimerPercent}% 先抽给第一次来的` : ''
  return `${when}${places === null ? '' : `，抽 ${places} 个名额`}${share}`
}
