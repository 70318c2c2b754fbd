import type { Instant } from '@core/contract/common'
import type { EventCard, EventDetail, MyPart, MyWaiting } from '@core/contract/events'
import { whyNotNow } from '@core/rules/events/enrolling'
import { placesWord, type Word } from './places'

/**
 * Where I stand with an event, which decides the one thing to do.
 *
 * Not in it: not_yet, late — the window of enrolling; not_for_me — its conditions; open, full — a place, or the line;
 * no_place — full, and it has begun. On the way: waiting, offered, offer_expired — the line; applied, not_drawn — lots.
 * In it: enrolled, ask_coming — waiting for the day; sign_in, sign_out — scan now; here — signed in, and no sign-out is
 * asked; on_leave. Afterwards: done — signed out; forgot — the time to sign out is over; missed. Nothing to do: over,
 * cancelled, unpublished — seen by its officers alone.
 */
export type Stage =
  | 'not_yet'
  | 'late'
  | 'not_for_me'
  | 'open'
  | 'full'
  | 'no_place'
  | 'waiting'
  | 'offered'
  | 'offer_expired'
  | 'applied'
  | 'not_drawn'
  | 'enrolled'
  | 'ask_coming'
  | 'sign_in'
  | 'on_leave'
  | 'here'
  | 'sign_out'
  | 'done'
  | 'forgot'
  | 'missed'
  | 'over'
  | 'cancelled'
  | 'unpublished'

/** The stage of an event for me at a moment. */
export function stageOf(event: EventDetail, now: Instant): Stage {
  const { mine } = event
  if (mine.signedInAt !== null) return stageInside(event, now)
  if (event.status === 'cancelled') return 'cancelled'
  if (event.status === 'draft' || event.status === 'in_review') return 'unpublished'
  const over = event.status === 'closed' || now >= event.endsAt
  if (mine.enrollment === 'enrolled' || mine.enrollment === 'attended' || mine.enrollment === 'absent') {
    if (over) return 'missed'
    if (now >= event.signInOpensAt && now <= event.signInClosesAt) return 'sign_in'
    return mine.askComing && mine.comingAt === null ? 'ask_coming' : 'enrolled'
  }
  if (over) return 'over'
  return stageInLine(event, now) ?? stageOutside(event, now)
}

function stageInside({ mine, signOut, signOutClosesAt }: EventDetail, now: Instant): Stage {
  if (mine.signedOutAt !== null) return 'done'
  if (!signOut) return 'here'
  return now <= signOutClosesAt ? 'sign_out' : 'forgot'
}

/** At the start the line is over. */
function stageInLine({ mine, startsAt }: EventDetail, now: Instant): Stage | null {
  if (mine.waiting !== null && now < startsAt) {
    if (hasOffer(mine.waiting, now)) return 'offered'
    if (mine.waiting.state === 'waiting') return 'waiting'
    if (mine.waiting.state === 'offered' || mine.waiting.state === 'expired') return 'offer_expired'
  }
  if (mine.enrollment === 'applied') return 'applied'
  if (mine.enrollment === 'not_drawn') return 'not_drawn'
  return mine.enrollment === 'on_leave' ? 'on_leave' : null
}

function stageOutside(event: EventDetail, now: Instant): Stage {
  const { code } = whyNotNow(event, now) ?? {}
  if (code === 'enrollment_not_open') return 'not_yet'
  if (code !== undefined) return 'late'
  if (event.mine.refusal === 'not_for_you' || event.mine.refusal === 'age_not_fitting') return 'not_for_me'
  if (event.byLots && event.drawnAt === null) return 'open'
  if (hasFreePlace(event, now)) return 'open'
  return now < event.startsAt ? 'full' : 'no_place'
}

/** Whether a place is free: in the event, or in one of its shifts that is not over. */
function hasFreePlace({ free, shifts }: EventDetail, now: Instant): boolean {
  if (shifts.length === 0) return free !== 0
  return shifts.some((shift) => shift.free !== 0 && now < shift.to)
}

/** Whether a place is kept for me at this moment. */
export function hasOffer({ state, offeredUntil }: MyWaiting, now: Instant): boolean {
  return state === 'offered' && offeredUntil !== null && now < offeredUntil
}

/** My part in one word; null where I have none. */
export function partWord(mine: MyPart, now: Instant): Word | null {
  if (mine.pending) return { tone: 'gold', text: '等确认' }
  if (mine.signedOutAt !== null) return { tone: 'green', text: '已签退' }
  if (mine.signedInAt !== null) return { tone: 'green', text: '已签到' }
  switch (mine.enrollment) {
    case 'enrolled':
      return { tone: 'green', text: '已报名' }
    case 'attended':
      return { tone: 'green', text: '参加了' }
    case 'absent':
      return { tone: 'grey', text: '没到场' }
    case 'applied':
      return { tone: 'blue', text: '等抽签' }
    case 'on_leave':
      return { tone: 'grey', text: '请假了' }
    default:
      return waitingWord(mine, now)
  }
}

function waitingWord({ waiting, enrollment }: MyPart, now: Instant): Word | null {
  if (waiting && hasOffer(waiting, now)) return { tone: 'red', text: '有空位' }
  if (waiting?.state === 'waiting') return { tone: 'gold', text: waiting.position === null ? '候补中' : `候补第 ${waiting.position} 位` }
  return enrollment === 'not_drawn' ? { tone: 'grey', text: '没抽中' } : null
}

/** An event and me in one word. That it was called off, or is over, comes before what I once did about it. */
export function standingWord(
  event: Pick<EventCard, 'status' | 'startsAt' | 'endsAt' | 'free' | 'byLots'>,
  mine: MyPart,
  now: Instant,
): Word {
  const over = event.status === 'closed' || now >= event.endsAt
  if (mine.signedInAt === null) {
    if (event.status === 'cancelled') return placesWord(event, now)
    if (over) return mine.enrollment === 'enrolled' ? { tone: 'grey', text: '没签到' } : (pastWord(mine) ?? placesWord(event, now))
  }
  return partWord(mine, now) ?? placesWord(event, now)
}

/** Of what is over only what came of it is said, not that I once waited. */
function pastWord({ enrollment }: MyPart): Word | null {
  if (enrollment === 'attended') return { tone: 'green', text: '参加了' }
  if (enrollment === 'absent') return { tone: 'grey', text: '没到场' }
  return enrollment === 'on_leave' ? { tone: 'grey', text: '请假了' } : null
}
