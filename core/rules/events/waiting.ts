/**
 * Waiting for a place (domain.md, 「Events」): first come, first served within equal priority. A freed place goes to the first in
 * line at once; who asked to be asked gets an offer for a while (`shared/offers.ts`). At the start the line is over.
 */
import type { Instant } from '@core/contract/common'
import { DAY_MS } from '../shared/calendar'

/** How long an absence without leave puts somebody behind the others. */
export const BEHIND_MS = 30 * DAY_MS

/** Until when somebody stands behind others, by the end of the event they missed without leave; null: no longer. */
export function behindUntil(missedAt: Instant | null, now: Instant): Instant | null {
  return missedAt !== null && missedAt + BEHIND_MS > now ? missedAt + BEHIND_MS : null
}
