/**
 * What changing an event means for those who count on it (issue 「Events, complete」): another time or place is told to everyone
 * enrolled; once it has begun only its words may be corrected.
 */
import type { Instant } from '@core/contract/common'
import type { EventForm } from '@core/contract/events'
import { clockOf, dateName, dayOf, weekdayOf } from '../shared/calendar'

/** An event as it was, or as it is to be: what people plan by. */
export interface Appointment {
  startsAt: Instant
  endsAt: Instant
  homeId: string
  homeName: string
  shifts: readonly { n: number | null; label: string; from: Instant; to: Instant }[]
}

/** A span by its date, for sentences that are read on other days: `11月28日 周六 14:00–17:00`. */
export function dateSpanName(from: Instant, to: Instant): string {
  const end = dayOf(from) === dayOf(to) ? clockOf(to) : `${dateName(to)} ${clockOf(to)}`
  return `${dateName(from)} ${weekdayOf(from)} ${clockOf(from)}–${end}`
}

/** What has changed for somebody with this shift, in words; null: nothing that they plan by. */
export function whatChanged(before: Appointment, after: Appointment, shift: number | null): string | null {
  const [was, is] = [spanOf(before, shift), spanOf(after, shift)]
  const parts: string[] = []
  if (was.from !== is.from || was.to !== is.to) parts.push(`时间改为${dateSpanName(is.from, is.to)}`)
  if (before.homeId !== after.homeId) parts.push(`地点改为${after.homeName}`)
  return parts.length > 0 ? parts.join('，') : null
}

/** From when to when somebody is there: their shift, where they have one. */
function spanOf({ startsAt, endsAt, shifts }: Appointment, shift: number | null): { from: Instant; to: Instant } {
  const mine = shift === null ? undefined : shifts.find(({ n }) => n === shift)
  return mine ?? { from: startsAt, to: endsAt }
}

const WORDS = ['summary', 'contact', 'cover'] as const
/** Not kept with an event, or said anew with every form. */
const SAID_ANEW = ['orgId', 'checkedNotVolunteering', 'notVolunteering'] as const

/** What people read of an event: a reviewer has seen it, and what nobody has seen is shown to nobody. */
const READ = ['title', 'category', ...WORDS] as const

/** Whether two forms differ in what a reviewer has looked at: words and pictures, not times, places and conditions. */
export function readsDifferently(before: EventForm, after: EventForm): boolean {
  const labels = ({ shifts }: EventForm) => JSON.stringify(shifts.map(({ label }) => label))
  return READ.some((name) => before[name] !== after[name]) || labels(before) !== labels(after)
}

/** Whether two forms differ in nothing but words: in what may still be corrected once an event has begun. */
export function onlyWordsDiffer(before: EventForm, after: EventForm): boolean {
  const left = new Set<string>([...WORDS, ...SAID_ANEW])
  const names = (Object.keys(before) as (keyof EventForm)[]).filter((name) => !left.has(name))
  const [was, is] = [asHeld(before), asHeld(after)]
  return names.every((name) => JSON.stringify(was[name]) === JSON.stringify(is[name]))
}

/** A form with one way of saying 「none」: as the event keeps it. */
function asHeld(form: EventForm): EventForm {
  const hasCredit = form.creditModule !== null && form.creditHundredths > 0
  return {
    ...form,
    places: form.shifts.length > 0 ? null : form.places,
    creditModule: hasCredit ? form.creditModule : null,
    creditHundredths: hasCredit ? form.creditHundredths : 0,
    audienceOrgId: form.audience === 'org' ? form.audienceOrgId : null,
    firstTimerPercent: form.byLots ? form.firstTimerPercent : 0,
    shifts: form.shifts.map(({ n, label, from, to, places }) => ({ n, label, from, to, places })),
  }
}
