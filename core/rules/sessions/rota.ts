/**
 * The weekly pattern of 团委书记与你面对面 (domain.md, 「Duty sessions」): who receives on which day. Public holidays are skipped and
 * take nobody's turn; a make-up Saturday is held, and its officer is asked whether to move it.
 */
import type { Instant } from '@core/contract/common'
import type { RotaForm, Slot } from '@core/contract/sessions'
import { dateSpanName } from '../events/edit'
import { instantOf, MINUTE_MS } from '../shared/calendar'
import { addDays, daysBetween, laterDay, weekdayNumberOf } from '../shared/days'
import { refused, type Refused } from '../shared/refused'
import { isMakeUpDay, isYearKnown, publicHolidayOn } from '../shared/working-days'

/** Sessions are made so many days ahead: eight weeks. */
export const AHEAD_DAYS = 56
/** Turns are counted from a pattern's first day on: it lies not longer ago than this. */
export const EARLIEST_START = '2020-01-01'
const SHORTEST_MINUTES = 5
/** Slots of one session: as many as `SlotNoSchema` can name. */
const MOST_SLOTS = 100

type Times = Pick<RotaForm, 'from' | 'to' | 'slotMinutes'>

/** Why a pattern cannot be kept; null where it can. At least one whole slot fits between its times, and not more than a hundred. */
export function whyNotRota({ from, to, slotMinutes }: Times): Refused | null {
  const minutes = minutesOf(to) - minutesOf(from)
  if (slotMinutes < SHORTEST_MINUTES) return refused('slot_length_wrong')
  if (minutes < slotMinutes) return refused('rota_times_wrong')
  return Math.floor(minutes / slotMinutes) > MOST_SLOTS ? refused('slot_length_wrong') : null
}

function minutesOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number)
  return hours * 60 + minutes
}

/** One day of a pattern: whose turn it is, or the holiday that it is skipped for. */
export interface Turn {
  day: string
  hostId: string | null
  holiday: string | null
  makeUpDay: boolean
}

/**
 * The days of a pattern from `from` to `until`, both included, with whose turn each is. Turns are counted from `startsOn` over the
 * days that are held, so that a holiday moves everybody on by a week and takes nobody's turn.
 */
export function turnsOf(rota: Pick<RotaForm, 'weekday' | 'startsOn' | 'hostIds'>, from: string, until: string): Turn[] {
  const turns: Turn[] = []
  let held = 0
  for (let day = firstDay(rota); day <= until; day = addDays(day, 7)) {
    const holiday = publicHolidayOn(day)
    const hostId = holiday === null ? rota.hostIds[held % rota.hostIds.length]! : null
    if (holiday === null) held += 1
    if (day >= from) turns.push({ day, hostId, holiday, makeUpDay: isMakeUpDay(day) })
  }
  return turns
}

function firstDay({ weekday, startsOn }: Pick<RotaForm, 'weekday' | 'startsOn'>): string {
  return addDays(startsOn, (weekday - weekdayNumberOf(startsOn) + 7) % 7)
}

/** Everybody of a pattern once, in the order in which they stand in for the one whose turn it is: that one first, then who comes next. */
export function standInOrder(hostIds: readonly string[], hostId: string): string[] {
  const at = hostIds.indexOf(hostId)
  return [...new Set([...hostIds.slice(at), ...hostIds.slice(0, at)])]
}

/** The days that are still to be made of a pattern: from the day after the last that was made, never one that is past. */
export function daysToMake(madeUntil: string | null, today: string): { from: string; until: string } | null {
  const from = madeUntil === null ? today : laterDay(addDays(madeUntil, 1), today)
  const until = addDays(today, AHEAD_DAYS)
  return daysBetween(from, until) < 0 ? null : { from, until }
}

/** The slots of a session: whole ones only, numbered from 1. What is left at the end is too short to receive anybody. */
export function slotsOf(startsAt: Instant, endsAt: Instant, slotMinutes: number): Pick<Slot, 'no' | 'startsAt' | 'endsAt'>[] {
  const length = slotMinutes * MINUTE_MS
  const count = Math.floor((endsAt - startsAt) / length)
  return Array.from({ length: count }, (_, index) => ({
    no: index + 1,
    startsAt: startsAt + index * length,
    endsAt: startsAt + (index + 1) * length,
  }))
}

/** What a pattern says of one session. */
export interface Pattern extends Pick<RotaForm, 'homeId' | 'slotMinutes' | 'placesPerSlot'> {
  day: string
  hostId: string
  startsAt: Instant
  endsAt: Instant
}

/** What a pattern makes of the days from `from` to `until`, both included. */
export function patternsOf(
  rota: Pick<RotaForm, 'weekday' | 'startsOn' | 'hostIds' | 'from' | 'to' | 'homeId' | 'slotMinutes' | 'placesPerSlot'>,
  from: string,
  until: string,
): Pattern[] {
  const { homeId, slotMinutes, placesPerSlot } = rota
  return turnsOf(rota, from, until).flatMap(({ day, hostId }) =>
    hostId === null ? [] : [{ day, hostId, ...spanOn(day, rota), homeId, slotMinutes, placesPerSlot }],
  )
}

/** Whether a session that was made is what the pattern would make of its day again: then it stays, with its code and its link. */
export function isSamePattern(one: Pattern, other: Pattern): boolean {
  return (
    one.day === other.day &&
    one.hostId === other.hostId &&
    one.homeId === other.homeId &&
    one.startsAt === other.startsAt &&
    one.endsAt === other.endsAt &&
    one.slotMinutes === other.slotMinutes &&
    one.placesPerSlot === other.placesPerSlot
  )
}

/** The first year between two days whose public holidays are not in the table yet; null: all are. */
export function unknownYearBetween(from: string, until: string): number | null {
  const [first, last] = [Number(from.slice(0, 4)), Number(until.slice(0, 4))]
  for (let year = first; year <= last; year += 1) if (!isYearKnown(year)) return year
  return null
}

/** Where and when people meet. */
export interface Meeting {
  startsAt: Instant
  endsAt: Instant
  homeId: string
  homeName: string
}

/** What has changed for people who were to meet, in words that are read on other days; null: nothing. */
export function whatMoved(before: Meeting, after: Meeting): string | null {
  const parts: string[] = []
  if (before.startsAt !== after.startsAt || before.endsAt !== after.endsAt)
    parts.push(`时间改为${dateSpanName(after.startsAt, after.endsAt)}`)
  if (before.homeId !== after.homeId) parts.push(`地点改为${after.homeName}`)
  return parts.length > 0 ? parts.join('，') : null
}

/** When a pattern's session of a day begins and ends. */
export function spanOn(day: string, { from, to }: Pick<RotaForm, 'from' | 'to'>): { startsAt: Instant; endsAt: Instant } {
  return { startsAt: instantOf(day, from), endsAt: instantOf(day, to) }
}
