import { sql, type Kysely, type SqlBool } from 'kysely'
import type { Instant } from '@core/contract/common'
import type { EnrollmentState, EventCard, EventStatus, ManagedEvent, MyEvent, PublishInput } from '@core/contract/events'
import type { Category, Module } from '@core/contract/names'
import { OPENS_BEFORE_MS, SIGN_OUT_AFTER_MS } from '@core/rules/attendance/scan'
import { DAY_MS, dayStart } from '@core/rules/shared/calendar'
import type { Database } from './schema'

/** An event as procedures know it. `secret` never leaves the server but to a screen. */
export interface EventRow {
  id: string
  code: string
  orgId: string
  homeId: string
  title: string
  category: Category
  summary: string
  contact: string
  startsAt: Instant
  endsAt: Instant
  places: number | null
  signOut: boolean
  dropIn: boolean
  strict: boolean
  givesHours: boolean
  creditModule: Module | null
  creditHundredths: number
  status: EventStatus
  cancelReason: string | null
  secret: Buffer
  closedAt: Instant | null
  overrunMinutes: number
  version: number
  orgName: string
  homeName: string
  address: string
}

/** A place in a list ordered by time: where the last part ended. */
export interface Cursor {
  at: Instant
  id: string
}

export function parseCursor(after: string | undefined): Cursor | null {
  const found = /^(\d{1,15})\.([0-9a-f-]{36})$/.exec(after ?? '')
  return found ? { at: Number(found[1]), id: found[2]! } : null
}

export function formatCursor(cursor: Cursor): string {
  return `${cursor.at}.${cursor.id}`
}

const free = sql<
  number | null
>`case when event.places is null then null else (select count(*)::int from place where place.event_id = event.event_id and place.state = 'free') end`
const enrolledCount = sql<number>`(select count(*)::int from enrollment n where n.event_id = event.event_id and n.state in ('enrolled', 'attended', 'absent'))`
const arrivedCount = sql<number>`(select count(*)::int from attendance a where a.event_id = event.event_id)`
/** Waiting for an officer: delivered late and not confirmed, or come to a closed event after its closing. */
export const isPending = sql<boolean>`(a.settled_at is null and ((a.delayed and a.confirmed_at is null) or event.status = 'closed'))`
const pendingCount = sql<number>`(select count(*)::int from attendance a where a.event_id = event.event_id and ${isPending})`

