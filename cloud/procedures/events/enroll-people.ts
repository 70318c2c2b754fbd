import { AppError } from '@core/contract/errors'
import type { Served } from '@cloud/store/places'
import { procedure } from '../procedure'
import { shiftMeant } from './conditions'
import { tellServed } from '@cloud/services/messages'

/**
 * Enrolls the people of a list, as far as there are places: each hears of their own result, nobody is overbooked, and nobody who
 * waits is overtaken. Only people whom the officer's organization knows; of one stranger on the list nothing is done.
 */
export const enrollPeople = procedure('events.enrollPeople', async ({ input, actingOrgId, now, store, services }) => {
  const personIds = [...new Set(input.personIds)].sort()
  await store.people.lock(personIds)
  await store.events.lock(input.eventId)
  const event = await store.events.byId(input.eventId)
  if (!event) throw new AppError('not_found')
  // Before the lots are drawn there is no place to give away.
  if (event.status !== 'published' || (event.byLots && event.drawnAt === null)) throw new AppError('event_not_open')
  if (now >= event.startsAt) throw new AppError('event_started')
  const shift = await shiftMeant(store, event, input.shift, now)
  const strangers = await store.members.strangers(personIds, actingOrgId!, now)
  if (strangers > 0) throw new AppError('not_on_list', { n: strangers })

  const result = { enrolled: [] as string[], already: [] as string[], full: [] as string[] }
  const served: Served[] = []
  for (const personId of personIds) {
    const took = await store.places.enroll(event, personId, { source: 'officer', shift }, now)
    result[took.outcome].push(personId)
    served.push(...took.served)
  }
  await tellServed(store, services.ids, event, served, now)
  return result
})
