import { sql, type Kysely } from 'kysely'
import type { Instant } from '@core/contract/common'
import type { BookingState, Topic } from '@core/contract/sessions'
import type { Database } from './schema'

/** Somebody on the list of a session, with what is sealed still sealed. */
export interface ReceptionRow {
  id: string
  personId: string
  /** Theirs, or what they gave who came without an account. */
  name: string
  anonymous: boolean
  /** Null: came without a booking, fitted between. */
  slotNo: number | null
  /** Of the slot; of a walk-in: when they came, and the end of the session. */
  startsAt: Instant
  endsAt: Instant
  state: BookingState
  topic: Topic
  questionEnc: string
  comingAt: Instant | null
  checkedInAt: Instant | null
  metAt: Instant | null
  finishedAt: Instant | null
  recordEnc: string | null
  explanationEnc: string | null
  excusedAt: Instant | null
}

/** What somebody came with before. */
export interface EarlierRow {
  personId: string
  at: Instant
  topic: Topic
  questionEnc: string
  recordEnc: string | null
  state: BookingState
}

/** Somebody who comes without a booking. */
export interface WalkIn {
  id: string
  personId: string
  /** The name they gave; null: a person with an account. */
  guestName: string | null
  topic: Topic
  questionEnc: string
  by: 'pass' | 'host'
}

/** A booking that nobody came for. */
export interface Missed {
  personId: string
  /** The start of the slot that was missed. */
  at: Instant
}

const MOST_EARLIER = 5

/**
 * Receiving people: the list, the steps from checked in to answered, who did not come, and what a host has done in a year. Who takes a
 * step has locked the person of the booking before; every step names the states it leads on from all the same, since whoever cancels a
 * session locks no people.
 */
