import { sql, type Kysely } from 'kysely'
import type { MyObjection, MyRating, RatingSummary, Showcase } from '@core/contract/events'
import type { RatingTag } from '@core/contract/names'
import { ratingSummary } from '@core/rules/events/rating'
import type { Database } from './schema'

/** What comes after an event: its showcase, its ratings, and objections to the lines of its closing. */
export function afterwardsStore(db: Kysely<Database>) {
  return {
    /** What everybody sees of the ratings; null below three votes. */
    async rating(eventId: string): Promise<RatingSummary | null> {
      const { rows } = await sql<{ count: number; stars: number; tags: { tag: RatingTag; count: number }[] | null }>`
        select (select count(*)::int from rating where event_id = ${eventId}) as count,
          (select coalesce(sum(stars), 0)::int from rating where event_id = ${eventId}) as stars,
          (select json_agg(json_build_object('tag', t.tag, 'count', t.count)) from (
            select tag, count(*)::int as count from rating, unnest(tags) tag where event_id = ${eventId} group by tag) t) as tags`.execute(
        db,
      )
      const { count, stars, tags } = rows[0]!
      return ratingSummary({ count, stars, tags: new Map((tags ?? []).map((each) => [each.tag, each.count])) })
    },

    async myRating(eventId: string, personId: string): Promise<MyRating | null> {
      return (
        (await db
          .selectFrom('rating')
          .select(['stars', 'tags', 'word', 'at'])
          .where('event_id', '=', eventId)
          .where('person_id', '=', personId)
          .executeTakeFirst()) ?? null
      )
    },

    /** What everybody sees of how it was; null as long as nothing is published. */
    async showcase(eventId: string): Promise<Showcase | null> {
      return (
        (await db
          .selectFrom('showcase')
          .select(['text', 'pictures', 'at'])
          .where('event_id', '=', eventId)
          .where('state', '=', 'published')
          .executeTakeFirst()) ?? null
      )
    },

    /** A person's latest objection to their line. */
    async objectionOf(eventId: string, personId: string): Promise<MyObjection | null> {
      return (
        (await db
          .selectFrom('objection')
          .select(['state', 'text', 'at', 'due_at as dueAt', 'answer'])
          .where('event_id', '=', eventId)
          .where('person_id', '=', personId)
          .orderBy('at', 'desc')
          .orderBy('id', 'desc')
          .limit(1)
          .executeTakeFirst()) ?? null
      )
    },
  }
}
