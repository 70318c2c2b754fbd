import { sql, type Kysely } from 'kysely'
import type { FileRef, Instant } from '@core/contract/common'
import type { Afterwards, Assurance, MyObjection, MyRating, RatingSummary, Showcase } from '@core/contract/events'
import type { RatingTag } from '@core/contract/names'
import { ratingSummary } from '@core/rules/events/rating'
import type { Database } from './schema'

/** An objection as those who answer it know it. */
export interface ObjectionRow {
  id: string
  personId: string
  name: string
  text: string
  state: MyObjection['state']
  at: Instant
  dueAt: Instant
  answer: string | null
}

/** What an event has of one person, for whom nothing was recorded: nulls. */
export interface Line {
  signedInAt: Instant | null
  signedOutAt: Instant | null
  assurance: Assurance | null
  outAssurance: Assurance | null
  delayed: boolean
  /** Minutes of this event that are in the ledger or on their way there. */
  countedMinutes: number
  /** Where the last of them ends. */
  countedUntil: Instant | null
}

/** How it was, on its way into the store. `checkedBy`: the officer who looked; null where the platform's check did. */
export interface NewShowcase {
  eventId: string
  state: 'waiting' | 'published'
  text: string
  pictures: readonly FileRef[]
  byId: string
  checkedBy: string | null
}

