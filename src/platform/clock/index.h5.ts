import type { Instant } from '@core/contract/common'

export { every } from './every'

export function now(): Instant {
  return Date.now()
}

export function monotonic(): number {
  return performance.now()
}
