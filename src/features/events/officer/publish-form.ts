/**
 * The form of an event as an officer fills it in: days and clock times in UTC+8, switches, steppers. Pure: what it begins
 * with, and what a change to one part does to the others. What is wrong with it is in `publish-errors.ts`, what is sent and
 * how an event becomes a form again in `publish-input.ts`, what is kept of it in `publish-draft.ts`.
 */
import type { Audience } from '@core/contract/events'
import type { FileRef, Instant } from '@core/contract/common'
import type { Home } from '@core/contract/homes'
import { NOT_VOLUNTEERING, type Module, type NotVolunteering } from '@core/contract/names'
import type { SeriesRhythm } from '@core/rules/events/series'
import { clockOf, DAY_MS, dayOf, instantOf, weekdayOf } from '@core/rules/shared/calendar'
import { addDays } from '@core/rules/shared/days'

/** A day and a clock time, as two pickers give them. */
export interface FormMoment {
  /** `2026-11-28` */
  day: string
  /** `14:00` */
  clock: string
}

/** A part of the event with its own times and places. Times before the start of the event are on the next day. */
export interface FormShift {
  /** The number of the shift that is edited; null: a new one. */
  n: number | null
  label: string
  from: string
  to: string
  places: number
}

/** On which days the event comes again. */
export interface FormSeries {
  every: SeriesRhythm
  ends: 'count' | 'until'
  count: number
  until: string
  /** Days crossed out. */
  except: string[]
  skipHolidays: boolean
}

export interface PublishForm {
  homeId: string
  /** The same event in these homes as well. */
  alsoHomes: string[]
  /** A social organization of the home, where the event is in its name; null: the home's own organization. */
  orgId: string | null
  title: string
  category: string
  day: string
  /** Clock times. An end that is not after the start is on the next day. */
  from: string
  to: string
  series: FormSeries | null
  shifts: FormShift[]
  /** With shifts: each of them is. */
  unlimited: boolean
  places: number
  /** Enrollment begins then; null: at once. */
  enrollFrom: FormMoment | null
  /** Enrollment ends then; null: with the event. */
  enrollUntil: FormMoment | null
  audience: Audience
  audienceOrgId: string | null
  ageFrom: number | null
  ageTo: number | null
  walkIns: boolean
  byLots: boolean
  /** The share of the places that is drawn among those who come for the first time, in percent. */
  firstTimerPercent: number
  signOut: boolean
  dropIn: boolean
  strict: boolean
  /** Whether the printed code of the home signs in. */
  poster: boolean
  givesHours: boolean
  /** What does apply of the list of what is not volunteer service. */
  notVolunteering: NotVolunteering[]
  /** The publisher has been through that list and none of it applies. */
  checkedNotVolunteering: boolean
  givesCredits: boolean
  creditModule: Module
  /** Hundredths, in steps of five. */
  creditHundredths: number
  /** The rhythm of the home or the organization that this event keeps. */
  clockId: string | null
  summary: string
  contact: string
  cover: FileRef | null
}

/** What is remembered from the last event that was published for an organization. */
export type Remembered = Pick<PublishForm, 'homeId' | 'category' | 'contact'>

export const PLACES_MAX = 5_000
export const SHIFTS_MAX = 20
export const CREDIT_STEP = 5
export const CREDIT_MAX = 1_000
/** From here on the page reminds of the permit for large gatherings (domain.md, 「Events」). */
export const LARGE_GATHERING = 1_000

/** A new form: the coming Saturday afternoon, the home that was used last (or the only one). */
export function emptyForm(homes: readonly Home[], remembered: Partial<Remembered> | null, now: Instant): PublishForm {
  const home = homes.find((candidate) => candidate.id === remembered?.homeId) ?? (homes.length === 1 ? homes[0] : undefined)
  return {
    homeId: home?.id ?? '',
    alsoHomes: [],
    orgId: null,
    title: '',
    category: remembered?.category ?? 'volunteer',
    day: nextSaturday(now),
    from: '14:00',
    to: '17:00',
    series: null,
    shifts: [],
    unlimited: false,
    places: 30,
    enrollFrom: null,
    enrollUntil: null,
    audience: 'open',
    audienceOrgId: null,
    ageFrom: null,
    ageTo: null,
    walkIns: true,
    byLots: false,
    firstTimerPercent: 0,
    signOut: true,
    dropIn: false,
    strict: false,
    poster: false,
    givesHours: false,
    notVolunteering: [],
    checkedNotVolunteering: false,
    givesCredits: false,
    creditModule: 'volunteer',
    creditHundredths: 25,
    clockId: null,
    summary: '',
    contact: remembered?.contact ?? '',
    cover: null,
  }
}

/** The first Saturday whose 14:00 is still to come. */
export function nextSaturday(now: Instant): string {
  let at = now
  while (weekdayOf(at) !== '周六' || instantOf(dayOf(at), '14:00') <= now) at += DAY_MS
  return dayOf(at)
}

/** When the event starts and ends; an end that is not after the start is on the next day. */
export function formSpan(form: Pick<PublishForm, 'day' | 'from' | 'to'>): { startsAt: Instant; endsAt: Instant } {
  const startsAt = instantOf(form.day, form.from)
  const endsAt = instantOf(form.day, form.to)
  return { startsAt, endsAt: endsAt > startsAt ? endsAt : endsAt + DAY_MS }
}

/** When a shift begins and ends; what lies before the start of the event is on the next day. */
export function shiftSpan(
  form: Pick<PublishForm, 'day' | 'from' | 'to'>,
  shift: Pick<FormShift, 'from' | 'to'>,
): { from: Instant; to: Instant } {
  const { startsAt } = formSpan(form)
  const begins = instantOf(form.day, shift.from)
  const from = begins < startsAt ? begins + DAY_MS : begins
  const ends = instantOf(dayOf(from), shift.to)
  return { from, to: ends > from ? ends : ends + DAY_MS }
}

