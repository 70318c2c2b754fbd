import { calendarFake } from './fake'
import type { CalendarEntry, CalendarOutcome } from './types'

export async function addToCalendar(entry: CalendarEntry): Promise<CalendarOutcome> {
  calendarFake.entered.push(entry)
  return calendarFake.outcome
}
