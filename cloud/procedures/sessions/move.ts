import type { Instant } from '@core/contract/common'
import { AppError } from '@core/contract/errors'
import { whatMoved, type Meeting } from '@core/rules/sessions/rota'
import { sessionCard } from '@cloud/presenters/session'
import type { Ids } from '@cloud/services/ids'
import { timeName } from '@cloud/services/messages'
import { tellOfSession } from '@cloud/services/session-messages'
import type { SessionRow } from '@cloud/store/sessions'
import type { Tables } from '@cloud/store/store'
import { procedure } from '../procedure'
import { checkNotBegun, lockToChange } from './change-session'
import { checkFree, homeNameFor } from './rota-checks'

/**
 * Moves one session that has not begun to another time or home: its slots, bookings and line go along, and the rest of the rota
 * stays. Everybody who counts on it is told, and reminded anew.
 */
export const move = procedure('sessions.move', async ({ input, now, store, services: { ids } }) => {
  const [before] = await lockToChange(store, [input.sessionId], [], now)
  if (!before) throw new AppError('not_found')
  checkNotBegun(before, now)
  if (input.startsAt <= now) throw new AppError('invalid_time')
  const homeName = input.homeId === before.homeId ? before.homeName : await homeNameFor(store, before.orgId, input.homeId, now)
  const by = input.startsAt - before.startsAt
  const after: Meeting = { ...shifted(before, by), homeId: input.homeId, homeName }
  if (whatMoved(before, after) === null) return sessionCard(before)
  await checkFree(store, before.host.id, after, [before.id], now)

  await store.slots.holdAll(before.id)
  await tell(store, ids, before, after, input.reason, now)
  await store.sessions.move(before.id, after, now)
  await store.slots.shiftAll(before.id, by)
  return sessionCard((await store.sessions.byId(before.id, null, now))!)
})

function shifted({ startsAt, endsAt }: { startsAt: Instant; endsAt: Instant }, by: number): { startsAt: Instant; endsAt: Instant } {
  return { startsAt: startsAt + by, endsAt: endsAt + by }
}

/** Those booked hear of their own slot; those who wait or are offered one, and the host, of the session. */
async function tell(store: Tables, ids: Ids, before: SessionRow, after: Meeting, reason: string, now: Instant): Promise<void> {
  const by = after.startsAt - before.startsAt
  const saying = (was: { startsAt: Instant; endsAt: Instant }) =>
    `${whatMoved({ ...before, ...was }, { ...after, ...shifted(was, by) })}（${reason}）`
  for (const slot of await store.slots.expected(before.id)) {
    const was = { startsAt: slot.startsAt, endsAt: slot.endsAt }
    await tellOfSession(store, ids, before, [slot.personId], 'session_moved', { was: timeName(slot.startsAt), what: saying(was) }, now)
  }
  const what = saying({ startsAt: before.startsAt, endsAt: before.endsAt })
  const line = (await store.slots.standing(before.id)).map(({ personId }) => personId)
  await tellOfSession(store, ids, before, line, 'session_moved', { was: timeName(before.startsAt), what }, now)
  await tellOfSession(store, ids, before, [before.host.id], 'duty_changed', { what }, now)
}
