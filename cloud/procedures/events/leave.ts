import { AppError } from '@core/contract/errors'
import { procedure } from '../procedure'

/** Gives up one's enrollment before signing in; the place is free for the next at once. */
export const leave = procedure('events.leave', async ({ input, person, now, store }) => {
  const event = await store.events.byId(input.eventId)
  if (!event) throw new AppError('not_enrolled')
  if (event.status !== 'published' || now >= event.endsAt) throw new AppError('event_not_open')
  const left = await store.events.leave(event.id, person.id, now)
  if (!left) {
    const attendance = await store.attendance.of({ eventId: event.id, personId: person.id })
    throw new AppError(attendance ? 'already_signed_in' : 'not_enrolled')
  }
  return { eventId: event.id, state: 'left', at: now }
})
