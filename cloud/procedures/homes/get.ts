import { AppError } from '@core/contract/errors'
import type { Instant } from '@core/contract/common'
import type { Resident } from '@core/contract/homes'
import { standingOf } from '@core/rules/homes/standing'
import { dayOf } from '@core/rules/shared/calendar'
import { addDays } from '@core/rules/shared/days'
import type { Tables } from '@cloud/store/store'
import { procedure } from '../procedure'

const NEXT = 10
const NEXT_OF_RESIDENT = 3
/** Today is the last of them. */
const VISIT_DAYS = 30

/** The page of a home: what comes next, who lives here, how it was, and how many come by. */
export const get = procedure('homes.get', async ({ input, person, now, store }) => {
  const home = input.homeId ? await store.homes.byId(input.homeId) : await store.homes.byCode(input.code ?? '')
  if (!home) throw new AppError('not_found')
  const today = dayOf(now)
  const caller = person?.consented ? person : null
  const [next, residents, lastShowcase, visits, steps, acting] = await Promise.all([
    store.events.list({ homeId: home.id }, now, null, NEXT),
    residentsOf(store, home.id, now),
    store.homes.lastShowcase(home.id),
    store.homes.visits(home.id, addDays(today, 1 - VISIT_DAYS), caller?.id ?? null, today),
    store.homes.steps([home.id]),
    caller ? store.people.actingOrg(caller.id, 'officer', { homeId: home.id }, now) : null,
  ])
  return {
    ...home,
    standing: standingOf(steps.map((step) => step.step)),
    next,
    residents,
    lastShowcase,
    ...visits,
    mayManage: acting !== null,
  }
})

/** Who lives in a home, each with their own next events there. */
async function residentsOf(store: Tables, homeId: string, now: Instant): Promise<Resident[]> {
  const residents = await store.residents.of(homeId)
  const orgIds = residents.flatMap((resident) => resident.orgId ?? [])
  const next = await store.residents.nextEvents(homeId, orgIds, now, NEXT_OF_RESIDENT)
  const cards = await Promise.all(next.map(async ({ orgId, eventId }) => ({ orgId, card: await store.events.card(eventId) })))
  return residents.map((resident) => ({
    ...resident,
    next: cards.filter((each) => each.orgId === resident.orgId).map((each) => each.card),
  }))
}
