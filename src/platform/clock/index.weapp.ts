import type { Instant } from '@core/contract/common'

export { every } from './every'

export function now(): Instant {
  return Date.now()
}

let last = Date.now()
let elapsed = 0

/** WeChat has no monotonic clock for us: a phone whose clock is set back stands still here instead of jumping. */
export function monotonic(): number {
  const seen = Date.now()
  elapsed += Math.max(0, seen - last)
  last = seen
  return elapsed
}
