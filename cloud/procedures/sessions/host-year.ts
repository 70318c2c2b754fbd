import { dayStart } from '@core/rules/shared/calendar'
import { dutyCard } from '@cloud/presenters/session'
import { procedure } from '../procedure'

const MOST_NEXT = 20

/** What the caller has done as a host in a year (UTC+8), counted from the receptions themselves, and their next duties. */
export const hostYear = procedure('sessions.hostYear', async ({ input: { year }, person, now, store }) => {
  const span = { from: dayStart(`${year}-01-01`), until: dayStart(`${year + 1}-01-01`) }
  const done = await store.receptions.hosted(person.id, span, now)
  const next = await store.sessions.dutiesOf(person.id, now, MOST_NEXT)
  return { year, ...done, next: next.map(dutyCard) }
})
