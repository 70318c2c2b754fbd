import { sql, type Kysely } from 'kysely'
import type { Instant } from '@core/contract/common'
import type { Assurance, EnrollmentState, Posting } from '@core/contract/events'
import type { Purpose } from '@core/contract/attendance'
import type { HeldReason } from '@core/contract/names'
import { OPENS_BEFORE_MS, type ScanDecision } from '@core/rules/attendance/scan'
import type { ShiftSpan } from '@core/rules/events/closing'
import { isPending } from './events'
import { recordPresence, type Arrived, type PresenceWord, type WordOf } from './record-presence'
import { recordScans, type PlannedScan, type RecordedScan } from './record-scans'
import type { Database } from './schema'

/** A person at an event: the key of an attendance. */
export interface Pair {
  eventId: string
  personId: string
}

/** How a person stands with an event. */
export interface Standing {
  enrollment: EnrollmentState | null
  signedIn: boolean
  free: number | null
}

export interface AttendanceRow {
  eventId: string
  personId: string
  inNonce: string
  outNonce: string | null
  signedInAt: Instant
  signedOutAt: Instant | null
  tardyMinutes: number
  delayed: boolean
  confirmed: boolean
  proposedLeftAt: Instant | null
  pending: boolean
  settled: boolean
}

export interface KeptScan {
  eventId: string
  nonce: string
  personId: string | null
  device: string | null
  ticket: string | null
  purpose: Purpose
  step: number
  answer: ScanDecision
  payloadHash: string
  receivedAt: Instant
}

export interface NewSignIn {
  eventId: string
  personId: string
  nonce: string
  device: string | null
  signedInAt: Instant
  tardyMinutes: number
  assurance: Assurance
  delayed: boolean
}

/** One attendance with all that closing and the door list need. */
export interface PresenceRow {
  personId: string
  name: string
  signedInAt: Instant
  signedOutAt: Instant | null
  proposedLeftAt: Instant | null
  tardyMinutes: number
  assurance: Assurance
  outAssurance: Assurance | null
  delayed: boolean
  confirmed: boolean
  enrolled: boolean
  /** Said 「来」 the day before. */
  coming: boolean
  onDevice: number
  onStep: number
  /** How many officers' phones said the same thing of this person. */
  officers: number
  /** The person registered their own arrival or leaving, as an officer. */
  byThemselves: boolean
  /** The times of their shift; null where they have none. */
  shiftFrom: Instant | null
  shiftTo: Instant | null
  settledAt: Instant | null
  settledMinutes: number | null
  settledCreditHundredths: number | null
  settledHours: Posting | null
  settledCredits: Posting | null
  heldReason: HeldReason | null
}

/** What an officer's phone may say of a person depends on this. */
export interface Named {
  name: string
  enrolled: boolean
  /** Of the event's organization, or of what is below it. */
  member: boolean
  signedIn: boolean
}

/** Somebody a card is printed for. */
export interface CardPerson {
  personId: string
  name: string
  orgName: string
  volunteerNo: string | null
}

export interface Settlement {
  personId: string
  minutes: number
  creditHundredths: number
  hours: Posting
  credits: Posting
  heldReason: HeldReason | null
}

