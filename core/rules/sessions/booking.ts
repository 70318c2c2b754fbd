/** Who may book what, until when, and what not coming costs (domain.md, 「Duty sessions and bookings」). */
import type { Instant } from '@core/contract/common'
import type { BookingState } from '@core/contract/sessions'
import { DAY_MS, dateName, dayOf, dayStart, HOUR_MS, MINUTE_MS, spanName } from '../shared/calendar'
import { momentName } from '../shared/moments'
import { refused, type Refused } from '../shared/refused'

/** Active bookings of one person, in all sessions together. */
export const MOST_ACTIVE = 2
/** Cancelling is free until so long before the slot; later only where the place is taken again. */
export const FREE_CANCEL_MS = 2 * HOUR_MS
/** Three misses within sixty days pause advance booking for seven days. */
const MISSES = 3
const MISSES_WITHIN_MS = 60 * DAY_MS
const PAUSE_MS = 7 * DAY_MS
/** Misses longer ago than this say nothing about a pause that holds now: it began with the day after the last of three. */
export const MISSES_MATTER_MS = MISSES_WITHIN_MS + DAY_MS + PAUSE_MS
/** Whoever comes early may be checked in from so long before the session on. */
export const CHECK_IN_BEFORE_MS = 60 * MINUTE_MS
/** So long after the session people may still be checked in and received; then who did not come is written down. */
export const SETTLE_AFTER_MS = 30 * MINUTE_MS

/** A session as its bookings need to know it. */
export interface BookableSession {
  startsAt: Instant
  endsAt: Instant
  cancelReason: string | null
}

/** A booking of the same person, anywhere. */
export interface OwnBooking {
  sessionId: string
  startsAt: Instant
  endsAt: Instant
  state: BookingState
}

/** Why nobody may book or wait now; null where the session is open. */
export function whyNotOpen(session: BookableSession, now: Instant): Refused | null {
  if (session.cancelReason !== null) return refused('session_cancelled', { reason: session.cancelReason })
  return now >= session.endsAt ? refused('session_over') : null
}

/** A part of a session, by its times. */
export interface SlotTimes {
  startsAt: Instant
  endsAt: Instant
}

/**
 * Why somebody may not have this slot; null where they may, if a place is left. Who has a booking of the session changes it: what
 * they come with at any time, the slot as for a new one, and a pause takes nothing from them that they have already.
 * @param own what they have of this session
 * @param slot the slot they ask for; null: there is none of that number
 */
export function whyNotBook(
  { session, slotNo, slot }: { session: BookableSession; slotNo: number; slot: SlotTimes | null },
  own: { state: BookingState; slotNo: number | null } | null,
  them: { others: readonly OwnBooking[]; misses: readonly Instant[] },
  now: Instant,
): Refused | null {
  const closed = whyNotOpen(session, now)
  if (closed) return closed
  if (!slot) return refused('slot_unknown')
  if (own && hasBegun(own.state)) return refused('booking_begun')
  const changes = own?.state === 'booked'
  if (changes && own.slotNo === slotNo) return null
  if (now >= slot.startsAt) return refused('slot_passed')
  return whyNotThem({ others: them.others, misses: changes ? [] : them.misses }, slot, now)
}

/** Why somebody may not join the line of a session; null where they may, unless a slot is free. Its last slot is worth waiting for until it begins. */
export function whyNotWait(
  session: BookableSession & { lastSlotAt: Instant },
  them: { others: readonly OwnBooking[]; misses: readonly Instant[] },
  now: Instant,
): Refused | null {
  const closed = whyNotOpen(session, now)
  if (closed) return closed
  return now >= session.lastSlotAt ? refused('session_over') : whyNotThem(them, null, now)
}

/** Whether a booking is with those who receive already: nothing of it can be changed from afar. */
function hasBegun(state: BookingState): boolean {
  return state === 'checked_in' || state === 'met' || state === 'answered' || state === 'case_opened'
}

/** Why a booking cannot be given up or confirmed; null where it can: until its slot is over. */
export function whyNotAnswer(booking: Pick<OwnBooking, 'state' | 'endsAt'> | null, now: Instant): Refused | null {
  if (booking && hasBegun(booking.state)) return refused('booking_begun')
  return booking?.state === 'booked' && now < booking.endsAt ? null : refused('not_booked')
}

