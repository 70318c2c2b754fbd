/**
 * What an event must be before it is published (domain.md, 「Events」): hours only after the check-list of what is not
 * volunteer service (志愿汇 notice 2021-06-08), and only where people sign out; conditions that can be met; lots only where
 * there is a number to draw, and a moment before the start to draw it.
 */
import type { EventForm } from '@core/contract/events'
import { HOUR_MS, MINUTE_MS } from '../shared/calendar'
import type { Refused } from '../shared/refused'

export const LONGEST_MS = 24 * HOUR_MS
export const SHORTEST_MS = 10 * MINUTE_MS
/** As many as an event may have without shifts. */
const MOST_PLACES = 5000

type Shifts = EventForm['shifts']

/** The reason why an event may not be published as it is; null where it may. `conditions_wrong` names the field to look at. */
export function whyNotPublish(form: EventForm): Refused | null {
  const length = form.endsAt - form.startsAt
  if (length < SHORTEST_MS || length > LONGEST_MS) return { code: 'invalid_time', params: {} }
  return whyNoHours(form) ?? wrong(wrongWindow(form) ?? wrongAudience(form) ?? wrongShifts(form) ?? wrongLots(form))
}

function whyNoHours(form: EventForm): Refused | null {
  if (!form.givesHours) return null
  if (!form.checkedNotVolunteering) return { code: 'hours_checklist_needed', params: {} }
  if (form.notVolunteering.length > 0) return { code: 'not_volunteer_service', params: {} }
  return form.signOut ? null : { code: 'sign_out_needed_for_hours', params: {} }
}

const wrong = (field: keyof EventForm | null): Refused | null => field && { code: 'conditions_wrong', params: { field } }

/** Enrolling ends no later than the event, and begins before it ends. */
function wrongWindow({ enrollFrom, enrollUntil, endsAt }: EventForm): keyof EventForm | null {
  if (enrollUntil !== null && enrollUntil > endsAt) return 'enrollUntil'
  return enrollFrom !== null && enrollFrom >= (enrollUntil ?? endsAt) ? 'enrollFrom' : null
}

function wrongAudience({ audience, audienceOrgId, ageFrom, ageTo }: EventForm): keyof EventForm | null {
  if (audience === 'org' && audienceOrgId === null) return 'audienceOrgId'
  return ageFrom !== null && ageTo !== null && ageFrom > ageTo ? 'ageTo' : null
}

/** Shifts lie inside the event; either all of them have places or none has. */
function wrongShifts({ shifts, startsAt, endsAt }: EventForm): keyof EventForm | null {
  const fits = shifts.every(({ from, to }) => from >= startsAt && to <= endsAt && to > from)
  return fits && placesAgree(shifts) ? null : 'shifts'
}

function placesAgree(shifts: Shifts): boolean {
  const limited = shifts.filter(({ places }) => places !== null)
  if (limited.length === 0) return true
  return limited.length === shifts.length && limited.reduce((sum, { places }) => sum + places!, 0) <= MOST_PLACES
}

/** Lots are drawn once enrolling is over, for a number of places, among people who all want the same. */
function wrongLots({ byLots, places, shifts, enrollUntil, startsAt }: EventForm): keyof EventForm | null {
  if (!byLots) return null
  if (places === null) return 'places'
  if (shifts.length > 0) return 'shifts'
  return enrollUntil === null || enrollUntil > startsAt ? 'enrollUntil' : null
}
