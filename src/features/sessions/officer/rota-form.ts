/** Writing a weekly pattern: what is filled in, what is wrong with it, and which dates it makes. Pure. */
import type { Instant } from '@core/contract/common'
import type { HostCard, Rota, RotaForm } from '@core/contract/sessions'
import { errorSentence } from '@core/contract/wording'
import { AHEAD_DAYS, spanOn, turnsOf, whyNotRota } from '@core/rules/sessions/rota'
import { dayOf } from '@core/rules/shared/calendar'
import { addDays, isDay, laterDay } from '@core/rules/shared/days'

/** A rota as it is being written. */
export interface RotaDraft extends Omit<RotaForm, 'homeId'> {
  homeId: string | null
}

export const SLOT_MINUTES = { min: 5, max: 240, step: 5 } as const
export const MOST_PLACES = 50
export const MOST_HOSTS = 30
/** So many of the dates that it makes are shown beforehand. */
const SHOWN_DATES = 5

/** The usual one: every Saturday morning, half an hour each, from today on. */
export function newRotaDraft(now: Instant): RotaDraft {
  return {
    homeId: null,
    weekday: 6,
    from: '09:00',
    to: '11:30',
    slotMinutes: 30,
    placesPerSlot: 1,
    hostIds: [],
    startsOn: dayOf(now),
  }
}

/** The draft of a rota that is there, to be changed. */
export function rotaDraftOf({ homeId, weekday, from, to, slotMinutes, placesPerSlot, hosts, startsOn }: Rota): RotaDraft {
  return { homeId, weekday, from, to, slotMinutes, placesPerSlot, hostIds: hosts.map(({ id }) => id), startsOn }
}

/** Why the times make no session, in words; null where they do. */
export function timesError(draft: RotaDraft): string | null {
  const why = whyNotRota(draft)
  return why && errorSentence(why.code, why.params)
}

/** What is wrong, in words; null where it can be sent. */
export function rotaError(draft: RotaDraft): string | null {
  if (draft.homeId === null) return '选一个青年之家'
  if (draft.hostIds.length === 0) return '选谁来接待'
  if (!isDay(draft.startsOn)) return '选从哪天开始'
  return timesError(draft)
}

/** What is sent; null where something is missing. */
export function rotaFormOf({ homeId, ...draft }: RotaDraft): RotaForm | null {
  return homeId === null ? null : { homeId, ...draft }
}

/** The same list with one moved by one place; as it is at an end. */
export function withMoved(hostIds: readonly string[], index: number, by: -1 | 1): string[] {
  const moved = [...hostIds]
  const [one] = moved.splice(index, 1)
  if (one === undefined || index + by < 0 || index + by > moved.length) return [...hostIds]
  moved.splice(index + by, 0, one)
  return moved
}

/** A date that a rota makes, with whoever receives; or skips, with the holiday. */
export interface RotaDate {
  day: string
  hostName: string | null
  holiday: string | null
  makeUpDay: boolean
}

/** The first dates of a draft from now on. Nothing while it has no hosts or makes no session. */
export function firstDates(draft: RotaDraft, hosts: readonly HostCard[], now: Instant): RotaDate[] {
  if (draft.hostIds.length === 0 || !isDay(draft.startsOn) || timesError(draft) !== null) return []
  const today = dayOf(now)
  return turnsOf(draft, laterDay(draft.startsOn, today), addDays(today, AHEAD_DAYS))
    .filter(({ day }) => now < spanOn(day, draft).startsAt)
    .slice(0, SHOWN_DATES)
    .map(({ day, hostId, holiday, makeUpDay }) => ({
      day,
      hostName: hosts.find(({ id }) => id === hostId)?.name ?? null,
      holiday,
      makeUpDay,
    }))
}
