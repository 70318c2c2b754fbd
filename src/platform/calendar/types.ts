import type { Instant } from '@core/contract/common'

/** An entry for the calendar of the phone. */
export interface CalendarEntry {
  /** Names the entry in the world, so that the same one taken twice is one entry where the calendar knows such names. */
  uid: string
  title: string
  startsAt: Instant
  endsAt: Instant
  location: string
  description: string
  /** How long before the start the phone reminds, in minutes; null: not at all. */
  alarmMinutes: number | null
}

/**
 * `added`: it is in the calendar. `downloaded`: the browser has it as a file, which the person opens. `refused`: the phone
 * may not. `given_up`: the person changed their mind. `failed`: there is no calendar to write to.
 */
export type CalendarOutcome = 'added' | 'downloaded' | 'refused' | 'given_up' | 'failed'

export interface CalendarPlatform {
  /** Puts an entry into the phone's calendar; must be called from a press. Never throws. */
  addToCalendar(entry: CalendarEntry): Promise<CalendarOutcome>
}
