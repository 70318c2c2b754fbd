import { AppError } from '@core/contract/errors'
import { whyNotWait } from '@core/rules/sessions/booking'
import { tellSlotServed } from '@cloud/services/session-messages'
import { procedure } from '../procedure'
import { ownPart, sealed, standingOf } from './own-part'

/** Joins the line of a session: whichever slot is freed is offered, with its time. Who waits already keeps their rank. */
export const wait = procedure('sessions.wait', async ({ input, person, now, nonce, store, services }) => {
  await store.people.lock([person.id])
  const session = await store.slots.asked(input.sessionId, null)
  if (!session) throw new AppError('not_found')
  const refused = whyNotWait(session, await standingOf(store, person.id, session.id, now), now)
  if (refused) throw new AppError(refused.code, refused.params)
  const waited = await store.slots.wait(session, person.id, sealed(input, services.secrecy), nonce, now)
  if (waited.outcome === 'booked') throw new AppError('already_booked')
  if (waited.outcome === 'free') throw new AppError('slot_free')
  await tellSlotServed(store, services.ids, session, waited.served, now)
  return ownPart(store, session.id, person.id, services.secrecy)
})
