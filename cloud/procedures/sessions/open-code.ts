import { AppError } from '@core/contract/errors'
import { procedure } from '../procedure'

/** Gives the phone of whoever receives the secret of the session, for the code that turns there. The opening is logged. */
export const openCode = procedure('sessions.openCode', async ({ input, now, store, services }) => {
  const session = await store.sessions.byId(input.sessionId, null, now)
  if (!session) throw new AppError('not_found')
  if (session.cancelReason !== null) throw new AppError('session_cancelled', { reason: session.cancelReason })
  const { id, code, secret, startsAt, endsAt } = session
  return { sessionId: id, code, secret, startsAt, endsAt, publicUrl: services.publicUrl, now }
})
