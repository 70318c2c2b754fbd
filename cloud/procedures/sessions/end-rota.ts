import { AppError } from '@core/contract/errors'
import { takeBackSessions } from '@cloud/services/make-sessions'
import { procedure } from '../procedure'

/** Ends a rota: no more sessions are made, and those that nobody has anything of go. The others are held or cancelled one by one. */
export const endRota = procedure('sessions.endRota', async ({ input, now, store, services }) => {
  if (!(await store.sessions.lockRota(input.orgId, input.rotaId))) throw new AppError('not_found')
  await store.sessions.endRota(input.orgId, input.rotaId, now)
  await takeBackSessions(store, services.ids, input.rotaId, { stays: () => false, what: '轮值停了，这一场不办了' }, now)
  return {}
})
