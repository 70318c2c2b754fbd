import type { Instant } from '@core/contract/common'
import { AppError } from '@core/contract/errors'
import type { Ids } from '@cloud/services/ids'
import { tellOfSession } from '@cloud/services/session-messages'
import type { SessionRow } from '@cloud/store/sessions'
import { SessionChanged } from '@cloud/store/slots'
import type { Tables } from '@cloud/store/store'

/**
 * Sessions about to get another host or time, in the order of `sessionIds`; what does not exist is left out. Whoever receives there,
 * and whoever is to (`hostIds`), is locked first, then the sessions: nobody is put in two places at once meanwhile.
 */
export async function lockToChange(
  store: Tables,
  sessionIds: readonly string[],
  hostIds: readonly string[],
  now: Instant,
): Promise<SessionRow[]> {
  const before = await sessionsOf(store, sessionIds, now)
  await store.people.lock([...before.map(({ host }) => host.id), ...hostIds])
  await store.sessions.lock(sessionIds)
  const locked = await sessionsOf(store, sessionIds, now)
  const held = new Set(before.map(({ host }) => host.id).concat(hostIds))
  if (locked.some(({ host }) => !held.has(host.id))) throw new SessionChanged('the host changed meanwhile')
  return locked
}

async function sessionsOf(store: Tables, sessionIds: readonly string[], now: Instant): Promise<SessionRow[]> {
  const found: SessionRow[] = []
  for (const id of sessionIds) {
    const session = await store.sessions.byId(id, null, now)
    if (session) found.push(session)
  }
  return found
}

/** Throws session_cancelled or session_begun: then nothing of it may be changed any more. */
export function checkNotBegun(session: SessionRow, now: Instant): void {
  if (session.cancelReason !== null) throw new AppError('session_cancelled', { reason: session.cancelReason })
  if (now >= session.startsAt) throw new AppError('session_begun')
}

/** Tells those who are still expected that somebody else will receive them; who is booking at this moment as well. */
export async function tellSubstitute(store: Tables, ids: Ids, session: SessionRow, now: Instant): Promise<void> {
  await store.slots.holdAll(session.id)
  const people = (await store.slots.expected(session.id)).map(({ personId }) => personId)
  await tellOfSession(store, ids, session, people, 'session_substitute', {}, now)
}
