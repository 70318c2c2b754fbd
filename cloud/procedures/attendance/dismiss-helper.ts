import { procedure } from '../procedure'

/** Ends what a helper may do at an event, from now on. What they recorded stays. */
export const dismissHelper = procedure('attendance.dismissHelper', async ({ input, now, store }) => {
  await store.helpers.dismiss(input.eventId, input.personId, now)
  return { items: await store.helpers.of(input.eventId, now) }
})
