/**
 * A calendar entry as an `.ics` file (RFC 5545), for the web page and for phones without a calendar of WeChat's: lines end
 * in CRLF and are folded at 75 octets, text is escaped, times are UTC.
 *
 * There is no METHOD: the file is an entry to keep, not an invitation to answer. A file made later replaces an earlier one
 * with the same uid, because its SEQUENCE is the minute it was made in.
 */
import dayjs from 'dayjs'
import utc from 'dayjs/plugin/utc'
import type { Instant } from '@core/contract/common'
import { utf8Bytes } from './bytes'
import { MINUTE_MS } from './calendar'

dayjs.extend(utc)

const LINE_OCTETS = 75

export interface CalendarEntry {
  /** Stays the same for one event for ever, `<id>@<host>`. */
  uid: string
  title: string
  startsAt: Instant
  endsAt: Instant
  /** Empty where there is nothing to say, like the description. */
  location: string
  description: string
  url?: string
  /** Minutes before the start at which the phone rings; null: it does not. */
  alarmMinutes: number | null
  cancelled?: boolean
}

/** `20261121T060000Z` */
function utcTime(at: Instant): string {
  return dayjs.utc(at).format('YYYYMMDD[T]HHmmss[Z]')
}

/** What no calendar can show: controls but for tab and line break, and halves of a character. */
function isUnwritable(character: string): boolean {
  const point = character.codePointAt(0)!
  if (point === 0x09 || point === 0x0a) return false
  return point < 0x20 || (point >= 0x7f && point <= 0x9f) || (point >= 0xd800 && point <= 0xdfff)
}

/** Text as a value (3.3.11). Whatever some program takes for the end of a line becomes `\n`. */
function escaped(text: string): string {
  return Array.from(text.replace(/\r\n|[\r\u0085\u2028\u2029]/g, '\n'))
    .filter((character) => !isUnwritable(character))
    .join('')
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\n/g, '\\n')
}

/** An address as a value (3.3.13): what is not plain ASCII is written as `%` and two digits, so that no line can end in it. */
function escapedAddress(url: string): string {
  return Array.from(url, (character) => {
    if (character > ' ' && character <= '~') return character
    return Array.from(utf8Bytes(character), (byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('')
  }).join('')
}

/** A line in pieces of at most 75 octets, none of which ends within a character (3.1). */
function folded(line: string): string {
  let out = ''
  let octets = 0
  for (const character of line) {
    const size = utf8Bytes(character).length
    if (octets + size > LINE_OCTETS) {
      out += '\r\n '
      octets = 1
    }
    out += character
    octets += size
  }
  return out
}

/** The file for one entry. `now`: when it is made. Times are instants in milliseconds UTC; `endsAt` lies after `startsAt`. */
export function icsOf(entry: CalendarEntry, now: Instant): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//qingnian-youyue//events//ZH',
    'CALSCALE:GREGORIAN',
    'BEGIN:VEVENT',
    `UID:${escaped(entry.uid)}`,
    `DTSTAMP:${utcTime(now)}`,
    `SEQUENCE:${Math.floor(now / MINUTE_MS)}`,
    `DTSTART:${utcTime(entry.startsAt)}`,
    `DTEND:${utcTime(entry.endsAt)}`,
    `SUMMARY:${escaped(entry.title)}`,
    `STATUS:${entry.cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
  ]
  if (entry.location) lines.push(`LOCATION:${escaped(entry.location)}`)
  if (entry.description) lines.push(`DESCRIPTION:${escaped(entry.description)}`)
  if (entry.url) lines.push(`URL:${escapedAddress(entry.url)}`)
  if (entry.alarmMinutes !== null && !entry.cancelled) {
    const trigger = `TRIGGER:-PT${entry.alarmMinutes}M`
    lines.push('BEGIN:VALARM', 'ACTION:DISPLAY', trigger, `DESCRIPTION:${escaped(entry.title)}`, 'END:VALARM')
  }
  lines.push('END:VEVENT', 'END:VCALENDAR')
  return lines.map((line) => `${folded(line)}\r\n`).join('')
}
