/** What is wrong with the form of an event, in words and at its field; and at which field a refusal of the server stands. Pure. */
import type { Instant } from '@core/contract/common'
import type { ErrorCode, ErrorParams } from '@core/contract/errors'
import type { CategoryItem } from '@core/contract/people'
import { errorSentence } from '@core/contract/wording'
import { SHORTEST_MS } from '@core/rules/events/publish'
import { LONGEST_SERIES } from '@core/rules/events/series'
import {
  CREDIT_MAX,
  CREDIT_STEP,
  formSpan,
  isNotVolunteering,
  momentOf,
  placesOf,
  PLACES_MAX,
  shiftSpan,
  type FormShift,
  type PublishForm,
} from './publish-form'
import { seriesPreview } from './publish-series'

/** The steps of the wizard, in their order, with the fields an error can stand at in the order of the page. */
export const STEP_FIELDS = {
  what: ['title', 'category'],
  when: ['homeId', 'orgId', 'time', 'series', 'shifts'],
  who: ['places', 'enrollment', 'audience', 'ages', 'lots'],
  presence: ['signOut', 'hours', 'credits', 'clock'],
  look: ['cover', 'summary', 'contact'],
} as const
export type Step = keyof typeof STEP_FIELDS
export const STEPS: readonly Step[] = ['what', 'when', 'who', 'presence', 'look']
export type FormField = (typeof STEP_FIELDS)[Step][number]
export type FormErrors = Partial<Record<FormField, string>>
/** All fields, in the order of the page. */
export const FORM_FIELDS: readonly FormField[] = STEPS.flatMap((step) => STEP_FIELDS[step])

/** The step a field stands in. */
export function stepOf(field: FormField): Step {
  return STEPS.find((step) => (STEP_FIELDS[step] as readonly FormField[]).includes(field))!
}

/** What the form is checked against: the time, and what the home's organization sorts its events by. */
export interface FormGround {
  now: Instant
  /** Null while it is not known: then the server decides. */
  categories: readonly CategoryItem[] | null
  /** It is published for the first time: an event that stands may have a deadline that is over. */
  isNew: boolean
}

/** What is wrong with the form, in words, at each field. Empty: it may be sent. */
export function formErrors(form: PublishForm, { now, categories, isNew }: FormGround): FormErrors {
  const found: Record<FormField, string | null> = {
    title: titleError(form),
    category: categories && !categories.some(({ code }) => code === form.category) ? '选一个类别' : null,
    homeId: form.homeId ? null : '选一个青年之家',
    orgId: null,
    time: timeError(form, now),
    series: seriesError(form),
    shifts: shiftsError(form),
    places: placesError(form),
    enrollment: enrollmentError(form, isNew ? now : -Infinity),
    audience: form.audience === 'org' && form.audienceOrgId === null ? '选一下是哪个组织的人' : null,
    ages: form.ageFrom !== null && form.ageTo !== null && form.ageFrom > form.ageTo ? '年龄从小到大填' : null,
    lots: lotsError(form),
    signOut: null,
    hours: hoursError(form),
    credits:
      form.givesCredits && !(form.creditHundredths >= CREDIT_STEP && form.creditHundredths <= CREDIT_MAX) ? '学分填 0.05 到 10' : null,
    clock: null,
    cover: null,
    summary: lengthOf(form.summary) > 2000 ? `简介最多 2000 字，现在 ${lengthOf(form.summary)} 字` : null,
    contact: lengthOf(form.contact) > 60 ? '联系方式最多 60 个字' : null,
  }
  return Object.fromEntries(Object.entries(found).filter(([, sentence]) => sentence !== null))
}

/** The errors of some fields alone. */
export function errorsAt(errors: FormErrors, fields: readonly FormField[]): FormErrors {
  return Object.fromEntries(fields.filter((field) => errors[field]).map((field) => [field, errors[field]]))
}

function titleError({ title }: PublishForm): string | null {
  const length = lengthOf(title)
  if (length === 0) return '给活动起个标题'
  if (length < 2) return '标题至少 2 个字'
  return length > 60 ? `标题最多 60 个字，现在 ${length} 个` : null
}

function timeError(form: PublishForm, now: Instant): string | null {
  if (form.from === form.to) return '结束要晚于开始'
  const { startsAt, endsAt } = formSpan(form)
  if (endsAt <= now) return '这个时间已经过去了，改一下日期'
  return endsAt - startsAt < SHORTEST_MS ? '活动至少 10 分钟' : null
}

function seriesError(form: PublishForm): string | null {
  const preview = seriesPreview(form)
  if (!preview) {
    return form.alsoHomes.length >= LONGEST_SERIES ? errorSentence('series_too_long') : null
  }
  if (preview.refused === 'invalid_time') return '结束日期要在第一场之后'
  if (preview.refused === 'series_too_long' && preview.events > 0) {
    return `一共 ${preview.events} 场，一次最多 ${LONGEST_SERIES} 场，少选几天或几个家`
  }
  return preview.refused && errorSentence(preview.refused)
}

