import { whyNotStep } from '@core/rules/sessions/reception'
import { expectTaken, loadReceived } from '@cloud/services/received'
import { refuse } from '@cloud/services/refuse'
import { procedure } from '../procedure'

/** Received, and answered on the spot, with a short record of it. */
export const finish = procedure('sessions.finish', async ({ input, now, store, services }) => {
  const { session, booking } = await loadReceived(store, input, now)
  refuse(whyNotStep('finish', session, booking.state, now))
  expectTaken(await store.receptions.finish(session.id, booking.personId, services.secrecy.seal(input.record), now))
  return {}
})
