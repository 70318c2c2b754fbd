import { formatCursor, parseCursor } from '@cloud/store/events'
import { procedure } from '../procedure'

/** The caller's own events, those to come or those that were. */
export const mine = procedure('events.mine', async ({ input, person, now, store }) => {
  const items = await store.events.mine(person.id, input.when, now, parseCursor(input.after), input.limit)
  const last = items[input.limit - 1]
  return { items, next: last ? formatCursor({ at: last.event.startsAt, id: last.event.id }) : null }
})
