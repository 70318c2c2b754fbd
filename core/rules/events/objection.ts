/** Objections to one's line of a closed event (domain.md, 「Events」): within 7 days of closing, answered in 5 working days. */
import { DAY_MS } from '../shared/calendar'

export const OBJECTION_MS = 7 * DAY_MS
export const ANSWER_WORKING_DAYS = 5
