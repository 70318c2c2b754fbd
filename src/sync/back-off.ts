/** Waiting between tries: doubles from 2 s to 5 min, with jitter so that a hall full of phones does not come back at once. */
const FIRST_MS = 2_000
const LONGEST_MS = 300_000

/** Milliseconds until the next try after `attempts` tries in vain. `fraction` is random, 0 ≤ fraction < 1. */
export function backOff(attempts: number, fraction: number): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(20, Math.max(0, attempts - 1)))
  return Math.round(full * (0.5 + fraction / 2))
}
