/** Setting up or changing something that has to come round again, and writing down that it did. Pure. */
import type { Instant } from '@core/contract/common'
import type { Clock, ClockKind, SaveClockInput } from '@core/contract/homes'
import { CLOCK_KIND_NAMES, CLOCK_KINDS } from '@core/contract/names'
import { dayOf, instantOf } from '@core/rules/shared/calendar'
import { WARN_DAYS } from '@core/rules/homes/clocks'

export interface ClockForm {
  kind: ClockKind
  name: string
  /** The home it is kept in; null: the whole organization. */
  homeId: string | null
  /** How many days may lie between two, as it was typed; for one of one's own kind. */
  everyDays: string
  /** How many days before it is due its officers are told. */
  warnDays: number
  /** `2026-11-28`, UTC+8. */
  startedOn: string
}

export const KIND_CHOICES: readonly { kind: ClockKind; name: string }[] = CLOCK_KINDS.map((kind) => ({
  kind,
  name: CLOCK_KIND_NAMES[kind],
}))

const USUAL_NAMES = {
  study_society: '学习社',
  exchange_day: '交流日',
  quarterly_meeting: '调度会',
  custom: '',
} satisfies Record<ClockKind, string>

/** An empty form; a study society to begin with. */
export function newClockForm(now: Instant): ClockForm {
  const kind = 'study_society'
  return { kind, name: USUAL_NAMES[kind], homeId: null, everyDays: '', warnDays: WARN_DAYS, startedOn: dayOf(now) }
}

/** The form of one that is there, to be changed. */
export function clockFormOf({ kind, name, homeId, everyDays, warnDays, startedOn }: Clock): ClockForm {
  return { kind, name, homeId, everyDays: everyDays === null ? '' : String(everyDays), warnDays, startedOn }
}

/** Another kind, and its usual name where nobody has written one of their own. */
export function withKind(form: ClockForm, kind: ClockKind): ClockForm {
  const written = form.name.trim() !== '' && form.name !== USUAL_NAMES[form.kind]
  return { ...form, kind, name: written ? form.name : USUAL_NAMES[kind] }
}

/** What is wrong, in words; null where nothing is. */
export function clockFormError({ kind, name, everyDays }: ClockForm): string | null {
  const length = Array.from(name.trim()).length
  if (length < 2 || length > 30) return '起个名字（2 到 30 字）'
  if (kind !== 'custom') return null
  const days = /^\d{1,3}$/.test(everyDays) ? Number(everyDays) : 0
  return days < 1 || days > 731 ? '隔多少天办一次，填 1 到 731' : null
}

/** What is sent. `of`: the organization, and the clock where one is changed; else there will be a new one. */
export function saveClockInput(of: Pick<SaveClockInput, 'orgId' | 'clockId'>, form: ClockForm): SaveClockInput {
  const { kind, name, homeId, everyDays, warnDays, startedOn } = form
  return { ...of, homeId, kind, name: name.trim(), everyDays: kind === 'custom' ? Number(everyDays) : null, warnDays, startedOn }
}

/** When something came round that was done on a day: now where it is today, else that noon. */
export function turnedAt(day: string, now: Instant): Instant {
  return day === dayOf(now) ? now : instantOf(day, '12:00')
}

/** `学习社（两个月至少一次）`, of one's own kind `每 30 天一次`. */
export function rhythmText({ kind, everyDays }: Pick<Clock, 'kind' | 'everyDays'>): string {
  return kind === 'custom' ? `每 ${everyDays ?? 0} 天一次` : CLOCK_KIND_NAMES[kind]
}
