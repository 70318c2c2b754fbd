import { AppError } from '@core/contract/errors'
import type { Instant } from '@core/contract/common'
import type { SessionRow } from '@cloud/store/sessions'
import type { BookingRow } from '@cloud/store/slots'
import type { Tables } from '@cloud/store/store'

/**
 * The session and the booking that an officer names. Its person is locked: what is read here does not change under the officer's hands.
 * Throws not_found.
 */
export async function loadReceived(
  store: Tables,
  { sessionId, bookingId }: { sessionId: string; bookingId: string },
  now: Instant,
): Promise<{ session: SessionRow; booking: BookingRow }> {
  const personId = await store.receptions.personOf(sessionId, bookingId)
  if (personId === null) throw new AppError('not_found')
  await store.people.lock([personId])
  const session = await store.sessions.byId(sessionId, null, now)
  const booking = await store.slots.booking(sessionId, personId)
  if (!session || !booking) throw new AppError('not_found')
  return { session, booking }
}

/** Throws where a step found the booking in another state than it leads on from: the session was cancelled at the same moment. */
export function expectTaken(taken: boolean): void {
  if (!taken) throw new AppError('booking_state_wrong')
}
