import { procedure } from '../procedure'

/** Who helps at the door of an event now. */
export const helpers = procedure('attendance.helpers', async ({ input, now, store }) => ({
  items: await store.helpers.of(input.eventId, now),
}))
