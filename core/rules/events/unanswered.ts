/** Scans that came late and that nobody has confirmed: after three working days the parent is told (domain.md, 「Presence」). */
import type { Instant } from '@core/contract/common'
import { addWorkingDays } from '../shared/working-days'

export const CONFIRM_WORKING_DAYS = 3

/** Whether a delivered scan has waited too long. Its days run from the event's end, or from when it arrived, if that was later. */
export function isUnanswered(scan: { endsAt: Instant; arrivedAt: Instant }, now: Instant): boolean {
  return now > addWorkingDays(Math.max(scan.endsAt, scan.arrivedAt), CONFIRM_WORKING_DAYS)
}
