/**
 * Working days: a yearly table of public holidays and 补班 days as data; a year that is missing falls back to Monday to
 * Friday, with a notice on the workbench (`isYearKnown`). A due date never moves earlier (domain.md, 「Units, time, ids」).
 *
 * Source: the State Council office's 关于2025年部分节假日安排的通知 (2024-11-12) and 关于2026年部分节假日安排的通知
 * (2025-11-04). The next one comes in November: add its year below.
 */
import type { Instant } from '@core/contract/common'
import { DAY_MS, dayOf, dayStart } from './calendar'
import { addDays, laterDay, weekdayNumberOf } from './days'

interface Holiday {
  name: string
  /** First and last day off, with the weekend days among them. */
  from: string
  to: string
}

const HOLIDAYS: readonly Holiday[] = [
  { name: '元旦', from: '2025-01-01', to: '2025-01-01' },
  { name: '春节', from: '2025-01-28', to: '2025-02-04' },
  { name: '清明节', from: '2025-04-04', to: '2025-04-06' },
  { name: '劳动节', from: '2025-05-01', to: '2025-05-05' },
  { name: '端午节', from: '2025-05-31', to: '2025-06-02' },
  { name: '国庆节、中秋节', from: '2025-10-01', to: '2025-10-08' },
  { name: '元旦', from: '2026-01-01', to: '2026-01-03' },
  { name: '春节', from: '2026-02-15', to: '2026-02-23' },
  { name: '清明节', from: '2026-04-04', to: '2026-04-06' },
  { name: '劳动节', from: '2026-05-01', to: '2026-05-05' },
  { name: '端午节', from: '2026-06-19', to: '2026-06-21' },
  { name: '中秋节', from: '2026-09-25', to: '2026-09-27' },
  { name: '国庆节', from: '2026-10-01', to: '2026-10-07' },
]

/** Saturdays and Sundays that are worked for a longer holiday. */
const MAKE_UP_DAYS: readonly string[] = [
  '2025-01-26',
  '2025-02-08',
  '2025-04-27',
  '2025-09-28',
  '2025-10-11',
  '2026-01-04',
  '2026-02-14',
  '2026-02-28',
  '2026-05-09',
  '2026-09-20',
  '2026-10-10',
]

const KNOWN_YEARS: readonly number[] = [2025, 2026]

/** Whether the holidays of a year are in the table. Where not, its working days are Monday to Friday. */
export function isYearKnown(year: number): boolean {
  return KNOWN_YEARS.includes(year)
}

/** The name of the public holiday that a day belongs to, `国庆节`; null where it is none. `day` as `2026-10-01`. */
export function publicHolidayOn(day: string): string | null {
  return HOLIDAYS.find((holiday) => holiday.from <= day && day <= holiday.to)?.name ?? null
}

/** Whether a day of the weekend is worked for a longer holiday (补班). */
export function isMakeUpDay(day: string): boolean {
  return MAKE_UP_DAYS.includes(day)
}

function isMondayToFriday(day: string): boolean {
  const weekday = weekdayNumberOf(day)
  return weekday >= 1 && weekday <= 5
}

/** Whether offices work on a day, `2026-11-23`. */
export function isWorkingDay(day: string): boolean {
  return isMakeUpDay(day) || (isMondayToFriday(day) && publicHolidayOn(day) === null)
}

/** The n-th day after `start` that counts; for 0 the start itself, or the next day that counts. */
function countDays(start: string, n: number, counts: (day: string) => boolean): string {
  let day = start
  for (let left = n; left > 0;) {
    day = addDays(day, 1)
    if (counts(day)) left -= 1
  }
  while (!counts(day)) day = addDays(day, 1)
  return day
}

/**
 * When something is due `n` working days after an instant: the last millisecond of that day in UTC+8. The day of the
 * instant itself is not counted. Never earlier than counting Monday to Friday alone gives, so that a 补班 Sunday hurries
 * nobody and a table that arrives later never moves a due date forward. Throws a `RangeError` unless `n` is a whole number from 0.
 */
export function addWorkingDays(from: Instant, n: number): Instant {
  if (!Number.isInteger(n) || n < 0) throw new RangeError(`not a number of working days: ${n}`)
  const start = dayOf(from)
  let due = laterDay(countDays(start, n, isWorkingDay), countDays(start, n, isMondayToFriday))
  while (!isWorkingDay(due)) due = addDays(due, 1)
  return dayStart(due) + DAY_MS - 1
}