function isCount(count: number): boolean {
  return Number.isInteger(count) && count >= 1 && count <= PLACES_MAX
}

function shiftsError(form: PublishForm): string | null {
  for (const [index, shift] of form.shifts.entries()) {
    const wrong = shiftError(form, shift)
    if (wrong) return `第 ${index + 1} 个班次：${wrong}`
  }
  const places = form.shifts.length > 0 ? placesOf(form) : null
  return places !== null && places > PLACES_MAX ? `各班次一共 ${places} 个名额，最多 ${PLACES_MAX} 个` : null
}

function shiftError(form: PublishForm, shift: FormShift): string | null {
  const length = lengthOf(shift.label)
  if (length === 0) return '起个名字'
  if (length > 20) return '名字最多 20 个字'
  if (shift.from === shift.to) return '结束要晚于开始'
  const { startsAt, endsAt } = formSpan(form)
  const { from, to } = shiftSpan(form, shift)
  if (from < startsAt || to > endsAt) return '时间要在活动的时间里'
  return form.unlimited || isCount(shift.places) ? null : `名额填 1 到 ${PLACES_MAX}`
}

function placesError(form: PublishForm): string | null {
  return form.unlimited || form.shifts.length > 0 || isCount(form.places) ? null : `名额填 1 到 ${PLACES_MAX}，或选不限`
}

function enrollmentError(form: PublishForm, now: Instant): string | null {
  const from = form.enrollFrom && momentOf(form.enrollFrom)
  const until = form.enrollUntil && momentOf(form.enrollUntil)
  const { endsAt } = formSpan(form)
  if (until !== null && until <= now) return '报名截止的时间已经过去了'
  if (until !== null && until > endsAt) return '报名要在活动结束前截止'
  if (from !== null && from >= (until ?? endsAt)) return '报名开始要早于截止'
  return null
}

function lotsError(form: PublishForm): string | null {
  if (!form.byLots) return null
  if (form.shifts.length > 0) return '分了班次就不能抽签，去掉一样'
  if (form.unlimited) return '抽签要有名额，先填名额'
  if (form.enrollUntil === null) return '抽签要有报名截止，先定截止时间'
  return momentOf(form.enrollUntil) > formSpan(form).startsAt ? '抽签要在活动开始前截止报名' : null
}

function hoursError(form: PublishForm): string | null {
  if (!form.givesHours) return null
  if (isNotVolunteering(form)) return errorSentence('not_volunteer_service')
  return form.checkedNotVolunteering ? null : errorSentence('hours_checklist_needed')
}

const FIELD_OF_INPUT: Record<string, FormField> = {
  homeId: 'homeId',
  alsoHomes: 'homeId',
  orgId: 'orgId',
  title: 'title',
  category: 'category',
  startsAt: 'time',
  endsAt: 'time',
  series: 'series',
  shifts: 'shifts',
  places: 'places',
  enrollFrom: 'enrollment',
  enrollUntil: 'enrollment',
  audience: 'audience',
  audienceOrgId: 'audience',
  ageFrom: 'ages',
  ageTo: 'ages',
  byLots: 'lots',
  firstTimerPercent: 'lots',
  givesHours: 'hours',
  checkedNotVolunteering: 'hours',
  notVolunteering: 'hours',
  creditModule: 'credits',
  creditHundredths: 'credits',
  signOut: 'signOut',
  clockId: 'clock',
  cover: 'cover',
  summary: 'summary',
  contact: 'contact',
}

const FIELD_OF_CODE: Partial<Record<ErrorCode, FormField>> = {
  invalid_time: 'time',
  hours_checklist_needed: 'hours',
  not_volunteer_service: 'hours',
  sign_out_needed_for_hours: 'signOut',
  home_not_yours: 'homeId',
  not_a_picture: 'cover',
  series_too_long: 'series',
  series_empty: 'series',
  places_below_taken: 'places',
}

/** The server's refusal at the field it is about; null where it is about none. */
export function refusalAtField(code: ErrorCode, params: ErrorParams, form: PublishForm): FormErrors | null {
  const named = String(params.field ?? '').split('.')[0] ?? ''
  const byInput = code === 'bad_request' || code === 'conditions_wrong'
  const field = byInput ? FIELD_OF_INPUT[named] : fieldOfCode(code, form)
  if (!field) return null
  return { [field]: errorSentence(code, byInput ? { ...params, field: named } : params) }
}

/** Where an event has shifts, its places are theirs; where it is in the name of a social organization, that is what is refused. */
function fieldOfCode(code: ErrorCode, form: PublishForm): FormField | undefined {
  if (code === 'places_below_taken' && form.shifts.length > 0) return 'shifts'
  if (code === 'home_not_yours' && form.orgId !== null) return 'orgId'
  return FIELD_OF_CODE[code]
}

/** Length as people count it: a character of two code units is one. */
function lengthOf(text: string): number {
  return Array.from(text.trim()).length
}
