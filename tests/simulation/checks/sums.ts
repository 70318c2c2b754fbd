/**
 * Attendances, hours and credits equal what comes out when they are worked out anew from the scans (domain.md, 「Events」 and
 * 「Hours」). Nothing of core/rules is used here: a rule that is wrong must not agree with itself.
 */
import type { OutputOf } from '@core/contract/procedures'
import type { Town, TownEvent } from '../town'
import type { AttendanceLine, TownTables } from './tables'

const STEP_MS = 10_000
const MINUTE_MS = 60_000
const SHORT = 0.6
const DAILY_MINUTES = 480

/** What an officer saw of an event when everything was over. */
export interface OfficersLook {
  eventId: string
  door: OutputOf<'attendance.door'>
  closing: OutputOf<'events.closing'>
}

/** Whether the sums on the officer's pages are those of the rows. */
export function checkLook({ eventId, door, closing }: OfficersLook, tables: TownTables): string[] {
  const at = <R extends { eventId: string }>(rows: readonly R[]) => rows.filter((row) => row.eventId === eventId)
  const lines = at(tables.attendances)
  const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0)
  const posted = sum(at(tables.hours).map((entry) => entry.minutes))
  const expected = {
    enrolled: at(tables.enrollments).filter((row) => ['enrolled', 'attended', 'absent'].includes(row.state)).length,
    arrived: lines.length,
    pending: lines.filter((line) => line.delayed && !line.confirmed && !line.settled).length,
    settledMinutes: posted + sum(at(tables.claims).map((claim) => claim.minutes)),
    credits: sum(at(tables.credits).map((entry) => entry.hundredths)),
  }
  const settled = closing.lines.filter((line) => line.settled)
  const seen = {
    enrolled: door.enrolledCount,
    arrived: door.arrivedCount,
    pending: door.pendingCount,
    settledMinutes: sum(settled.filter((line) => line.hours !== 'none').map((line) => line.minutes)),
    credits: sum(settled.filter((line) => line.credits === 'posts').map((line) => line.creditHundredths)),
  }
  return (Object.keys(seen) as (keyof typeof seen)[]).flatMap((count) =>
    seen[count] === expected[count] ? [] : [`${count} of ${eventId}: the officer sees ${seen[count]}, the rows say ${expected[count]}`],
  )
}

/** Whether the attendances follow from the scans, and the ledgers from the attendances. */
export function checkSums(town: Town, tables: TownTables): string[] {
  return town.events.flatMap((event) => [
    ...checkAttendances(event, tables),
    ...tables.attendances.filter((line) => line.eventId === event.id).flatMap((line) => checkLedgers(event, line, tables)),
  ])
}

/** Who came, by the scans and by the tickets that were redeemed. */
function checkAttendances(event: TownEvent, tables: TownTables): string[] {
  const scans = tables.scans.filter((scan) => scan.eventId === event.id)
  const nonces = new Set(scans.map((scan) => scan.nonce))
  const redeemed = redeemedAt(event, tables)
  const came = new Set(scans.filter((scan) => scan.answer.kind === 'sign_in').map((scan) => scan.personId))
  for (const { person } of redeemed) came.add(person)
  const lines = tables.attendances.filter((line) => line.eventId === event.id)
  const violations: string[] = []
  if (lines.length !== came.size) violations.push(`${lines.length} attendances of ${came.size} people who came to ${event.id}`)
  for (const line of lines) {
    const who = `${line.personId} at ${event.id}`
    if (!came.has(line.personId)) violations.push(`${who} has an attendance and has not scanned`)
    const scanned = scans.find((scan) => scan.nonce === line.inNonce)
    if (scanned && scanned.step * STEP_MS !== line.signedInAt) violations.push(`${who} is signed in at another time than that of the code`)
    if (!nonces.has(line.inNonce)) violations.push(`${who} is signed in by a scan that is not kept`)
    const byScan = scans.filter((scan) => scan.answer.kind === 'sign_out' && scan.personId === line.personId)
    const byTicket = redeemed.flatMap(({ person, signedOutAt }) => (person === line.personId ? (signedOutAt ?? []) : []))
    const leaving = [...byScan.map((scan) => scan.step * STEP_MS), ...byTicket]
    const last = Math.max(...leaving)
    if (line.outAssurance === 'code' && !line.settled && line.signedOutAt !== last)
      violations.push(`${who} signed out at ${last} and is signed out at ${line.signedOutAt}`)
    if (line.outAssurance === null && leaving.length > 0) violations.push(`${who} signed out and is not signed out`)
  }
  return violations
}

