import type { EventForm, Shift } from '@core/contract/events'
import type { EventRow } from '@cloud/store/events'

/** An event as its form. Whoever let it give hours had been through the check-list. `orgId` null: the home's organization. */
export function formOf(event: EventRow, shifts: readonly Shift[], homeOrgId: string | null): EventForm {
  return {
    homeId: event.homeId,
    orgId: event.orgId === homeOrgId ? null : event.orgId,
    title: event.title,
    category: event.category,
    summary: event.summary,
    contact: event.contact,
    startsAt: event.startsAt,
    endsAt: event.endsAt,
    places: event.places,
    givesHours: event.givesHours,
    checkedNotVolunteering: event.givesHours,
    notVolunteering: [],
    creditModule: event.creditModule,
    creditHundredths: event.creditHundredths,
    signOut: event.signOut,
    dropIn: event.dropIn,
    strict: event.strict,
    enrollFrom: event.enrollFrom,
    enrollUntil: event.enrollUntil,
    audience: event.audience,
    audienceOrgId: event.audienceOrgId,
    ageFrom: event.ageFrom,
    ageTo: event.ageTo,
    walkIns: event.walkIns,
    poster: event.poster,
    byLots: event.byLots,
    firstTimerPercent: event.firstTimerPercent,
    shifts: shifts.map(({ n, label, from, to, places }) => ({ n, label, from, to, places })),
    cover: event.cover,
    clockId: event.clockId,
  }
}
