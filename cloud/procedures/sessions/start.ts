import { whyNotStep } from '@core/rules/sessions/reception'
import { expectTaken, loadReceived } from '@cloud/services/received'
import { refuse } from '@cloud/services/refuse'
import { procedure } from '../procedure'

/** Begins to receive somebody; the caller is who received them. */
export const start = procedure('sessions.start', async ({ input, person, now, store }) => {
  const { session, booking } = await loadReceived(store, input, now)
  refuse(whyNotStep('start', session, booking.state, now))
  expectTaken(await store.receptions.start(session.id, booking.personId, person.id, now))
  return {}
})
