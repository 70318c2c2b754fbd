import type { CalendarEntry } from '@core/rules/shared/ics'

/**
 * `added`: it is in the calendar. `downloaded`: the browser has it as a file, which the person opens. `refused`: the phone
 * may not. `given_up`: the person changed their mind. `failed`: there is no calendar to write to.
 */
export type CalendarOutcome = 'added' | 'downloaded' | 'refused' | 'given_up' | 'failed'

export interface CalendarPlatform {
  /** Puts an entry into the phone's calendar; must be called from a press. Never throws. */
  addToCalendar(entry: CalendarEntry): Promise<CalendarOutcome>
}
