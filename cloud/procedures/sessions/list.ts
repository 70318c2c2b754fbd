import { sessionCard } from '@cloud/presenters/session'
import { formatCursor, parseCursor } from '@cloud/store/events'
import { procedure } from '../procedure'

/** The sessions that are not over, the soonest first: all, or those of one home. */
export const list = procedure('sessions.list', async ({ input, person, now, store }) => {
  const asked = { homeId: input.homeId ?? null, personId: person?.id ?? null }
  const rows = await store.sessions.coming(asked, now, parseCursor(input.after), input.limit)
  const last = rows[input.limit - 1]
  return { items: rows.map(sessionCard), next: last ? formatCursor({ at: last.startsAt, id: last.id }) : null }
})
