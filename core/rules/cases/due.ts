/**
 * By when a case is accepted and answered (domain.md, 「Cases」): accepted in two working days, answered in seven, extended once.
 * Due is the end of a day in UTC+8; a due date never moves earlier.
 */
import type { Instant } from '@core/contract/common'
import type { CaseState } from '@core/contract/cases'
import { DAY_MS, dateName, dayOf, dayStart } from '../shared/calendar'
import { addDays, daysBetween, isDay, laterDay } from '../shared/days'
import { refused, type Refused } from '../shared/refused'
import { addWorkingDays, isWorkingDay } from '../shared/working-days'

const ACCEPT_WORKING_DAYS = 2
const ANSWER_WORKING_DAYS = 7
/** How much later than promised an extension may be at most, and a promise than what is usual. */
const MOST_LATER_DAYS = 30

/** By when somebody has to accept what was submitted, or moved, at an instant. */
export function acceptDue(at: Instant): Instant {
  return addWorkingDays(at, ACCEPT_WORKING_DAYS)
}

/** By when what was submitted, or reopened, at an instant has to be answered. */
export function answerDue(at: Instant): Instant {
  return addWorkingDays(at, ANSWER_WORKING_DAYS)
}

/** The end of a day, which is when something is due on it. */
export function dueAtEndOf(day: string): Instant {
  return dayStart(day) + DAY_MS - 1
}

/** By when the next thing has to happen: the acceptance, then the answer; null where nothing is due. */
export function dueOf(state: CaseState, { acceptDueAt, dueAt }: { acceptDueAt: Instant; dueAt: Instant }): Instant | null {
  if (state === 'submitted') return acceptDueAt
  return state === 'accepted' || state === 'working' ? dueAt : null
}

/** Which day it is since the submission, counted from 1, by the calendar in UTC+8. */
export function dayNumber(submittedAt: Instant, now: Instant): number {
  return daysBetween(dayOf(submittedAt), dayOf(now)) + 1
}

/** How many days something is late; 0 while it is not, and where nothing is due. */
export function overdueDays(due: Instant | null, now: Instant): number {
  return due === null ? 0 : Math.max(0, daysBetween(dayOf(due), dayOf(now)))
}

/**
 * Why an answer cannot be put off to a day: once, to a working day after what was promised, and at most thirty days later. Of what is
 * late already the days are counted from today.
 */
export function whyNotExtend(file: { dueAt: Instant; extended: boolean }, dueOn: string, now: Instant): Refused | null {
  return file.extended ? refused('already_extended') : whyNotDue(dueOn, extensionDays(file.dueAt, now))
}

/** The first and the last day (`YYYY-MM-DD`, UTC+8) that an answer promised for an instant may be put off to. */
export function extensionDays(dueAt: Instant, now: Instant): { from: string; until: string } {
  const promised = dayOf(dueAt)
  return {
    from: laterDay(addDays(promised, 1), dayOf(now)),
    until: addDays(laterDay(promised, dayOf(now)), MOST_LATER_DAYS),
  }
}

/**
 * Why an answer cannot be promised for a day, where a case is opened with a promise: a working day, not before it can be accepted, and
 * at most thirty days after what is usual.
 * @param accepted whether the organization that opens it is in charge itself, and may promise it for today
 */
export function whyNotPromise(dueOn: string, accepted: boolean, now: Instant): Refused | null {
  return whyNotDue(dueOn, promiseDays(accepted, now))
}

/** The first and the last day (`YYYY-MM-DD`, UTC+8) that an answer may be promised for by whoever opens a case; see `whyNotPromise`. */
export function promiseDays(accepted: boolean, now: Instant): { from: string; until: string } {
  return { from: dayOf(accepted ? now : acceptDue(now)), until: addDays(dayOf(answerDue(now)), MOST_LATER_DAYS) }
}

function whyNotDue(dueOn: string, { from, until }: { from: string; until: string }): Refused | null {
  if (!isDay(dueOn) || dueOn > until) return refused('bad_request', { field: 'dueOn' })
  if (dueOn < from) return refused('due_too_early', { date: dateName(dayStart(workingDayFrom(from))) })
  return isWorkingDay(dueOn) ? null : refused('due_not_working_day', { date: dateName(dayStart(dueOn)) })
}

/** A day where it is a working day, else the next one. */
function workingDayFrom(day: string): string {
  return isWorkingDay(day) ? day : workingDayFrom(addDays(day, 1))
}
