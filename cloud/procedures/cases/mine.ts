import { caseCard } from '@cloud/presenters/case'
import { formatCursor, parseCursor } from '@cloud/store/events'
import { procedure } from '../procedure'

/** The caller's own cases: those that wait for something, or those that were answered or returned. */
export const mine = procedure('cases.mine', async ({ input, person, now, store, services }) => {
  const rows = await store.cases.mine(person.id, input.when, parseCursor(input.after), input.limit)
  const last = rows[input.limit - 1]
  return {
    items: rows.map((row) => caseCard(row, services.secrecy, now)),
    next: last ? formatCursor({ at: last.submittedAt, id: last.id }) : null,
  }
})
