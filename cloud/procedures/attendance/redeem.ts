import { procedure } from '../procedure'
import { carryOut, decideTicket, loadTicket } from './ticket'

/** After log-in and consent: the scan of a ticket becomes a sign-in or sign-out, as fresh as the scan was. */
export const redeem = procedure('attendance.redeem', async ({ input, person, device, now, store }) => {
  const held = await loadTicket(store, input.ticket, device, now)
  const decision = await decideTicket(store, held, person)
  return carryOut(store, held, person, device, decision, now)
})
