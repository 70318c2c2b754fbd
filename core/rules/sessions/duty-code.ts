/**
 * The rotating code on the phone of whoever receives (domain.md, 「Duty sessions」; it turns like that of a venue's screen,
 * `attendance/code.ts`): it changes every 10 s and is signed with the session's own secret.
 *
 * Link: `PUBLIC_URL/q/d/<sessionCode>.<step>.<mac>`. `step = floor(unix seconds / 10)` in base 36, `mac` = HMAC-SHA256 over
 * `duty|sessionId|step` cut to 96 bits, base64url. It is made in `duty-code-mac.ts`: a phone that only reads codes needs none of it.
 */
import type { Instant } from '@core/contract/common'
import { codePattern, findIn, formatRotating, stepOf, stepTime } from '../attendance/code'
import { FRESH_MS } from '../attendance/scan'
import { refused, type Refused } from '../shared/refused'

const LETTER = 'd'
const CODE = codePattern(LETTER)

/** The parts of a code, as read: nothing of it is proven until the mac has been checked. */
export interface DutyCode {
  sessionCode: string
  /** Number of 10 s steps since 1970. */
  step: number
  mac: string
}

/** The code as it stands behind `/q/` in a link, and as it crosses the wire. */
export function formatDutyCode({ sessionCode, step, mac }: DutyCode): string {
  return formatRotating(LETTER, sessionCode, step, mac)
}

/** Reads what a camera, WeChat (`q`, URL-encoded), a photo or a paste gave. Null where it is no code of a session. */
export function parseDutyCode(text: string): DutyCode | null {
  const found = text.length > 512 ? null : findIn(text, CODE)
  if (!found) return null
  const [, , sessionCode, step, mac] = found
  return { sessionCode: sessionCode!, step: parseInt(step!, 36), mac: mac! }
}

/** Why a code with the right mac does not prove that somebody is here now: older than 60 s, or more than a step ahead. */
export function whyNotFresh(step: number, now: Instant): Refused | null {
  if (step > stepOf(now) + 1) return refused('code_ahead')
  return now - stepTime(step) > FRESH_MS ? refused('code_expired') : null
}