/** Events, enrollment and places. */
export function eventStore(db: Kysely<Database>) {
  const joined = db.selectFrom('event').innerJoin('home', 'home.id', 'event.home_id').innerJoin('org', 'org.id', 'event.org_id')
  const cards = joined.select([
    'event.event_id as id',
    'event.code',
    'event.title',
    'event.category',
    'event.home_id as homeId',
    'home.name as homeName',
    'event.starts_at as startsAt',
    'event.ends_at as endsAt',
    'event.status',
    'event.places',
    free.as('free'),
    'event.gives_hours as givesHours',
    'event.credit_module as creditModule',
    'event.credit_hundredths as creditHundredths',
  ])
  const rows = joined.select([
    'event.event_id as id',
    'event.code',
    'event.org_id as orgId',
    'event.home_id as homeId',
    'event.title',
    'event.category',
    'event.summary',
    'event.contact',
    'event.starts_at as startsAt',
    'event.ends_at as endsAt',
    'event.places',
    'event.sign_out as signOut',
    'event.drop_in as dropIn',
    'event.strict',
    'event.gives_hours as givesHours',
    'event.credit_module as creditModule',
    'event.credit_hundredths as creditHundredths',
    'event.status',
    'event.cancel_reason as cancelReason',
    'event.secret',
    'event.closed_at as closedAt',
    'event.overrun_minutes as overrunMinutes',
    'event.version',
    'org.name as orgName',
    'home.name as homeName',
    'home.address',
  ])

  async function takePlace(eventId: string, personId: string): Promise<boolean> {
    // Fast path: nobody waits, so any free place will do, and competitors pass each other by.
    const quick = await sql`
      update place set state = 'taken', person_id = ${personId}
      where (event_id, n) = (
        select event_id, n from place
        where event_id = ${eventId} and state = 'free'
          and not exists (select 1 from intake where intake.event_id = ${eventId} and intake.waiting > 0)
        order by n limit 1 for update skip locked)
      returning n`.execute(db)
    if (quick.rows.length > 0) return true
    // Slow path: a place that somebody holds for a moment may come back when they roll back. Look again, one at a time and
    // waiting for locks, so that nobody is told 「满」 falsely.
    await sql`select event_id from intake where event_id = ${eventId} for update`.execute(db)
    const sure = await sql`
      update place set state = 'taken', person_id = ${personId}
      where (event_id, n) = (
        select event_id, n from place
        where event_id = ${eventId} and state = 'free'
          and not exists (select 1 from intake where intake.event_id = ${eventId} and intake.waiting > 0)
        order by n limit 1 for update)
      returning n`.execute(db)
    return sure.rows.length > 0
  }

  return {
    async byId(eventId: string): Promise<EventRow | null> {
      return (await rows.where('event.event_id', '=', eventId).executeTakeFirst()) ?? null
    },

    async byCode(code: string): Promise<EventRow | null> {
      return (
        (await rows
          .innerJoin('public_code', 'public_code.target_id', 'event.event_id')
          .where('public_code.code', '=', code)
          .executeTakeFirst()) ?? null
      )
    },

    async byCodes(codes: readonly string[]): Promise<EventRow[]> {
      if (codes.length === 0) return []
      return rows
        .innerJoin('public_code', 'public_code.target_id', 'event.event_id')
        .where('public_code.code', 'in', [...new Set(codes)])
        .execute()
    },

    async card(eventId: string): Promise<EventCard> {
      return cards.where('event.event_id', '=', eventId).executeTakeFirstOrThrow()
    },

    /** Published events that are not over, soonest first; of one day also those that are. */
    async list(
      filter: { homeId?: string | undefined; category?: Category | undefined; day?: string | undefined },
      now: Instant,
      after: Cursor | null,
      limit: number,
    ): Promise<EventCard[]> {
      let query = cards.where('event.status', 'in', filter.day ? ['published', 'closed'] : ['published'])
      if (filter.homeId) query = query.where('event.home_id', '=', filter.homeId)
      if (filter.category) query = query.where('event.category', '=', filter.category)
      if (filter.day) {
        const from = dayStart(filter.day)
        query = query
          .where('event.starts_at', '>=', new Date(from) as never)
          .where('event.starts_at', '<', new Date(from + DAY_MS) as never)
      } else {
        query = query.where('event.ends_at', '>', new Date(now) as never)
      }
      if (after) query = query.where(sql<SqlBool>`(event.starts_at, event.event_id) > (${new Date(after.at)}, ${after.id}::uuid)`)
      return query.orderBy('event.starts_at').orderBy('event.event_id').limit(limit).execute()
    },

    /** An officer's events, of the organisation and below. `to_close` and `past`: the latest first. */
    async managed(
      orgId: string,
      when: 'now' | 'coming' | 'to_close' | 'past',
      now: Instant,
      after: Cursor | null,
      limit: number,
    ): Promise<ManagedEvent[]> {
      const at = (ms: number) => new Date(ms) as never
      let query = cards
        .select([
          'org.name as orgName',
          enrolledCount.as('enrolledCount'),
          arrivedCount.as('arrivedCount'),
          pendingCount.as('pendingCount'),
        ])
        .where(sql<SqlBool>`org.path like (select path from org where id = ${orgId}) || '%'`)
      const later = when === 'now' || when === 'coming'
      if (when === 'now')
        query = query
          .where('event.status', '=', 'published')
          .where('event.starts_at', '<=', at(now + OPENS_BEFORE_MS))
          .where('event.ends_at', '>', at(now - SIGN_OUT_AFTER_MS))
      if (when === 'coming') query = query.where('event.status', '=', 'published').where('event.starts_at', '>', at(now + OPENS_BEFORE_MS))
      if (when === 'to_close') query = query.where('event.status', '=', 'published').where('event.ends_at', '<=', at(now))
      if (when === 'past') query = query.where('event.status', 'in', ['closed', 'cancelled'])
      if (after && later) query = query.where(sql<SqlBool>`(event.starts_at, event.event_id) > (${new Date(after.at)}, ${after.id}::uuid)`)
      if (after && !later) query = query.where(sql<SqlBool>`(event.starts_at, event.event_id) < (${new Date(after.at)}, ${after.id}::uuid)`)
      return query
        .orderBy('event.starts_at', later ? 'asc' : 'desc')
        .orderBy('event.event_id', later ? 'asc' : 'desc')
        .limit(limit)
        .execute()
    },

    /** How much waits for the officers of an organisation and below. */
    async toDos(orgId: string, now: Instant): Promise<{ toCloseCount: number; pendingCount: number; claimCount: number }> {
      const result = await sql<{ toCloseCount: number; pendingCount: number; claimCount: number }>`
        with below as (select o.id from org o where o.path like (select path from org where id = ${orgId}) || '%')
        select
          (select count(*)::int from event where org_id in (select id from below) and status = 'published' and ends_at <= ${new Date(now)}) as "toCloseCount",
          (select count(*)::int from attendance a join event on event.event_id = a.event_id
            where event.org_id in (select id from below) and event.status in ('published', 'closed') and ${isPending}) as "pendingCount",
          (select count(*)::int from claim where org_id in (select id from below) and state in ('submitted', 'verified')) as "claimCount"`.execute(
        db,
      )
      return result.rows[0]!
    },

    /** A person's own events: enrolled or been there. `coming` until an hour after the end, soonest first; else latest first. */
    async mine(personId: string, when: 'coming' | 'past', now: Instant, after: Cursor | null, limit: number): Promise<MyEvent[]> {
      const edge = new Date(now - SIGN_OUT_AFTER_MS)
      const coming = when === 'coming'
      let query = cards
        .leftJoin('enrollment as en', (join) => join.onRef('en.event_id', '=', 'event.event_id').on('en.person_id', '=', personId))
        .leftJoin('attendance as a', (join) => join.onRef('a.event_id', '=', 'event.event_id').on('a.person_id', '=', personId))
        .select([
          'en.state as enrollment',
          'a.signed_in_at as signedInAt',
          'a.signed_out_at as signedOutAt',
          'a.proposed_left_at as proposedLeftAt',
          sql<boolean>`coalesce(${isPending}, false)`.as('pending'),
        ])
        .where(
          sql<SqlBool>`event.event_id in (select event_id from enrollment where person_id = ${personId} union select event_id from attendance where person_id = ${personId})`,
        )
        .where(sql<SqlBool>`(a.person_id is not null or en.state in ('enrolled', 'attended', 'absent'))`)
        .where('event.ends_at', coming ? '>' : '<=', edge as never)
      if (coming) query = query.where('event.status', '<>', 'closed')
      if (after)
        query = query.where(
          coming
            ? sql<SqlBool>`(event.starts_at, event.event_id) > (${new Date(after.at)}, ${after.id}::uuid)`
            : sql<SqlBool>`(event.starts_at, event.event_id) < (${new Date(after.at)}, ${after.id}::uuid)`,
        )
      const found = await query
        .orderBy('event.starts_at', coming ? 'asc' : 'desc')
        .orderBy('event.event_id', coming ? 'asc' : 'desc')
        .limit(limit)
        .execute()
      return found.map(({ enrollment, signedInAt, signedOutAt, proposedLeftAt, pending, ...event }) => ({
        event,
        mine: { enrollment, signedInAt, signedOutAt, proposedLeftAt, pending },
      }))
    },

    async enrolledCount(eventId: string): Promise<number> {
      const row = await db.selectFrom('event').select(enrolledCount.as('count')).where('event_id', '=', eventId).executeTakeFirst()
      return row?.count ?? 0
    },

    async insert(event: {
      id: string
      code: string
      orgId: string
      input: PublishInput
      secret: Buffer
      publishedBy: string
      ruleVersion: string
      now: Instant
    }): Promise<void> {
      const { input } = event
      const at = new Date(event.now)
      await db
        .insertInto('event')
        .values({
          event_id: event.id,
          code: event.code,
          org_id: event.orgId,
          home_id: input.homeId,
          title: input.title,
          category: input.category,
          summary: input.summary,
          contact: input.contact,
          starts_at: new Date(input.startsAt),
          ends_at: new Date(input.endsAt),
          places: input.places,
          sign_out: input.signOut,
          drop_in: input.dropIn,
          strict: input.strict,
          gives_hours: input.givesHours,
          credit_module: input.creditHundredths > 0 ? input.creditModule : null,
          credit_hundredths: input.creditModule ? input.creditHundredths : 0,
          status: 'published',
          cancel_reason: null,
          secret: event.secret,
          published_by: event.publishedBy,
          overrun_minutes: 0,
          overrun_reason: null,
          rule_version: event.ruleVersion,
          version: 1,
          created_at: at,
        })
        .execute()
      await db.insertInto('public_code').values({ code: event.code, kind: 'event', target_id: event.id, created_at: at }).execute()
      await db.insertInto('intake').values({ event_id: event.id, waiting: 0, created_at: at }).execute()
      if (input.places !== null) {
        await sql`insert into place (event_id, n, state, person_id, offered_until, created_at)
          select ${event.id}, n, 'free', null, null, ${at} from generate_series(1, ${input.places}::int) n`.execute(db)
      }
    },

    /** Cancels an event that is still published. False where it is not. */
    async cancel(eventId: string, reason: string): Promise<boolean> {
      const result = await db
        .updateTable('event')
        .set({ status: 'cancelled', cancel_reason: reason })
        .where('event_id', '=', eventId)
        .where('status', '=', 'published')
        .executeTakeFirst()
      return result.numUpdatedRows > 0n
    },

    /**
     * Enrolls a person and takes a place in the same write. Who is enrolled already stays so. Lock order: the person's
     * enrollment, the intake row, places.
     */
    async enroll(
      event: { id: string; places: number | null },
      personId: string,
      source: 'app' | 'walk_in' | 'officer',
      now: Instant,
    ): Promise<{ outcome: 'enrolled' | 'full'; state: EnrollmentState; at: Instant }> {
      const at = new Date(now)
      const made = await sql<{ at: Instant }>`
        insert into enrollment as e (event_id, person_id, state, source, at, created_at)
        values (${event.id}, ${personId}, 'enrolled', ${source}, ${at}, ${at})
        on conflict (event_id, person_id) do update set state = 'enrolled', source = excluded.source, at = excluded.at
          where e.state in ('left', 'on_leave')
        returning at`.execute(db)
      if (made.rows.length === 0) {
        const kept = await db
          .selectFrom('enrollment')
          .select(['state', 'at'])
          .where('event_id', '=', event.id)
          .where('person_id', '=', personId)
          .executeTakeFirstOrThrow()
        return { outcome: 'enrolled', ...kept }
      }
      if (event.places !== null && !(await takePlace(event.id, personId))) return { outcome: 'full', state: 'left', at: now }
      return { outcome: 'enrolled', state: 'enrolled', at: now }
    },

    /** Gives up an enrollment and frees its place. False where there was none, or the person has signed in. */
    async leave(eventId: string, personId: string, now: Instant): Promise<boolean> {
      // First the lock, then a look: whoever signs in at this moment holds the enrollment, and is seen once they let go. What
      // could not be locked is not left either: an enrollment that appears between the two was not there when this was asked.
      const mine = await sql<{ state: EnrollmentState }>`
        select state from enrollment where event_id = ${eventId} and person_id = ${personId} for update`.execute(db)
      if (mine.rows[0]?.state !== 'enrolled') return false
      const left = await sql`
        update enrollment set state = 'left', at = ${new Date(now)}
        where event_id = ${eventId} and person_id = ${personId} and state = 'enrolled'
          and not exists (select 1 from attendance a where a.event_id = ${eventId} and a.person_id = ${personId})
        returning person_id`.execute(db)
      if (left.rows.length === 0) return false
      await sql`select event_id from intake where event_id = ${eventId} for update`.execute(db)
      await sql`update place set state = 'free', person_id = null where event_id = ${eventId} and person_id = ${personId}`.execute(db)
      return true
    },

    /** Locks the event's own row: one closing at a time. Sign-ins do not touch it. */
    async lock(eventId: string): Promise<void> {
      await sql`select event_id from event where event_id = ${eventId} for update`.execute(db)
    },

    async markClosed(eventId: string, by: string, now: Instant): Promise<void> {
      await db
        .updateTable('event')
        .set({ status: 'closed', closed_at: new Date(now), closed_by: by })
        .where('event_id', '=', eventId)
        .where('status', '=', 'published')
        .execute()
    },

    async setOverrun(eventId: string, minutes: number, reason: string): Promise<void> {
      await db.updateTable('event').set({ overrun_minutes: minutes, overrun_reason: reason }).where('event_id', '=', eventId).execute()
    },

    /** After closing: who came is `attended`, who did not is `absent`. */
    async settleEnrollments(eventId: string): Promise<void> {
      await sql`
        update enrollment n set state = case when exists (select 1 from attendance a where a.event_id = n.event_id and a.person_id = n.person_id) then 'attended' else 'absent' end
        where n.event_id = ${eventId} and n.state in ('enrolled', 'absent')`.execute(db)
    },

    async absent(eventId: string): Promise<{ personId: string; name: string }[]> {
      return db
        .selectFrom('enrollment')
        .innerJoin('person', 'person.id', 'enrollment.person_id')
        .select(['enrollment.person_id as personId', 'person.name'])
        .where('enrollment.event_id', '=', eventId)
        .where('enrollment.state', 'in', ['enrolled', 'absent'])
        .where((where) =>
          where.not(
            where.exists(
              where
                .selectFrom('attendance')
                .select('attendance.person_id')
                .whereRef('attendance.event_id', '=', 'enrollment.event_id')
                .whereRef('attendance.person_id', '=', 'enrollment.person_id'),
            ),
          ),
        )
        .orderBy('person.name')
        .orderBy('person.id')
        .execute()
    },

    async keepScreenPass(passHash: string, eventId: string, byId: string, expiresAt: Instant, now: Instant): Promise<void> {
      await db
        .insertInto('screen_pass')
        .values({ pass_hash: passHash, event_id: eventId, by_id: byId, expires_at: new Date(expiresAt), created_at: new Date(now) })
        .execute()
    },

    async screenPassHolds(passHash: string, eventId: string, now: Instant): Promise<boolean> {
      const row = await db
        .selectFrom('screen_pass')
        .select('event_id')
        .where('pass_hash', '=', passHash)
        .where('event_id', '=', eventId)
        .where('expires_at', '>', new Date(now) as never)
        .executeTakeFirst()
      return Boolean(row)
    },

    /** Forgets the links of screens that ended before `before`; answers how many. */
    async forgetScreenPasses(before: Instant): Promise<number> {
      const { numDeletedRows } = await db
        .deleteFrom('screen_pass')
        .where('expires_at', '<', new Date(before) as never)
        .executeTakeFirst()
      return Number(numDeletedRows)
    },
  }
}
