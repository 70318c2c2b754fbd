import { AppError } from '@core/contract/errors'
import type { Instant } from '@core/contract/common'
import { AUDIENCE_NAMES } from '@core/contract/names'
import { whyNotEnroll } from '@core/rules/events/enrolling'
import type { Refused } from '@core/rules/shared/refused'
import type { EventRow } from '@cloud/store/events'
import type { Tables } from '@cloud/store/store'

/** Why a person may not enroll for an event now; null where they may, if a place is left. */
export async function refusalOf(store: Tables, event: EventRow, personId: string, now: Instant): Promise<Refused | null> {
  const asks = event.audience !== 'open' || event.ageFrom !== null || event.ageTo !== null
  const person = asks
    ? await store.people.enrolling(personId, event.audienceOrgId, now)
    : { isMember: false, belongs: false, birthMonth: null }
  const name =
    event.audience === 'org' && event.audienceOrgId ? await store.people.nameOfOrg(event.audienceOrgId) : AUDIENCE_NAMES[event.audience]
  return whyNotEnroll(event, person, name, now)
}

/** The event, for a person who may enroll for it now; a draft is found by nobody. Throws the refusal otherwise. */
export async function eventToEnroll(store: Tables, eventId: string, personId: string, now: Instant): Promise<EventRow> {
  const event = await store.events.byId(eventId)
  if (!event) throw new AppError('not_found')
  const refused = await refusalOf(store, event, personId, now)
  if (refused) throw new AppError(refused.code, refused.params)
  return event
}

/** The shift that is meant. An event with shifts asks for one of them, one without for none. Throws shift_unknown. */
export async function shiftMeant(store: Tables, event: EventRow, shift: number | null, now: Instant): Promise<number | null> {
  const shifts = await store.events.shifts(event.id)
  const found = shifts.find((each) => each.n === shift)
  if (shifts.length === 0 ? shift !== null : !found) throw new AppError('shift_unknown')
  if (found && now >= found.to) throw new AppError('enrollment_closed')
  return shift
}
