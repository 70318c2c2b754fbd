/**
 * The printed code of a home (domain.md, 「Presence」: poster): it never changes, so it cannot say when it was scanned. What comes
 * live was scanned now, by the server's clock: a phone whose own is wrong is none the worse for it. From the outbox the phone's
 * clock, corrected by the server's offset, says it: at most 7 days ago, and then it waits for an officer.
 */
import type { Delivery } from '@core/contract/attendance'
import type { Instant } from '@core/contract/common'
import type { ErrorCode } from '@core/contract/errors'
import { AHEAD_MS } from './record'
import { DELAYED_MS, FRESH_MS, type Proof } from './scan'

/** When the poster was scanned, and whether that was told late; or why it is not taken. */
export function provePoster(scan: { at: Instant; delivery: Delivery }, now: Instant): Proof | ErrorCode {
  if (scan.delivery === 'live') return { at: now, delayed: false }
  if (scan.at > now + AHEAD_MS) return 'invalid_time'
  const at = Math.min(scan.at, now)
  const delayed = now - at > FRESH_MS
  if (now - at > DELAYED_MS) return 'code_expired'
  return { at, delayed }
}
