import { utf8Bytes } from '@core/rules/shared/bytes'
import { icsOf, type CalendarEntry } from '@core/rules/shared/ics'
import { now } from '../clock'
import { download } from '../document/download'
import { fileName } from '../document/file-name'
import type { CalendarOutcome } from './types'

/** A browser may not write to the calendar: the entry is a file that the calendar of any phone or computer opens. */
export async function addToCalendar(entry: CalendarEntry): Promise<CalendarOutcome> {
  download(utf8Bytes(icsOf(entry, now())), fileName(`${entry.title}.ics`), 'text/calendar;charset=utf-8')
  return 'downloaded'
}
