import { formatCursor, parseCursor } from '@cloud/store/events'
import { procedure } from '../procedure'

/** Events by home, category and day, soonest first. */
export const list = procedure('events.list', async ({ input, now, store }) => {
  const items = await store.events.list(input, now, parseCursor(input.after), input.limit)
  const last = items[input.limit - 1]
  return { items, next: last ? formatCursor({ at: last.startsAt, id: last.id }) : null }
})
