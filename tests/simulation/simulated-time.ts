import type { Instant } from '@core/contract/common'

interface Timer {
  at: Instant
  run: () => void
}

/** Time that passes only when the scheduler lets it, for the server, the phones and the network alike. */
export class SimulatedTime {
  private timers: Timer[] = []

  constructor(public now: Instant) {}

  /** Calls `run` once at an instant; answers how to call it off. */
  at(instant: Instant, run: () => void): () => void {
    const timer = { at: Math.max(instant, this.now), run }
    // Among timers of one instant the first made goes first.
    const place = this.timers.findIndex((other) => other.at > timer.at)
    this.timers.splice(place < 0 ? this.timers.length : place, 0, timer)
    return () => {
      this.timers = this.timers.filter((other) => other !== timer)
    }
  }

  /** When the next timer is due; null where there is none. */
  next(): Instant | null {
    return this.timers[0]?.at ?? null
  }

  /** Moves on to an instant, but not past the next timer; runs that one where it is reached. Answers whether one ran. */
  advance(to: Instant): boolean {
    const [timer] = this.timers
    if (!timer || timer.at > to) {
      this.now = Math.max(this.now, to)
      return false
    }
    this.timers.shift()
    this.now = Math.max(this.now, timer.at)
    timer.run()
    return true
  }
}
