/**
 * What an event must be before it is published (domain.md, 「Events」): hours only after the check-list of what is not
 * volunteer service (志愿汇 notice 2021-06-08), and only where people sign out.
 */
import type { ErrorCode } from '@core/contract/errors'
import type { PublishInput } from '@core/contract/events'
import { HOUR_MS, MINUTE_MS } from '../shared/calendar'

export const LONGEST_MS = 24 * HOUR_MS
export const SHORTEST_MS = 10 * MINUTE_MS

/** The reason why an event may not be published as it is; null where it may. */
export function whyNotPublish(input: PublishInput): ErrorCode | null {
  const length = input.endsAt - input.startsAt
  if (length < SHORTEST_MS || length > LONGEST_MS) return 'invalid_time'
  if (input.givesHours) {
    if (!input.checkedNotVolunteering) return 'hours_checklist_needed'
    if (input.notVolunteering.length > 0) return 'not_volunteer_service'
    if (!input.signOut) return 'sign_out_needed_for_hours'
  }
  return null
}
