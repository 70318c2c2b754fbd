import { AppError } from '@core/contract/errors'
import { procedure } from '../procedure'
import { tellServed } from '@cloud/services/messages'

/**
 * 「我要去」 or 「让给下一位」. What ran out is refused, however late the jobs are; that it ran out is kept, and the place is with
 * the next in line.
 */
export const answerOffer = procedure('events.answerOffer', async ({ input, person, now, store, services }) => {
  await store.people.lock([person.id])
  const event = await store.events.byId(input.eventId)
  if (!event) throw new AppError('no_offer')
  if (event.status === 'cancelled') throw new AppError('event_cancelled', { reason: event.cancelReason ?? '' })
  if (!input.accept) {
    const served = await store.places.stopWaiting(event, person.id, now)
    if (served === null) throw new AppError('no_offer')
    await tellServed(store, services.ids, event, served, now)
    return { eventId: event.id, enrollment: null, waiting: null }
  }
  const accepted = await store.places.acceptOffer(event, person.id, now)
  if (accepted.outcome === 'none') throw new AppError('no_offer')
  if (accepted.outcome === 'expired') throw new AppError('offer_expired')
  await tellServed(store, services.ids, event, accepted.served, now)
  return { eventId: event.id, enrollment: 'enrolled', waiting: null }
})