/** Presence that came by a ticket, as its command was answered. */
function redeemedAt(event: TownEvent, tables: TownTables): { person: string; signedOutAt: number | null }[] {
  return tables.commands.flatMap(({ name, result, actorId }) => {
    if (name !== 'attendance.redeem' && name !== 'attendance.walkIn') return []
    const card = result?.attendance
    return card?.eventId === event.id ? [{ person: actorId, signedOutAt: card.signedOutAt }] : []
  })
}

/** What a closing has made of one attendance: one posting per person and event, and the right one. */
function checkLedgers(event: TownEvent, line: AttendanceLine, tables: TownTables): string[] {
  const own = <R extends { eventId: string; personId: string }>(rows: readonly R[]) =>
    rows.filter((row) => row.eventId === event.id && row.personId === line.personId)
  const who = `${line.personId} at ${event.id}`
  const found = {
    hours: own(tables.hours).map((entry) => entry.minutes),
    credits: own(tables.credits).map((entry) => entry.hundredths),
    hoursClaims: own(tables.claims).flatMap((claim) => (claim.kind === 'hours' ? [claim.minutes] : [])),
    creditClaims: own(tables.claims).flatMap((claim) => (claim.kind === 'credit' ? [claim.hundredths] : [])),
  }
  const expected = line.settled ? postings(event, line, tables) : { hours: [], credits: [], hoursClaims: [], creditClaims: [] }
  return (Object.keys(found) as (keyof typeof found)[]).flatMap((kind) =>
    JSON.stringify(found[kind]) === JSON.stringify(expected[kind])
      ? []
      : [`${kind} of ${who}: ${JSON.stringify(found[kind])} stand in the tables, ${JSON.stringify(expected[kind])} follow from the scans`],
  )
}

/** What has to stand in the ledgers of a settled attendance, sign-out being on. */
function postings(event: TownEvent, line: AttendanceLine, tables: TownTables) {
  const planned = Math.floor((event.endsAt - event.startsAt) / MINUTE_MS)
  const left = line.signedOutAt ?? line.signedInAt
  const minutes = Math.max(0, Math.min(planned, Math.floor((left - line.signedInAt) / MINUTE_MS)))
  const short = minutes < planned * SHORT
  const counts = event.givesHours && minutes > 0
  // What was posted elsewhere first holds this line; which of two closings was first is not to be known from here.
  const elsewhere = tables.hours.filter((entry) => entry.personId === line.personId && entry.eventId !== event.id)
  const from = Math.max(line.signedInAt, Math.min(event.startsAt, left - minutes * MINUTE_MS))
  const overlaps = elsewhere.some((entry) => entry.from < from + minutes * MINUTE_MS && from < entry.to)
  const tooMuch = elsewhere.reduce((sum, entry) => sum + entry.minutes, minutes) > DAILY_MINUTES
  const posts = counts && !short && line.outAssurance === 'code' && !overlaps && !tooMuch
  const credits = short ? 0 : event.creditHundredths
  return {
    hours: posts ? [minutes] : [],
    hoursClaims: counts && !posts ? [minutes] : [],
    credits: credits > 0 ? [credits] : [],
    creditClaims: [],
  }
}
