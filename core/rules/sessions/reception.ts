/**
 * Receiving people (domain.md, 「Duty sessions and bookings」): `booked → checked_in → met → (answered | case_opened)`, from an hour before the
 * session to half an hour after it, and what others than the host may see of whoever wishes to stay unnamed.
 */
import type { Instant } from '@core/contract/common'
import type { BookingState } from '@core/contract/sessions'
import { refused, type Refused } from '../shared/refused'
import { pausedUntil, whyNotReceive, type BookableSession } from './booking'

/** What an officer does with somebody on the list. */
export type ReceptionStep = 'check_in' | 'start' | 'finish'

/** From which states each step leads on. Whoever is simply received is checked in by that. */
const FROM = {
  check_in: ['booked'],
  start: ['booked', 'checked_in'],
  finish: ['met'],
} as const satisfies Record<ReceptionStep, readonly BookingState[]>

/** Why a step cannot be taken now; null where it can. What was begun in time may be finished at any time. */
export function whyNotStep(step: ReceptionStep, session: BookableSession, state: BookingState, now: Instant): Refused | null {
  const refusal = step === 'finish' ? null : whyNotReceive(session, now)
  if (refusal) return refusal
  return (FROM[step] as readonly BookingState[]).includes(state) ? null : refused('booking_state_wrong')
}

/** Whether somebody has come already: their second scan, from any phone, gets the first result. */
export function hasCome(state: BookingState): boolean {
  return state === 'checked_in' || state === 'met' || state === 'answered' || state === 'case_opened'
}

/** Whether somebody has a booking of the session already, so that they do not come without one. */
export function isExpected(state: BookingState): boolean {
  return state === 'booked' || hasCome(state)
}

/** Why there is nothing to excuse: they came, cancelled in time, or are excused already. */
export function whyNotExcuse(booking: { state: BookingState; late: boolean; excusedAt: Instant | null }): Refused | null {
  const missed = booking.state === 'no_show' || booking.late
  return missed && booking.excusedAt === null ? null : refused('booking_state_wrong')
}

/** What somebody is called who wishes to stay unnamed. */
export const UNNAMED = '匿名青年'

/** Whether a name is not for this officer: it is for the host of the session alone. */
export function isUnnamedTo(officerId: string, { hostId, anonymous }: { hostId: string; anonymous: boolean }): boolean {
  return anonymous && officerId !== hostId
}

/**
 * Until when a miss pauses advance booking; null: it changes nothing.
 * @param misses all that count, this one among them
 */
export function pausedBy(miss: Instant, misses: readonly Instant[], now: Instant): Instant | null {
  const others = misses.filter((_, index) => index !== misses.indexOf(miss))
  const until = pausedUntil(misses, now)
  return until === pausedUntil(others, now) ? null : until
}
