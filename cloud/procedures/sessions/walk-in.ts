import { AppError } from '@core/contract/errors'
import { whyNotReceive } from '@core/rules/sessions/booking'
import { isExpected } from '@core/rules/sessions/reception'
import { nameFor } from '@cloud/presenters/reception'
import { expectTaken } from '@cloud/services/received'
import { refuse } from '@cloud/services/refuse'
import { tellSlotServed } from '@cloud/services/session-messages'
import { procedure } from '../procedure'
import { readPersonPass } from './read-person-pass'

/**
 * Fits somebody in who came without a booking: never refused for want of a place, nor for a pause. Who waited for a place of this
 * session waits no longer.
 */
export const walkIn = procedure('sessions.walkIn', async (call) => {
  const { input, person, now, store, services } = call
  const guest = input.pass === null ? null : await readPersonPass(input.pass, call)
  await store.sessions.lock([input.sessionId])
  const session = await store.sessions.byId(input.sessionId, null, now)
  if (!session) throw new AppError('not_found')
  refuse(whyNotReceive(session, now))
  const before = guest && (await store.slots.booking(session.id, guest.id))
  if (before && isExpected(before.state)) throw new AppError('already_booked')
  if (guest) await tellSlotServed(store, services.ids, session, (await store.slots.stopWaiting(session.id, guest.id, now)) ?? [], now)
  const walkIn = {
    id: services.ids.uuid(now),
    personId: guest?.id ?? services.ids.uuid(now),
    guestName: guest ? null : input.name,
    topic: input.topic,
    questionEnc: services.secrecy.seal(input.question),
    by: guest ? 'pass' : 'host',
  } as const
  expectTaken(await store.receptions.walkIn(session.id, walkIn, now))
  const look = { officerId: person.id, hostId: session.host.id }
  const name = nameFor(look, { name: guest?.name ?? input.name ?? '', anonymous: before?.anonymous ?? false })
  return { sessionId: session.id, name, hostName: session.host.name, startsAt: now }
})
