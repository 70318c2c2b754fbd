/** What the phone keeps of a form that is not finished. Pure. */
import type { Instant } from '@core/contract/common'
import type { Home } from '@core/contract/homes'
import { AUDIENCES, MODULES, NOT_VOLUNTEERING } from '@core/contract/names'
import {
  emptyForm,
  formSpan,
  withDay,
  type FormMoment,
  type FormSeries,
  type FormShift,
  type PublishForm,
  type Remembered,
} from './publish-form'

const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/
const CLOCK = /^([01]\d|2[0-3]):[0-5]\d$/
const RHYTHMS = ['week', 'two_weeks', 'month'] as const

/** The fields whose value is told by its kind alone. */
const FLAGS = [
  ...(['unlimited', 'walkIns', 'byLots', 'signOut', 'dropIn', 'strict', 'poster'] as const),
  ...(['givesHours', 'checkedNotVolunteering', 'givesCredits'] as const),
] satisfies (keyof PublishForm)[]
const TEXTS = ['title', 'category', 'summary', 'contact'] as const
const COUNTS = ['places', 'firstTimerPercent', 'creditHundredths'] as const
const NAMES = ['orgId', 'audienceOrgId', 'clockId', 'cover'] as const
const REMEMBERED = ['homeId', 'category', 'contact'] as const satisfies readonly (keyof Remembered)[]
const AGES = ['ageFrom', 'ageTo'] as const

type Kept = Record<string, unknown>

/**
 * A draft as it was kept, made whole again: fields that are missing or of another kind (an older version wrote it) take
 * their value from the empty form, homes that are not managed any more are left out, and a day that has passed becomes the
 * coming Saturday. Null where nothing usable was kept.
 */
export function restoredForm(kept: unknown, homes: readonly Home[], now: Instant): PublishForm | null {
  if (!isObject(kept)) return null
  const form = emptyForm(homes, null, now)
  const isManaged = (id: unknown): id is string => homes.some((home) => home.id === id)
  const clock = (name: 'from' | 'to') => (CLOCK.test(String(kept[name])) ? String(kept[name]) : form[name])
  const restored: PublishForm = {
    ...form,
    ...picked(kept, FLAGS, (value) => typeof value === 'boolean'),
    ...picked(kept, TEXTS, (value) => typeof value === 'string'),
    ...picked(kept, COUNTS, (value) => Number.isInteger(value)),
    ...picked(kept, NAMES, (value) => typeof value === 'string' || value === null),
    ...picked(kept, AGES, (value) => Number.isInteger(value) || value === null),
    homeId: isManaged(kept.homeId) ? kept.homeId : form.homeId,
    alsoHomes: listOf(kept.alsoHomes).filter(isManaged),
    audience: AUDIENCES.find((one) => one === kept.audience) ?? form.audience,
    creditModule: MODULES.find((one) => one === kept.creditModule) ?? form.creditModule,
    day: DAY.test(String(kept.day)) ? String(kept.day) : form.day,
    from: clock('from'),
    to: clock('to'),
    series: seriesOf(kept.series),
    shifts: listOf(kept.shifts)
      .filter(isShift)
      .map((shift) => ({ ...shift, n: null })),
    enrollFrom: isMoment(kept.enrollFrom) ? kept.enrollFrom : null,
    enrollUntil: isMoment(kept.enrollUntil) ? kept.enrollUntil : null,
    notVolunteering: NOT_VOLUNTEERING.filter((one) => listOf(kept.notVolunteering).includes(one)),
  }
  return formSpan(restored).endsAt > now ? restored : withDay(restored, form.day)
}

/** What is remembered of the last event, as it was kept. */
export function rememberedOf(kept: unknown): Partial<Remembered> {
  if (!isObject(kept)) return {}
  return Object.fromEntries(REMEMBERED.filter((name) => typeof kept[name] === 'string').map((name) => [name, kept[name]]))
}

/** The fields that are kept and of their kind. The caller names the kind; TypeScript cannot follow it through storage. */
function picked<K extends keyof PublishForm>(kept: Kept, names: readonly K[], isOfKind: (value: unknown) => boolean): Partial<PublishForm> {
  return Object.fromEntries(names.filter((name) => isOfKind(kept[name])).map((name) => [name, kept[name]]))
}

function isObject(value: unknown): value is Kept {
  return typeof value === 'object' && value !== null
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

function isMoment(value: unknown): value is FormMoment {
  return isObject(value) && DAY.test(String(value.day)) && CLOCK.test(String(value.clock))
}

function isShift(value: unknown): value is FormShift {
  if (!isObject(value)) return false
  return typeof value.label === 'string' && CLOCK.test(String(value.from)) && CLOCK.test(String(value.to)) && Number.isInteger(value.places)
}

function seriesOf(value: unknown): FormSeries | null {
  if (!isObject(value)) return null
  const every = RHYTHMS.find((one) => one === value.every)
  if (!every || !DAY.test(String(value.until)) || !Number.isInteger(value.count)) return null
  return {
    every,
    ends: value.ends === 'until' ? 'until' : 'count',
    count: value.count as number,
    until: String(value.until),
    except: listOf(value.except).filter((day): day is string => typeof day === 'string' && DAY.test(day)),
    skipHolidays: value.skipHolidays === true,
  }
}
