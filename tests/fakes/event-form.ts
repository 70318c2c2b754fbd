import type { Instant } from '@core/contract/common'
import type { EventForm } from '@core/contract/events'
import { HOUR_MS } from '@core/rules/shared/calendar'

/** The form of an event with nothing wrong in it, that gives hours: it starts at `startsAt` and lasts `hours`. */
export function eventForm(startsAt: Instant, hours: number): EventForm {
  return {
    homeId: '0197c3a2-0000-7000-8000-000000000001',
    orgId: null,
    title: '清河行动',
    category: 'volunteer',
    summary: '',
    contact: '',
    startsAt,
    endsAt: startsAt + hours * HOUR_MS,
    places: 30,
    givesHours: true,
    checkedNotVolunteering: true,
    notVolunteering: [],
    creditModule: null,
    creditHundredths: 0,
    signOut: true,
    dropIn: false,
    strict: false,
    enrollFrom: null,
    enrollUntil: null,
    audience: 'open',
    audienceOrgId: null,
    ageFrom: null,
    ageTo: null,
    walkIns: true,
    poster: false,
    byLots: false,
    firstTimerPercent: 0,
    shifts: [],
    cover: null,
    clockId: null,
  }
}
