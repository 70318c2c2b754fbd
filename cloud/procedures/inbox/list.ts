import { messageSentence } from '@core/contract/inbox-wording'
import { openParams } from '@cloud/services/case-messages'
import { formatCursor, parseCursor } from '@cloud/store/events'
import { procedure } from '../procedure'

/** The caller's messages, the newest first, and how many are unread. */
export const list = procedure('inbox.list', async ({ input, person, store, services }) => {
  const [rows, unreadCount] = await Promise.all([
    store.inbox.list(person.id, parseCursor(input.after), input.limit),
    store.inbox.unreadCount(person.id),
  ])
  const last = rows[input.limit - 1]
  return {
    items: rows.map((row) => ({
      id: row.id,
      kind: row.kind,
      text: messageSentence(row.kind, openParams(row.kind, row.params, services.secrecy)),
      eventId: row.eventId,
      homeId: row.homeId,
      sessionId: row.sessionId,
      caseId: row.caseId,
      at: row.at,
      read: row.readAt !== null,
    })),
    next: last ? formatCursor({ at: last.at, id: last.id }) : null,
    unreadCount,
  }
})
