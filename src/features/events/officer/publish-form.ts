/**
 * The form of a new event as an officer fills it in: days and clock times in UTC+8, switches, steppers. Pure: what it
 * begins with, what is wrong with it, what is sent, and which field an answer of the server is about.
 */
import type { ErrorCode, ErrorParams } from '@core/contract/errors'
import type { PublishInput } from '@core/contract/events'
import type { Home } from '@core/contract/homes'
import { CATEGORIES, MODULES, NOT_VOLUNTEERING, type Category, type Module, type NotVolunteering } from '@core/contract/names'
import { errorSentence } from '@core/contract/wording'
import type { Instant } from '@core/contract/common'
import { SHORTEST_MS } from '@core/rules/events/publish'
import { clockOf, DAY_MS, dayOf, instantOf, weekdayOf } from '@core/rules/shared/calendar'

export interface PublishForm {
  homeId: string
  title: string
  category: Category
  /** `2026-11-28` */
  day: string
  /** Clock times, `14:00`. An end that is not after the start is on the next day. */
  from: string
  to: string
  unlimited: boolean
  places: number
  givesHours: boolean
  /** What does apply of the list of what is not volunteer service. */
  notVolunteering: NotVolunteering[]
  /** The publisher has been through that list and none of it applies. */
  checkedNotVolunteering: boolean
  givesCredits: boolean
  creditModule: Module
  /** Hundredths, in steps of five. */
  creditHundredths: number
  signOut: boolean
  dropIn: boolean
  strict: boolean
  summary: string
  contact: string
}

/** The fields an error can stand at, in the order of the page. */
export const FORM_FIELDS = ['homeId', 'title', 'category', 'time', 'places', 'hours', 'credits', 'signOut', 'summary', 'contact'] as const
export type FormField = (typeof FORM_FIELDS)[number]
export type FormErrors = Partial<Record<FormField, string>>

export const PLACES_MAX = 5_000
export const CREDIT_STEP = 5
export const CREDIT_MAX = 1_000
/** From here on the page reminds of the permit for large gatherings (domain.md, 「Events」). */
export const LARGE_GATHERING = 1_000

