/**
 * What a human should look at; flags never decide (domain.md, 「Presence」): two accounts from one phone, a burst on one
 * step (the threshold grows with the event's size), someone who had not enrolled.
 */
import type { Flag } from '@core/contract/names'

/** How many sign-ins on one 10 s step are a burst: a tenth of the expected, at least 8. */
export function burstThreshold(expected: number): number {
  return Math.max(8, Math.ceil(expected / 10))
}

/** The flags of one attendance. `onDevice` and `onStep`: people signed in from the same phone, and on the same step. */
export function flagsOf(line: { enrolled: boolean; onDevice: number; onStep: number; expected: number }): Flag[] {
  const flags: Flag[] = []
  if (!line.enrolled) flags.push('not_enrolled')
  if (line.onDevice > 1) flags.push('shared_phone')
  if (line.onStep > burstThreshold(line.expected)) flags.push('burst')
  return flags
}
