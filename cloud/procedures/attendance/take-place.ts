import { AppError } from '@core/contract/errors'
import type { Instant } from '@core/contract/common'
import { AUDIENCE_NAMES } from '@core/contract/names'
import { whyNotThem } from '@core/rules/events/enrolling'
import type { Refused } from '@core/rules/shared/refused'
import type { EventRow } from '@cloud/store/events'
import type { Tables } from '@cloud/store/store'
import { tellServed } from '@cloud/services/messages'
import type { Services } from '../procedure'

/**
 * A place for somebody who stands at the door: who has one, or has signed in, keeps what they have. The window of enrolling is
 * over by then; whom the event is for still holds. Lock the person first.
 * @throws AppError not_for_you, age_unknown, age_not_fitting; not_enrolled_full
 */
export async function takePlaceAtDoor(
  { store, services, now }: { store: Tables; services: Services; now: Instant },
  event: EventRow,
  personId: string,
): Promise<void> {
  const { enrollment } = await store.places.holding(event.id, personId)
  if (enrollment === 'enrolled' || enrollment === 'attended' || enrollment === 'absent') return
  if (await store.attendance.of({ eventId: event.id, personId })) return
  const refused = await refusalAtDoor(store, event, personId, now)
  if (refused) throw new AppError(refused.code, refused.params)
  const shift = event.hasShifts ? await shiftNow(store, event, now) : null
  const enrolled = await store.places.enroll(event, personId, { source: 'walk_in', shift }, now)
  await tellServed(store, services.ids, event, enrolled.served, now)
  if (enrolled.outcome === 'full') throw new AppError('not_enrolled_full')
}

async function refusalAtDoor(store: Tables, event: EventRow, personId: string, now: Instant): Promise<Refused | null> {
  if (event.audience === 'open' && event.ageFrom === null && event.ageTo === null) return null
  const person = await store.people.enrolling(personId, event.audienceOrgId, now)
  const name = event.audienceOrgId ? await store.people.nameOfOrg(event.audienceOrgId) : AUDIENCE_NAMES[event.audience]
  return whyNotThem(event, person, name)
}

/** The first shift that is not over and has a place. Throws not_enrolled_full where there is none. */
async function shiftNow(store: Tables, event: EventRow, now: Instant): Promise<number> {
  const shift = (await store.events.shifts(event.id)).find((each) => now < each.to && each.free !== 0)
  if (!shift) throw new AppError('not_enrolled_full')
  return shift.n
}
