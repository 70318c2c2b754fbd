import type { Instant } from '@core/contract/common'
import { dayOf } from '@core/rules/shared/calendar'
import { addMonths } from '@core/rules/shared/days'
import { isYearKnown } from '@core/rules/shared/working-days'
import { presentClock } from '@cloud/presenters/clock'
import { procedure } from '../procedure'

const SHOWN = 10

/** What waits for an officer, what goes on now, and what comes next. Reviewing is for secretaries. */
export const workbench = procedure('reports.workbench', async ({ input, person, now, store }) => {
  const { orgId } = input
  const [orgName, toDos, toDecide, objections, secretary, clocks, running, toClose, coming] = await Promise.all([
    store.people.nameOfOrg(orgId),
    store.events.toDos(orgId, now),
    store.reports.toDecide(orgId),
    store.reports.openObjections(orgId, SHOWN),
    store.people.actingOrg(person.id, 'secretary', { orgId }, now),
    store.clocks.below(orgId),
    store.events.managed(orgId, 'now', now, null, SHOWN),
    store.events.managed(orgId, 'to_close', now, null, SHOWN),
    store.events.managed(orgId, 'coming', now, null, SHOWN),
  ])
  const pressing = clocks.map((clock) => presentClock(clock, now)).filter((clock) => clock.state !== 'fine')
  return {
    orgName,
    ...toDos,
    reviewCount: secretary === null ? 0 : toDecide.reviewCount,
    objectionCount: toDecide.objectionCount,
    objections,
    clocks: pressing.sort((one, other) => (one.dueOn < other.dueOn ? -1 : one.dueOn > other.dueOn ? 1 : 0)),
    unknownYear: unknownYear(now),
    running,
    toClose,
    coming,
  }
})

/** The year of this day, or of the same one next month, whose public holidays are not known; null: both are. */
function unknownYear(now: Instant): number | null {
  const years = [dayOf(now), addMonths(dayOf(now), 1)].map((day) => Number(day.slice(0, 4)))
  return years.find((year) => !isYearKnown(year)) ?? null
}
