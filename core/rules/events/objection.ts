/** Objections to one's line of a closed event (domain.md, 「Events」): within 7 days of closing, answered in 5 working days. */
import type { Instant } from '@core/contract/common'
import type { ErrorCode } from '@core/contract/errors'
import { DAY_MS, MINUTE_MS } from '../shared/calendar'

export const OBJECTION_MS = 7 * DAY_MS
export const ANSWER_WORKING_DAYS = 5
/** What a claim out of an objection is written by. */
export const OBJECTION_RULES = 'objection-1'

/** Somebody's part in an event, as far as an objection asks for it. */
export interface Objector {
  /** Came, or was written down as absent. */
  hasLine: boolean
  /** An earlier objection of theirs waits for its answer. */
  hasOpen: boolean
}

type Refusal = Extract<ErrorCode, 'not_attended' | 'event_not_closed' | 'objection_late' | 'objection_open'>

/** Why somebody may not object now; null where they may. `closedAt` null: the event is not closed. */
export function whyNotObject({ hasLine, hasOpen }: Objector, closedAt: Instant | null, now: Instant): Refusal | null {
  if (!hasLine) return 'not_attended'
  if (closedAt === null) return 'event_not_closed'
  if (hasOpen) return 'objection_open'
  return now > closedAt + OBJECTION_MS ? 'objection_late' : null
}

/**
 * How many minutes an accepted objection may add at most: no more than the planned length of the person's shift, with what the
 * event was lengthened by, less what has been counted or claimed already. None where the event gives no hours.
 */
export function mostMissingMinutes(
  planned: { from: Instant; to: Instant; overrunMinutes: number; givesHours: boolean },
  countedMinutes: number,
): number {
  if (!planned.givesHours) return 0
  return Math.max(0, Math.floor((planned.to - planned.from) / MINUTE_MS) + planned.overrunMinutes - countedMinutes)
}
