/**
 * What has to come round again: 学习社 at least once every two months, the monthly exchange day, the quarterly meeting
 * (豫青字〔2019〕6号; product.md, S6 and S20), and whatever an organization sets for itself. One clock for all of them: how
 * long ago the last one was, the last day for the next, and whether it is time to say so.
 *
 * A study society's two months run from day to day (after 12-31 they end on 02-28). An exchange day is kept once in each calendar
 * month and a meeting once in each quarter, on whichever day: the next is due by the last day of the next month or quarter.
 */
import type { Instant } from '@core/contract/common'
import type { ClockKind } from '@core/contract/homes'
import { dayOf } from '../shared/calendar'
import { addDays, addMonths, daysBetween, laterDay } from '../shared/days'

/** Days before the last day on which the workbench begins to warn, where nothing else is set. */
export const WARN_DAYS = 14

export interface Clock {
  kind: ClockKind
  /** How many days may lie between two; for `custom` only, and needed there. */
  everyDays?: number | null
  /** The day from which the clock runs, `2026-11-21`. */
  startedOn: string
  /** When it came round last; null: not yet. */
  lastAt: Instant | null
  warnDays?: number
}

export interface ClockState {
  lastAt: Instant | null
  /** Calendar days in UTC+8 since the last one, or since the clock began where there was none. Never negative. */
  daysSince: number
  /** The last day on which the next one is in time. */
  dueOn: string
  /** `soon`: from `warnDays` before the last day, and on that day; `overdue`: after it. */
  state: 'fine' | 'soon' | 'overdue'
}

const firstDayOfMonth = (day: string) => `${day.slice(0, 8)}01`
const lastDayOfMonth = (day: string) => addDays(addMonths(firstDayOfMonth(day), 1), -1)
const monthNumber = (day: string) => Number(day.slice(5, 7))

/** The last day for the next turn after a day. Throws a `RangeError` where a custom clock says not how often. */
function nextDue(clock: Clock, after: string): string {
  if (clock.kind === 'study_society') return addMonths(after, 2)
  if (clock.kind === 'exchange_day') return lastDayOfMonth(addMonths(firstDayOfMonth(after), 1))
  if (clock.kind === 'quarterly_meeting') return lastDayOfMonth(addMonths(firstDayOfMonth(after), 5 - ((monthNumber(after) - 1) % 3)))
  if (!clock.everyDays || clock.everyDays < 1) throw new RangeError('a custom clock needs a number of days')
  return addDays(after, clock.everyDays)
}

/**
 * How a clock stands. It runs from the last turn, or from the day it began where that is later: a clock that is set up
 * today is not overdue for what nobody had asked for.
 */
export function clockState(clock: Clock, now: Instant): ClockState {
  const today = dayOf(now)
  const last = clock.lastAt === null ? clock.startedOn : dayOf(clock.lastAt)
  const dueOn = nextDue(clock, laterDay(last, clock.startedOn))
  const warnFrom = addDays(dueOn, -(clock.warnDays ?? WARN_DAYS))
  const state = today > dueOn ? 'overdue' : today >= warnFrom ? 'soon' : 'fine'
  return { lastAt: clock.lastAt, daysSince: Math.max(0, daysBetween(last, today)), dueOn, state }
}
