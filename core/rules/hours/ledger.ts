/** How long a claim has been under way, as people count: the day it was made is day 1 (calendar days, UTC+8). */
import type { Instant } from '@core/contract/common'
import { DAY_MS, dayOf, dayStart } from '../shared/calendar'

export function dayUnderWay(since: Instant, now: Instant): number {
  return Math.floor((dayStart(dayOf(now)) - dayStart(dayOf(since))) / DAY_MS) + 1
}
