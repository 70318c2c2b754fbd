import { dateName } from '@core/rules/shared/calendar'
import { MISSES_MATTER_MS, SETTLE_AFTER_MS } from '@core/rules/sessions/booking'
import { pausedBy } from '@core/rules/sessions/reception'
import { tellOfSession } from '../services/session-messages'
import type { JobParts } from './parts'

const MOST = 100

/**
 * Half an hour after a session writes down, once, who did not come and who cancelled late with nobody taking the place. Each is told,
 * and who is paused by it is told until when.
 */
export async function settleSessions({ store, ids, now }: JobParts): Promise<void> {
  const endedBefore = now - SETTLE_AFTER_MS
  for (const sessionId of await store.receptions.toSettle(endedBefore, MOST)) {
    await store.transaction(async (tx) => {
      // Their misses decide on pauses: nobody misses two sessions, or is excused, at the same moment.
      await tx.people.lock(await tx.receptions.awaited(sessionId))
      if (!(await tx.receptions.markSettled(sessionId, endedBefore, now))) return
      const session = await tx.sessions.byId(sessionId, null, now)
      if (!session) return
      for (const { personId, at } of await tx.receptions.settle(sessionId)) {
        await tellOfSession(tx, ids, session, [personId], 'session_missed', {}, now)
        const misses = await tx.slots.missesOf(personId, now - MISSES_MATTER_MS)
        const until = pausedBy(at, misses, now)
        if (until !== null) await tellOfSession(tx, ids, session, [personId], 'session_paused', { date: dateName(until) }, now)
      }
    })
  }
}
