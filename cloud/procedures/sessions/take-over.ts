import { AppError } from '@core/contract/errors'
import { timeName } from '@cloud/services/messages'
import { sessionCard } from '@cloud/presenters/session'
import { tellOfSession } from '@cloud/services/session-messages'
import { procedure } from '../procedure'
import { lockToChange, tellSubstitute } from './change-session'
import { checkFree, checkHosts } from './rota-checks'

/**
 * Somebody else receives: the caller, with one tap, or another officer of the same organization. Whose turn it was stays on record.
 * Everybody booked is told who will receive them, and both hosts are. Also while the session runs.
 */
export const takeOver = procedure('sessions.takeOver', async ({ input, person, now, store, services: { ids } }) => {
  const hostId = input.hostId ?? person.id
  const [before] = await lockToChange(store, [input.sessionId], [hostId], now)
  if (!before) throw new AppError('not_found')
  if (before.cancelReason !== null) throw new AppError('session_cancelled', { reason: before.cancelReason })
  if (now >= before.endsAt) throw new AppError('session_over')
  await checkHosts(store, before.orgId, [hostId], now)
  if (hostId === before.host.id) return sessionCard(before)
  await checkFree(store, hostId, before, [before.id], now)

  await store.sessions.setHost(before.id, hostId, { meant: false }, now)
  const session = (await store.sessions.byId(before.id, null, now))!
  await tellSubstitute(store, ids, session, now)
  await tellOfSession(store, ids, session, [before.host.id], 'duty_changed', { what: `改由${session.host.name}接待` }, now)
  const what = `由你接待，${timeName(session.startsAt)} 在${session.homeName}`
  await tellOfSession(store, ids, session, [hostId], 'duty_changed', { what }, now)
  return sessionCard(session)
})
