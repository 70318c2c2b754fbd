import { AppError } from '@core/contract/errors'
import { whyNotThem } from '@core/rules/sessions/booking'
import { tellSlotServed } from '@cloud/services/session-messages'
import { procedure } from '../procedure'
import { ownPart, standingOf } from './own-part'

/**
 * 「我要去」 or 「让给下一位」. Taking it is booking: whoever has two bookings, or one at that time, is told so and keeps the offer until
 * it runs out. What ran out is refused, however late the jobs are.
 */
export const answerOffer = procedure('sessions.answerOffer', async ({ input, person, now, store, services }) => {
  await store.people.lock([person.id])
  const offer = await store.slots.waitingOf(input.sessionId, person.id)
  const session = offer && (await store.slots.asked(input.sessionId, offer.slotNo))
  if (!session) throw new AppError('no_offer')
  if (session.cancelReason !== null) throw new AppError('session_cancelled', { reason: session.cancelReason })
  if (!input.accept) {
    const served = offer.state === 'offered' ? await store.slots.stopWaiting(session.id, person.id, now) : null
    if (served === null) throw new AppError(offer.state === 'expired' ? 'offer_expired' : 'no_offer')
    await tellSlotServed(store, services.ids, session, served, now)
    return ownPart(store, session.id, person.id, services.secrecy)
  }
  if (session.slot && offer.offeredUntil! > now) {
    const refused = whyNotThem(await standingOf(store, person.id, session.id, now), session.slot, now)
    if (refused) throw new AppError(refused.code, refused.params)
  }
  const accepted = await store.slots.acceptOffer(session, person.id, services.ids.uuid(now), now)
  if (accepted.outcome === 'none') throw new AppError('no_offer')
  if (accepted.outcome === 'expired') throw new AppError('offer_expired')
  await tellSlotServed(store, services.ids, session, accepted.served, now)
  return ownPart(store, session.id, person.id, services.secrecy)
})
