import { AppError } from '@core/contract/errors'
import { procedure } from '../procedure'

/** Ends a rhythm. What was done is kept. */
export const endClock = procedure('homes.endClock', async ({ input, now, store }) => {
  if (!(await store.clocks.end(input.orgId, input.clockId, now))) throw new AppError('not_found')
  return {}
})
