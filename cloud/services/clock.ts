import type { Instant } from '@core/contract/common'

/** Where procedures get the time from. Tests and demo data bring their own. */
export interface Clock {
  now(): Instant
}

export const systemClock: Clock = { now: () => Date.now() }
