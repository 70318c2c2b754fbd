import type { AttendanceCard, ScanOutcome, ScannedEvent } from '@core/contract/attendance'
import type { Instant } from '@core/contract/common'
import { stepTime } from '@core/rules/attendance/code'
import type { ScanDecision } from '@core/rules/attendance/scan'
import { plannedFor, plannedMinutes, presentMinutes, type ShiftSpan } from '@core/rules/events/closing'
import type { AttendanceRow, KeptScan } from '@cloud/store/attendance'
import type { EventRow } from '@cloud/store/events'
import type { Person } from '@cloud/store/people'

/** What is shown of an attendance. `shift`: the one they are enrolled for, whose length is the most that counts. */
type Presence = Pick<AttendanceRow, 'inNonce' | 'signedInAt' | 'tardyMinutes'> & { shift?: ShiftSpan | undefined }

/**
 * What a person sees of their own attendance: as it was when they scanned, so that a repeated nonce reads the same for ever.
 */
export function presentCard(event: EventRow, person: Person, attendance: Presence, signedOutAt: Instant | null): AttendanceCard {
  const planned = plannedMinutes(plannedFor(event, attendance.shift ?? null))
  const minutes = signedOutAt === null ? 0 : presentMinutes(attendance.signedInAt, signedOutAt, planned)
  return {
    eventId: event.id,
    eventCode: event.code,
    title: event.title,
    homeName: event.homeName,
    name: person.name,
    startsAt: event.startsAt,
    endsAt: event.endsAt,
    signedInAt: attendance.signedInAt,
    signedOutAt,
    tardyMinutes: attendance.tardyMinutes,
    minutes,
    signOut: event.signOut,
  }
}

export function presentScannedEvent(event: EventRow): ScannedEvent {
  return {
    eventId: event.id,
    eventCode: event.code,
    title: event.title,
    homeName: event.homeName,
    startsAt: event.startsAt,
    endsAt: event.endsAt,
  }
}

export function presentTicket(
  event: EventRow,
  scan: Pick<KeptScan, 'ticket' | 'purpose'>,
  decision: ScanDecision,
  expiresAt: Instant,
): ScanOutcome {
  const ticket = decision.kind === 'ticket' ? decision : { need: 'login' as const, places: null }
  return {
    outcome: 'ticket',
    need: ticket.need,
    purpose: scan.purpose,
    ticket: scan.ticket ?? '',
    expiresAt,
    places: ticket.places,
    event: presentScannedEvent(event),
  }
}

/**
 * What a decision came to for a person who has an attendance now. Only the scan that made the attendance says
 * `signed_in`; a scan that lost the race to another one is a repeat, like any later one.
 */
export function presentAttendance(
  event: EventRow,
  person: Person,
  attendance: Presence,
  decision: ScanDecision,
  scan: Pick<KeptScan, 'nonce' | 'step'>,
): ScanOutcome {
  const leaves = decision.kind === 'sign_out'
  const card = presentCard(event, person, attendance, leaves ? stepTime(scan.step) : null)
  const first = leaves || attendance.inNonce === scan.nonce
  if (!first || decision.kind === 'repeat') return { outcome: 'repeat', attendance: card }
  if ('delayed' in decision && decision.delayed) return { outcome: 'delayed', attendance: card }
  return { outcome: leaves ? 'signed_out' : 'signed_in', attendance: card }
}
