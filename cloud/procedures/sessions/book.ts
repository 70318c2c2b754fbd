import { AppError } from '@core/contract/errors'
import { whyNotBook } from '@core/rules/sessions/booking'
import { tellSlotServed } from '@cloud/services/session-messages'
import { procedure } from '../procedure'
import { ownPart, sealed, standingOf } from './own-part'

/**
 * Books a slot; the write itself says 「满」. Who has a booking of the session changes it, and keeps what they had where the new slot
 * is full. The slot that is left goes to the first in line.
 */
export const book = procedure(
  'sessions.book',
  async ({ input, person, now, store, services }) => {
    await store.people.lock([person.id])
    const session = await store.slots.asked(input.sessionId, input.slotNo)
    if (!session) throw new AppError('not_found')
    const own = await store.slots.booking(session.id, person.id)
    const asked = { session, slotNo: input.slotNo, slot: session.slot }
    const refused = whyNotBook(asked, own, await standingOf(store, person.id, session.id, now), now)
    if (refused) throw new AppError(refused.code, refused.params)
    const taking = { slotNo: input.slotNo, id: services.ids.uuid(now), matter: sealed(input, services.secrecy) }
    const booked = await store.slots.book(session, person.id, taking, now)
    if (booked.outcome === 'full') throw new AppError('session_full')
    // What the line held for the caller is taken by what they do here.
    const others = booked.served.filter(({ personId }) => personId !== person.id)
    await tellSlotServed(store, services.ids, session, others, now)
    return ownPart(store, session.id, person.id, services.secrecy)
  },
  {
    // A rush stands in line before its transactions, and most of it is told 「约满了」 without one.
    around: ({ input: { sessionId, slotNo }, person, now, services }, transaction) =>
      services.inTurn.book({ sessionId, slotNo, personId: person.id, at: now }, transaction),
  },
)
