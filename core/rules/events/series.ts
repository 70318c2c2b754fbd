/**
 * The days of a series of events (issue 「Events, complete」: weekly, every other Saturday, with exceptions, at most 60).
 *
 * A monthly series keeps the weekday and its place in the month (「every second Saturday」). A fifth one is taken as the
 * last, so that every month has its day. `count` counts the days of the pattern, those left out included: crossing a day out
 * never adds another at the end.
 */
import type { Instant } from '@core/contract/common'
import { dayOf, dayStart } from '../shared/calendar'
import { addDays, addMonths, isDay, weekdayNumberOf } from '../shared/days'
import { publicHolidayOn } from '../shared/working-days'

export const LONGEST_SERIES = 60

export type SeriesRhythm = 'week' | 'two_weeks' | 'month'

export interface Series {
  every: SeriesRhythm
  /** The first day, `2026-11-21`; it sets the weekday. */
  from: string
  /** How many, from the first. Where `until` is given as well, whichever ends it first; one of them is needed. */
  count?: number
  /** The last day that may still be one. */
  until?: string
  /** Days left out. */
  except: readonly string[]
  /** Whether days on a public holiday are left out; of a year without a table none are known. */
  skipHolidays: boolean
}

/** `series_too_long`: more than 60, or without an end. `invalid_time`: a day that does not exist. `series_empty`: no day is left. */
export type SeriesRefusal = 'series_too_long' | 'invalid_time' | 'series_empty'

/** The day in the month of `first` that has the given weekday and place; the last of that weekday where there is no fifth. */
function weekdayOfMonth(first: string, weekday: number, place: number): string {
  const earliest = addDays(first, (weekday - weekdayNumberOf(first) + 7) % 7)
  const day = addDays(earliest, (place - 1) * 7)
  return day.slice(0, 7) === first.slice(0, 7) ? day : addDays(day, -7)
}

/** The day of the pattern after `index` turns. */
function patternDay(series: Series, index: number): string {
  if (series.every === 'week') return addDays(series.from, index * 7)
  if (series.every === 'two_weeks') return addDays(series.from, index * 14)
  const place = Math.ceil(Number(series.from.slice(8)) / 7)
  return weekdayOfMonth(addMonths(`${series.from.slice(0, 7)}-01`, index), weekdayNumberOf(series.from), place)
}

/** The days of a series in their order, or why there are none. A series that is too long is refused before it is made. */
export function seriesDays(series: Series): { days: string[] } | { refused: SeriesRefusal } {
  const { from, count, until } = series
  if (!isDay(from) || (until !== undefined && !isDay(until))) return { refused: 'invalid_time' }
  if (until !== undefined && until < from) return { refused: 'invalid_time' }
  if (count === undefined && until === undefined) return { refused: 'series_too_long' }
  if (count !== undefined && !(count <= LONGEST_SERIES)) return { refused: 'series_too_long' }
  const except = new Set(series.except)
  const days: string[] = []
  for (let index = 0; count === undefined || index < count; index += 1) {
    const day = patternDay(series, index)
    if (until !== undefined && day > until) break
    if (except.has(day) || (series.skipHolidays && publicHolidayOn(day) !== null)) continue
    if (days.length === LONGEST_SERIES) return { refused: 'series_too_long' }
    days.push(day)
  }
  return days.length > 0 ? { days } : { refused: 'series_empty' }
}

/** The times of an event on another day: the same clock time in UTC+8 and the same length, also past midnight. */
export function shiftedTimes(template: { startsAt: Instant; endsAt: Instant }, day: string): { startsAt: Instant; endsAt: Instant } {
  const by = dayStart(day) - dayStart(dayOf(template.startsAt))
  return { startsAt: template.startsAt + by, endsAt: template.endsAt + by }
}