/** The instant of a moment. */
export function momentOf({ day, clock }: FormMoment): Instant {
  return instantOf(day, clock)
}

/** Another start keeps the length, and the shifts move along: moving an event to the evening is one choice. */
export function withStart(form: PublishForm, from: string): PublishForm {
  const { startsAt, endsAt } = formSpan(form)
  const by = instantOf(form.day, from) - startsAt
  const moved = (clock: string) => clockOf(instantOf(form.day, clock) + by)
  return {
    ...form,
    from,
    to: clockOf(endsAt + by),
    shifts: form.shifts.map((shift) => ({ ...shift, from: moved(shift.from), to: moved(shift.to) })),
  }
}

/** Another day takes the window of enrolling along: a deadline of the day before stays the day before. */
export function withDay(form: PublishForm, day: string): PublishForm {
  const by = Math.round((instantOf(day, '12:00') - instantOf(form.day, '12:00')) / DAY_MS)
  const moved = (moment: FormMoment | null) => moment && { ...moment, day: addDays(moment.day, by) }
  return { ...form, day, enrollFrom: moved(form.enrollFrom), enrollUntil: moved(form.enrollUntil) }
}

/** Another home: it is not in the list of further homes any more, and what was of the home before goes. */
export function withHome(form: PublishForm, homeId: string): PublishForm {
  if (homeId === form.homeId) return form
  return { ...form, homeId, alsoHomes: form.alsoHomes.filter((one) => one !== homeId), orgId: null, clockId: null }
}

/** The event comes again, or it does not. The first rhythm is four weeks. */
export function withRhythm(form: PublishForm, every: SeriesRhythm | 'once'): PublishForm {
  if (every === 'once') return { ...form, series: null }
  const first: FormSeries = {
    every,
    ends: 'count',
    count: 4,
    until: addDays(form.day, 91),
    except: [],
    skipHolidays: true,
  }
  return { ...form, series: { ...(form.series ?? first), every } }
}

/** A day of the series crossed out, or back in. */
export function withException(form: PublishForm, day: string): PublishForm {
  if (!form.series) return form
  const { except } = form.series
  const next = except.includes(day) ? except.filter((one) => one !== day) : [...except, day].sort()
  return { ...form, series: { ...form.series, except: next } }
}

/** One more shift, from the end of the last one to the end of the event; where nothing is left, the whole length. */
export function withOneMoreShift(form: PublishForm): PublishForm {
  const last = form.shifts[form.shifts.length - 1]
  const from = last && shiftSpan(form, last).to < formSpan(form).endsAt ? last.to : form.from
  const shift: FormShift = { n: null, label: `第 ${form.shifts.length + 1} 班`, from, to: form.to, places: last?.places ?? 10 }
  return { ...form, shifts: [...form.shifts, shift] }
}

/** The shift at an index with what was changed of it; without it where `change` is null. */
export function withShift(form: PublishForm, index: number, change: Partial<FormShift> | null): PublishForm {
  if (change === null) return { ...form, shifts: form.shifts.filter((_, at) => at !== index) }
  return { ...form, shifts: form.shifts.map((shift, at) => (at === index ? { ...shift, ...change } : shift)) }
}

/** How many come at most: with shifts the sum of theirs; null: unlimited. */
export function placesOf(form: PublishForm): number | null {
  if (form.unlimited) return null
  return form.shifts.length > 0 ? form.shifts.reduce((sum, shift) => sum + shift.places, 0) : form.places
}

/** Lots are drawn after a deadline and for a number of places: switched on, they bring both along. */
export function withLots(form: PublishForm, byLots: boolean): PublishForm {
  if (!byLots) return { ...form, byLots, firstTimerPercent: 0 }
  return { ...form, byLots, unlimited: false, enrollUntil: form.enrollUntil ?? dayBefore(form) }
}

/** The evening before the event: when enrolling ends unless said otherwise. */
export function dayBefore({ day }: Pick<PublishForm, 'day'>): FormMoment {
  return { day: addDays(day, -1), clock: '18:00' }
}

/** Whether the list of what is not volunteer service has something ticked: then there are no hours, whatever else is said. */
export function isNotVolunteering(form: PublishForm): boolean {
  return form.notVolunteering.length > 0
}

/** One line of the list ticked or not. A tick takes the promise that none applies away. */
export function withNotVolunteering(form: PublishForm, line: NotVolunteering, applies: boolean): PublishForm {
  const others = form.notVolunteering.filter((one) => one !== line)
  return {
    ...form,
    notVolunteering: applies ? NOT_VOLUNTEERING.filter((one) => one === line || others.includes(one)) : others,
    checkedNotVolunteering: applies ? false : form.checkedNotVolunteering,
  }
}

/** Hours switched on or off; with hours people sign out. */
export function withHours(form: PublishForm, givesHours: boolean): PublishForm {
  return { ...form, givesHours, signOut: givesHours || form.signOut }
}

/** The form without hours and without what led to none: what an officer goes on with when it is not volunteer service. */
export function withoutHours(form: PublishForm): PublishForm {
  return { ...form, givesHours: false, notVolunteering: [], checkedNotVolunteering: false }
}

/** The form `latest` with what somebody changed from `drawn` to `next`. */
export function withChanges(latest: PublishForm, drawn: PublishForm, next: PublishForm): PublishForm {
  const fields = Object.keys(next) as (keyof PublishForm)[]
  const changed = fields.filter((field) => next[field] !== drawn[field]).map((field) => [field, next[field]])
  return { ...latest, ...(Object.fromEntries(changed) as Partial<PublishForm>) }
}
