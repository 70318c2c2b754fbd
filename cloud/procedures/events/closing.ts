import { AppError } from '@core/contract/errors'
import { procedure } from '../procedure'
import { presentClosing } from './closing-plan'

/** What closing would post, who has no sign-out, what is delayed. Changes nothing. */
export const closing = procedure('events.closing', async ({ input, person, now, store }) => {
  const event = await store.events.byId(input.eventId)
  if (!event) throw new AppError('not_found')
  return presentClosing(store, event, person.id, now)
})
