import type { Instant } from '@core/contract/common'
import { AppError } from '@core/contract/errors'
import { dateName } from '@core/rules/shared/calendar'
import { sessionCard } from '@cloud/presenters/session'
import type { Ids } from '@cloud/services/ids'
import { timeName } from '@cloud/services/messages'
import { tellOfSession } from '@cloud/services/session-messages'
import type { SessionRow } from '@cloud/store/sessions'
import type { Tables } from '@cloud/store/store'
import { procedure } from '../procedure'
import { checkNotBegun, lockToChange, tellSubstitute } from './change-session'
import { checkFree } from './rota-checks'

/**
 * Two sessions of one organization that have not begun exchange their hosts, who then receive by right and not as substitutes.
 * Everybody booked is told who will receive them, and both hosts are.
 */
export const swap = procedure('sessions.swap', async ({ input, now, store, services: { ids } }) => {
  if (input.sessionId === input.otherId) throw new AppError('swap_wrong')
  const [one, other] = await load(store, input, now)
  await checkFree(store, one.host.id, other, [one.id, other.id], now)
  await checkFree(store, other.host.id, one, [one.id, other.id], now)
  await store.sessions.setHost(one.id, other.host.id, { meant: true }, now)
  await store.sessions.setHost(other.id, one.host.id, { meant: true }, now)
  const session = await tell(store, ids, one, other, now)
  await tell(store, ids, other, one, now)
  return sessionCard(session)
})

async function load(store: Tables, { sessionId, otherId }: { sessionId: string; otherId: string }, now: Instant) {
  const locked = await lockToChange(store, [sessionId, otherId], [], now)
  const [one, other] = [sessionId, otherId].map((id) => locked.find((session) => session.id === id))
  if (!one) throw new AppError('not_found')
  checkNotBegun(one, now)
  const fits = other && other.orgId === one.orgId && other.cancelReason === null && now < other.startsAt && other.host.id !== one.host.id
  if (!fits) throw new AppError('swap_wrong')
  return [one, other] as const
}

/** Tells those booked in `was`, and whoever received there and now receives in `becomes`. Answers `was` as it is now. */
async function tell(store: Tables, ids: Ids, was: SessionRow, becomes: SessionRow, now: Instant): Promise<SessionRow> {
  const session = (await store.sessions.byId(was.id, null, now))!
  await tellSubstitute(store, ids, session, now)
  const what = `和${becomes.host.name}对调，你改在 ${timeName(becomes.startsAt)}，${becomes.homeName}`
  await tellOfSession(store, ids, becomes, [was.host.id], 'duty_changed', { day: dateName(was.startsAt), what }, now)
  return session
}
