/**
 * Who may enroll, and when (domain.md, 「Events」): inside the window of enrolling, before the end, and only those the event is
 * for. Whether a place is left is said by the write itself.
 */
import type { Instant } from '@core/contract/common'
import type { Audience, EventStatus } from '@core/contract/events'
import { clockOf, dayName, dayOf, HOUR_MS, monthOf } from '../shared/calendar'
import { refused, type Refused } from '../shared/refused'

export interface EnrollingEvent {
  status: EventStatus
  cancelReason: string | null
  startsAt: Instant
  endsAt: Instant
  enrollFrom: Instant | null
  enrollUntil: Instant | null
  audience: Audience
  ageFrom: number | null
  ageTo: number | null
}

/** What the conditions of an event ask of a person. */
export interface Enrolling {
  isMember: boolean
  /** Belongs to the organization the event is for, or to one below it; true where it is for no organization. */
  belongs: boolean
  /** `2008-03`; null where it was never said. */
  birthMonth: string | null
}

/** Why somebody may not enroll now; null where they may. `audienceName`: what the event's people are called. */
export function whyNotEnroll(event: EnrollingEvent, person: Enrolling, audienceName: string, now: Instant): Refused | null {
  return whyNotNow(event, now) ?? whyNotThem(event, person, audienceName)
}

/** Why nobody may enroll now; null where the window is open. */
export function whyNotNow(event: EnrollingEvent, now: Instant): Refused | null {
  if (event.status === 'draft' || event.status === 'in_review') return refused('not_found')
  if (event.status === 'cancelled') return refused('event_cancelled', { reason: event.cancelReason ?? '' })
  if (event.status === 'closed' || now >= (event.enrollUntil ?? event.endsAt) || now >= event.endsAt) return refused('enrollment_closed')
  if (event.enrollFrom !== null && now < event.enrollFrom) return refused('enrollment_not_open', { time: timeName(event.enrollFrom, now) })
  return null
}

/** Why this person is not among those the event is for; null where they are. */
export function whyNotThem(event: EnrollingEvent, person: Enrolling, audienceName: string): Refused | null {
  if (event.audience === 'members' && !person.isMember) return refused('not_for_you', { who: audienceName })
  if (event.audience === 'org' && !person.belongs) return refused('not_for_you', { who: audienceName })
  if (event.ageFrom === null && event.ageTo === null) return null
  if (person.birthMonth === null) return refused('age_unknown')
  const age = ageAt(person.birthMonth, event.startsAt)
  if (age < (event.ageFrom ?? 0) || age > (event.ageTo ?? Infinity)) return refused('age_not_fitting', { range: rangeName(event) })
  return null
}

/** Whole years at an instant, by the month of birth. */
export function ageAt(birthMonth: string, at: Instant): number {
  const [bornYear = 0, bornMonth = 0] = birthMonth.split('-').map(Number)
  const [year = 0, month = 0] = monthOf(at).split('-').map(Number)
  return year - bornYear - (month < bornMonth ? 1 : 0)
}

function rangeName({ ageFrom, ageTo }: Pick<EnrollingEvent, 'ageFrom' | 'ageTo'>): string {
  if (ageTo === null) return `${ageFrom} 及以上`
  return ageFrom === null ? `${ageTo} 及以下` : `${ageFrom}–${ageTo}`
}

function timeName(at: Instant, now: Instant): string {
  return dayOf(at) === dayOf(now) ? clockOf(at) : `${dayName(at, now)} ${clockOf(at)}`
}

/** Whether leaving now is 请假: the window of enrolling is over, so the place may stay empty. Never possible after the start. */
export function leaveIsOnLeave(event: Pick<EnrollingEvent, 'enrollUntil'>, now: Instant): boolean {
  return event.enrollUntil !== null && now >= event.enrollUntil
}

/** From 18:00 of the day before until the start one is asked 「来 / 不来了」. */
export function asksComing(event: Pick<EnrollingEvent, 'startsAt' | 'status'>, now: Instant): boolean {
  return event.status === 'published' && now >= askComingFrom(event.startsAt) && now < event.startsAt
}

/** 18:00 (UTC+8) of the day before. */
export function askComingFrom(startsAt: Instant): Instant {
  const local = startsAt + 8 * HOUR_MS
  return local - (local % (24 * HOUR_MS)) - 6 * HOUR_MS - 8 * HOUR_MS
}
