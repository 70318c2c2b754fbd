import { presentClock } from '@cloud/presenters/clock'
import { procedure } from '../procedure'

/** The rhythms of an organization and of what is below it, the most pressing first. */
export const clocks = procedure('homes.clocks', async ({ input, now, store }) => {
  const items = (await store.clocks.below(input.orgId)).map((clock) => presentClock(clock, now))
  return { items: items.sort((one, other) => (one.dueOn < other.dueOn ? -1 : one.dueOn > other.dueOn ? 1 : 0)) }
})
