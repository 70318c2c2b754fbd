/**
 * The calendar of people: fixed UTC+8, all year (no summer time), without `Intl`, which WeChat lacks on some phones.
 * Every function takes instants in milliseconds UTC.
 */
import dayjs from 'dayjs'
import utc from 'dayjs/plugin/utc'
import type { Instant } from '@core/contract/common'

dayjs.extend(utc)

const OFFSET_HOURS = 8
const WEEKDAYS = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'] as const
export const MINUTE_MS = 60_000
export const HOUR_MS = 3_600_000
export const DAY_MS = 86_400_000

function local(at: Instant) {
  return dayjs.utc(at).add(OFFSET_HOURS, 'hour')
}

/** The day an instant falls on, `2026-11-21`. */
export function dayOf(at: Instant): string {
  return local(at).format('YYYY-MM-DD')
}

/** The month an instant falls in, `2026-11`. */
export function monthOf(at: Instant): string {
  return local(at).format('YYYY-MM')
}

/** When a day begins: midnight in UTC+8. */
export function dayStart(day: string): Instant {
  return dayjs.utc(`${day}T00:00:00Z`).valueOf() - OFFSET_HOURS * HOUR_MS
}

/** The instant of a day and a clock time (`14:00`) in UTC+8. */
export function instantOf(day: string, clock: string): Instant {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number)
  return dayStart(day) + hours * HOUR_MS + minutes * MINUTE_MS
}

/** `14:02` */
export function clockOf(at: Instant): string {
  return local(at).format('HH:mm')
}

/** `周六` */
export function weekdayOf(at: Instant): string {
  return WEEKDAYS[local(at).day()]!
}

/** The number of the day in its month, `21`, and `11月`. */
export function dayNumberOf(at: Instant): string {
  return local(at).format('D')
}
export function monthNameOf(at: Instant): string {
  return `${local(at).month() + 1}月`
}

/** The hour of the day, 0–23, for greetings. */
export function hourOf(at: Instant): number {
  return local(at).hour()
}

/** A day as people say it, from where they stand: `今天`, `明天`, `昨天`, `11月28日 周六`, with the year where it is another. */
export function dayName(at: Instant, now: Instant): string {
  const days = Math.round((dayStart(dayOf(at)) - dayStart(dayOf(now))) / DAY_MS)
  if (days === 0) return '今天'
  if (days === 1) return '明天'
  if (days === -1) return '昨天'
  const date = local(at)
  const year = date.year() === local(now).year() ? '' : `${date.year()}年`
  return `${year}${date.month() + 1}月${date.date()}日 ${weekdayOf(at)}`
}

/** A day by its date alone, `11月28日`: for sentences that are read on other days than they were written. */
export function dateName(at: Instant): string {
  return `${monthNameOf(at)}${dayNumberOf(at)}日`
}

/** `今天 14:00–17:00`; the second day is named where it is another. */
export function spanName(from: Instant, to: Instant, now: Instant): string {
  const end = dayOf(from) === dayOf(to) ? clockOf(to) : `${dayName(to, now)} ${clockOf(to)}`
  return `${dayName(from, now)} ${clockOf(from)}–${end}`
}

/** The last `count` months up to and with that of `now`, oldest first, as `2026-11`. */
export function lastMonths(now: Instant, count: number): string[] {
  const first = local(now).startOf('month')
  return Array.from({ length: count }, (_, index) => first.subtract(count - 1 - index, 'month').format('YYYY-MM'))
}
