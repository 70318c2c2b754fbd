import type { CalendarEntry } from '@core/rules/shared/ics'
import type { CalendarOutcome } from './types'

/** The calendar of tests: what was put into it, and what comes of it. */
export const calendarFake = {
  entered: [] as CalendarEntry[],
  outcome: 'added' as CalendarOutcome,
  reset(): void {
    calendarFake.entered = []
    calendarFake.outcome = 'added'
  },
}
