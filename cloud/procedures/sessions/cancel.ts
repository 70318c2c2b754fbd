import type { Instant } from '@core/contract/common'
import { AppError } from '@core/contract/errors'
import { tellOfSession, tellSlotServed } from '@cloud/services/session-messages'
import type { Ids } from '@cloud/services/ids'
import type { SessionRow } from '@cloud/store/sessions'
import { SessionChanged, type Matter } from '@cloud/store/slots'
import type { Tables } from '@cloud/store/store'
import { procedure } from '../procedure'
import { checkNotBegun } from './change-session'

/**
 * Cancels a session that has not begun. Everybody booked is told the reason and stands first in the line of the next session, in the
 * order in which they booked; before them whoever was to choose first in this one. Who else waited or held an offer is told as well,
 * and so is the host, unless it is they who cancel.
 */
export const cancel = procedure('sessions.cancel', async ({ input, person, now, store, services: { ids } }) => {
  const { session, next } = await load(store, input.sessionId, now)
  checkNotBegun(session, now)
  await store.slots.holdAll(session.id)
  const line = await store.slots.standing(session.id)
  const displaced = [...line.filter((one) => one.displaced), ...(await store.slots.endAll(session.id, now))]
  await store.sessions.cancel(session.id, input.reason, now)

  const tell = (people: readonly { personId: string }[], then: string) => {
    const personIds = people.map(({ personId }) => personId)
    return tellOfSession(store, ids, session, personIds, 'session_cancelled', { reason: input.reason, then }, now)
  }
  await tell(displaced, next ? '下一场优先留给你' : '有新的场次再来约')
  await tell(
    line.filter((one) => !one.displaced),
    '看看别的场次',
  )
  if (session.host.id !== person.id)
    await tellOfSession(store, ids, session, [session.host.id], 'duty_changed', { what: `这一场取消了，${input.reason}` }, now)
  if (next) await letChooseFirst(store, ids, next, displaced, now)
  return {}
})

/** The session and the next one, both locked: it is not cancelled itself while people are put in its line. */
async function load(store: Tables, sessionId: string, now: Instant): Promise<{ session: SessionRow; next: SessionRow | null }> {
  const before = await store.sessions.byId(sessionId, null, now)
  const nextId = before && (await store.sessions.nextFor(before, now))
  await store.sessions.lock([sessionId, ...(nextId ? [nextId] : [])])
  const session = await store.sessions.byId(sessionId, null, now)
  if (!session) throw new AppError('not_found')
  if ((await store.sessions.nextFor(session, now)) !== nextId) throw new SessionChanged('another session is the next one')
  return { session, next: nextId ? await store.sessions.byId(nextId, null, now) : null }
}

async function letChooseFirst(
  store: Tables,
  ids: Ids,
  next: SessionRow,
  displaced: readonly { personId: string; matter: Matter }[],
  now: Instant,
): Promise<void> {
  if (displaced.length === 0) return
  // Who is taking a place there at this moment is waited for: nobody is offered a second one.
  await store.slots.holdAll(next.id)
  const nonces = displaced.map(() => ids.secret(16))
  await tellSlotServed(store, ids, next, await store.slots.displace(next.id, displaced, nonces, now), now)
}