/** Whether a booking is still ahead of its person: it counts towards the two in all. */
export function isActive(booking: Pick<OwnBooking, 'state' | 'endsAt'>, now: Instant): boolean {
  return (booking.state === 'booked' || booking.state === 'checked_in') && now < booking.endsAt
}

/**
 * Why this person may not book a time: paused, two others already, or one of them at the same time. `others` are their bookings of
 * other sessions. Without a `slot` (waiting) times are not compared.
 */
export function whyNotThem(
  { others, misses }: { others: readonly OwnBooking[]; misses: readonly Instant[] },
  slot: SlotTimes | null,
  now: Instant,
): Refused | null {
  const until = pausedUntil(misses, now)
  if (until !== null) return refused('booking_paused', { date: dateName(until) })
  const active = others.filter((booking) => isActive(booking, now))
  const at = slot && active.find((booking) => booking.startsAt < slot.endsAt && slot.startsAt < booking.endsAt)
  if (at) return refused('booking_overlap', { time: spanName(at.startsAt, at.endsAt, now) })
  return active.length >= MOST_ACTIVE ? refused('booking_limit', { n: active.length }) : null
}

/**
 * Until when advance booking is paused, by the starts of the slots that were missed; null: it is not. Every third miss within sixty
 * days pauses for seven days, counted from the day after it.
 */
export function pausedUntil(misses: readonly Instant[], now: Instant): Instant | null {
  const sorted = [...misses].sort((a, b) => a - b)
  const ends = sorted
    .filter((at, index) => index >= MISSES - 1 && at - sorted[index - (MISSES - 1)]! <= MISSES_WITHIN_MS)
    .map((at) => dayStart(dayOf(at)) + DAY_MS + PAUSE_MS)
  const until = Math.max(...ends)
  return until > now ? until : null
}

/**
 * Until when a booking may be cancelled without anything being written down: two hours before its slot. Where the session's time,
 * home or host changed after it was made, until the slot begins.
 */
export function freeCancelUntil(booking: { startsAt: Instant; at: Instant }, changedAt: Instant | null): Instant {
  const changedSince = changedAt !== null && changedAt >= booking.at
  return changedSince ? booking.startsAt : booking.startsAt - FREE_CANCEL_MS
}

/** Whether cancelling now counts as not having come, unless somebody takes the place. */
export function isLateToCancel(booking: { startsAt: Instant; at: Instant }, changedAt: Instant | null, now: Instant): boolean {
  return now > freeCancelUntil(booking, changedAt)
}

/** Whether there is something to explain: somebody did not come or cancelled late, and nobody has excused it. */
export function whyNotExplain(booking: { state: BookingState; late: boolean; excusedAt: Instant | null } | null): Refused | null {
  const counts = booking && (booking.state === 'no_show' || booking.late) && booking.excusedAt === null
  return counts ? null : refused('nothing_missed')
}

/** From when on people are asked 「来 / 不来了」: 18:00 of the day before. */
export function askComingFrom(startsAt: Instant): Instant {
  return dayStart(dayOf(startsAt)) - 6 * HOUR_MS
}

/** Whether somebody is asked now. Who booked after everybody was asked has just said so. */
export function asksComing(
  booking: { state: BookingState; startsAt: Instant; at: Instant; comingAt: Instant | null },
  now: Instant,
): boolean {
  const from = askComingFrom(booking.startsAt)
  return booking.state === 'booked' && booking.comingAt === null && booking.at < from && now >= from && now < booking.startsAt
}

/** Whether people may be checked in and received: from an hour before the session to half an hour after it. */
export function whyNotReceive(session: BookableSession, now: Instant): Refused | null {
  if (session.cancelReason !== null) return refused('session_cancelled', { reason: session.cancelReason })
  if (now < session.startsAt - CHECK_IN_BEFORE_MS)
    return refused('too_early', { time: momentName(session.startsAt - CHECK_IN_BEFORE_MS, now) })
  return now >= session.endsAt + SETTLE_AFTER_MS ? refused('session_over') : null
}
