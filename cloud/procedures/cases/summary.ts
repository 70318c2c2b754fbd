import { ratingShares } from '@core/rules/cases/ratings'
import { dayOf, dayStart } from '@core/rules/shared/calendar'
import { procedure } from '../procedure'

/** How the answers of an organization were rated this year (UTC+8): how many, and with ten or more how. */
export const summary = procedure('cases.summary', async ({ input, now, store }) => {
  const counts = await store.cases.ratings(input.orgId, dayStart(`${dayOf(now).slice(0, 4)}-01-01`))
  return { count: counts.solved + counts.partly + counts.not, ratings: ratingShares(counts) }
})
