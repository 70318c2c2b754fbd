import { AppError } from '@core/contract/errors'
import type { Instant } from '@core/contract/common'
import type { EventRow } from '@cloud/store/events'
import type { Tables } from '@cloud/store/store'
import { tellServed } from '../events/notices'
import { procedure } from '../procedure'
import { carryOut, decideTicket, loadTicket } from './ticket'

/** 「报名并签到」: takes a place and signs in with the ticket of the scan, both or neither. */
export const walkIn = procedure('attendance.walkIn', async ({ input, person, device, now, store, services }) => {
  const held = await loadTicket(store, input.ticket, device, now)
  await store.people.lock([person.id])
  // The place comes before the look that holds the enrollment: the one lock order.
  if (!(await hasPlace(store, held.event.id, person.id)) && !(await isSignedIn(store, held.event.id, person.id)) && mayWalkIn(held)) {
    const shift = held.event.hasShifts ? await shiftNow(store, held.event, now) : null
    const enrolled = await store.places.enroll(held.event, person.id, { source: 'walk_in', shift }, now)
    await tellServed(store, services.ids, held.event, enrolled.served, now)
    if (enrolled.outcome === 'full') throw new AppError('not_enrolled_full')
  }
  return carryOut(store, held, person, device, await decideTicket(store, held, person), now)
})

type Held = Awaited<ReturnType<typeof loadTicket>>

/** A delayed sign-in needs no place: the officer decides at closing. Signing out needs none either. */
function mayWalkIn({ event, scan, proof }: Held): boolean {
  return event.walkIns && scan.purpose === 'sign_in' && !proof.delayed
}

async function hasPlace(store: Tables, eventId: string, personId: string): Promise<boolean> {
  const { enrollment } = await store.places.holding(eventId, personId)
  return enrollment === 'enrolled' || enrollment === 'attended' || enrollment === 'absent'
}

async function isSignedIn(store: Tables, eventId: string, personId: string): Promise<boolean> {
  return (await store.attendance.of({ eventId, personId })) !== null
}

/** The first shift that is not over and has a place. Throws not_enrolled_full where there is none. */
export async function shiftNow(store: Tables, event: EventRow, now: Instant): Promise<number> {
  const shift = (await store.events.shifts(event.id)).find((each) => now < each.to && each.free !== 0)
  if (!shift) throw new AppError('not_enrolled_full')
  return shift.n
}
