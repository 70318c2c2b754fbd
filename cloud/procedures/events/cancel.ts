import { AppError } from '@core/contract/errors'
import { procedure } from '../procedure'

/** Cancels a published event; whoever scans or opens it reads the reason. */
export const cancel = procedure('events.cancel', async ({ input, store }) => {
  const cancelled = await store.events.cancel(input.eventId, input.reason)
  if (!cancelled) throw new AppError('event_not_open')
  return {}
})
