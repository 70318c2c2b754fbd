import type { PlannedSession } from '@core/contract/sessions'
import { AHEAD_DAYS, turnsOf, unknownYearBetween } from '@core/rules/sessions/rota'
import { dayOf, dayStart } from '@core/rules/shared/calendar'
import { addDays } from '@core/rules/shared/days'
import { isMakeUpDay } from '@core/rules/shared/working-days'
import { dutyCard } from '@cloud/presenters/session'
import type { SessionRow } from '@cloud/store/sessions'
import { procedure } from '../procedure'

/** The sessions of an organization and of those below it, from this morning to eight weeks ahead, and the holidays between. */
export const plan = procedure('sessions.plan', async ({ input, now, store }) => {
  const [today, last] = [dayOf(now), addDays(dayOf(now), AHEAD_DAYS)]
  const sessions = await store.sessions.planned(input.orgId, dayStart(today), dayStart(addDays(last, 1)), now)
  const rotas = await store.sessions.rotas(input.orgId)
  return {
    items: sessions.map(present),
    skipped: rotas.flatMap((rota) =>
      turnsOf(rota, today, last).flatMap(({ day, holiday }) =>
        holiday === null || isHeld(sessions, rota.id, day) ? [] : [{ rotaId: rota.id, day, holiday }],
      ),
    ),
    unknownYear: unknownYearBetween(today, last),
  }
})

/** Whether a session of a rota stands on a day: one that was booked before the day became a holiday. */
function isHeld(sessions: readonly SessionRow[], rotaId: string, day: string): boolean {
  return sessions.some((session) => session.rotaId === rotaId && session.cancelReason === null && dayOf(session.startsAt) === day)
}

function present(session: SessionRow): PlannedSession {
  return {
    ...dutyCard(session),
    rotaId: session.rotaId,
    bookedCount: session.bookedCount,
    byHand: session.byHand,
    makeUpDay: isMakeUpDay(dayOf(session.startsAt)),
  }
}
