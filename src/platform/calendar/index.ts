import type { CalendarEntry } from '@core/rules/shared/ics'
import { calendarFake } from './fake'
import type { CalendarOutcome } from './types'

export async function addToCalendar(entry: CalendarEntry): Promise<CalendarOutcome> {
  calendarFake.entered.push(entry)
  return calendarFake.outcome
}
