/**
 * Who is told when of a case that nobody has finished (domain.md, 「Cases」): on the day it is due whoever has it, then again every
 * working day while it is late; the working day after the first of these the organization above, and the person. Nobody is told at night.
 */
import type { Instant } from '@core/contract/common'
import type { CaseState } from '@core/contract/cases'
import { DAY_MS, dayOf, dayStart, HOUR_MS } from '../shared/calendar'
import { addDays } from '../shared/days'
import { isWorkingDay } from '../shared/working-days'
import { dueOf } from './due'

/** From when on a working day people are told. */
const FROM_HOUR_MS = 8 * HOUR_MS

/** What of a case the reminders depend on. */
export interface RemindedCase {
  state: CaseState
  acceptDueAt: Instant
  dueAt: Instant
  /** When whoever has it was told last; null: not yet. */
  toldOwnerAt: Instant | null
  toldParentAt: Instant | null
}

/** The day on which people are told now. */
export interface RemindingDay {
  /** Whoever was told before this has not been told today. */
  begins: Instant
  /** What is due before this is due today, or late. */
  ends: Instant
  /** Of an answer due before this those above are told: `knownAboveBefore`. */
  lateBefore: Instant
}

/**
 * What was to be answered before this is known to be late by the organization above, and by the person: from the morning of the second
 * working day that it is late.
 */
export function knownAboveBefore(now: Instant): Instant {
  const today = dayOf(now)
  const isToday = isWorkingDay(today) && now >= dayStart(today) + FROM_HOUR_MS
  return dayStart(workingDayBefore(isToday ? today : workingDayBefore(today)))
}

/** The day on which people are told now; null: nobody is, at night and on days off. */
export function remindingDay(now: Instant): RemindingDay | null {
  const today = dayOf(now)
  const begins = dayStart(today)
  if (!isWorkingDay(today) || now < begins + FROM_HOUR_MS) return null
  return { begins, ends: begins + DAY_MS, lateBefore: knownAboveBefore(now) }
}

/** What is to be told of a case on a day: `owner`: whoever has it, `above`: the organization above and the person. */
export function reminderOf(file: RemindedCase, day: RemindingDay): { owner: 'due' | 'overdue' | null; above: boolean } {
  const due = dueOf(file.state, file)
  if (due === null) return { owner: null, above: false }
  const toldToday = file.toldOwnerAt !== null && file.toldOwnerAt >= day.begins
  const owner = toldToday || due >= day.ends ? null : due < day.begins ? 'overdue' : 'due'
  const toldAbove = file.toldParentAt !== null && file.toldParentAt > file.dueAt
  return { owner, above: !toldAbove && file.dueAt < day.lateBefore }
}

function workingDayBefore(day: string): string {
  const before = addDays(day, -1)
  return isWorkingDay(before) ? before : workingDayBefore(before)
}
