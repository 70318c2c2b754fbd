import type { Instant } from '@core/contract/common'
import type { MySessionWaiting, SessionDetail, Slot } from '@core/contract/sessions'

/**
 * Where I stand with a session, which decides the one thing to do.
 *
 * Not in it: refused — paused, or enough booked elsewhere; open, full — a slot, or the line; begun — nothing is left to book,
 * one just comes. On the way: waiting, offered, offer_expired — the line. In it: booked, ask_coming — waiting for the day;
 * here — checked in; met — being received. Afterwards: answered; handed_over — followed as a case; missed. Nothing to do: over,
 * cancelled.
 */
export type Stage =
  | 'refused'
  | 'open'
  | 'full'
  | 'begun'
  | 'waiting'
  | 'offered'
  | 'offer_expired'
  | 'booked'
  | 'ask_coming'
  | 'here'
  | 'met'
  | 'answered'
  | 'handed_over'
  | 'missed'
  | 'over'
  | 'cancelled'

/** The stage of a session for me at a moment. */
export function stageOf(session: SessionDetail, now: Instant): Stage {
  return stageInside(session) ?? stageInLine(session, now) ?? stageOutside(session, now)
}

function stageInside({ booking, askComing, cancelReason }: SessionDetail): Stage | null {
  switch (booking?.state) {
    case 'checked_in':
      return 'here'
    case 'met':
      return 'met'
    case 'answered':
      return 'answered'
    case 'case_opened':
      return 'handed_over'
    case 'no_show':
      return 'missed'
    case 'booked':
      if (cancelReason !== null) return 'cancelled'
      return askComing && booking.comingAt === null ? 'ask_coming' : 'booked'
    default:
      return null
  }
}

/** Once the last slot has begun the line is over. */
function stageInLine({ waiting, cancelReason, slots }: SessionDetail, now: Instant): Stage | null {
  if (waiting === null || cancelReason !== null || slotsAhead(slots, now).length === 0) return null
  if (hasOffer(waiting, now)) return 'offered'
  if (waiting.state === 'waiting') return 'waiting'
  return waiting.state === 'offered' || waiting.state === 'expired' ? 'offer_expired' : null
}

function stageOutside({ cancelReason, endsAt, refusal, slots }: SessionDetail, now: Instant): Stage {
  if (cancelReason !== null) return 'cancelled'
  if (now >= endsAt) return 'over'
  const ahead = slotsAhead(slots, now)
  if (ahead.length === 0) return 'begun'
  if (refusal !== null) return 'refused'
  return ahead.some((slot) => slot.free > 0) ? 'open' : 'full'
}

/** Whether a slot is kept for me at this moment. */
export function hasOffer({ state, offeredUntil }: MySessionWaiting, now: Instant): boolean {
  return state === 'offered' && offeredUntil !== null && now < offeredUntil
}

/** The slots that have not begun: the others can no longer be booked. */
export function slotsAhead(slots: readonly Slot[], now: Instant): Slot[] {
  return slots.filter((slot) => now < slot.startsAt)
}
