/**
 * Drawing lots for places, so that anyone can check it (issue 「Events, complete」: draw lots after the window, a share for
 * first-timers).
 *
 * The hash of the seed is shown while people enroll, the seed itself after the draw. Everybody's place in the order is the
 * SHA-256 of `seed|personId`: who has the seed can compute it again, and who has not cannot choose it.
 */
import { utf8Bytes } from '../shared/bytes'
import { createSha256 } from '../shared/sha256'

export interface Applicant {
  personId: string
  /** Has not been to an event of this organization before. */
  firstTimer: boolean
  /** Was absent without leave within the last 30 days (domain.md, 「Events」): comes after the others. */
  absent: boolean
}

export interface Lots {
  seed: string
  places: number
  /** Each person once. */
  applicants: readonly Applicant[]
  /** Percent of the places, 0–100, that go to first-timers as far as there are any. */
  firstTimerShare: number
}

function hashOf(text: string): string {
  const hash = createSha256()
  hash.add(utf8Bytes(text))
  return hash.hex()
}

/** What is shown before the draw: the SHA-256 of the seed in UTF-8, as 64 hexadecimal digits. */
export function seedHash(seed: string): string {
  return hashOf(seed)
}

/** Applicants by the hash of `seed|personId`. */
function byLot(seed: string, applicants: readonly Applicant[]): Applicant[] {
  return applicants
    .map((applicant) => ({ applicant, lot: hashOf(`${seed}|${applicant.personId}`) }))
    .sort((one, other) => (one.lot < other.lot ? -1 : 1))
    .map(({ applicant }) => applicant)
}

/**
 * The draw. `order`: everybody by lot, people with an absence after all others; who is not drawn waits in this order.
 * `drawn`: who gets a place, in the same order. The first `ceil(places × share / 100)` places go to first-timers, the rest
 * to everybody; nobody with an absence gets one while somebody without goes home empty-handed.
 */
export function drawLots({ seed, places, applicants, firstTimerShare }: Lots): { drawn: string[]; order: string[] } {
  const lots = byLot(seed, applicants)
  const classes = [lots.filter(({ absent }) => !absent), lots.filter(({ absent }) => absent)]
  const drawn = new Set<string>()
  let reserved = Math.ceil((places * firstTimerShare) / 100)
  for (const people of classes) {
    for (const { personId } of people.filter(({ firstTimer }) => firstTimer)) {
      if (reserved === 0 || drawn.size === places) break
      drawn.add(personId)
      reserved -= 1
    }
    for (const { personId } of people) if (drawn.size < places) drawn.add(personId)
  }
  const order = classes.flat().map(({ personId }) => personId)
  return { drawn: order.filter((personId) => drawn.has(personId)), order }
}
