/**
 * Offers of a freed place (domain.md, 「Events」): 2 h, on the last day 30 min, in the last 3 h 10 min. The clock of an offer pauses
 * from 22:00 to 08:00 (UTC+8) unless the start is within 12 h.
 */
import type { Instant } from '@core/contract/common'
import { DAY_MS, dayOf, dayStart, HOUR_MS, MINUTE_MS } from './calendar'

const MORNING_MS = 8 * HOUR_MS
const NIGHT_MS = 22 * HOUR_MS
const NO_PAUSE_WITHIN_MS = 12 * HOUR_MS

/** How long an offer is good for, in milliseconds of its own clock. */
export function offerLength(startsAt: Instant, now: Instant): number {
  const left = startsAt - now
  if (left <= 3 * HOUR_MS) return 10 * MINUTE_MS
  return left <= DAY_MS ? 30 * MINUTE_MS : 2 * HOUR_MS
}

/** Until when an offer made now holds; never beyond the start. */
export function offerUntil(startsAt: Instant, now: Instant): Instant {
  const length = offerLength(startsAt, now)
  const until = startsAt - now <= NO_PAUSE_WITHIN_MS ? now + length : afterNights(now, length)
  return Math.min(until, startsAt)
}

/** When `length` has passed since `from`, counting only 08:00–22:00. */
function afterNights(from: Instant, length: number): Instant {
  let at = from
  let left = length
  for (;;) {
    const midnight = dayStart(dayOf(at))
    const opens = midnight + MORNING_MS
    const closes = midnight + NIGHT_MS
    if (at < opens) at = opens
    if (at < closes) {
      const used = Math.min(left, closes - at)
      left -= used
      at += used
      if (left === 0) return at
    }
    at = midnight + DAY_MS + MORNING_MS
  }
}
