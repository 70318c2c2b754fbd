import { formatCursor, parseCursor } from '@cloud/store/events'
import { procedure } from '../procedure'

/** What waits for the caller's review: events of the organizations below that they have not published themselves. */
export const toReview = procedure('events.toReview', async ({ input, person, store }) => {
  const items = await store.events.toReview(input.orgId, person.id, parseCursor(input.after), input.limit)
  const last = items[input.limit - 1]
  return { items, next: last ? formatCursor({ at: last.startsAt, id: last.id }) : null }
})
