/** How long somebody may help at the door of one event (domain.md, 「Words」: `helper` at one event). */
import type { Instant } from '@core/contract/common'
import { DAY_MS } from '../shared/calendar'

/** Until when: a day after the end, for a late delivery or a photograph. */
export function helpsUntil(endsAt: Instant): Instant {
  return endsAt + DAY_MS
}
