import { AppError } from '@core/contract/errors'
import type { Instant } from '@core/contract/common'
import type { Enrollment } from '@core/contract/events'
import { leaveIsOnLeave } from '@core/rules/events/enrolling'
import type { Ids } from '@cloud/services/ids'
import type { Tables } from '@cloud/store/store'
import { procedure } from '../procedure'
import { tellServed } from '@cloud/services/messages'

/**
 * Gives up one's enrollment before the start; the place goes to the first in line at once. After the window of enrolling it is
 * 请假. Neither leaves a mark.
 */
export const leave = procedure('events.leave', async ({ input, person, now, store, services }) => {
  await store.people.lock([person.id])
  return leaveEvent(store, services.ids, input, person.id, now)
})

/** Leaves for a person whose row is locked. Throws not_enrolled, already_signed_in, event_started, event_not_open. */
export async function leaveEvent(
  store: Tables,
  ids: Ids,
  { eventId, reason }: { eventId: string; reason: string },
  personId: string,
  now: Instant,
): Promise<Enrollment> {
  const event = await store.events.byId(eventId)
  if (!event) throw new AppError('not_enrolled')
  if (event.status !== 'published') throw new AppError('event_not_open')
  const { enrollment } = await store.places.holding(event.id, personId)
  if (enrollment !== 'enrolled' && enrollment !== 'applied') throw new AppError('not_enrolled')
  const state = leaveIsOnLeave(event, now) ? 'on_leave' : 'left'
  if (now >= event.startsAt) throw new AppError((await signedIn(store, event.id, personId)) ? 'already_signed_in' : 'event_started')
  const left = await store.places.leave(event, personId, { state, reason }, now)
  if (!left) throw new AppError((await signedIn(store, event.id, personId)) ? 'already_signed_in' : 'not_enrolled')
  await tellServed(store, ids, event, left.served, now)
  return { eventId: event.id, state, at: now, shift: left.shift }
}

async function signedIn(store: Tables, eventId: string, personId: string): Promise<boolean> {
  return (await store.attendance.of({ eventId, personId })) !== null
}
