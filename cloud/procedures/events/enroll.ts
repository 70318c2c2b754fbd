import { AppError } from '@core/contract/errors'
import { procedure } from '../procedure'

/** Enrolls the caller; the write itself says 「满」. Who is enrolled already stays enrolled. */
export const enroll = procedure('events.enroll', async ({ input, person, now, store }) => {
  const event = await store.events.byId(input.eventId)
  if (!event || event.status === 'draft' || event.status === 'in_review') throw new AppError('not_found')
  if (event.status === 'cancelled') throw new AppError('event_cancelled', { reason: event.cancelReason ?? '' })
  if (event.status === 'closed' || now >= event.endsAt) throw new AppError('enrollment_closed')
  const enrolled = await store.events.enroll(event, person.id, 'app', now)
  if (enrolled.outcome === 'full') throw new AppError('event_full')
  return { eventId: event.id, state: enrolled.state, at: enrolled.at }
})
