/**
 * The printed code of a home (domain.md, 「Presence」: poster): it never changes, so the phone's clock, corrected by the server's
 * offset, says when it was scanned. Live: at most 60 s old. From the outbox: at most 7 days, and then it waits for an officer.
 */
import type { Delivery } from '@core/contract/attendance'
import type { Instant } from '@core/contract/common'
import type { ErrorCode } from '@core/contract/errors'
import { AHEAD_MS } from './record'
import { DELAYED_MS, FRESH_MS, type Proof } from './scan'

/** When the poster was scanned, and whether that was told late; or why it is not taken. */
export function provePoster(scan: { at: Instant; delivery: Delivery }, now: Instant): Proof | ErrorCode {
  if (scan.at > now + AHEAD_MS) return 'invalid_time'
  const at = Math.min(scan.at, now)
  const delayed = now - at > FRESH_MS
  if (delayed && (scan.delivery === 'live' || now - at > DELAYED_MS)) return 'code_expired'
  return { at, delayed }
}
