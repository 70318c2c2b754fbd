/** Between the form and the wire: what is sent of a form, and how an event becomes a form again. Pure. */
import type { Instant } from '@core/contract/common'
import type { EventForm } from '@core/contract/events'
import type { Home } from '@core/contract/homes'
import type { InputOf } from '@core/contract/procedures'
import { clockOf, dayOf } from '@core/rules/shared/calendar'
import { addDays } from '@core/rules/shared/days'
import { emptyForm, formSpan, momentOf, placesOf, shiftSpan, withDay, type FormMoment, type PublishForm } from './publish-form'
import { seriesInput } from './publish-series'

/** The event itself, without what makes several of it. Call it only for a form without errors. */
export function toEventForm(form: PublishForm): EventForm {
  return {
    homeId: form.homeId,
    orgId: form.orgId,
    title: form.title.trim(),
    category: form.category,
    summary: form.summary.trim(),
    contact: form.contact.trim(),
    ...formSpan(form),
    places: placesOf(form),
    givesHours: form.givesHours,
    checkedNotVolunteering: form.givesHours && form.checkedNotVolunteering,
    notVolunteering: form.givesHours ? form.notVolunteering : [],
    creditModule: form.givesCredits ? form.creditModule : null,
    creditHundredths: form.givesCredits ? form.creditHundredths : 0,
    signOut: form.givesHours || form.signOut,
    dropIn: form.dropIn,
    strict: form.strict,
    enrollFrom: form.enrollFrom && momentOf(form.enrollFrom),
    enrollUntil: form.enrollUntil && momentOf(form.enrollUntil),
    audience: form.audience,
    audienceOrgId: form.audience === 'org' ? form.audienceOrgId : null,
    ageFrom: form.ageFrom,
    ageTo: form.ageTo,
    walkIns: form.walkIns,
    poster: form.poster,
    byLots: form.byLots,
    firstTimerPercent: form.byLots ? form.firstTimerPercent : 0,
    shifts: form.shifts.map((shift) => ({
      n: shift.n,
      label: shift.label.trim(),
      ...shiftSpan(form, shift),
      places: form.unlimited ? null : shift.places,
    })),
    cover: form.cover,
    clockId: form.clockId,
  }
}

/** What is sent to publish. Call it only for a form without errors. */
export function toInput(form: PublishForm): InputOf<'events.publish'> {
  return { ...toEventForm(form), series: seriesInput(form), alsoHomes: form.alsoHomes }
}

/** An event as the form it could have been made with. */
export function formOfEvent(event: EventForm, now: Instant): PublishForm {
  const empty = emptyForm([], null, now)
  const shiftPlaces = event.shifts.map((shift) => shift.places)
  return {
    homeId: event.homeId,
    alsoHomes: [],
    orgId: event.orgId,
    title: event.title,
    category: event.category,
    day: dayOf(event.startsAt),
    from: clockOf(event.startsAt),
    to: clockOf(event.endsAt),
    series: null,
    shifts: event.shifts.map(({ n, label, from, to, places }) => ({
      n,
      label,
      from: clockOf(from),
      to: clockOf(to),
      places: places ?? 10,
    })),
    unlimited: event.shifts.length > 0 ? shiftPlaces.every((places) => places === null) : event.places === null,
    places: event.places ?? empty.places,
    enrollFrom: event.enrollFrom === null ? null : momentAt(event.enrollFrom),
    enrollUntil: event.enrollUntil === null ? null : momentAt(event.enrollUntil),
    audience: event.audience,
    audienceOrgId: event.audienceOrgId,
    ageFrom: event.ageFrom,
    ageTo: event.ageTo,
    walkIns: event.walkIns,
    byLots: event.byLots,
    firstTimerPercent: event.firstTimerPercent,
    signOut: event.signOut,
    dropIn: event.dropIn,
    strict: event.strict,
    poster: event.poster,
    givesHours: event.givesHours,
    notVolunteering: [...event.notVolunteering],
    checkedNotVolunteering: event.checkedNotVolunteering,
    givesCredits: event.creditModule !== null,
    creditModule: event.creditModule ?? empty.creditModule,
    creditHundredths: event.creditModule === null ? empty.creditHundredths : event.creditHundredths,
    clockId: event.clockId,
    summary: event.summary,
    contact: event.contact,
    cover: event.cover,
  }
}

/**
 * A new event like an earlier one: on the same weekday, the first that is later than both the earlier one and now. The
 * promise that it is volunteer service is the publisher's own and has to be given again.
 */
export function copyOfEvent(event: EventForm, homes: readonly Home[], now: Instant): PublishForm {
  const earlier = formOfEvent(event, now)
  let day = addDays(earlier.day, 7)
  while (formSpan({ ...earlier, day }).startsAt <= now) day = addDays(day, 7)
  const moved = withDay(earlier, day)
  const known = homes.some((home) => home.id === event.homeId)
  return {
    ...moved,
    homeId: known ? event.homeId : emptyForm(homes, null, now).homeId,
    orgId: known ? event.orgId : null,
    clockId: known ? event.clockId : null,
    enrollFrom: moved.enrollFrom && momentOf(moved.enrollFrom) <= now ? null : moved.enrollFrom,
    shifts: moved.shifts.map((shift) => ({ ...shift, n: null })),
    checkedNotVolunteering: false,
  }
}

/** What of a change people have to be told of: another time or another place (issue 「Events, complete」). */
export function movedParts(form: PublishForm, event: EventForm): ('time' | 'place')[] {
  const { startsAt, endsAt } = formSpan(form)
  const parts: ('time' | 'place')[] = []
  if (startsAt !== event.startsAt || endsAt !== event.endsAt) parts.push('time')
  if (form.homeId !== event.homeId) parts.push('place')
  return parts
}

function momentAt(at: Instant): FormMoment {
  return { day: dayOf(at), clock: clockOf(at) }
}
