/**
 * Sums with calendar days written as text, `2026-11-21`. A day names no instant and no zone, so nothing here shifts; what
 * turns instants into days is in `calendar.ts`.
 */
import dayjs from 'dayjs'
import utc from 'dayjs/plugin/utc'
import { DAY_MS } from './calendar'

dayjs.extend(utc)

const FORMAT = 'YYYY-MM-DD'

function midnight(day: string) {
  return dayjs.utc(`${day}T00:00:00Z`)
}

/** Whether a text is a day that exists: `2026-02-30` is none. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && midnight(text).format(FORMAT) === text
}

/** The day so many days later; earlier where `days` is negative. */
export function addDays(day: string, days: number): string {
  return midnight(day).add(days, 'day').format(FORMAT)
}

/** The same day so many calendar months later, or that month's last day where it is shorter: 12-31 and two months, 02-28. */
export function addMonths(day: string, months: number): string {
  return midnight(day).add(months, 'month').format(FORMAT)
}

/** How many days lie between: 1 from a day to the next, negative where `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((midnight(to).valueOf() - midnight(from).valueOf()) / DAY_MS)
}

/** The day of the week, 0 Sunday to 6 Saturday. */
export function weekdayNumberOf(day: string): number {
  return midnight(day).day()
}

/** The later of two days. */
export function laterDay(one: string, other: string): string {
  return one < other ? other : one
}
