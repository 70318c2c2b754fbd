/**
 * What a scanned code comes to (domain.md, 「Presence」): right mac, fresh or delayed, inside the window, one person once.
 *
 * fresh — at most 60 s old on arrival (30 s for a strict event), at most one step ahead of the server.
 * delayed — from the outbox of a phone that was off line: right mac, inside the window, here within 7 days.
 * Presence time is the code's step, never the phone's clock. An older code that comes live is `code_expired`.
 */
import type { Delivery, Purpose } from '@core/contract/attendance'
import type { Instant } from '@core/contract/common'
import type { ErrorCode, ErrorParams } from '@core/contract/errors'
import type { EnrollmentState } from '@core/contract/events'
import { clockOf, DAY_MS, dayName, dayOf, MINUTE_MS } from '../shared/calendar'
import { stepOf, stepTime } from './code'

export const FRESH_MS = 60_000
export const FRESH_STRICT_MS = 30_000
export const DELAYED_MS = 7 * DAY_MS
export const OPENS_BEFORE_MS = 30 * MINUTE_MS
export const TARDY_AFTER_MS = 15 * MINUTE_MS
export const SIGN_OUT_AFTER_MS = 60 * MINUTE_MS
export const TICKET_MS = 10 * MINUTE_MS

/** What the rules of presence need to know of an event. */
export interface PresenceEvent {
  id: string
  title: string
  startsAt: Instant
  endsAt: Instant
  status: 'draft' | 'in_review' | 'published' | 'closed' | 'cancelled'
  cancelReason: string | null
  signOut: boolean
  dropIn: boolean
  strict: boolean
  /** Whether somebody may enroll at the door. */
  walkIns: boolean
  /** People come for their own part of it: nobody is late for the whole. */
  hasShifts: boolean
}

/** Who scanned, as far as it is known. */
export interface PresencePerson {
  consented: boolean
  enrollment: EnrollmentState | null
  signedIn: boolean
}

export interface ScanArrival {
  purpose: Purpose
  step: number
  /** Which purposes the mac is right for: none for a forged one, the other one for a code whose letter was changed. */
  macFits: Purpose | null
  delivery: Delivery
  expectedEventId: string | null
}

/** The decision on a scan. It is kept with the scan, so that the same nonce gets the same answer for ever. */
export type ScanDecision =
  | { kind: 'refused'; code: ErrorCode; params: ErrorParams }
  | { kind: 'ticket'; need: 'login' | 'consent' | 'walk_in'; delayed: boolean; places: number | null }
  | { kind: 'sign_in'; delayed: boolean; tardyMinutes: number }
  | { kind: 'sign_out'; delayed: boolean }
  | { kind: 'repeat' }

/** Presence that has been proven by a code: when, and whether it was told late. */
export interface Proof {
  at: Instant
  delayed: boolean
}

/** When people may sign in and out: 30 min before the start until the end; out until 60 min after it. */
export function presenceWindow(event: Pick<PresenceEvent, 'startsAt' | 'endsAt'>) {
  return {
    signInOpensAt: event.startsAt - OPENS_BEFORE_MS,
    signInClosesAt: event.endsAt,
    signOutClosesAt: event.endsAt + SIGN_OUT_AFTER_MS,
  }
}

/** Whole minutes late, shown and never punished: 0 within the first 15 minutes and for drop-in events and those with shifts. */
export function tardyMinutes(event: Pick<PresenceEvent, 'startsAt' | 'dropIn' | 'hasShifts'>, at: Instant): number {
  if (event.dropIn || event.hasShifts || at <= event.startsAt + TARDY_AFTER_MS) return 0
  return Math.floor((at - event.startsAt) / MINUTE_MS)
}

function refused(code: ErrorCode, params: ErrorParams = {}): ScanDecision {
  return { kind: 'refused', code, params }
}

/** Whether the code proves presence at this event, and when. A refusal where it does not. */
export function proveScan(event: PresenceEvent, arrival: ScanArrival, now: Instant): Proof | ScanDecision {
  const at = stepTime(arrival.step)
  const window = presenceWindow(event)
  // What nobody has reviewed is seen by nobody: no code of it is one.
  if (arrival.macFits === null || event.status === 'draft' || event.status === 'in_review') return refused('code_invalid')
  if (arrival.macFits !== arrival.purpose) return refused('wrong_purpose')
  if (arrival.expectedEventId !== null && arrival.expectedEventId !== event.id) return refused('other_event', { title: event.title })
  if (event.status === 'cancelled') return refused('event_cancelled', { reason: event.cancelReason ?? '' })
  if (arrival.purpose === 'sign_out' && !event.signOut) return refused('wrong_purpose')
  if (arrival.step > stepOf(now) + 1) return refused('code_ahead')
  const age = now - at
  const delayed = age > (event.strict ? FRESH_STRICT_MS : FRESH_MS)
  if (delayed && (arrival.delivery === 'live' || age > DELAYED_MS)) return refused('code_expired')
  if (at < window.signInOpensAt) return refused('too_early', { time: whenNamed(window.signInOpensAt, now) })
  if (arrival.purpose === 'sign_in' && at > window.signInClosesAt) return refused('sign_in_closed')
  if (arrival.purpose === 'sign_out' && at > window.signOutClosesAt) return refused('sign_out_closed')
  return { at, delayed }
}

