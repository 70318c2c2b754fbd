import type { Instant } from '@core/contract/common'
import type { MyPartOfSession, Topic } from '@core/contract/sessions'
import { MISSES_MATTER_MS, type OwnBooking } from '@core/rules/sessions/booking'
import { myBooking, myWaiting } from '@cloud/presenters/session'
import type { Secrecy } from '@cloud/services/secrecy'
import type { Matter } from '@cloud/store/slots'
import type { Tables } from '@cloud/store/store'

/** What decides whether a person may book: their bookings of other sessions, and when they did not come. */
export async function standingOf(
  store: Tables,
  personId: string,
  sessionId: string,
  now: Instant,
): Promise<{ others: OwnBooking[]; misses: Instant[] }> {
  const [others, misses] = await Promise.all([
    store.slots.othersOf(personId, sessionId, now),
    store.slots.missesOf(personId, now - MISSES_MATTER_MS),
  ])
  return { others, misses }
}

/** What somebody comes with, the question sealed. */
export function sealed({ topic, question, anonymous }: { topic: Topic; question: string; anonymous: boolean }, secrecy: Secrecy): Matter {
  return { topic, questionEnc: secrecy.seal(question), anonymous }
}

/** A person's booking of a session and their place in its line, as they see them. */
export async function ownPart(store: Tables, sessionId: string, personId: string, secrecy: Secrecy): Promise<MyPartOfSession> {
  const [booking, waiting] = await Promise.all([store.slots.booking(sessionId, personId), store.slots.waitingOf(sessionId, personId)])
  return { booking: booking && myBooking(booking, secrecy), waiting: waiting && myWaiting(waiting, secrecy) }
}
