/**
 * Ratings of an event: 1–5 with tags by those who came, shown from three votes on, so that no vote can be told from the sum;
 * what people write stays with the organizer (domain.md, 「Accounts, privacy, safety」: no public free-text ratings).
 */
import type { Instant } from '@core/contract/common'
import type { ErrorCode } from '@core/contract/errors'
import type { EventStatus, RatingSummary } from '@core/contract/events'
import { RATING_TAGS, type RatingTag } from '@core/contract/names'

export const SHOWN_FROM_VOTES = 3

export interface Votes {
  count: number
  /** The sum of all stars. */
  stars: number
  tags: ReadonlyMap<RatingTag, number>
}

/** What is shown of the votes; null below three of them. The average is in tenths of a star, tags by how often they were said. */
export function ratingSummary({ count, stars, tags }: Votes): RatingSummary | null {
  if (count < SHOWN_FROM_VOTES) return null
  const said = RATING_TAGS.map((tag) => ({ tag, count: tags.get(tag) ?? 0 })).filter((each) => each.count > 0)
  return { count, average: Math.round((stars * 10) / count), tags: said.sort((one, other) => other.count - one.count) }
}

/** Why somebody may not rate an event now; null where they may: who came, from its end on. A cancelled event has no ratings. */
export function whyNotRate(
  event: { status: EventStatus; endsAt: Instant },
  cameThere: boolean,
  now: Instant,
): Extract<ErrorCode, 'not_attended' | 'event_not_closed'> | null {
  if (!cameThere || event.status === 'cancelled') return 'not_attended'
  return event.status === 'closed' || now >= event.endsAt ? null : 'event_not_closed'
}