/** `14:30` today, else with its day. */
export function whenNamed(at: Instant, now: Instant): string {
  return dayOf(at) === dayOf(now) ? clockOf(at) : `${dayName(at, now)} ${clockOf(at)}`
}

/**
 * What a proven presence comes to for this person. `places`: free ones now, null for an unlimited event.
 * A delayed sign-in needs no enrollment: the officer decides at closing and sees that it is missing.
 */
export function decidePresence(
  event: PresenceEvent,
  purpose: Purpose,
  proof: Proof,
  person: PresencePerson | null,
  places: number | null,
): ScanDecision {
  const { delayed } = proof
  if (!person) return { kind: 'ticket', need: 'login', delayed, places: null }
  if (!person.consented) return { kind: 'ticket', need: 'consent', delayed, places: null }
  if (purpose === 'sign_out') return person.signedIn ? { kind: 'sign_out', delayed } : refused('not_signed_in')
  if (person.signedIn) return { kind: 'repeat' }
  const enrolled = person.enrollment === 'enrolled' || person.enrollment === 'attended' || person.enrollment === 'absent'
  if (!enrolled && !delayed && !event.walkIns) return refused('walk_in_not_allowed')
  if (!enrolled && !delayed) return places === 0 ? refused('not_enrolled_full') : { kind: 'ticket', need: 'walk_in', delayed, places }
  return { kind: 'sign_in', delayed, tardyMinutes: tardyMinutes(event, proof.at) }
}

/**
 * What a scan comes to, for every state its person may be found in; whoever writes it down looks at the state and chooses.
 * `ifFree` also holds for an unlimited event, and for whoever nothing is known of; its `places` is how many are free then.
 * Decisions that are the same are the same object.
 */
export interface ScanPlan {
  ifSignedIn: ScanDecision
  ifEnrolled: ScanDecision
  ifFree: ScanDecision
  ifFull: ScanDecision
}

/** The whole decision on a scan that arrives, left open only in what the tables say of the person at that moment. */
export function planScan(event: PresenceEvent, arrival: ScanArrival, person: { consented: boolean } | null, now: Instant): ScanPlan {
  const proof = proveScan(event, arrival, now)
  const { purpose } = arrival
  if ('kind' in proof) return always(proof)
  if (!person?.consented) return always(decidePresence(event, purpose, proof, person && { ...person, ...STRANGER }, null))
  const ifSignedIn = decidePresence(event, purpose, proof, { ...person, enrollment: null, signedIn: true }, null)
  const ifFree = decidePresence(event, purpose, proof, { ...person, ...STRANGER }, null)
  // Who is not there cannot leave, and what comes late needs no place.
  if (purpose === 'sign_out' || ifFree.kind === 'sign_in') return { ...always(ifFree), ifSignedIn }
  const ifEnrolled = decidePresence(event, purpose, proof, { ...person, enrollment: 'enrolled', signedIn: false }, null)
  return { ifSignedIn, ifEnrolled, ifFree, ifFull: decidePresence(event, purpose, proof, { ...person, ...STRANGER }, 0) }
}

const STRANGER = { enrollment: null, signedIn: false } as const
const always = (decision: ScanDecision): ScanPlan => ({ ifSignedIn: decision, ifEnrolled: decision, ifFree: decision, ifFull: decision })

/** A ticket as it was kept with its scan. */
export interface KeptTicket {
  ticket: string | null
  device: string | null
  receivedAt: Instant
  purpose: Purpose
  step: number
  delayed: boolean
}

/**
 * Whether a ticket may be redeemed: from the device that scanned, within 10 minutes. It keeps the scan's freshness:
 * consent, log-in and enrolling take their time, and the sign-in is as fresh as the scan was.
 */
export function redeemTicket(kept: KeptTicket | null, ticket: string, device: string | null, now: Instant): Proof | ErrorCode {
  if (!kept || kept.ticket === null || kept.ticket !== ticket) return 'ticket_invalid'
  if (kept.device !== device) return 'ticket_invalid'
  if (now > kept.receivedAt + TICKET_MS) return 'ticket_expired'
  return { at: stepTime(kept.step), delayed: kept.delayed }
}
