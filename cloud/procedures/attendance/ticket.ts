import { AppError } from '@core/contract/errors'
import type { Instant } from '@core/contract/common'
import { decidePresence, redeemTicket, TICKET_MS, type Proof, type ScanDecision } from '@core/rules/attendance/scan'
import type { KeptScan } from '@cloud/store/attendance'
import type { EventRow } from '@cloud/store/events'
import type { Person } from '@cloud/store/people'
import type { Tables } from '@cloud/store/store'
import { presentAttendance, presentTicket } from './present'

/** A ticket that holds, with the scan it came from. */
export interface HeldTicket {
  event: EventRow
  scan: KeptScan
  proof: Proof
}

/** `<eventCode>.<nonce>.<secret>` */
const TICKET = /^([0-9A-HJKMNP-TV-Z]{10})\.([A-Za-z0-9_-]{22})\.[A-Za-z0-9_-]{22}$/

/** The scan behind a ticket. Throws ticket_invalid, ticket_expired or event_cancelled. */
export async function loadTicket(store: Tables, ticket: string, device: string | null, now: Instant): Promise<HeldTicket> {
  const [, code, nonce] = TICKET.exec(ticket) ?? []
  const event = code === undefined ? null : await store.events.byCode(code)
  if (!event || nonce === undefined) throw new AppError('ticket_invalid')
  const [scan] = await store.attendance.scans([{ eventId: event.id, nonce }])
  const delayed = scan?.answer.kind === 'ticket' && scan.answer.delayed
  const proof = redeemTicket(scan ? { ...scan, delayed } : null, ticket, device, now)
  if (typeof proof === 'string' || !scan) throw new AppError(typeof proof === 'string' ? proof : 'ticket_invalid')
  if (event.status === 'cancelled') throw new AppError('event_cancelled', { reason: event.cancelReason ?? '' })
  return { event, scan, proof }
}

/** What the ticket's presence comes to for this person now. */
export async function decideTicket(store: Tables, held: HeldTicket, person: Person): Promise<ScanDecision> {
  const { enrollment, signedIn, free } = await store.attendance.standing({ eventId: held.event.id, personId: person.id })
  return decidePresence(held.event, held.scan.purpose, held.proof, { consented: person.consented, enrollment, signedIn }, free)
}

/** Carries a decision out and says what it came to. Throws the refusal, where it is one. */
export async function carryOut(
  store: Tables,
  held: HeldTicket,
  person: Person,
  device: string | null,
  decision: ScanDecision,
  now: Instant,
) {
  const { event, scan, proof } = held
  if (decision.kind === 'refused') throw new AppError(decision.code, decision.params)
  if (decision.kind === 'ticket') return presentTicket(event, scan, decision, scan.receivedAt + TICKET_MS)
  const key = { eventId: event.id, personId: person.id, nonce: scan.nonce, assurance: 'code' as const, delayed: proof.delayed }
  if (decision.kind === 'sign_in') {
    await store.attendance.signIn([{ ...key, device, signedInAt: proof.at, tardyMinutes: decision.tardyMinutes }], now)
  }
  if (decision.kind === 'sign_out') await store.attendance.signOut([{ ...key, signedOutAt: proof.at }])
  const attendance = await store.attendance.of(key)
  const shifts = event.hasShifts ? await store.attendance.shiftsOf([key]) : null
  return presentAttendance(event, person, { ...attendance!, shift: shifts?.get(`${event.id} ${person.id}`) }, decision, scan)
}
