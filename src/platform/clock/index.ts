import type { Instant } from '@core/contract/common'
import { clockFake } from './fake'

export function now(): Instant {
  return clockFake.time
}

export function monotonic(): number {
  return clockFake.time
}

export function every(ms: number, run: () => void): () => void {
  const timer = { ms, next: clockFake.time + ms, run }
  clockFake.timers.add(timer)
  return () => {
    clockFake.timers.delete(timer)
  }
}
