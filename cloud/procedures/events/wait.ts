import { AppError } from '@core/contract/errors'
import { BEHIND_MS } from '@core/rules/events/waiting'
import { procedure } from '../procedure'
import { eventToEnroll, shiftMeant } from './conditions'
import { tellServed } from '@cloud/services/messages'

/**
 * Joins the waiting list, 「有位自动报上」 or 「先问我」; where a place is free after all, it is the caller's at once. Who waits
 * already keeps their rank.
 */
export const wait = procedure('events.wait', async ({ input, person, now, nonce, store, services }) => {
  await store.people.lock([person.id])
  const event = await eventToEnroll(store, input.eventId, person.id, now)
  const shift = event.hasShifts || input.shift !== null ? await shiftMeant(store, event, input.shift, now) : null
  if (now >= event.startsAt) throw new AppError('event_started')
  const { enrollment } = await store.places.holding(event.id, person.id)
  const drawing = event.byLots && event.drawnAt === null
  if (drawing || enrollment === 'enrolled' || enrollment === 'attended') throw new AppError('waiting_not_needed')
  if (event.places === null) {
    const enrolled = await store.places.enroll(event, person.id, { source: 'app', shift }, now)
    return { eventId: event.id, enrollment: enrolled.outcome === 'full' ? null : enrolled.state, waiting: null }
  }
  const behind = (await store.people.missedAt(person.id, now - BEHIND_MS)) !== null
  const waited = await store.places.wait(event, person.id, { shift, mode: input.mode, priority: behind ? 1 : 0, nonce }, now)
  await tellServed(store, services.ids, event, waited.served, now)
  if (waited.outcome === 'enrolled') return { eventId: event.id, enrollment: 'enrolled', waiting: null }
  return { eventId: event.id, enrollment: null, waiting: await store.places.waitingOf(event.id, person.id) }
})