/** A new form: the coming Saturday afternoon, the home that was used last (or the only one). */
export function emptyForm(homes: readonly Home[], lastHomeId: string | null, now: Instant): PublishForm {
  const home = homes.find((candidate) => candidate.id === lastHomeId) ?? (homes.length === 1 ? homes[0] : undefined)
  return {
    homeId: home?.id ?? '',
    title: '',
    category: 'volunteer',
    day: nextSaturday(now),
    from: '14:00',
    to: '17:00',
    unlimited: false,
    places: 30,
    givesHours: false,
    notVolunteering: [],
    checkedNotVolunteering: false,
    givesCredits: false,
    creditModule: 'volunteer',
    creditHundredths: 25,
    signOut: true,
    dropIn: false,
    strict: false,
    summary: '',
    contact: '',
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

/** Another start keeps the length, so that moving an event to the evening is one choice and not two. */
export function withStart(form: PublishForm, from: string): PublishForm {
  const { startsAt, endsAt } = formSpan(form)
  return { ...form, from, to: clockOf(instantOf(form.day, from) + (endsAt - startsAt)) }
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

/** What is wrong with the form, in words, at each field. Empty: it may be sent. */
export function formErrors(form: PublishForm, now: Instant): FormErrors {
  const errors: FormErrors = {}
  const title = lengthOf(form.title)
  if (!form.homeId) errors.homeId = '选一个青年之家'
  if (title === 0) errors.title = '给活动起个标题'
  else if (title < 2) errors.title = '标题至少 2 个字'
  else if (title > 60) errors.title = `标题最多 60 个字，现在 ${title} 个`
  const time = timeError(form, now)
  if (time) errors.time = time
  if (!form.unlimited && !(Number.isInteger(form.places) && form.places >= 1 && form.places <= PLACES_MAX)) {
    errors.places = `名额填 1 到 ${PLACES_MAX}，或选不限`
  }
  if (form.givesCredits && !(form.creditHundredths >= CREDIT_STEP && form.creditHundredths <= CREDIT_MAX)) {
    errors.credits = '学分填 0.05 到 10'
  }
  if (lengthOf(form.summary) > 2000) errors.summary = `简介最多 2000 字，现在 ${lengthOf(form.summary)} 字`
  if (lengthOf(form.contact) > 60) errors.contact = '联系方式最多 60 个字'
  if (form.givesHours && isNotVolunteering(form)) errors.hours = errorSentence('not_volunteer_service')
  else if (form.givesHours && !form.checkedNotVolunteering) errors.hours = errorSentence('hours_checklist_needed')
  return errors
}

function timeError(form: PublishForm, now: Instant): string | null {
  if (form.from === form.to) return '结束要晚于开始'
  const { startsAt, endsAt } = formSpan(form)
  if (endsAt <= now) return '这个时间已经过去了，改一下日期'
  return endsAt - startsAt < SHORTEST_MS ? '活动至少 10 分钟' : null
}

/** What is sent. Call it only for a form without errors. */
export function toInput(form: PublishForm): PublishInput {
  return {
    homeId: form.homeId,
    title: form.title.trim(),
    category: form.category,
    summary: form.summary.trim(),
    contact: form.contact.trim(),
    ...formSpan(form),
    places: form.unlimited ? null : form.places,
    givesHours: form.givesHours,
    checkedNotVolunteering: form.givesHours && form.checkedNotVolunteering,
    notVolunteering: form.givesHours ? form.notVolunteering : [],
    creditModule: form.givesCredits ? form.creditModule : null,
    creditHundredths: form.givesCredits ? form.creditHundredths : 0,
    signOut: form.givesHours || form.signOut,
    dropIn: form.dropIn,
    strict: form.strict,
  }
}

const FIELD_OF_INPUT: Record<string, FormField> = {
  homeId: 'homeId',
  title: 'title',
  category: 'category',
  startsAt: 'time',
  endsAt: 'time',
  places: 'places',
  givesHours: 'hours',
  checkedNotVolunteering: 'hours',
  notVolunteering: 'hours',
  creditModule: 'credits',
  creditHundredths: 'credits',
  signOut: 'signOut',
  summary: 'summary',
  contact: 'contact',
}

const FIELD_OF_CODE: Partial<Record<ErrorCode, FormField>> = {
  invalid_time: 'time',
  hours_checklist_needed: 'hours',
  not_volunteer_service: 'hours',
  sign_out_needed_for_hours: 'signOut',
}

/** The server's refusal at the field it is about; null where it is about none. */
export function refusalAtField(code: ErrorCode, params: ErrorParams): FormErrors | null {
  const named = String(params.field ?? '').split('.')[0] ?? ''
  const field = code === 'bad_request' ? FIELD_OF_INPUT[named] : FIELD_OF_CODE[code]
  return field ? { [field]: errorSentence(code, params) } : null
}

/**
 * A draft as it was kept, made whole again: fields that are missing or of another kind (an older version wrote it) take
 * their value from the empty form, a home that is not managed any more is left out, and a day that has passed becomes the
 * coming Saturday. Null where nothing usable was kept.
 */
export function restoredForm(kept: unknown, homes: readonly Home[], now: Instant): PublishForm | null {
  if (typeof kept !== 'object' || kept === null) return null
  const form = emptyForm(homes, null, now)
  const draft = kept as Record<string, unknown>
  const text = (name: 'title' | 'summary' | 'contact') => (typeof draft[name] === 'string' ? draft[name] : form[name])
  const flag = (name: Flag) => (typeof draft[name] === 'boolean' ? draft[name] : form[name])
  const count = (name: 'places' | 'creditHundredths') => (Number.isInteger(draft[name]) ? (draft[name] as number) : form[name])
  const clock = (name: 'from' | 'to') => (CLOCK.test(String(draft[name])) ? String(draft[name]) : form[name])
  const restored: PublishForm = {
    ...form,
    homeId: homes.find((home) => home.id === draft.homeId)?.id ?? form.homeId,
    title: text('title'),
    summary: text('summary'),
    contact: text('contact'),
    category: CATEGORIES.find((one) => one === draft.category) ?? form.category,
    creditModule: MODULES.find((one) => one === draft.creditModule) ?? form.creditModule,
    day: DAY.test(String(draft.day)) ? String(draft.day) : form.day,
    from: clock('from'),
    to: clock('to'),
    places: count('places'),
    creditHundredths: count('creditHundredths'),
    unlimited: flag('unlimited'),
    givesHours: flag('givesHours'),
    checkedNotVolunteering: flag('checkedNotVolunteering'),
    givesCredits: flag('givesCredits'),
    signOut: flag('signOut'),
    dropIn: flag('dropIn'),
    strict: flag('strict'),
    notVolunteering: NOT_VOLUNTEERING.filter((one) => Array.isArray(draft.notVolunteering) && draft.notVolunteering.includes(one)),
  }
  return formSpan(restored).endsAt > now ? restored : { ...restored, day: form.day }
}

type Flag = 'unlimited' | 'givesHours' | 'checkedNotVolunteering' | 'givesCredits' | 'signOut' | 'dropIn' | 'strict'
const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/
const CLOCK = /^([01]\d|2[0-3]):[0-5]\d$/

/** Length as people count it: a character of two code units is one. */
function lengthOf(text: string): number {
  return Array.from(text.trim()).length
}

/** The form `latest` with what somebody changed from `drawn` to `next`. */
export function withChanges(latest: PublishForm, drawn: PublishForm, next: PublishForm): PublishForm {
  const fields = Object.keys(next) as (keyof PublishForm)[]
  const changed = fields.filter((field) => next[field] !== drawn[field]).map((field) => [field, next[field]])
  return { ...latest, ...(Object.fromEntries(changed) as Partial<PublishForm>) }
}
