import { AppError } from '@core/contract/errors'
import { procedure } from '../procedure'
import { leaveEvent } from './leave'

/** The answer to the question of the day before: 「来」 is kept for the door list, 「不来了」 gives the place to the next. */
export const coming = procedure('events.coming', async ({ input, person, now, store, services }) => {
  await store.people.lock([person.id])
  if (!input.coming) return leaveEvent(store, services.ids, { eventId: input.eventId, reason: '不来了' }, person.id, now)
  const event = await store.events.byId(input.eventId)
  if (!event) throw new AppError('not_enrolled')
  if (event.status !== 'published') throw new AppError('event_not_open')
  if (now >= event.startsAt) throw new AppError('event_started')
  const said = await store.places.sayComing(event.id, person.id, now)
  if (!said) throw new AppError('not_enrolled')
  return { eventId: event.id, state: 'enrolled', at: now, shift: said.shift }
})
