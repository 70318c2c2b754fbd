import { dueOf } from '@core/rules/cases/due'
import { caseCard } from '@cloud/presenters/case'
import { formatCursor, parseCursor } from '@cloud/store/events'
import { procedure } from '../procedure'

/** The cases of an organization for its own officers, and how many wait. Not their own, nor any that is kept from them. */
export const list = procedure('cases.list', async ({ input, person, now, store, services }) => {
  const reader = { personId: person.id, orgIds: await store.cases.officeOf(person.id, now) }
  const page = { which: input.which, after: parseCursor(input.after), limit: input.limit }
  const [rows, counts] = await Promise.all([
    store.cases.ofOrg(input.orgId, reader, page, now),
    store.cases.counts(input.orgId, reader, now),
  ])
  const last = rows[input.limit - 1]
  const byDue = input.which !== 'done' && input.which !== 'joint'
  return {
    items: rows.map((row) => caseCard(row, services.secrecy, now)),
    next: last ? formatCursor({ at: (byDue ? dueOf(last.state, last) : null) ?? last.submittedAt, id: last.id }) : null,
    counts,
  }
})
