import { AppError } from '@core/contract/errors'
import { tellSlotServed } from '@cloud/services/session-messages'
import { procedure } from '../procedure'
import { ownPart } from './own-part'

/** Leaves the line of a session, at any time. An offer goes to the next. */
export const stopWaiting = procedure('sessions.stopWaiting', async ({ input, person, now, store, services }) => {
  await store.people.lock([person.id])
  const session = await store.slots.asked(input.sessionId, null)
  const served = session && (await store.slots.stopWaiting(session.id, person.id, now))
  if (!session || served === null) throw new AppError('not_waiting')
  await tellSlotServed(store, services.ids, session, served, now)
  return ownPart(store, session.id, person.id, services.secrecy)
})
