import { AppError } from '@core/contract/errors'
import { receptionLine } from '@cloud/presenters/reception'
import { sessionCard } from '@cloud/presenters/session'
import { procedure } from '../procedure'

/** The list of whoever receives: who, when, with what, and what they came with before. Who looked is written down. */
export const reception = procedure('sessions.reception', async ({ input, person, now, store, services }) => {
  const session = await store.sessions.byId(input.sessionId, person.id, now)
  if (!session) throw new AppError('not_found')
  const rows = await store.receptions.list(session.id)
  const earlier = await store.receptions.earlier(
    session,
    rows.map((row) => row.personId),
    person.id,
  )
  const look = { officerId: person.id, hostId: session.host.id }
  return { session: sessionCard(session), items: rows.map((row) => receptionLine(row, earlier, look, services.secrecy)) }
})
