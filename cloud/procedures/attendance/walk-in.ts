import { procedure } from '../procedure'
import { takePlaceAtDoor } from './take-place'
import { carryOut, decideTicket, loadTicket } from './ticket'

/** 「报名并签到」: takes a place and signs in with the ticket of the scan, both or neither. */
export const walkIn = procedure('attendance.walkIn', async (call) => {
  const { input, person, device, now, store } = call
  const held = await loadTicket(store, input.ticket, device, now)
  await store.people.lock([person.id])
  // The place comes before the look that holds the enrollment: the one lock order.
  if (mayWalkIn(held)) await takePlaceAtDoor(call, held.event, person.id)
  return carryOut(store, held, person, device, await decideTicket(store, held, person), now)
})

type Held = Awaited<ReturnType<typeof loadTicket>>

/** A delayed sign-in needs no place: the officer decides at closing. Signing out needs none either. */
function mayWalkIn({ event, scan, proof }: Held): boolean {
  return event.walkIns && scan.purpose === 'sign_in' && !proof.delayed
}
