/**
 * The clock of a venue's screen (domain.md, 「Presence」): the screen asks the server once and then turns without a network,
 * on its own monotonic clock with the server's offset, so a TV whose clock is an hour wrong works.
 *
 * Nothing here reads a clock: readings are passed in, taken together on one device.
 */
import type { Purpose } from '@core/contract/attendance'
import type { Instant } from '@core/contract/common'
import { MINUTE_MS } from '../shared/calendar'
import { STEP_MS, stepOf, stepTime } from './code'

/** Both clocks of a device, read together: the wall clock may be wrong or set, the monotonic one begins anywhere. */
export interface Reading {
  wall: Instant
  /** Milliseconds since the page began; starts again with every load. */
  monotonic: number
}

/** What is known of the server's clock on a device. All in milliseconds. */
export interface ClockFix {
  /** Server time minus the monotonic clock. */
  offset: number
  /** How wrong `offset` can be: half the time the request took. Infinite where nobody vouches for the wall clock it was carried by. */
  error: number
  /** The monotonic time of the fix. */
  at: number
  /** Wall clock minus monotonic clock at the fix; when they part later, one of them was moved or the device slept. */
  apart: number
}

/** Two clocks of cheap hardware may drift apart by this much (parts of one). */
const DRIFT = 0.0002
/** The clocks of a device may part by this much before the screen says that it is no longer sure. */
const APART_MS = 2_000
/** Sign-out takes the screen over this long before the end, or at half time of a shorter event (domain.md). */
const SIGN_OUT_LEAD_MS = 15 * MINUTE_MS

/** A fix from one answer: the server's clock is taken to be that of the middle of the request. */
export function fixClock(serverNow: Instant, sent: Reading, received: Reading): ClockFix {
  const middle = (sent.monotonic + received.monotonic) / 2
  return {
    offset: serverNow - middle,
    error: Math.max(0, received.monotonic - sent.monotonic) / 2,
    at: middle,
    apart: received.wall - received.monotonic,
  }
}

/** The server's time at a monotonic time. */
export function serverTime(fix: ClockFix, monotonic: number): Instant {
  return Math.floor(fix.offset + monotonic)
}

/**
 * The better of two fixes, the later one second. The later one wins when it is as exact as the earlier one has become by
 * drift, or when the two contradict each other: then the device slept, as a monotonic clock may stand still in sleep.
 */
export function betterFix(current: ClockFix, next: ClockFix): ClockFix {
  const aged = current.error + Math.abs(next.at - current.at) * DRIFT
  const contradicts = Math.abs(next.offset - current.offset) > aged + next.error
  return contradicts || next.error <= aged ? next : { ...current, apart: next.apart }
}

/** What to keep for a reload without a network: server time minus the wall clock. The monotonic clock does not survive one. */
export function wallOffset(fix: ClockFix, reading: Reading): number {
  return Math.round(fix.offset + reading.monotonic - reading.wall)
}

/**
 * The fix of a page that opens without a network, from a kept offset. `error`: how wrong it can be, where the wall clock is
 * that of a phone, which goes on between two pages. A TV may lose its own with its power: it names none, and any answer of
 * the server is better.
 */
export function carriedFix(keptWallOffset: number, reading: Reading, error = Number.POSITIVE_INFINITY): ClockFix {
  const apart = reading.wall - reading.monotonic
  return { offset: keptWallOffset + apart, error, at: reading.monotonic, apart }
}

/**
 * Whether the screen cannot vouch for its time: it was carried here by a clock that nobody vouches for, or the device's two
 * clocks have parted since the fix (it slept, or somebody set its clock; which of the two cannot be told).
 */
export function isUncalibrated(fix: ClockFix, reading: Reading): boolean {
  return !Number.isFinite(fix.error) || Math.abs(reading.wall - reading.monotonic - fix.apart) > APART_MS
}

/** The step a screen shows at a time, and how long it still stands, in milliseconds (1–10,000). */
export function screenStep(now: Instant): { step: number; leftMs: number } {
  const step = stepOf(now)
  return { step, leftMs: stepTime(step) + STEP_MS - now }
}

/** The times of an event that say what its screen shows. */
export interface ScreenTimes {
  startsAt: Instant
  endsAt: Instant
  signInClosesAt: Instant
  signOut: boolean
  signOutClosesAt: Instant
}

/**
 * What the screen is for at a time: what was chosen by hand while that is open, else sign-out from 15 min before the end
 * on and sign-in before. Null: both are over, the screen closes itself.
 */
export function screenPurpose(event: ScreenTimes, now: Instant, chosen: Purpose | null): Purpose | null {
  const open = {
    sign_in: now <= event.signInClosesAt,
    sign_out: event.signOut && now <= event.signOutClosesAt,
  }
  if (chosen && open[chosen]) return chosen
  const lead = Math.min(SIGN_OUT_LEAD_MS, (event.endsAt - event.startsAt) / 2)
  if (open.sign_out && (now >= event.endsAt - lead || !open.sign_in)) return 'sign_out'
  return open.sign_in ? 'sign_in' : null
}
