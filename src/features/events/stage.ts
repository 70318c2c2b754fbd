import type { Instant } from '@core/contract/common'
import type { EventCard, EventDetail, MyPart } from '@core/contract/events'
import { placesWord, type Word } from './places'

/**
 * Where I stand with an event, which decides the one thing to do:
 * open, full — not enrolled yet; enrolled — waiting for the day; sign_in, sign_out — scan now; here — signed in, and no
 * sign-out is asked; done — signed out; forgot — the time to sign out is over; missed, over, cancelled — nothing to do.
 */
export type Stage = 'open' | 'full' | 'enrolled' | 'sign_in' | 'here' | 'sign_out' | 'done' | 'forgot' | 'missed' | 'over' | 'cancelled'

/** The stage of an event for me at a moment. */
export function stageOf(event: EventDetail, now: Instant): Stage {
  const { mine } = event
  if (mine.signedInAt !== null) {
    if (mine.signedOutAt !== null) return 'done'
    if (!event.signOut) return 'here'
    return now <= event.signOutClosesAt ? 'sign_out' : 'forgot'
  }
  if (event.status === 'cancelled') return 'cancelled'
  const over = event.status === 'closed' || now >= event.endsAt
  if (mine.enrollment === 'enrolled' || mine.enrollment === 'attended' || mine.enrollment === 'absent') {
    if (over) return 'missed'
    return now >= event.signInOpensAt && now <= event.signInClosesAt ? 'sign_in' : 'enrolled'
  }
  if (over) return 'over'
  return event.free === 0 ? 'full' : 'open'
}

/** My part in one word; null where I have none. */
export function partWord(mine: MyPart): Word | null {
  if (mine.pending) return { tone: 'gold', text: '等确认' }
  if (mine.signedOutAt !== null) return { tone: 'green', text: '已签退' }
  if (mine.signedInAt !== null) return { tone: 'green', text: '已签到' }
  if (mine.enrollment === 'enrolled') return { tone: 'green', text: '已报名' }
  if (mine.enrollment === 'attended') return { tone: 'green', text: '参加了' }
  if (mine.enrollment === 'absent') return { tone: 'grey', text: '没到场' }
  return null
}

/** An event and me in one word. That it was called off, or is over, comes before what I once did about it. */
export function standingWord(event: Pick<EventCard, 'status' | 'startsAt' | 'endsAt' | 'free'>, mine: MyPart, now: Instant): Word {
  const waits = mine.signedInAt === null && mine.enrollment === 'enrolled'
  if (waits && event.status === 'cancelled') return placesWord(event, now)
  if (waits && (event.status === 'closed' || now >= event.endsAt)) return { tone: 'grey', text: '没签到' }
  return partWord(mine) ?? placesWord(event, now)
}
