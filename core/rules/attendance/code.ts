/**
 * The rotating code of a venue's screen (domain.md, 「Presence」): it changes every 10 s, is signed with the event's own
 * secret and says which event, which step of time and whether one comes or goes.
 *
 * Link: `PUBLIC_URL/q/s/<eventCode>.<step>.<mac>` (`o` for sign-out). `step = floor(unix seconds / 10)` in base 36,
 * `mac` = HMAC-SHA256 over `purpose|eventId|step` cut to 96 bits, base64url. It is made in `code-mac.ts`, apart from this:
 * a phone only reads codes, and what makes them needs an engine newer than the oldest phones have.
 */
import type { Purpose } from '@core/contract/attendance'
import type { Instant } from '@core/contract/common'

/** How long a code stands on the screen, in milliseconds. */
export const STEP_MS = 10_000

/** How a code says what it is for. */
export const LETTER = { sign_in: 's', sign_out: 'o' } as const satisfies Record<Purpose, string>
const CODE = codePattern('so')

/** The parts of a code, as read: nothing of it is proven until the mac has been checked. */
export interface ScannedCode {
  purpose: Purpose
  eventCode: string
  /** Number of 10 s steps since 1970. */
  step: number
  mac: string
}

/** The step that an instant falls into. */
export function stepOf(now: Instant): number {
  return Math.floor(now / STEP_MS)
}

/** When a step begins. This is the time of presence: what the code says, never the phone's clock. */
export function stepTime(step: number): Instant {
  return step * STEP_MS
}

/** What a rotating code of these letters looks like: its letter, the public code of what it opens, its step and its mac. */
export function codePattern(letters: string): RegExp {
  return new RegExp(`(?:^|/q/)([${letters}])/([0-9A-HJKMNP-TV-Z]{10})\\.([0-9a-z]{1,8})\\.([A-Za-z0-9_-]{16})(?:$|[?#])`)
}

/** A rotating code as it stands behind `/q/` in a link. */
export function formatRotating(letter: string, publicCode: string, step: number, mac: string): string {
  return `${letter}/${publicCode}.${step.toString(36)}.${mac}`
}

/** The code of an event as it stands behind `/q/` in a link, and as it crosses the wire. */
export function formatCode(code: ScannedCode): string {
  return formatRotating(LETTER[code.purpose], code.eventCode, code.step, code.mac)
}

/**
 * Reads what a camera, WeChat (`q`, URL-encoded), a photo or a paste gave: a whole link or the code alone.
 * Null where it is not one of ours. The host of the link is not looked at: the mac decides.
 */
export function parseScan(text: string): ScannedCode | null {
  const found = text.length > 512 ? null : findIn(text, CODE)
  if (!found) return null
  const [, letter, eventCode, step, mac] = found
  return { purpose: letter === 's' ? 'sign_in' : 'sign_out', eventCode: eventCode!, step: parseInt(step!, 36), mac: mac! }
}

/** Finds a pattern in a scanned text, as it came or as it was before it was URL-encoded. */
export function findIn(text: string, pattern: RegExp): RegExpExecArray | null {
  return pattern.exec(text.trim()) ?? pattern.exec(decoded(text.trim()))
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Compares without telling by its time how much of two texts agreed. */
export function sameText(a: string, b: string): boolean {
  let difference = a.length ^ b.length
  for (let at = 0; at < a.length; at += 1) difference |= a.charCodeAt(at) ^ b.charCodeAt(at % (b.length || 1))
  return difference === 0
}
