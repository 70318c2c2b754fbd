import { AppError } from '@core/contract/errors'
import { nameFor } from '@cloud/presenters/reception'
import { procedure } from '../procedure'
import { arrive } from './arrive'
import { readPersonPass } from './read-person-pass'

/** Somebody shows their pass (我的码) or printed card. Who wishes to stay unnamed does so here as well. */
export const checkInByPass = procedure('sessions.checkInByPass', async (call) => {
  const { input, person, now, store } = call
  const { id, name } = await readPersonPass(input.pass, call)
  const session = await store.sessions.byId(input.sessionId, null, now)
  if (!session) throw new AppError('not_found')
  const booking = await arrive(store, session, id, 'pass', now)
  const look = { officerId: person.id, hostId: session.host.id }
  return {
    sessionId: session.id,
    name: nameFor(look, { name, anonymous: booking.anonymous }),
    hostName: session.host.name,
    startsAt: booking.startsAt,
  }
})