export function receptionStore(db: Kysely<Database>) {
  const changed = (rows: readonly unknown[]) => rows.length > 0

  return {
    /** Whose booking it is, for its lock; null where the session has none of that id. */
    async personOf(sessionId: string, bookingId: string): Promise<string | null> {
      const { rows } = await sql<{ personId: string }>`
        select person_id as "personId" from booking where session_id = ${sessionId} and id = ${bookingId}`.execute(db)
      return rows[0]?.personId ?? null
    },

    /** Who is on the list of a session, by the time of their slot: not who cancelled, but for those who did so late. */
    async list(sessionId: string): Promise<ReceptionRow[]> {
      const { rows } = await sql<ReceptionRow>`
        select b.id, b.person_id as "personId", coalesce(b.guest_name, p.name, '') as name, b.anonymous, b.slot_no as "slotNo",
          coalesce(s.starts_at, b.checked_in_at, d.starts_at) as "startsAt", coalesce(s.ends_at, d.ends_at) as "endsAt", b.state, b.topic,
          b.question_enc as "questionEnc", b.coming_at as "comingAt", b.checked_in_at as "checkedInAt", b.met_at as "metAt",
          b.finished_at as "finishedAt", b.record_enc as "recordEnc", b.explanation_enc as "explanationEnc", b.excused_at as "excusedAt"
        from booking b join duty_session d on d.session_id = b.session_id
        left join slot s on s.session_id = b.session_id and s.slot_no = b.slot_no
        left join person p on p.id = b.person_id
        where b.session_id = ${sessionId} and (b.state <> 'cancelled' or b.late)
        order by coalesce(s.starts_at, b.checked_in_at, d.starts_at), b.slot_no nulls last, b.at, b.id`.execute(db)
      return rows
    },

    /**
     * What people came with before to the same organization, the newest first, at most five each. Whoever wished to stay unnamed then
     * is known by it to the host of that session alone: to others it is no matter of theirs.
     */
    async earlier(
      session: { id: string; orgId: string; startsAt: Instant },
      personIds: readonly string[],
      officerId: string,
    ): Promise<EarlierRow[]> {
      const { rows } = await sql<EarlierRow>`
        select p.id as "personId", e.* from unnest(${[...personIds]}::uuid[]) p (id)
        join lateral (
          select coalesce(b.met_at, b.checked_in_at) as at, b.topic, b.question_enc as "questionEnc", b.record_enc as "recordEnc", b.state
          from booking b join duty_session d on d.session_id = b.session_id
          where b.person_id = p.id and d.org_id = ${session.orgId} and b.session_id <> ${session.id} and d.starts_at < ${new Date(session.startsAt)}
            and b.state in ('checked_in', 'met', 'answered', 'case_opened') and (not b.anonymous or d.host_id = ${officerId})
          order by coalesce(b.met_at, b.checked_in_at) desc, b.id limit ${MOST_EARLIER}) e on true`.execute(db)
      return rows
    },

    /** False where they are not booked any more. */
    async checkIn(sessionId: string, personId: string, by: 'code' | 'pass' | 'host', now: Instant): Promise<boolean> {
      const { rows } = await sql`update booking set state = 'checked_in', checked_in_at = ${new Date(now)}, checked_in_by = ${by}
        where session_id = ${sessionId} and person_id = ${personId} and state = 'booked' returning id`.execute(db)
      return changed(rows)
    },

    /** Begins to receive somebody, which checks them in where nobody has. False where they are neither booked nor checked in. */
    async start(sessionId: string, personId: string, officerId: string, now: Instant): Promise<boolean> {
      const at = new Date(now)
      const { rows } = await sql`update booking set state = 'met', met_at = ${at}, met_by = ${officerId},
          checked_in_at = coalesce(checked_in_at, ${at}), checked_in_by = coalesce(checked_in_by, 'host')
        where session_id = ${sessionId} and person_id = ${personId} and state in ('booked', 'checked_in') returning id`.execute(db)
      return changed(rows)
    },

    /** Answered on the spot. False where they are not being received. */
    async finish(sessionId: string, personId: string, recordEnc: string, now: Instant): Promise<boolean> {
      const { rows } = await sql`update booking set state = 'answered', finished_at = ${new Date(now)}, record_enc = ${recordEnc}
        where session_id = ${sessionId} and person_id = ${personId} and state = 'met' returning id`.execute(db)
      return changed(rows)
    },

    /** What could not be answered on the spot has become a case (转办). False where they are not being received. */
    async handOver(
      sessionId: string,
      personId: string,
      { caseId, recordEnc }: { caseId: string; recordEnc: string },
      now: Instant,
    ): Promise<boolean> {
      const { rows } =
        await sql`update booking set state = 'case_opened', finished_at = ${new Date(now)}, record_enc = ${recordEnc}, case_id = ${caseId}
        where session_id = ${sessionId} and person_id = ${personId} and state = 'met' returning id`.execute(db)
      return changed(rows)
    },

    /**
     * Fits somebody in who is here without a booking. Who had cancelled has come all the same, and stays unnamed where they wished so.
     * False where they have a booking. Lock the session first.
     */
    async walkIn(sessionId: string, { id, personId, guestName, topic, questionEnc, by }: WalkIn, now: Instant): Promise<boolean> {
      const at = new Date(now)
      const { rows } = await sql`
        insert into booking as b (session_id, person_id, id, slot_no, state, source, guest_name, topic, question_enc, anonymous, at, by_host, late,
          checked_in_at, checked_in_by, created_at)
        values (${sessionId}, ${personId}, ${id}, null, 'checked_in', 'walk_in', ${guestName}, ${topic}, ${questionEnc}, false, ${at}, false, false,
          ${at}, ${by}, ${at})
        on conflict (session_id, person_id) do update set slot_no = null, state = 'checked_in', source = 'walk_in', topic = excluded.topic,
          question_enc = excluded.question_enc, at = excluded.at, coming_at = null, cancelled_at = null, by_host = false, late = false,
          checked_in_at = excluded.checked_in_at, checked_in_by = excluded.checked_in_by
        where b.state = 'cancelled' returning id`.execute(db)
      return changed(rows)
    },

    /** A miss or a late cancellation no longer counts. */
    async excuse(sessionId: string, personId: string, officerId: string, now: Instant): Promise<void> {
      await sql`update booking set excused_at = ${new Date(now)}, excused_by = ${officerId}
        where session_id = ${sessionId} and person_id = ${personId} and excused_at is null`.execute(db)
    },

    /** Sessions that ended before an instant, for which nobody has written down who did not come. */
    async toSettle(endedBefore: Instant, limit: number): Promise<string[]> {
      const { rows } = await sql<{ id: string }>`
        select session_id as id from duty_session
        where settled_at is null and cancelled_at is null and ends_at <= ${new Date(endedBefore)} order by ends_at, session_id limit ${limit}`.execute(
        db,
      )
      return rows.map((row) => row.id)
    },

    /** Who is booked and has not come, or cancelled late, for their lock: their misses are written together. */
    async awaited(sessionId: string): Promise<string[]> {
      const { rows } = await sql<{ personId: string }>`
        select person_id as "personId" from booking where session_id = ${sessionId} and (state = 'booked' or late)`.execute(db)
      return rows.map((row) => row.personId)
    },

    /** Takes a session to be settled. False where another has. */
    async markSettled(sessionId: string, endedBefore: Instant, now: Instant): Promise<boolean> {
      const { rows } = await sql`update duty_session set settled_at = ${new Date(now)}
        where session_id = ${sessionId} and settled_at is null and cancelled_at is null and ends_at <= ${new Date(endedBefore)}
        returning session_id`.execute(db)
      return changed(rows)
    },

    /** Writes down who did not come, and who cancelled late with nobody taking the place: but for those who are excused already. */
    async settle(sessionId: string): Promise<Missed[]> {
      const { rows } = await sql<Missed>`
        update booking b set state = case when b.state = 'booked' then 'no_show' else b.state end, missed_at = s.starts_at
        from slot s
        where b.session_id = ${sessionId} and s.session_id = b.session_id and s.slot_no = b.slot_no
          and (b.state = 'booked' or b.late and b.excused_at is null)
        returning b.person_id as "personId", b.missed_at as at`.execute(db)
      return rows.sort((one, other) => one.at - other.at || (one.personId < other.personId ? -1 : 1))
    },

    /**
     * What somebody has done as a host in sessions that began from an instant to another: whom they received themselves, and the days
     * (UTC+8) on which they received somebody or held a session that is over.
     */
    async hosted(
      hostId: string,
      { from, until }: { from: Instant; until: Instant },
      now: Instant,
    ): Promise<{ received: number; answeredOnTheSpot: number; days: number }> {
      const span = sql`d.starts_at >= ${new Date(from)} and d.starts_at < ${new Date(until)}`
      const day = sql`((d.starts_at at time zone 'UTC') + interval '8 hours')::date`
      const { rows } = await sql<{ received: number; answeredOnTheSpot: number; days: number }>`
        with met as (
          select b.state, ${day} as day from booking b join duty_session d on d.session_id = b.session_id where b.met_by = ${hostId} and ${span}
        ), held as (
          select ${day} as day from duty_session d
          where d.host_id = ${hostId} and d.cancelled_at is null and d.ends_at <= ${new Date(now)} and ${span}
        )
        select (select count(*)::int from met) as received,
          (select count(*)::int from met where state = 'answered') as "answeredOnTheSpot",
          (select count(*)::int from (select day from met union select day from held) days) as days`.execute(db)
      return rows[0]!
    },
  }
}
