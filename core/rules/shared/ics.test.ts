import fc from 'fast-check'
import { instantOf } from './calendar'
import { icsOf, type CalendarEntry } from './ics'

const now = instantOf('2026-11-20', '09:30')
const cleanup: CalendarEntry = {
  uid: '0197c3a2-0000-7000-8000-000000000001@example.org',
  title: '清河行动：周六净滩',
  startsAt: instantOf('2026-11-21', '14:00'),
  endsAt: instantOf('2026-11-21', '17:00'),
  location: '清河街道青年之家, 2 楼',
  description: '带水杯；穿旧鞋\n下雨改期',
  url: 'https://example.org/q/e/0123456789',
  alarmMinutes: 60,
}

/** The lines of a file as a reader has them: unfolded, and nothing but CRLF ends a line. */
function linesOf(file: string): string[] {
  expect(file.endsWith('\r\n')).toBe(true)
  return file
    .replace(/\r\n[ \t]/g, '')
    .slice(0, -2)
    .split('\r\n')
}
function valueOf(file: string, name: string): string | undefined {
  return linesOf(file)
    .find((line) => line.startsWith(`${name}:`))
    ?.slice(name.length + 1)
}
/** Text as a reader takes it back (RFC 5545, 3.3.11). */
function textOf(file: string, name: string): string | undefined {
  return valueOf(file, name)?.replace(/\\([\\;,nN])/g, (_, letter: string) => (letter.toLowerCase() === 'n' ? '\n' : letter))
}

/** What is wrong with how a file is written: a line too long, a character cut in two, a bare line end. */
function faultsOf(octets: Uint8Array): string[] {
  const faults: string[] = []
  const raw = Buffer.from(octets).toString('latin1')
  for (const line of raw.slice(0, -2).split('\r\n')) {
    const bytes = Buffer.from(line, 'latin1')
    if (bytes.length > 75) faults.push('longer than 75 octets')
    if (Buffer.from(bytes.toString('utf8'), 'utf8').compare(bytes) !== 0) faults.push('a character is cut')
    if (/[\r\n]/.test(line)) faults.push('a bare line end')
  }
  return faults
}

test('an event becomes an entry with its times in UTC, its place and a bell an hour before', () => {
  expect(linesOf(icsOf(cleanup, now))).toEqual([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//qingnian-youyue//events//ZH',
    'CALSCALE:GREGORIAN',
    'BEGIN:VEVENT',
    'UID:0197c3a2-0000-7000-8000-000000000001@example.org',
    'DTSTAMP:20261120T013000Z',
    'SEQUENCE:29918970',
    'DTSTART:20261121T060000Z',
    'DTEND:20261121T090000Z',
    'SUMMARY:清河行动：周六净滩',
    'STATUS:CONFIRMED',
    'LOCATION:清河街道青年之家\\, 2 楼',
    'DESCRIPTION:带水杯；穿旧鞋\\n下雨改期',
    'URL:https://example.org/q/e/0123456789',
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    'TRIGGER:-PT60M',
    'DESCRIPTION:清河行动：周六净滩',
    'END:VALARM',
    'END:VEVENT',
    'END:VCALENDAR',
  ])
})

test('a cancelled event says so, rings no more, and replaces what was kept before', () => {
  const before = icsOf(cleanup, now)
  const after = icsOf({ ...cleanup, cancelled: true }, now + 60_000)
  expect(valueOf(after, 'STATUS')).toBe('CANCELLED')
  expect(after).not.toContain('VALARM')
  expect(valueOf(after, 'UID')).toBe(valueOf(before, 'UID'))
  expect(Number(valueOf(after, 'SEQUENCE'))).toBeGreaterThan(Number(valueOf(before, 'SEQUENCE')))
})

test('what an event does not have is left out', () => {
  const file = icsOf({ ...cleanup, location: '', description: '', url: undefined, alarmMinutes: null }, now)
  for (const name of ['LOCATION', 'DESCRIPTION', 'URL', 'BEGIN:VALARM', 'TRIGGER']) expect(valueOf(file, name)).toBeUndefined()
})

test('a line is folded at 75 octets and never within a character', () => {
  const file = icsOf({ ...cleanup, title: '好'.repeat(60) }, now)
  expect(textOf(file, 'SUMMARY')).toBe('好'.repeat(60))
  expect(file.split('\r\n').filter((line) => line.startsWith(' '))).not.toEqual([])
  expect(faultsOf(Buffer.from(file))).toEqual([])
})

test('the reader that looks for faults finds them: folded by characters, by octets, not at all', () => {
  expect(faultsOf(Buffer.from(`SUMMARY:${'好'.repeat(60)}\r\n`))).toContain('longer than 75 octets')
  const octets = Buffer.from(`SUMMARY:${'好'.repeat(60)}`)
  const cut = Buffer.concat([octets.subarray(0, 75), Buffer.from('\r\n '), octets.subarray(75, 140), Buffer.from('\r\n')])
  expect(faultsOf(cut)).toContain('a character is cut')
  expect(faultsOf(Buffer.from('SUMMARY:one\nBEGIN:VALARM\r\n'))).toContain('a bare line end')
})

test('nobody writes lines of their own into the file', () => {
  const forged = 'x\r\nEND:VEVENT\nBEGIN:VEVENT\u2028SUMMARY:y\u0085z\u0000'
  const file = icsOf({ ...cleanup, uid: forged, title: forged, location: forged, description: forged, url: `https://a/${forged}` }, now)
  const names = (text: string) => linesOf(text).map((line) => line.split(':')[0])
  expect(names(file)).toEqual(names(icsOf(cleanup, now)))
  expect(valueOf(file, 'URL')).toBe('https://a/x%0D%0AEND:VEVENT%0ABEGIN:VEVENT%E2%80%A8SUMMARY:y%C2%85z%00')
  expect(textOf(file, 'SUMMARY')).toBe('x\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:y\nz')
})

test('any text comes back as it was written, folded right', () => {
  const line = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }).filter((text) => !/[\p{Cc}\u2028\u2029]/u.test(text))
  const paragraphs = fc.array(fc.oneof(line, fc.constantFrom('a;b', 'c,d', 'e\\n', '\\', 'f\\\\;')), { minLength: 1, maxLength: 4 })
  fc.assert(
    fc.property(line, paragraphs, (title, written) => {
      const description = written.join('\n')
      const file = icsOf({ ...cleanup, title, description, alarmMinutes: null }, now)
      expect(textOf(file, 'SUMMARY')).toBe(title)
      expect(textOf(file, 'DESCRIPTION')).toBe(description)
      expect(faultsOf(Buffer.from(file))).toEqual([])
    }),
  )
})

test('halves of a character and controls are left out', () => {
  const half = String.fromCharCode(0xd83c)
  expect(textOf(icsOf({ ...cleanup, title: `净${half}滩\u0007🌊` }, now), 'SUMMARY')).toBe('净滩🌊')
})
