import { AppError } from '@core/contract/errors'
import { dateName } from '@core/rules/shared/calendar'
import { whyNotExplain } from '@core/rules/sessions/booking'
import { isUnnamedTo, UNNAMED } from '@core/rules/sessions/reception'
import { tellOfSession } from '@cloud/services/session-messages'
import { procedure } from '../procedure'
import { ownPart } from './own-part'

/**
 * Says why one did not come, or cancelled so late. The officers of the session's organization are told once; what is written is read
 * where they receive, and may be written anew until somebody has looked at it.
 */
export const explain = procedure('sessions.explain', async ({ input, person, now, store, services }) => {
  await store.people.lock([person.id])
  const [booking, session] = [
    await store.slots.booking(input.sessionId, person.id),
    await store.sessions.byId(input.sessionId, person.id, now),
  ]
  const refused = whyNotExplain(booking)
  if (refused) throw new AppError(refused.code, refused.params)
  const kept = await store.slots.explain(input.sessionId, person.id, services.secrecy.seal(input.text))
  if (!kept || !booking || !session) throw new AppError('nothing_missed')
  if (booking.explanationEnc === null) {
    const day = dateName(booking.startsAt)
    for (const officerId of await store.sessions.officersOf(session.orgId, now)) {
      const unnamed = isUnnamedTo(officerId, { hostId: session.host.id, anonymous: booking.anonymous })
      await tellOfSession(
        store,
        services.ids,
        session,
        [officerId],
        'session_explained',
        { day, name: unnamed ? UNNAMED : person.name },
        now,
      )
    }
  }
  return ownPart(store, session.id, person.id, services.secrecy)
})
