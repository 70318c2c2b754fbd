import { AHEAD_DAYS } from '@core/rules/sessions/rota'
import { dayOf } from '@core/rules/shared/calendar'
import { addDays } from '@core/rules/shared/days'
import { publicHolidayOn } from '@core/rules/shared/working-days'
import { makeSessions, takeBackSessions } from '../services/make-sessions'
import type { JobParts } from './parts'

const MOST = 100

/**
 * Makes the sessions of all rotas eight weeks ahead, day by day as they come. Those on days that have become known as public holidays
 * since, and that nobody has booked, go.
 */
export async function makeAllSessions({ store, ids, now }: JobParts): Promise<void> {
  const until = addDays(dayOf(now), AHEAD_DAYS)
  for (const { orgId, id, hostIds } of await store.sessions.rotasToMake(until, MOST)) {
    await store.transaction(async (tx) => {
      await tx.people.lock(hostIds)
      const rota = await tx.sessions.lockRota(orgId, id)
      // Given other hosts meanwhile, who are not locked: whoever did that has made its sessions as well.
      if (!rota || rota.hostIds.some((hostId) => !hostIds.includes(hostId))) return
      const stays = ({ day }: { day: string }) => publicHolidayOn(day) === null
      await takeBackSessions(tx, ids, id, { stays, what: '放假，这一场不办了' }, now)
      await makeSessions(tx, ids, rota, now)
    })
  }
}
