/**
 * What has to come round again: 学习社 at least once every two months, the monthly exchange day, the quarterly meeting
 * (豫青字〔2019〕6号; product.md, S6 and S20), and whatever an organization sets for itself. One clock for all of them: how
 * long ago the last one was, the last day for the next, and whether it is time to say so.
 *
 * Months are calendar months, not 30 days: after 12-31 two months end on 02-28.
 */
import type { Instant } from '@core/contract/common'
import type { ClockKind } from '@core/contract/homes'
import { dayOf } from '../shared/calendar'
import { addDays, addMonths, daysBetween, laterDay } from '../shared/days'

/** Days before the last day on which the workbench begins to warn, where nothing else is set. */
export const WARN_DAYS = 14

const MONTHS = { study_society: 2, exchange_day: 1, quarterly_meeting: 3 } satisfies Record<Exclude<ClockKind, 'custom'>, number>

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

/** The last day for the next turn after a day. Throws a `RangeError` where a custom clock says not how often. */
function nextDue(clock: Clock, after: string): string {
  if (clock.kind !== 'custom') return addMonths(after, MONTHS[clock.kind])
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
