import { AppError } from '@core/contract/errors'
import { procedure } from '../procedure'
import { eventToEnroll, shiftMeant } from './conditions'
import { tellServed } from '@cloud/services/messages'

/**
 * Enrolls the caller; the write itself says 「满」. Who is enrolled already stays so. Where places are drawn by lot, and the lots
 * are not drawn yet, it is an application.
 */
export const enroll = procedure(
  'events.enroll',
  async ({ input, person, now, store, services }) => {
    await store.people.lock([person.id])
    const event = await eventToEnroll(store, input.eventId, person.id, now)
    const shift = event.hasShifts || input.shift !== null ? await shiftMeant(store, event, input.shift, now) : null
    if (event.byLots && event.drawnAt === null) {
      await store.places.apply(event.id, person.id, now)
      return { eventId: event.id, state: 'applied', at: now, shift: null }
    }
    const enrolled = await store.places.enroll(event, person.id, { source: 'app', shift }, now)
    await tellServed(store, services.ids, event, enrolled.served, now)
    if (enrolled.outcome === 'full') throw new AppError('event_full')
    return { eventId: event.id, state: enrolled.state, at: enrolled.at, shift: enrolled.shift }
  },
  {
    // A rush stands in line before its transactions, and most of it is told 「满」 without one.
    around: ({ input, person, now, services }, transaction) =>
      input.shift === null ? services.inTurn.enroll({ eventId: input.eventId, personId: person.id, at: now }, transaction) : transaction(),
  },
)
