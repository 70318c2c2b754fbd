import { formatCursor, parseCursor } from '@cloud/store/events'
import { procedure } from '../procedure'

/** The events of an organisation and of what is below it, for its officers. */
export const managed = procedure('events.managed', async ({ input, now, store }) => {
  const items = await store.events.managed(input.orgId, input.when, now, parseCursor(input.after), input.limit)
  const last = items[input.limit - 1]
  return { items, next: last ? formatCursor({ at: last.startsAt, id: last.id }) : null }
})
