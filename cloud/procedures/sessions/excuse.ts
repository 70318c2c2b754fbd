import { whyNotExcuse } from '@core/rules/sessions/reception'
import { loadReceived } from '@cloud/services/received'
import { refuse } from '@cloud/services/refuse'
import { tellOfSession } from '@cloud/services/session-messages'
import { procedure } from '../procedure'

/** Accepts why somebody did not come, or cancelled late: it does not count, and they are told so. */
export const excuse = procedure('sessions.excuse', async ({ input, person, now, store, services }) => {
  const { session, booking } = await loadReceived(store, input, now)
  refuse(whyNotExcuse(booking))
  await store.receptions.excuse(session.id, booking.personId, person.id, now)
  await tellOfSession(store, services.ids, session, [booking.personId], 'session_excused', {}, now)
  return {}
})
