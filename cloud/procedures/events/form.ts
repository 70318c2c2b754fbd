import { AppError } from '@core/contract/errors'
import { procedure } from '../procedure'
import { formOf } from './form-of'

/** An event as its form, for changing it or for a copy. */
export const form = procedure('events.form', async ({ input, store }) => {
  const event = await store.events.byId(input.eventId)
  if (!event) throw new AppError('not_found')
  const home = await store.homes.byId(event.homeId)
  return {
    ...formOf(event, await store.events.shifts(event.id), home?.orgId ?? null),
    takenCount: await store.places.takenCount(event),
    status: event.status,
    reviewNote: event.reviewNote,
  }
})
