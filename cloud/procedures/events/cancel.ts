import { AppError } from '@core/contract/errors'
import { procedure } from '../procedure'
import { tellOf } from '@cloud/services/messages'

/**
 * Cancels an event, also one that nobody has seen yet; on request the later ones of its series as well. Everybody who counts on
 * it is told the reason, and its line ends.
 */
export const cancel = procedure('events.cancel', async ({ input, now, store, services }) => {
  const event = await store.events.byId(input.eventId)
  if (!event) throw new AppError('not_found')
  const later = input.andLater && event.seriesId ? await store.events.laterOfSeries(event.seriesId, event.startsAt) : []
  await store.events.lockAll([event.id, ...later])
  const cancelled = await store.events.cancel([event.id, ...later], input.reason)
  if (!cancelled.some(({ id }) => id === event.id)) throw new AppError('event_not_open')
  for (const gone of cancelled.sort((one, other) => (one.id < other.id ? -1 : 1))) {
    await store.places.holdAll(gone.id)
    const people = [...new Set((await store.events.involved(gone.id)).map(({ personId }) => personId))]
    await store.places.endLine(gone.id)
    await tellOf(store, services.ids, gone, people, 'event_cancelled', { reason: input.reason }, now)
  }
  return {}
})
