import { AppError } from '@core/contract/errors'
import { AHEAD_DAYS, EARLIEST_START, isSamePattern, patternsOf, whyNotRota, type Pattern } from '@core/rules/sessions/rota'
import { dayOf } from '@core/rules/shared/calendar'
import { addDays, isDay } from '@core/rules/shared/days'
import { makeSessions, sessionsToMake, takeBackSessions } from '@cloud/services/make-sessions'
import { procedure } from '../procedure'
import { checkFree, checkHosts, homeNameFor, presentRota } from './rota-checks'

/**
 * Writes a rota, and makes its sessions up to eight weeks ahead at once. Of a rota that is changed the sessions stay that somebody has
 * booked or an officer has changed, and those that come out the same. All of it, or nothing: a host who receives elsewhere at one of
 * the times is named.
 */
export const saveRota = procedure('sessions.saveRota', async ({ input: { orgId, rotaId, ...form }, now, store, services: { ids } }) => {
  const refused = whyNotRota(form)
  if (refused) throw new AppError(refused.code, refused.params)
  if (!isDay(form.startsOn) || form.startsOn < EARLIEST_START) throw new AppError('bad_request', { field: 'startsOn' })
  await store.people.lock(form.hostIds)
  if (rotaId !== null && !(await store.sessions.lockRota(orgId, rotaId))) throw new AppError('not_found')
  await checkHosts(store, orgId, form.hostIds, now)
  const homeName = await homeNameFor(store, orgId, form.homeId, now)

  const id = rotaId ?? ids.uuid(now)
  await store.sessions.saveRota(orgId, id, form, now)
  const patterns = patternsOf(form, dayOf(now), addDays(dayOf(now), AHEAD_DAYS))
  const stays = (session: Pattern) => patterns.some((pattern) => isSamePattern(pattern, session))
  await takeBackSessions(store, ids, id, { stays, what: '轮值表改了，看看新的安排' }, now)
  const rota = (await store.sessions.lockRota(orgId, id))!
  for (const session of await sessionsToMake(store, rota, now)) await checkFree(store, session.hostId, session, [], now)
  await makeSessions(store, ids, rota, now)
  return presentRota(store, rota, homeName)
})