/** Scans and attendances. A sign-in inserts, and locks no row but its own person's enrollment. */
export function attendanceStore(db: Kysely<Database>) {
  const attendance = db
    .selectFrom('attendance as a')
    .innerJoin('event', 'event.event_id', 'a.event_id')
    .select([
      'a.event_id as eventId',
      'a.person_id as personId',
      'a.in_nonce as inNonce',
      'a.out_nonce as outNonce',
      'a.signed_in_at as signedInAt',
      'a.signed_out_at as signedOutAt',
      'a.tardy_minutes as tardyMinutes',
      'a.delayed',
      sql<boolean>`a.confirmed_at is not null`.as('confirmed'),
      'a.proposed_left_at as proposedLeftAt',
      isPending.as('pending'),
      sql<boolean>`a.settled_at is not null`.as('settled'),
    ])

  return {
    async of(pair: Pair): Promise<AttendanceRow | null> {
      return (await attendance.where('a.event_id', '=', pair.eventId).where('a.person_id', '=', pair.personId).executeTakeFirst()) ?? null
    },

    /**
     * How a person stands with an event, all seen at one moment: read apart, somebody's own enrollment of that moment could
     * look like the place that somebody else took. What was seen of the enrollment is held till the commit, so that they do
     * not leave the event meanwhile; where it changed before it could be held, everything is looked at again. `free`: places
     * that nobody has; null for an unlimited event.
     */
    async standing({ eventId, personId }: Pair): Promise<Standing> {
      for (;;) {
        const { rows } = await sql<Standing & { held: EnrollmentState | null }>`
          with mine as materialized (
            select state from enrollment where event_id = ${eventId} and person_id = ${personId} for key share
          )
          select (select state from mine) as held,
            (select state from enrollment where event_id = e.event_id and person_id = ${personId}) as enrollment,
            exists (select from attendance where event_id = e.event_id and person_id = ${personId}) as "signedIn",
            case when e.places is not null then (select count(*)::int from place where event_id = e.event_id
              and (state = 'free' or state = 'offered' and person_id = ${personId})) end as free
          from event e where e.event_id = ${eventId}`.execute(db)
        const { held, ...standing } = rows[0]!
        if (held === standing.enrollment) return standing
      }
    },

    async enrollment({ eventId, personId }: Pair): Promise<EnrollmentState | null> {
      const row = await db
        .selectFrom('enrollment')
        .select('state')
        .where('event_id', '=', eventId)
        .where('person_id', '=', personId)
        .executeTakeFirst()
      return row?.state ?? null
    },

    async scans(keys: readonly { eventId: string; nonce: string }[]): Promise<KeptScan[]> {
      if (keys.length === 0) return []
      return db
        .selectFrom('scan')
        .select([
          'event_id as eventId',
          'nonce',
          'person_id as personId',
          'device',
          'ticket',
          'purpose',
          'step',
          'answer',
          'payload_hash as payloadHash',
          'received_at as receivedAt',
        ])
        .where(
          sql<boolean>`(event_id, nonce) in (select * from unnest(${keys.map((key) => key.eventId)}::uuid[], ${keys.map((key) => key.nonce)}::text[]))`,
        )
        .execute()
    },

    /** Records scans in one statement; answers one by one. No two of them may have the same event and nonce. */
    recordScans: (scans: readonly PlannedScan[]): Promise<RecordedScan[]> => recordScans(db, scans),

    /** Signs people in. Who is signed in already keeps the first result. Rows go in by key, so that two batches cannot deadlock. */
    async signIn(signIns: readonly NewSignIn[], now: Instant): Promise<void> {
      if (signIns.length === 0) return
      await sql`
        insert into attendance (event_id, person_id, in_nonce, device, signed_in_at, tardy_minutes, assurance, delayed, created_at)
        select event_id, person_id, in_nonce, device, signed_in_at, tardy_minutes, assurance, delayed, ${new Date(now)}
        from unnest(${signIns.map((row) => row.eventId)}::uuid[], ${signIns.map((row) => row.personId)}::uuid[], ${signIns.map((row) => row.nonce)}::text[],
          ${signIns.map((row) => row.device)}::text[], ${signIns.map((row) => new Date(row.signedInAt))}::timestamptz[], ${signIns.map((row) => row.tardyMinutes)}::int[],
          ${signIns.map((row) => row.assurance)}::text[], ${signIns.map((row) => row.delayed)}::boolean[])
          s (event_id, person_id, in_nonce, device, signed_in_at, tardy_minutes, assurance, delayed)
        order by event_id, person_id
        on conflict do nothing`.execute(db)
    },

    /** Signs people out; the latest proven time of leaving counts. What a closing has settled stays. */
    async signOut(
      rows: readonly { eventId: string; personId: string; nonce: string; signedOutAt: Instant; assurance: Assurance; delayed: boolean }[],
    ): Promise<void> {
      const latest = new Map<string, (typeof rows)[number]>()
      for (const row of rows) {
        const key = `${row.eventId} ${row.personId}`
        if ((latest.get(key)?.signedOutAt ?? -Infinity) < row.signedOutAt) latest.set(key, row)
      }
      const outs = [...latest.values()]
      if (outs.length === 0) return
      const eventIds = outs.map((row) => row.eventId)
      const personIds = outs.map((row) => row.personId)
      // In the order of the key, so that two batches that meet wait for each other instead of deadlocking.
      await sql`
        select person_id from attendance where (event_id, person_id) in (select * from unnest(${eventIds}::uuid[], ${personIds}::uuid[]))
        order by event_id, person_id for update`.execute(db)
      await sql`
        update attendance a set signed_out_at = o.at, out_nonce = o.nonce, out_assurance = o.assurance, delayed = a.delayed or o.delayed,
          confirmed_by = case when o.delayed then null else a.confirmed_by end, confirmed_at = case when o.delayed then null else a.confirmed_at end
        from unnest(${eventIds}::uuid[], ${personIds}::uuid[], ${outs.map((row) => row.nonce)}::text[], ${outs.map((row) => new Date(row.signedOutAt))}::timestamptz[],
          ${outs.map((row) => row.assurance)}::text[], ${outs.map((row) => row.delayed)}::boolean[]) o (event_id, person_id, nonce, at, assurance, delayed)
        where a.event_id = o.event_id and a.person_id = o.person_id and a.settled_at is null and (a.signed_out_at is null or a.signed_out_at < o.at)`.execute(
        db,
      )
    },

    async proposeLeave(pair: Pair, leftAt: Instant): Promise<boolean> {
      const result = await db
        .updateTable('attendance')
        .set({ proposed_left_at: new Date(leftAt) })
        .where('event_id', '=', pair.eventId)
        .where('person_id', '=', pair.personId)
        .where('signed_out_at', 'is', null)
        .where('settled_at', 'is', null)
        .executeTakeFirst()
      return result.numUpdatedRows > 0n
    },

    /** All attendances of an event, with what its flags are made of. */
    async presence(eventId: string): Promise<PresenceRow[]> {
      const result = await sql<PresenceRow>`
        select a.person_id as "personId", p.name, a.signed_in_at as "signedInAt", a.signed_out_at as "signedOutAt", a.proposed_left_at as "proposedLeftAt",
          a.tardy_minutes as "tardyMinutes", a.assurance, a.out_assurance as "outAssurance", a.delayed, a.confirmed_at is not null as confirmed,
          n.person_id is not null as enrolled, coalesce(n.coming_at is not null, false) as coming, s.from_at as "shiftFrom", s.to_at as "shiftTo",
          case when a.device is null then 1 else count(*) over (partition by a.device) end::int as "onDevice",
          case when a.assurance = 'code' then count(*) filter (where a.assurance = 'code') over (partition by a.signed_in_at) else 1 end::int as "onStep",
          coalesce(o.officers, 0) as officers,
          exists (select 1 from scan c where c.event_id = a.event_id and c.nonce in (a.in_nonce, a.out_nonce) and c.by_id = a.person_id) as "byThemselves",
          a.settled_at as "settledAt", a.settled_minutes as "settledMinutes", a.settled_credit_hundredths as "settledCreditHundredths",
          a.settled_hours as "settledHours", a.settled_credits as "settledCredits", a.held_reason as "heldReason"
        from attendance a join person p on p.id = a.person_id
        left join enrollment n on n.event_id = a.event_id and n.person_id = a.person_id and n.state in ('enrolled', 'attended', 'absent')
        left join shift s on s.event_id = n.event_id and s.n = n.shift_n
        left join (
          select person_id, max(officers)::int as officers from (
            select person_id, purpose, count(distinct by_id) as officers from scan where event_id = ${eventId} and by_id is not null group by 1, 2) said
          group by 1) o on o.person_id = a.person_id
        where a.event_id = ${eventId}
        order by a.signed_in_at, a.person_id`.execute(db)
      return result.rows
    },

    async expected(eventId: string): Promise<{ personId: string; name: string; coming: boolean }[]> {
      return db
        .selectFrom('enrollment')
        .innerJoin('person', 'person.id', 'enrollment.person_id')
        .select(['enrollment.person_id as personId', 'person.name', sql<boolean>`enrollment.coming_at is not null`.as('coming')])
        .where('enrollment.event_id', '=', eventId)
        .where('enrollment.state', 'in', ['enrolled', 'attended', 'absent'])
        .orderBy('person.name')
        .orderBy('person.id')
        .execute()
    },

    /**
     * Those of these people who exist, as they stand with the event. Who is enrolled is held till the commit, so that they do not
     * leave the event while their presence is written.
     */
    async named(event: { id: string; orgId: string }, personIds: readonly string[], now: Instant): Promise<Map<string, Named>> {
      if (personIds.length === 0) return new Map()
      const { rows } = await sql<Named & { personId: string }>`
        with asked as materialized (select distinct id from unnest(${[...personIds]}::uuid[]) u (id)),
        held as materialized (
          select person_id from enrollment where event_id = ${event.id} and person_id in (select id from asked)
            and state in ('enrolled', 'attended', 'absent') order by person_id for key share
        ), below as materialized (
          select o.id from org o where o.path like (select path from org where id = ${event.orgId}) || '%'
        ), member as materialized (
          select distinct m.person_id from membership m join asked on asked.id = m.person_id
          where m.org_id in (select id from below) and m.from_at <= ${new Date(now)} and (m.until_at is null or m.until_at > ${new Date(now)})
        )
        select p.id as "personId", p.name, held.person_id is not null as enrolled, member.person_id is not null as member,
          exists (select 1 from attendance a where a.event_id = ${event.id} and a.person_id = p.id) as "signedIn"
        from asked join person p on p.id = asked.id
        left join held on held.person_id = p.id left join member on member.person_id = p.id`.execute(db)
      return new Map(rows.map(({ personId, ...row }) => [personId, row]))
    },

    /** Writes what an officer's phone, or a poster, says of who is there. Null: a nonce was there already; give the transaction up. */
    recordPresence: (word: WordOf, words: readonly PresenceWord[], now: Instant): Promise<Map<string, Arrived> | null> =>
      recordPresence(db, word, words, now),

    /** People of the event's organization who are not enrolled, by name; at most `limit`. */
    async othersOf(event: { id: string; orgId: string }, now: Instant, limit: number): Promise<{ personId: string; name: string }[]> {
      const { rows } = await sql<{ personId: string; name: string }>`
        select p.id as "personId", p.name from person p
        where p.id in (select m.person_id from membership m
            where m.org_id = ${event.orgId} and m.from_at <= ${new Date(now)} and (m.until_at is null or m.until_at > ${new Date(now)}))
          and not exists (select 1 from enrollment n where n.event_id = ${event.id} and n.person_id = p.id and n.state in ('enrolled', 'attended', 'absent'))
        order by p.name, p.id limit ${limit}`.execute(db)
      return rows
    },

    /** Events of an organization and of what is below it that begin in a span of time and that people may come to, soonest first. */
    async eventsBetween(orgId: string, from: Instant, to: Instant): Promise<string[]> {
      const { rows } = await sql<{ id: string }>`
        select e.event_id as id from event e join org o on o.id = e.org_id
        where o.path like (select path from org where id = ${orgId}) || '%' and e.starts_at >= ${new Date(from)} and e.starts_at < ${new Date(to)}
          and e.status in ('published', 'closed')
        order by e.starts_at, e.event_id`.execute(db)
      return rows.map((row) => row.id)
    },

    /** Those a card is printed for: enrolled for an event, or of an organization itself; by name. */
    async cardPeople(of: { orgId: string } | { eventId: string }, now: Instant): Promise<CardPerson[]> {
      const at = new Date(now)
      const belongs = sql`m.from_at <= ${at} and (m.until_at is null or m.until_at > ${at})`
      const asked =
        'eventId' in of
          ? sql`select person_id from enrollment where event_id = ${of.eventId} and state in ('enrolled', 'attended', 'absent')`
          : sql`select m.person_id from membership m where m.org_id = ${of.orgId} and ${belongs}`
      const { rows } = await sql<CardPerson>`
        select p.id as "personId", p.name, p.volunteer_no as "volunteerNo", coalesce((
          select o.name from membership m join org o on o.id = m.org_id where m.person_id = p.id and m.kind = 'member' and ${belongs}
          order by m.from_at desc limit 1), '') as "orgName"
        from person p where p.id in (${asked}) and p.name <> '' order by p.name, p.id`.execute(db)
      return rows
    },

    /** Events of a home whose poster signs in at that moment; those whose sign-in window it falls into. */
    async posterEvents(homeId: string, at: Instant): Promise<string[]> {
      const rows = await db
        .selectFrom('event')
        .select('event_id as id')
        .where('home_id', '=', homeId)
        .where('poster', '=', true)
        .where('status', 'in', ['published', 'closed'])
        .where('starts_at', '<=', new Date(at + OPENS_BEFORE_MS) as never)
        .where('ends_at', '>=', new Date(at) as never)
        .orderBy('starts_at')
        .orderBy('event_id')
        .execute()
      return rows.map((row) => row.id)
    },

    /** The shifts that these people are enrolled for, by `<event> <person>`; who has none is left out. */
    async shiftsOf(pairs: readonly Pair[]): Promise<Map<string, ShiftSpan>> {
      if (pairs.length === 0) return new Map()
      const { rows } = await sql<Pair & ShiftSpan>`
        select n.event_id as "eventId", n.person_id as "personId", s.from_at as "from", s.to_at as "to"
        from enrollment n join shift s on s.event_id = n.event_id and s.n = n.shift_n
        where n.state in ('enrolled', 'attended', 'absent')
          and (n.event_id, n.person_id) in (select * from unnest(${pairs.map((pair) => pair.eventId)}::uuid[], ${pairs.map((pair) => pair.personId)}::uuid[]))`.execute(
        db,
      )
      return new Map(rows.map(({ eventId, personId, from, to }) => [`${eventId} ${personId}`, { from, to }]))
    },

    async counts(eventId: string): Promise<{ enrolledCount: number; arrivedCount: number; leftCount: number }> {
      const result = await sql<{ enrolledCount: number; arrivedCount: number; leftCount: number }>`
        select (select count(*)::int from enrollment where event_id = ${eventId} and state in ('enrolled', 'attended', 'absent')) as "enrolledCount",
          count(*)::int as "arrivedCount", count(signed_out_at)::int as "leftCount"
        from attendance where event_id = ${eventId}`.execute(db)
      return result.rows[0]!
    },

    /** The last to arrive, newest first. */
    async arrivals(eventId: string, limit: number): Promise<{ name: string; at: Instant }[]> {
      return db
        .selectFrom('attendance')
        .innerJoin('person', 'person.id', 'attendance.person_id')
        .select(['person.name', 'attendance.signed_in_at as at'])
        .where('attendance.event_id', '=', eventId)
        .orderBy('attendance.signed_in_at', 'desc')
        .orderBy('attendance.created_at', 'desc')
        .orderBy('attendance.person_id')
        .limit(limit)
        .execute()
    },

    async confirm(eventId: string, personIds: readonly string[], by: string, now: Instant): Promise<void> {
      if (personIds.length === 0) return
      await db
        .updateTable('attendance')
        .set({ confirmed_by: by, confirmed_at: new Date(now) })
        .where('event_id', '=', eventId)
        .where('person_id', 'in', [...personIds])
        .where('delayed', '=', true)
        .where('confirmed_at', 'is', null)
        .where('settled_at', 'is', null)
        .execute()
    },

    /** Gives a time of leaving to those who did not sign out: an officer's word, so `manual`. */
    async fillLeave(eventId: string, left: readonly { personId: string; leftAt: Instant }[]): Promise<void> {
      if (left.length === 0) return
      await sql`
        update attendance a set signed_out_at = greatest(l.left_at, a.signed_in_at), out_assurance = 'manual'
        from unnest(${left.map((row) => row.personId)}::uuid[], ${left.map((row) => new Date(row.leftAt))}::timestamptz[]) l (person_id, left_at)
        where a.event_id = ${eventId} and a.person_id = l.person_id and a.signed_out_at is null and a.settled_at is null`.execute(db)
    },

    async settle(eventId: string, settlements: readonly Settlement[], now: Instant): Promise<void> {
      if (settlements.length === 0) return
      await sql`
        update attendance a set settled_at = ${new Date(now)}, settled_minutes = s.minutes, settled_credit_hundredths = s.credit,
          settled_hours = s.hours, settled_credits = s.credits, held_reason = s.held
        from unnest(${settlements.map((row) => row.personId)}::uuid[], ${settlements.map((row) => row.minutes)}::int[], ${settlements.map((row) => row.creditHundredths)}::int[],
          ${settlements.map((row) => row.hours)}::text[], ${settlements.map((row) => row.credits)}::text[], ${settlements.map((row) => row.heldReason)}::text[])
          s (person_id, minutes, credit, hours, credits, held)
        where a.event_id = ${eventId} and a.person_id = s.person_id and a.settled_at is null`.execute(db)
    },
  }
}
