import { AppError } from '@core/contract/errors'
import { procedure } from '../procedure'
import { tellServed } from '@cloud/services/messages'

/** Leaves the waiting list, at any time. An offer goes to the next in line. */
export const stopWaiting = procedure('events.stopWaiting', async ({ input, person, now, store, services }) => {
  await store.people.lock([person.id])
  const event = await store.events.byId(input.eventId)
  const served = event && (await store.places.stopWaiting(event, person.id, now))
  if (!event || served === null) throw new AppError('not_waiting')
  await tellServed(store, services.ids, event, served, now)
  return {}
})
