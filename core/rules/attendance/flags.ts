/**
 * What a human should look at; flags never decide (domain.md, 「Presence」): two accounts from one phone, a burst on one
 * step (the threshold grows with the event's size), someone who had not enrolled, one person on two officers' phones.
 */
import type { Flag } from '@core/contract/names'

/** How many sign-ins on one 10 s step are a burst: a tenth of the expected, at least 8. */
export function burstThreshold(expected: number): number {
  return Math.max(8, Math.ceil(expected / 10))
}

/** What the flags of one attendance are made of. */
export interface Flagged {
  enrolled: boolean
  /** People signed in from the same phone of their own. */
  onDevice: number
  /** People signed in by the same 10 s of the screen's code. */
  onStep: number
  /** Officers and helpers whose phones said the same thing of this person. */
  officers: number
  /** How many are enrolled for the event. */
  expected: number
}

/** The flags of one attendance. */
export function flagsOf(line: Flagged): Flag[] {
  const flags: Flag[] = []
  if (!line.enrolled) flags.push('not_enrolled')
  if (line.onDevice > 1) flags.push('shared_phone')
  if (line.onStep > burstThreshold(line.expected)) flags.push('burst')
  if (line.officers > 1) flags.push('two_officers')
  return flags
}
