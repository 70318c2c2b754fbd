/**
 * What closing an event posts (domain.md, 「Events」 and 「Hours」).
 *
 * Minutes = time present, at most the planned length (an overrun extends it). Below 60 % of it: no credits, and hours wait
 * for an officer's look. Where sign-out is on, nothing posts without one; where it is off, the planned end counts and gives
 * credits only. Hours post directly only from `code` or `pass`; the rest become claims that a second approver looks at.
 * Who came for a shift is measured by the shift. A line that overlaps, exceeds the day's 8 hours or is the closer's own is held alone and never blocks the others.
 */
import type { Instant } from '@core/contract/common'
import type { Assurance, Posting } from '@core/contract/events'
import type { HeldReason } from '@core/contract/names'
import { dayOf, MINUTE_MS } from '../shared/calendar'

/** The version of these rules, kept on every line they made. */
export const CLOSING_RULES = 'closing-1'
export const SHORT_PRESENCE = 0.6
export const DAILY_MINUTES = 8 * 60

export interface ClosingEvent {
  startsAt: Instant
  endsAt: Instant
  overrunMinutes: number
  signOut: boolean
  givesHours: boolean
  creditHundredths: number
}

/** One attendance, with what the officer has just confirmed or filled in. */
export interface PresenceLine {
  personId: string
  signedInAt: Instant
  signedOutAt: Instant | null
  assurance: Assurance
  outAssurance: Assurance | null
  delayed: boolean
  confirmed: boolean
}

/** Service that is in the ledger already, to keep one person in one place and within a day's hours. */
export interface Served {
  from: Instant
  to: Instant
  minutes: number
}

export interface LinePlan {
  personId: string
  minutes: number
  from: Instant
  to: Instant
  creditHundredths: number
  hours: Posting
  credits: Posting
  heldReason: HeldReason | null
}

/** A part of an event that somebody is enrolled for. */
export interface ShiftSpan {
  from: Instant
  to: Instant
}

/**
 * The event as it is planned for one person: where they have a shift, its times count instead of the event's. An overrun moves
 * the end of the event, and so lengthens only the shifts that run until then.
 */
export function plannedFor<E extends ClosingEvent>(event: E, shift: ShiftSpan | null): E {
  if (!shift) return event
  return { ...event, startsAt: shift.from, endsAt: shift.to, overrunMinutes: shift.to === event.endsAt ? event.overrunMinutes : 0 }
}

/** The planned length in whole minutes, with the overrun. */
export function plannedMinutes(event: Pick<ClosingEvent, 'startsAt' | 'endsAt' | 'overrunMinutes'>): number {
  return Math.floor((event.endsAt - event.startsAt) / MINUTE_MS) + event.overrunMinutes
}

/** Whole minutes of presence, at most `planned`. */
export function presentMinutes(signedInAt: Instant, signedOutAt: Instant, planned: number): number {
  return Math.max(0, Math.min(planned, Math.floor((signedOutAt - signedInAt) / MINUTE_MS)))
}

/**
 * The time of leaving that stands in for a missing sign-out: what the person said, within presence and the window, else
 * the planned end (or the sign-in, where that is later).
 */
export function suggestedLeave(event: ClosingEvent, signedInAt: Instant, proposedLeftAt: Instant | null): Instant {
  return Math.max(signedInAt, proposedLeftAt ?? event.endsAt)
}

/** What one line comes to. `served` holds the person's other service of those days; `own`: the closer's own line. */
export function planLine(event: ClosingEvent, line: PresenceLine, served: readonly Served[], own: boolean): LinePlan {
  const planned = plannedMinutes(event)
  const nothing = { personId: line.personId, minutes: 0, from: line.signedInAt, to: line.signedInAt, creditHundredths: 0, heldReason: null }
  const givesCredits = event.creditHundredths > 0
  if (line.delayed && !line.confirmed) {
    return { ...nothing, hours: event.givesHours ? 'pending' : 'none', credits: givesCredits ? 'pending' : 'none' }
  }
  if (event.signOut && line.signedOutAt === null) {
    return { ...nothing, hours: event.givesHours ? 'no_sign_out' : 'none', credits: givesCredits ? 'no_sign_out' : 'none' }
  }
  if (!event.signOut) {
    const end = Math.max(line.signedInAt, event.endsAt)
    const creditHundredths = givesCredits ? event.creditHundredths : 0
    return {
      ...nothing,
      to: end,
      creditHundredths,
      hours: 'none',
      credits: creditsPosting(creditHundredths, own),
      heldReason: heldIf(own && givesCredits),
    }
  }
  const leftAt = Math.max(line.signedInAt, line.signedOutAt ?? line.signedInAt)
  const minutes = presentMinutes(line.signedInAt, leftAt, planned)
  const short = minutes < planned * SHORT_PRESENCE
  // Who came early serves from the start of the event, unless that leaves out minutes that were really served.
  const from = Math.max(line.signedInAt, Math.min(event.startsAt, leftAt - minutes * MINUTE_MS))
  const to = from + minutes * MINUTE_MS
  const creditHundredths = short ? 0 : event.creditHundredths
  const held = event.givesHours && minutes > 0 ? whyHeld({ from, to, minutes }, served, own, short) : heldIf(own && creditHundredths > 0)
  return {
    personId: line.personId,
    minutes: event.givesHours ? minutes : 0,
    from,
    to,
    creditHundredths,
    hours: event.givesHours && minutes > 0 ? hoursPosting(line, held) : 'none',
    credits: creditsPosting(creditHundredths, own),
    heldReason: held,
  }
}

function heldIf(own: boolean): HeldReason | null {
  return own ? 'own_line' : null
}

function creditsPosting(hundredths: number, own: boolean): Posting {
  if (hundredths === 0) return 'none'
  return own ? 'held' : 'posts'
}

function hoursPosting(line: PresenceLine, held: HeldReason | null): Posting {
  if (held) return 'held'
  const proven = (assurance: Assurance | null) => assurance === 'code' || assurance === 'pass'
  return proven(line.assurance) && proven(line.outAssurance) ? 'posts' : 'second_approver'
}

/** Why a service must wait for a human, the weightiest reason first; null where nothing holds it. */
function whyHeld(service: Served, served: readonly Served[], own: boolean, short: boolean): HeldReason | null {
  if (own) return 'own_line'
  if (served.some((other) => other.from < service.to && service.from < other.to)) return 'overlap'
  const sameDay = served.filter((other) => dayOf(other.from) === dayOf(service.from)).reduce((sum, other) => sum + other.minutes, 0)
  if (sameDay + service.minutes > DAILY_MINUTES) return 'daily_limit'
  return short ? 'short_presence' : null
}
