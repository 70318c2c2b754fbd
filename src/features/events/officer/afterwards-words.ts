/** How an officer's page speaks of what comes after an event: objections, ratings, showcase. Pure. */
import type { Instant } from '@core/contract/common'
import type { Afterwards, RatingSummary } from '@core/contract/events'
import { hoursText } from '@core/rules/shared/amounts'
import { dayName, dayOf } from '@core/rules/shared/calendar'
import { daysBetween } from '@core/rules/shared/days'

export type Objection = Afterwards['objections'][number]

/** What waits for an answer first, and of that what is due first; then what has been answered, the latest first. */
export function sortedObjections(objections: readonly Objection[]): Objection[] {
  const open = objections.filter((one) => one.state === 'open').sort((one, other) => one.dueAt - other.dueAt)
  const answered = objections.filter((one) => one.state !== 'open').sort((one, other) => other.at - one.at)
  return [...open, ...answered]
}

/** Where an objection stands, in a word and a color: `12月3日 周四前答复`, `晚了 2 天`, `采纳了`. Days of UTC+8. */
export function objectionStanding(objection: Objection, now: Instant): { word: string; tone: 'gold' | 'red' | 'green' | 'grey' } {
  if (objection.state === 'accepted') return { word: '采纳了', tone: 'green' }
  if (objection.state === 'declined') return { word: '没有采纳', tone: 'grey' }
  if (now > objection.dueAt) {
    // What was due this morning is a day late as well.
    return { word: `晚了 ${Math.max(1, daysBetween(dayOf(objection.dueAt), dayOf(now)))} 天`, tone: 'red' }
  }
  const last = dayOf(objection.dueAt) === dayOf(now)
  return { word: last ? '今天要答复' : `${dayName(objection.dueAt, now)}前答复`, tone: 'gold' }
}

/** `4.6 分 · 12 人评价` */
export function ratingText({ average, count }: RatingSummary): string {
  return `${(average / 10).toFixed(1)} 分 · ${count} 人评价`
}

/** What is wrong with an answer, in words; null where nothing is. `minutes` as it was typed; empty: none. */
export function answerError(answer: string, accept: boolean, minutes: string): string | null {
  const length = Array.from(answer.trim()).length
  if (length < 2 || length > 500) return '写一句答复（2 到 500 字），他会看到'
  if (accept && minutes !== '' && !isMinutes(minutes)) return '补记的分钟数填 0 到 1440 的整数'
  return null
}

function isMinutes(text: string): boolean {
  return /^\d{1,4}$/.test(text) && Number(text) <= 1440
}

/** What typed minutes come to: `= 1.5 小时，另一位同事确认后入账`. Empty where they come to nothing. */
export function minutesHint(minutes: string): string {
  if (!isMinutes(minutes) || Number(minutes) === 0) return '没少记就不用填'
  return `= ${hoursText(Number(minutes))} 小时，另一位同事确认后入账`
}

/** Where the showcase stands, in a sentence. */
export function showcaseText(showcase: Afterwards['showcase']): string {
  if (!showcase) return '还没写。几张照片、一段话，会公开在活动和青年之家的页面上'
  const what = [showcase.pictures.length > 0 && `${showcase.pictures.length} 张照片`, showcase.text && '一段话'].filter(Boolean).join('、')
  return showcase.state === 'waiting' ? `${showcase.by}交来了 ${what}，你看过再公开` : `已公开：${what}`
}
