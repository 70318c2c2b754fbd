import { AppError } from '@core/contract/errors'
import { procedure } from '../procedure'
import { hasDoor, packOf } from './pack'

/** What a phone needs to hold the door of one event without a network, the secret of its screen among it. The opening is logged. */
export const doorPack = procedure('attendance.doorPack', async (call) => {
  const { input, now, store, services } = call
  const event = await store.events.byId(input.eventId)
  if (!event || !hasDoor(event)) throw new AppError('not_found')
  return { pack: await packOf(event, call), passKeys: await services.signing.keys(store, now), now }
})
