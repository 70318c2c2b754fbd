import type { Instant } from '@core/contract/common'
import { clockOf, dayName, dayNumberOf, dayOf, HOUR_MS, MINUTE_MS, monthNameOf, weekdayOf } from './calendar'

/** A moment as people say it: `14:30` today, with the day before that on others. */
export function momentName(at: Instant, now: Instant): string {
  return dayOf(at) === dayOf(now) ? clockOf(at) : `${dayName(at, now)} ${clockOf(at)}`
}

/** How long until a moment, in whole minutes that are certainly left: `2 小时 5 分`, `25 分钟`, `不到 1 分钟`. */
export function timeLeft(until: Instant, now: Instant): string {
  const minutes = Math.floor((until - now) / MINUTE_MS)
  if (minutes < 1) return '不到 1 分钟'
  const hours = Math.floor(minutes / (HOUR_MS / MINUTE_MS))
  if (hours === 0) return `${minutes} 分钟`
  return minutes % 60 === 0 ? `${hours} 小时` : `${hours} 小时 ${minutes % 60} 分`
}

/** `11月28日 周六 14:00–17:00`, never 「明天」: for what is read at a time that nobody knows. */
export function datedSpan(from: Instant, to: Instant): string {
  return `${dated(from)} ${clockOf(from)}–${dayOf(from) === dayOf(to) ? '' : `${dated(to)} `}${clockOf(to)}`
}

function dated(at: Instant): string {
  return `${monthNameOf(at)}${dayNumberOf(at)}日 ${weekdayOf(at)}`
}
