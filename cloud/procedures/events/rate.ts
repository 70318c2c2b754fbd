import { AppError } from '@core/contract/errors'
import { whyNotRate } from '@core/rules/events/rating'
import { procedure } from '../procedure'

/** Keeps what somebody who came says of an event; said again, it replaces what they said before. */
export const rate = procedure('events.rate', async ({ input, person, now, store }) => {
  const [event, attendance] = await Promise.all([
    store.events.byId(input.eventId),
    store.attendance.of({ eventId: input.eventId, personId: person.id }),
  ])
  if (!event) throw new AppError('not_attended')
  const refusal = whyNotRate(event, attendance !== null, now)
  if (refusal) throw new AppError(refusal)
  await store.afterwards.rate(event.id, person.id, input, now)
  return {}
})