/** What comes after an event: its showcase, its ratings, and objections to the lines of its closing. */
export function afterwardsStore(db: Kysely<Database>) {
  const objections = db
    .selectFrom('objection')
    .innerJoin('person', 'person.id', 'objection.person_id')
    .select([
      'objection.id',
      'objection.person_id as personId',
      'person.name',
      'objection.text',
      'objection.state',
      'objection.at',
      'objection.due_at as dueAt',
      'objection.answer',
    ])

  /** Takes down what waits, and with it what is published where an officer says so. Lock the event first. */
  async function takeDown(eventId: string, as: 'waiting' | 'published'): Promise<void> {
    await db
      .deleteFrom('showcase')
      .where('event_id', '=', eventId)
      .where('state', 'in', as === 'published' ? ['waiting', 'published'] : ['waiting'])
      .execute()
  }

  return {
    /** Keeps what somebody says of an event; said again, it replaces what they said before. */
    async rate(eventId: string, personId: string, { stars, tags, word }: Omit<MyRating, 'at'>, now: Instant): Promise<void> {
      const at = new Date(now)
      await sql`
        insert into rating (event_id, person_id, stars, tags, word, at, created_at)
        values (${eventId}, ${personId}, ${stars}, ${[...new Set(tags)]}::text[], ${word}, ${at}, ${at})
        on conflict (event_id, person_id) do update set stars = excluded.stars, tags = excluded.tags, word = excluded.word, at = excluded.at`.execute(
        db,
      )
    },

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

    /** The private words to the organizer, without who wrote them, the latest first. */
    async words(eventId: string): Promise<Afterwards['words']> {
      return db
        .selectFrom('rating')
        .select(['stars', 'word', 'at'])
        .where('event_id', '=', eventId)
        .where('word', '<>', '')
        .orderBy('at', 'desc')
        .orderBy('stars')
        .execute()
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

    /** What its officers see: what waits for their look comes first, then what is published. */
    async showcases(eventId: string): Promise<(Showcase & { state: 'waiting' | 'published'; by: string })[]> {
      return db
        .selectFrom('showcase')
        .innerJoin('person', 'person.id', 'showcase.by_id')
        .select(['showcase.text', 'showcase.pictures', 'showcase.at', 'showcase.state', 'person.name as by'])
        .where('event_id', '=', eventId)
        .orderBy('state', 'desc')
        .execute()
    },

    takeDown,

    /** Saves how it was. What is published takes the place of what waited. Lock the event first. */
    async saveShowcase(showcase: NewShowcase, now: Instant): Promise<void> {
      const at = new Date(now)
      const { eventId, state, text, byId, checkedBy } = showcase
      if (state === 'published') await db.deleteFrom('showcase').where('event_id', '=', eventId).where('state', '=', 'waiting').execute()
      await sql`
        insert into showcase (event_id, state, text, pictures, by_id, checked_by, at, created_at)
        values (${eventId}, ${state}, ${text}, ${[...showcase.pictures]}::text[], ${byId}, ${checkedBy}, ${at}, ${at})
        on conflict (event_id, state) do update set text = excluded.text, pictures = excluded.pictures, by_id = excluded.by_id,
          checked_by = excluded.checked_by, at = excluded.at`.execute(db)
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

    /** Objections to an event's lines: the open ones first, by when their answer is due. */
    async objections(eventId: string): Promise<ObjectionRow[]> {
      return objections
        .where('objection.event_id', '=', eventId)
        .orderBy(sql`objection.state <> 'open'`)
        .orderBy('objection.due_at')
        .orderBy('objection.id')
        .execute()
    },

    async objection(eventId: string, objectionId: string): Promise<ObjectionRow | null> {
      return (await objections.where('objection.event_id', '=', eventId).where('objection.id', '=', objectionId).executeTakeFirst()) ?? null
    },

    /** Writes an objection down. Lock the person first: they have one open at a time. */
    async openObjection(
      objection: { eventId: string; id: string; personId: string; text: string; dueAt: Instant },
      now: Instant,
    ): Promise<void> {
      const at = new Date(now)
      await db
        .insertInto('objection')
        .values({
          event_id: objection.eventId,
          id: objection.id,
          person_id: objection.personId,
          text: objection.text,
          state: 'open',
          due_at: new Date(objection.dueAt),
          answer: null,
          answered_by: null,
          at,
          created_at: at,
        })
        .execute()
    },

    /** Answers an objection that is still open. False where it is not. */
    async answerObjection(
      eventId: string,
      objectionId: string,
      { state, answer, byId }: { state: 'accepted' | 'declined'; answer: string; byId: string },
      now: Instant,
    ): Promise<boolean> {
      const result = await db
        .updateTable('objection')
        .set({ state, answer, answered_by: byId, answered_at: new Date(now) })
        .where('event_id', '=', eventId)
        .where('id', '=', objectionId)
        .where('state', '=', 'open')
        .executeTakeFirst()
      return result.numUpdatedRows > 0n
    },

    /** What an event has of one person, and what of it counts already. */
    async lineOf(eventId: string, personId: string): Promise<Line> {
      const { rows } = await sql<Line>`
        with counted as (
          select minutes, to_at from hours_entry where person_id = ${personId} and evidence ->> 'eventId' = ${eventId}
          union all
          select minutes, to_at from claim where person_id = ${personId} and kind = 'hours' and state in ('submitted', 'verified')
            and evidence ->> 'eventId' = ${eventId}
        )
        select a.signed_in_at as "signedInAt", a.signed_out_at as "signedOutAt", a.assurance, a.out_assurance as "outAssurance",
          coalesce(a.delayed, false) as delayed,
          (select coalesce(sum(minutes), 0)::int from counted) as "countedMinutes", (select max(to_at) from counted) as "countedUntil"
        from (select 1) one left join attendance a on a.event_id = ${eventId} and a.person_id = ${personId}`.execute(db)
      return rows[0]!
    },

    /** Takes an absence back that was wrongly written down: they came, and stand behind nobody for it. */
    async liftAbsence(eventId: string, personId: string): Promise<void> {
      await db
        .updateTable('enrollment')
        .set({ state: 'attended' })
        .where('event_id', '=', eventId)
        .where('person_id', '=', personId)
        .where('state', '=', 'absent')
        .execute()
    },

    /** Events with late scans that nobody has confirmed since, and of which nobody above was told; the oldest first. */
    async unanswered(since: Instant, limit: number): Promise<string[]> {
      const at = new Date(since)
      const { rows } = await sql<{ eventId: string }>`
        select e.event_id as "eventId" from event e
        where e.escalated_at is null and e.status in ('published', 'closed') and e.ends_at <= ${at}
          and e.event_id in (select event_id from attendance
            where delayed and confirmed_at is null and settled_at is null and created_at <= ${at})
        order by e.ends_at, e.event_id limit ${limit}`.execute(db)
      return rows.map((row) => row.eventId)
    },

    /** When the late scans of an event arrived that nobody has confirmed. */
    async unconfirmed(eventId: string): Promise<Instant[]> {
      const rows = await db
        .selectFrom('attendance')
        .select('created_at as at')
        .where('event_id', '=', eventId)
        .where('delayed', '=', true)
        .where('confirmed_at', 'is', null)
        .where('settled_at', 'is', null)
        .execute()
      return rows.map((row) => row.at)
    },

    /** Writes down that somebody above is told; false where they have been. */
    async markEscalated(eventId: string, now: Instant): Promise<boolean> {
      const result = await db
        .updateTable('event')
        .set({ escalated_at: new Date(now) })
        .where('event_id', '=', eventId)
        .where('escalated_at', 'is', null)
        .executeTakeFirst()
      return result.numUpdatedRows > 0n
    },
  }
}
