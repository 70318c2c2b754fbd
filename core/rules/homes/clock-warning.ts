/** When officers are told that something has to come round again: once for each day on which it is due. */
import type { Instant } from '@core/contract/common'
import { dayStart, HOUR_MS } from '../shared/calendar'
import { addDays } from '../shared/days'
import { clockState, WARN_DAYS, type Clock } from './clocks'

/** Nobody is told at night. */
const MORNING = 8 * HOUR_MS

/** When a clock's officers are told: in the morning of the first day of its warning. */
export function warningAt(clock: Clock, now: Instant): Instant {
  return dayStart(addDays(clockState(clock, now).dueOn, -(clock.warnDays ?? WARN_DAYS))) + MORNING
}

/**
 * When officers are told next, after a clock turned or was changed; null: they have been told of this due date, and are not told
 * again. `before` null: the clock is new.
 */
export function nextWarningAt(before: (Clock & { warnAt: Instant | null }) | null, after: Clock, now: Instant): Instant | null {
  const sameDue = before !== null && clockState(before, now).dueOn === clockState(after, now).dueOn
  return sameDue && before.warnAt === null ? null : warningAt(after, now)
}
