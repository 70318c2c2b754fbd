import { AppError } from '@core/contract/errors'
import type { Instant } from '@core/contract/common'
import type { MyPartOfSession } from '@core/contract/sessions'
import { isLateToCancel, whyNotAnswer } from '@core/rules/sessions/booking'
import { tellSlotServed } from '@cloud/services/session-messages'
import type { Tables } from '@cloud/store/store'
import { procedure, type Services } from '../procedure'
import { ownPart } from './own-part'

/** Gives a booking up; its slot is offered to the first in line at once. In the last two hours it counts, unless the place is taken again. */
export const cancelBooking = procedure('sessions.cancelBooking', async ({ input, person, now, store, services }) => {
  await store.people.lock([person.id])
  return giveUp(store, services, input.sessionId, person.id, now)
})

/** Gives up the booking of a person whose row is locked. Throws not_booked, booking_begun. */
export async function giveUp(
  store: Tables,
  { ids, secrecy }: Pick<Services, 'ids' | 'secrecy'>,
  sessionId: string,
  personId: string,
  now: Instant,
): Promise<MyPartOfSession> {
  const booking = await store.slots.booking(sessionId, personId)
  const refused = whyNotAnswer(booking, now)
  if (refused) throw new AppError(refused.code, refused.params)
  const session = booking && (await store.slots.asked(sessionId, booking.slotNo))
  if (!booking || !session) throw new AppError('not_booked')
  const late = isLateToCancel(booking, session.changedAt, now)
  const served = await store.slots.cancel(session, personId, { late }, now)
  if (served === null) throw new AppError('not_booked')
  await tellSlotServed(store, ids, session, served, now)
  return ownPart(store, sessionId, personId, secrecy)
}
