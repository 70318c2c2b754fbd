import type { Instant } from '@core/contract/common'

export interface ClockPlatform {
  /** What the phone believes the time to be: ms since the epoch. May be wrong by hours. */
  now(): Instant
  /** Milliseconds since some start; never jumps when the phone's clock is set. */
  monotonic(): number
  /** Calls `run` every `ms`; answers how to stop. */
  every(ms: number, run: () => void): () => void
}
