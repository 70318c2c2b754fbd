import { whyNotStep } from '@core/rules/sessions/reception'
import { expectTaken, loadReceived } from '@cloud/services/received'
import { refuse } from '@cloud/services/refuse'
import { procedure } from '../procedure'

/** Somebody on the list is here. */
export const checkIn = procedure('sessions.checkIn', async ({ input, now, store }) => {
  const { session, booking } = await loadReceived(store, input, now)
  refuse(whyNotStep('check_in', session, booking.state, now))
  expectTaken(await store.receptions.checkIn(session.id, booking.personId, 'host', now))
  return {}
})
