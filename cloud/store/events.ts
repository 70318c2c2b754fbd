import { CompiledQuery, sql, type Kysely, type SqlBool } from 'kysely'
import type { Instant } from '@core/contract/common'
import type { Audience, EventCard, EventForm, EventStatus, ManagedEvent, MyEvent, Shift } from '@core/contract/events'
import type { Module } from '@core/contract/names'
import { OPENS_BEFORE_MS, SIGN_OUT_AFTER_MS } from '@core/rules/attendance/scan'
import { LONGEST_MS } from '@core/rules/events/publish'
import { DAY_MS, dayStart } from '@core/rules/shared/calendar'
import { placeStore } from './places'
import type { Database } from './schema'

/** An event as procedures know it. `secret` never leaves the server but to a screen. */
export interface EventRow {
  id: string
  code: string
  orgId: string
  homeId: string
  title: string
  category: string
  categoryName: string
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
  seriesId: string | null
  enrollFrom: Instant | null
  enrollUntil: Instant | null
  audience: Audience
  audienceOrgId: string | null
  ageFrom: number | null
  ageTo: number | null
  walkIns: boolean
  poster: boolean
  byLots: boolean
  firstTimerPercent: number
  lotsSeed: string | null
  drawnAt: Instant | null
  cover: string | null
  clockId: string | null
  reviewNote: string | null
  changedAt: Instant | null
  publishedBy: string
  hasShifts: boolean
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
  const found = /^(\d{1,15})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(after ?? '')
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
const waitingCount = sql<number>`(select i.waiting from intake i where i.event_id = event.event_id)`
const pendingCount = sql<number>`(select count(*)::int from attendance a where a.event_id = event.event_id and ${isPending})`

/** Where a person stands in the line of `event`, among those who wait for the same shift: counted from 1; null for who does not wait. */
export function position(personId: string) {
  return sql<number | null>`(select case when m.state = 'waiting' then (select count(*)::int from waiting_entry o
    where o.event_id = m.event_id and o.state = 'waiting' and o.shift_n is not distinct from m.shift_n
      and (o.priority, o.at, o.nonce) <= (m.priority, m.at, m.nonce)) end
    from waiting_entry m where m.event_id = event.event_id and m.person_id = ${personId})`
}

/** An event on its way into the store. */
export interface NewEvent {
  id: string
  code: string
  orgId: string
  homeId: string
  seriesId: string | null
  form: EventForm
  categoryName: string
  startsAt: Instant
  endsAt: Instant
  enrollFrom: Instant | null
  enrollUntil: Instant | null
  shifts: readonly { label: string; from: Instant; to: Instant; places: number | null }[]
  status: 'published' | 'in_review'
  secret: Buffer
  lotsSeed: string | null
  publishedBy: string
  ruleVersion: string
  now: Instant
}

/** What an edit writes. */
export interface EventChange extends Pick<
  NewEvent,
  'form' | 'homeId' | 'categoryName' | 'startsAt' | 'endsAt' | 'enrollFrom' | 'enrollUntil' | 'lotsSeed'
> {
  shifts: readonly { places: number | null }[]
  status: EventStatus
  /** When time or place changed; null: they did not. */
  changedAt: Instant | null
  /** Who sent a returned draft in again, and when; null: nobody did. */
  submitted: { by: string; at: Instant } | null
}

/** The text of `byId`, made once: with its many columns it costs more to write than to run. */
let byIdText: CompiledQuery | undefined

/** Events. Their places and who holds them: `places.ts`. */
export function eventStore(db: Kysely<Database>) {
  const joined = db.selectFrom('event').innerJoin('home', 'home.id', 'event.home_id').innerJoin('org', 'org.id', 'event.org_id')
  const cards = joined.select([
    'event.event_id as id',
    'event.code',
    'event.title',
    'event.category',
    'event.category_name as categoryName',
    'event.cover_file as cover',
    'event.audience',
    'event.by_lots as byLots',
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
  const managedCards = cards.select([
    'org.name as orgName',
    enrolledCount.as('enrolledCount'),
    arrivedCount.as('arrivedCount'),
    pendingCount.as('pendingCount'),
    waitingCount.as('waitingCount'),
  ])
  const isBelow = (orgId: string) => sql<SqlBool>`org.path like (select path from org where id = ${orgId}) || '%'`
  const rows = joined.select([
    'event.event_id as id',
    'event.code',
    'event.org_id as orgId',
    'event.home_id as homeId',
    'event.title',
    'event.category',
    'event.category_name as categoryName',
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
    'event.series_id as seriesId',
    'event.enroll_from as enrollFrom',
    'event.enroll_until as enrollUntil',
    'event.audience',
    'event.audience_org_id as audienceOrgId',
    'event.age_from as ageFrom',
    'event.age_to as ageTo',
    'event.walk_ins as walkIns',
    'event.poster',
    'event.by_lots as byLots',
    'event.first_timer_percent as firstTimerPercent',
    'event.lots_seed as lotsSeed',
    'event.drawn_at as drawnAt',
    'event.cover_file as cover',
    'event.clock_id as clockId',
    'event.review_note as reviewNote',
    'event.changed_at as changedAt',
    'event.published_by as publishedBy',
    sql<boolean>`exists (select 1 from shift where shift.event_id = event.event_id)`.as('hasShifts'),
    'org.name as orgName',
    'home.name as homeName',
    'home.address',
  ])

  return {
    async byId(eventId: string): Promise<EventRow | null> {
      const { sql: text } = (byIdText ??= rows.where('event.event_id', '=', eventId).compile())
      const found = await db.executeQuery<EventRow>(CompiledQuery.raw(`/* prepared: events.by-id */ ${text}`, [eventId]))
      return found.rows[0] ?? null
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

    /** The parts of an event, in their order, with their free places. */
    async shifts(eventId: string): Promise<Shift[]> {
      const { rows } = await sql<Shift>`
        select s.n, s.label, s.from_at as "from", s.to_at as "to", s.places,
          case when s.places is not null then (select count(*)::int from place p where p.event_id = s.event_id and p.shift_n = s.n and p.state = 'free') end as free
        from shift s where s.event_id = ${eventId} order by s.from_at, s.n`.execute(db)
      return rows
    },

    async card(eventId: string): Promise<EventCard> {
      return cards.where('event.event_id', '=', eventId).executeTakeFirstOrThrow()
    },

    /** Published events that are not over, soonest first; of one day also those that are. */
    async list(
      filter: { homeId?: string | undefined; category?: string | undefined; day?: string | undefined },
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
        // No event is longer than a day: the second condition lets the index of starts begin near to now.
        query = query.where('event.ends_at', '>', new Date(now) as never).where('event.starts_at', '>', new Date(now - LONGEST_MS) as never)
      }
      if (after) query = query.where(sql<SqlBool>`(event.starts_at, event.event_id) > (${new Date(after.at)}, ${after.id}::uuid)`)
      return query.orderBy('event.starts_at').orderBy('event.event_id').limit(limit).execute()
    },

    /** An officer's events, of the organisation and below. `to_close` and `past`: the latest first. */
    async managed(
      orgId: string,
      when: 'now' | 'coming' | 'to_close' | 'past' | 'in_review',
      now: Instant,
      after: Cursor | null,
      limit: number,
    ): Promise<ManagedEvent[]> {
      const at = (ms: number) => new Date(ms) as never
      let query = managedCards.where(isBelow(orgId))
      const later = when === 'now' || when === 'coming' || when === 'in_review'
      if (when === 'now')
        query = query
          .where('event.status', '=', 'published')
          .where('event.starts_at', '<=', at(now + OPENS_BEFORE_MS))
          .where('event.ends_at', '>', at(now - SIGN_OUT_AFTER_MS))
      if (when === 'coming') query = query.where('event.status', '=', 'published').where('event.starts_at', '>', at(now + OPENS_BEFORE_MS))
      if (when === 'to_close') query = query.where('event.status', '=', 'published').where('event.ends_at', '<=', at(now))
      if (when === 'in_review') query = query.where('event.status', 'in', ['draft', 'in_review'])
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
        .leftJoin('waiting_entry as w', (join) =>
          join.onRef('w.event_id', '=', 'event.event_id').on('w.person_id', '=', personId).on('w.state', 'in', ['waiting', 'offered']),
        )
        .leftJoin('attendance as a', (join) => join.onRef('a.event_id', '=', 'event.event_id').on('a.person_id', '=', personId))
        .select([
          'en.state as enrollment',
          'en.shift_n as shift',
          'en.coming_at as comingAt',
          'w.mode as waitingMode',
          'w.state as waitingState',
          'w.shift_n as waitingShift',
          'w.at as waitingSince',
          sql<Instant | null>`(select p.offered_until from place p where p.event_id = event.event_id and p.person_id = ${personId} and p.state = 'offered')`.as(
            'offeredUntil',
          ),
          position(personId).as('position'),
          'a.signed_in_at as signedInAt',
          'a.signed_out_at as signedOutAt',
          'a.proposed_left_at as proposedLeftAt',
          sql<boolean>`coalesce(${isPending}, false)`.as('pending'),
        ])
        .where(
          sql<SqlBool>`event.event_id in (select event_id from enrollment where person_id = ${personId} union select event_id from attendance where person_id = ${personId} union select event_id from waiting_entry where person_id = ${personId})`,
        )
        .where(
          sql<SqlBool>`(a.person_id is not null or w.person_id is not null or en.state in ('applied', 'enrolled', 'attended', 'absent'))`,
        )
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
      return found.map(
        ({
          enrollment,
          shift,
          comingAt,
          signedInAt,
          signedOutAt,
          proposedLeftAt,
          pending,
          waitingMode,
          waitingState,
          waitingShift,
          waitingSince,
          offeredUntil,
          position,
          ...event
        }) => ({
          event,
          mine: {
            enrollment,
            shift,
            comingAt,
            signedInAt,
            signedOutAt,
            proposedLeftAt,
            pending,
            waiting:
              waitingMode === null
                ? null
                : { mode: waitingMode, state: waitingState!, shift: waitingShift, position, since: waitingSince!, offeredUntil },
          },
        }),
      )
    },

    async enrolledCount(eventId: string): Promise<number> {
      const row = await db.selectFrom('event').select(enrolledCount.as('count')).where('event_id', '=', eventId).executeTakeFirst()
      return row?.count ?? 0
    },

    /** Writes events with their public codes, lock rows, shifts and places. */
    async insert(events: readonly NewEvent[]): Promise<void> {
      for (const event of events) {
        const at = new Date(event.now)
        const places = placesOf(event)
        await db
          .insertInto('event')
          .values({
            ...formColumns(event),
            event_id: event.id,
            code: event.code,
            org_id: event.orgId,
            home_id: event.homeId,
            series_id: event.seriesId,
            places,
            status: event.status,
            cancel_reason: null,
            secret: event.secret,
            lots_seed: event.lotsSeed,
            published_by: event.publishedBy,
            submitted_at: event.status === 'in_review' ? at : null,
            overrun_minutes: 0,
            overrun_reason: null,
            rule_version: event.ruleVersion,
            version: 1,
            created_at: at,
          })
          .execute()
        await db.insertInto('public_code').values({ code: event.code, kind: 'event', target_id: event.id, created_at: at }).execute()
        await db.insertInto('intake').values({ event_id: event.id, waiting: 0, created_at: at }).execute()
        await placeStore(db).layPlaces(event.id, places, event.shifts, event.now)
      }
    },

    /** Writes what the form of an event says anew. Its places and shifts are written by `placeStore.setPlaces` and `setShift`. */
    async update(eventId: string, change: EventChange): Promise<void> {
      await db
        .updateTable('event')
        .set({
          ...formColumns(change),
          home_id: change.homeId,
          places: placesOf(change),
          lots_seed: change.lotsSeed,
          status: change.status,
          ...(change.changedAt !== null && { changed_at: new Date(change.changedAt) }),
          ...(change.submitted && { published_by: change.submitted.by, submitted_at: new Date(change.submitted.at), review_note: null }),
        })
        .where('event_id', '=', eventId)
        .execute()
    },

    /** Corrects the words of an event that has begun. */
    async updateWords(eventId: string, words: { summary: string; contact: string; cover: string | null }): Promise<void> {
      await db
        .updateTable('event')
        .set({ summary: words.summary, contact: words.contact, cover_file: words.cover })
        .where('event_id', '=', eventId)
        .execute()
    },

    /** An event that begins at another time: nobody has said of that time whether they come. */
    async askAgain(eventId: string): Promise<void> {
      await db.updateTable('event').set({ reminded_at: null }).where('event_id', '=', eventId).execute()
      await db
        .updateTable('enrollment')
        .set({ coming_at: null })
        .where('event_id', '=', eventId)
        .where('coming_at', 'is not', null)
        .execute()
    },

    /** Writes a shift, a new one or another time and label of an old one. Lock the event first. */
    async setShift(
      eventId: string,
      shift: { n: number; label: string; from: Instant; to: Instant; places: number | null },
      now: Instant,
    ): Promise<void> {
      await sql`
        insert into shift (event_id, n, label, from_at, to_at, places, created_at)
        values (${eventId}, ${shift.n}, ${shift.label}, ${new Date(shift.from)}, ${new Date(shift.to)}, ${shift.places}, ${new Date(now)})
        on conflict (event_id, n) do update set label = excluded.label, from_at = excluded.from_at, to_at = excluded.to_at,
          places = excluded.places`.execute(db)
    },

    /** Takes a shift away that nobody is in. Lock the event first. */
    async dropShift(eventId: string, n: number): Promise<void> {
      await db.deleteFrom('shift').where('event_id', '=', eventId).where('n', '=', n).execute()
    },

    /** Everybody who counts on an event, with their shift: enrolled, among the lots, in the line, or with an offer. */
    async involved(eventId: string): Promise<{ personId: string; shift: number | null }[]> {
      const { rows } = await sql<{ personId: string; shift: number | null }>`
        select person_id as "personId", shift_n as shift from enrollment where event_id = ${eventId} and state in ('applied', 'enrolled')
        union
        select person_id, shift_n from waiting_entry where event_id = ${eventId} and state in ('waiting', 'offered')
        order by 1`.execute(db)
      return rows
    },

    /** The events of a series that begin after an instant and are neither closed nor cancelled. */
    async laterOfSeries(seriesId: string, after: Instant): Promise<string[]> {
      const rows = await db
        .selectFrom('event')
        .select('event_id as id')
        .where('series_id', '=', seriesId)
        .where('starts_at', '>', new Date(after) as never)
        .where('status', 'in', ['draft', 'in_review', 'published'])
        .execute()
      return rows.map((row) => row.id)
    },

    /** The events of a series that wait for review. */
    async inReviewOfSeries(seriesId: string): Promise<string[]> {
      const rows = await db
        .selectFrom('event')
        .select('event_id as id')
        .where('series_id', '=', seriesId)
        .where('status', '=', 'in_review')
        .execute()
      return rows.map((row) => row.id)
    },

    /** Cancels those of the events that are neither closed nor cancelled; answers which. */
    async cancel(eventIds: readonly string[], reason: string): Promise<{ id: string; title: string }[]> {
      return db
        .updateTable('event')
        .set({ status: 'cancelled', cancel_reason: reason })
        .where('event_id', 'in', eventIds)
        .where('status', 'in', ['draft', 'in_review', 'published'])
        .returning(['event_id as id', 'title'])
        .execute()
    },

    /** Publishes what waited for review, but not what the reviewer has published themselves; answers the covers to show. */
    async approve(eventIds: readonly string[], reviewerId: string): Promise<string[]> {
      const rows = await db
        .updateTable('event')
        .set({ status: 'published', reviewed_by: reviewerId, review_note: null })
        .where('event_id', 'in', eventIds)
        .where('status', '=', 'in_review')
        .where('published_by', '<>', reviewerId)
        .returning('cover_file as cover')
        .execute()
      return rows.flatMap((row) => row.cover ?? [])
    },

    /** Gives back what waited for review, with the reason. */
    async sendBack(eventIds: readonly string[], reviewerId: string, note: string): Promise<void> {
      await db
        .updateTable('event')
        .set({ status: 'draft', reviewed_by: reviewerId, review_note: note })
        .where('event_id', 'in', eventIds)
        .where('status', '=', 'in_review')
        .where('published_by', '<>', reviewerId)
        .execute()
    },

    /** What waits for a secretary's review, below their organization and not published by themselves, the soonest first. */
    async toReview(orgId: string, reviewerId: string, after: Cursor | null, limit: number): Promise<ManagedEvent[]> {
      let query = managedCards
        .where('event.status', '=', 'in_review')
        .where('event.published_by', '<>', reviewerId)
        .where('event.org_id', '<>', orgId)
        .where(isBelow(orgId))
      if (after) query = query.where(sql<SqlBool>`(event.starts_at, event.event_id) > (${new Date(after.at)}, ${after.id}::uuid)`)
      return query.orderBy('event.starts_at').orderBy('event.event_id').limit(limit).execute()
    },

    /** Locks the event's own row: one closing at a time. Sign-ins do not touch it. */
    async lock(eventId: string): Promise<void> {
      await sql`select event_id from event where event_id = ${eventId} for update`.execute(db)
    },

    /** Locks several events in the order of their ids. */
    async lockAll(eventIds: readonly string[]): Promise<void> {
      await sql`select event_id from event where event_id = any(${[...eventIds]}::uuid[]) order by event_id for update`.execute(db)
    },

    /** Events whose lots are to be drawn: the window of enrolling is over. */
    async toDraw(now: Instant, limit: number): Promise<string[]> {
      const { rows } = await sql<{ id: string }>`
        select event_id as id from event where by_lots and drawn_at is null and status = 'published' and enroll_until <= ${new Date(now)}
        order by enroll_until limit ${limit}`.execute(db)
      return rows.map((row) => row.id)
    },

    async markDrawn(eventId: string, now: Instant): Promise<void> {
      await db
        .updateTable('event')
        .set({ drawn_at: new Date(now) })
        .where('event_id', '=', eventId)
        .execute()
    },

    /** Events to come, until an instant, whose people were not asked yet whether they come; the soonest first. */
    async toRemind(now: Instant, until: Instant, limit: number): Promise<string[]> {
      const { rows } = await sql<{ id: string }>`
        select event_id as id from event
        where reminded_at is null and status = 'published' and starts_at > ${new Date(now)} and starts_at <= ${new Date(until)}
        order by starts_at limit ${limit}`.execute(db)
      return rows.map((row) => row.id)
    },

    /** False where somebody else was first. */
    async markReminded(eventId: string, now: Instant): Promise<boolean> {
      const result = await db
        .updateTable('event')
        .set({ reminded_at: new Date(now) })
        .where('event_id', '=', eventId)
        .where('reminded_at', 'is', null)
        .executeTakeFirst()
      return result.numUpdatedRows > 0n
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

/** How many places an event has: the sum of its shifts' where it has shifts; null: unlimited. */
export function placesOf(event: { form: Pick<EventForm, 'places'>; shifts: readonly { places: number | null }[] }): number | null {
  if (event.shifts.length === 0) return event.form.places
  return event.shifts.some((shift) => shift.places === null) ? null : event.shifts.reduce((sum, shift) => sum + shift.places!, 0)
}

/** What of an event's row follows from its form. */
function formColumns(event: Pick<NewEvent, 'form' | 'categoryName' | 'startsAt' | 'endsAt' | 'enrollFrom' | 'enrollUntil'>) {
  const { form } = event
  const date = (at: Instant | null) => (at === null ? null : new Date(at))
  return {
    title: form.title,
    category: form.category,
    category_name: event.categoryName,
    summary: form.summary,
    contact: form.contact,
    starts_at: new Date(event.startsAt),
    ends_at: new Date(event.endsAt),
    sign_out: form.signOut,
    drop_in: form.dropIn,
    strict: form.strict,
    gives_hours: form.givesHours,
    credit_module: form.creditHundredths > 0 ? form.creditModule : null,
    credit_hundredths: form.creditModule ? form.creditHundredths : 0,
    enroll_from: date(event.enrollFrom),
    enroll_until: date(event.enrollUntil),
    audience: form.audience,
    audience_org_id: form.audience === 'org' ? form.audienceOrgId : null,
    age_from: form.ageFrom,
    age_to: form.ageTo,
    walk_ins: form.walkIns,
    poster: form.poster,
    by_lots: form.byLots,
    first_timer_percent: form.byLots ? form.firstTimerPercent : 0,
    cover_file: form.cover,
    clock_id: form.clockId,
  }
}
