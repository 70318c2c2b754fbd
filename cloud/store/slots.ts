import { sql, type Kysely } from 'kysely'
import type { Instant } from '@core/contract/common'
import type { BookingSource, BookingState, MySessionWaiting, SessionOffer, SessionWaitingState, Slot, Topic } from '@core/contract/sessions'
import { DAY_MS } from '@core/rules/shared/calendar'
import { offerUntil } from '@core/rules/shared/offers'
import type { Cursor } from './events'
import type { Database } from './schema'

/** What capacity needs to know of a session. */
export interface SlotsSession {
  id: string
  startsAt: Instant
}

/** What somebody comes with, the question sealed. */
export interface Matter {
  topic: Topic
  questionEnc: string
  anonymous: boolean
}

/** A person's place in a line, with what they wait with. */
export type WaitingRow = Omit<MySessionWaiting, 'question'> & Matter

/** Somebody whom a freed slot has reached, by the doing of others: they are to be told. */
export interface SlotServed {
  personId: string
  became: 'offered' | 'offer_expired'
  /** The offered slot's start, and until when it is kept; null without an offer. */
  startsAt: Instant | null
  until: Instant | null
  /** They choose first, because their own session was cancelled. */
  displaced: boolean
}

/** A session and the slot of it that somebody asks for. */
export interface AskedSlot extends SlotsSession {
  endsAt: Instant
  cancelReason: string | null
  /** When its time, home or host last became another; null: never. */
  changedAt: Instant | null
  /** When its last slot begins. */
  lastSlotAt: Instant
  slot: { startsAt: Instant; endsAt: Instant } | null
}

/** A booking as it is kept. */
export interface BookingRow {
  sessionId: string
  personId: string
  id: string
  slotNo: number | null
  /** Of the slot; of the session for a walk-in. */
  startsAt: Instant
  endsAt: Instant
  state: BookingState
  source: BookingSource
  guestName: string | null
  topic: Topic
  questionEnc: string
  anonymous: boolean
  at: Instant
  comingAt: Instant | null
  late: boolean
  missedAt: Instant | null
  explanationEnc: string | null
  excusedAt: Instant | null
  checkedInAt: Instant | null
  metAt: Instant | null
  finishedAt: Instant | null
  recordEnc: string | null
  caseId: string | null
}

/** Somebody in the line of a session, or with an offer of it. `displaced`: their own session was cancelled, and they choose first. */
export interface Standing {
  personId: string
  displaced: boolean
  matter: Matter
}

/** Somebody who has booked: their slot's times, and when they booked. */
export type Expected = Pick<BookingRow, 'personId' | 'startsAt' | 'endsAt' | 'state' | 'at'>

/** A booking in a list of its person's own. */
export type MySessionRow = Pick<
  BookingRow,
  'sessionId' | 'slotNo' | 'startsAt' | 'endsAt' | 'state' | 'topic' | 'questionEnc' | 'late' | 'explanationEnc' | 'excusedAt'
> & {
  code: string
  homeName: string
  hostName: string
}

export type Booked = { outcome: 'booked' | 'changed' | 'full'; served: SlotServed[] }

/** The session is not any more what the caller read: cancelled, moved or taken back meanwhile. Worth running again. */
export class SessionChanged extends Error {
  readonly code = '40001'
}

/** Who chooses first keeps an offer for a day. */
const FIRST_CHOICE_MS = DAY_MS

const COLUMNS = sql`b.session_id as "sessionId", b.person_id as "personId", b.id, b.slot_no as "slotNo", coalesce(s.starts_at, d.starts_at) as "startsAt",
  coalesce(s.ends_at, d.ends_at) as "endsAt", b.state, b.source, b.guest_name as "guestName", b.topic, b.question_enc as "questionEnc", b.anonymous,
  b.at, b.coming_at as "comingAt", b.late, b.missed_at as "missedAt", b.explanation_enc as "explanationEnc", b.excused_at as "excusedAt",
  b.checked_in_at as "checkedInAt", b.met_at as "metAt", b.finished_at as "finishedAt", b.record_enc as "recordEnc",
  b.case_id as "caseId"`
const FROM = sql`booking b join duty_session d on d.session_id = b.session_id
  left join slot s on s.session_id = b.session_id and s.slot_no = b.slot_no`

/**
 * The places of a session's slots, its bookings and its line. One row per place, and the write itself says 「full」: per slot
 * Σ(booked + offered) ≤ places. The line is for the session: whichever slot is freed is offered, with its time. Everything but
 * taking a free place while nobody waits happens under the lock of the session's intake row.
 *
 * Whoever calls for a person has locked that person's row first. Lock order: person, session, intake, place, booking, the rest.
 */
export function slotStore(db: Kysely<Database>) {
  async function lockIntake(sessionId: string): Promise<void> {
    await sql`/* prepared: slots.lock-intake */ select session_id from session_intake where session_id = ${sessionId} for update`.execute(
      db,
    )
  }

  /** Whoever cancels or moves a session holds its intake and its places: what was read before that is seen here. */
  async function expectUnchanged(session: SlotsSession): Promise<void> {
    const { rows } = await sql<{ startsAt: Instant; cancelled: boolean }>`/* prepared: slots.expect-unchanged */
      select starts_at as "startsAt", cancelled_at is not null as cancelled from duty_session where session_id = ${session.id}`.execute(db)
    if (!rows[0] || rows[0].cancelled || rows[0].startsAt !== session.startsAt) throw new SessionChanged('the session changed meanwhile')
  }

  /**
   * Fast path: nobody waits, so any free place of the slot will do, and competitors pass each other by. `full`: this statement
   * saw every place of the slot in somebody's hand, committed, and no offer that ran out. A slot that was taken back has none.
   */
  async function takeQuickly(sessionId: string, slotNo: number, personId: string, now: Instant): Promise<'taken' | 'full' | 'unsure'> {
    const { rows } = await sql<{ taken: boolean; full: boolean }>`/* prepared: slots.take-quickly */
      with taken as (
        update slot_place set state = 'taken', person_id = ${personId}
        where (session_id, slot_no, n) = (
          select session_id, slot_no, n from slot_place
          where session_id = ${sessionId} and slot_no = ${slotNo}::int and state = 'free'
            and not exists (select 1 from session_intake i where i.session_id = ${sessionId} and i.waiting > 0)
          order by n limit 1 for update skip locked)
        returning n)
      select exists (select 1 from taken) as taken,
        exists (select 1 from slot_place where session_id = ${sessionId} and slot_no = ${slotNo}::int)
        and not exists (select 1 from slot_place where session_id = ${sessionId} and slot_no = ${slotNo}::int and state = 'free')
        and not exists (select 1 from slot_place where session_id = ${sessionId} and state = 'offered' and offered_until <= ${new Date(now)}) as full`.execute(
      db,
    )
    const { taken, full } = rows[0]!
    return taken ? 'taken' : full ? 'full' : 'unsure'
  }

  /** Slow path, under the intake's lock and after the line was served: locks are waited for, so that nobody is told 「full」 falsely. */
  async function takeSurely(sessionId: string, slotNo: number, personId: string): Promise<boolean> {
    // A place that is kept for this person in that very slot is the one; one in another slot is let go below.
    const mine = await sql`update slot_place set state = 'taken', offered_until = null
      where session_id = ${sessionId} and slot_no = ${slotNo} and person_id = ${personId} and state = 'offered' returning n`.execute(db)
    if (mine.rows.length > 0) return true
    const free = await sql<{ n: number }>`
      select n from slot_place p where session_id = ${sessionId} and slot_no = ${slotNo} and state = 'free'
        and not exists (select 1 from session_waiting w where w.session_id = ${sessionId} and w.state = 'waiting' and w.person_id <> ${personId})
      order by n limit 1 for update`.execute(db)
    if (free.rows.length === 0) return false
    await letGo(sessionId, personId)
    await sql`update slot_place set state = 'taken', person_id = ${personId}, offered_until = null
      where session_id = ${sessionId} and slot_no = ${slotNo} and n = ${free.rows[0]!.n}`.execute(db)
    return true
  }

  /** Frees what a person holds of a session, taken or offered. */
  async function letGo(sessionId: string, personId: string): Promise<void> {
    await sql`update slot_place set state = 'free', person_id = null, offered_until = null
      where session_id = ${sessionId} and person_id = ${personId}`.execute(db)
  }

  async function writeBooking(
    sessionId: string,
    personId: string,
    { id, slotNo, source }: { id: string; slotNo: number; source: BookingSource },
    { topic, questionEnc, anonymous }: Matter,
    now: Instant,
  ): Promise<void> {
    const at = new Date(now)
    // Whoever cancelled late is free of it as soon as somebody takes the place. Who takes their own back frees nobody else.
    await sql`/* prepared: slots.refill */
      update booking set late = false where (session_id, person_id) = (
        select session_id, person_id from booking where session_id = ${sessionId} and slot_no = ${slotNo}::int and late
        order by (person_id <> ${personId}::uuid), cancelled_at, person_id limit 1 for update)`.execute(db)
    await sql`/* prepared: slots.write-booking */
      insert into booking (session_id, person_id, id, slot_no, state, source, topic, question_enc, anonymous, at, by_host, late, created_at)
      values (${sessionId}, ${personId}, ${id}, ${slotNo}, 'booked', ${source}, ${topic}, ${questionEnc}, ${anonymous}, ${at}, false, false, ${at})
      on conflict (session_id, person_id) do update set slot_no = excluded.slot_no, state = 'booked', source = excluded.source,
        topic = excluded.topic, question_enc = excluded.question_enc, anonymous = excluded.anonymous, at = excluded.at,
        coming_at = null, cancelled_at = null, by_host = false, late = false, explanation_enc = null, excused_by = null, excused_at = null`.execute(
      db,
    )
  }

  /** Writes anew how many wait. Under the intake's lock. */
  async function recount(sessionId: string): Promise<void> {
    await sql`update session_intake set waiting = (select count(*)::int from session_waiting where session_id = ${sessionId} and state = 'waiting')
      where session_id = ${sessionId}`.execute(db)
  }

  async function endWaiting(sessionId: string, personIds: readonly string[], state: SessionWaitingState): Promise<void> {
    if (personIds.length === 0) return
    await sql`update session_waiting set state = ${state}
      where session_id = ${sessionId} and person_id = any(${[...personIds]}::uuid[]) and state in ('waiting', 'offered')`.execute(db)
  }

  /** Offers that ran out: their places are free again. Under the intake's lock. */
  async function expireOffers(sessionId: string, now: Instant): Promise<SlotServed[]> {
    const { rows } = await sql<{ personId: string }>`
      with gone as (
        select slot_no, n, person_id from slot_place
        where session_id = ${sessionId} and state = 'offered' and offered_until <= ${new Date(now)} order by slot_no, n for update
      ), freed as (
        update slot_place p set state = 'free', person_id = null, offered_until = null
        from gone where p.session_id = ${sessionId} and p.slot_no = gone.slot_no and p.n = gone.n
      )
      select person_id as "personId" from gone`.execute(db)
    const personIds = rows.map((row) => row.personId)
    await endWaiting(sessionId, personIds, 'expired')
    return personIds.map((personId) => ({ personId, became: 'offer_expired', startsAt: null, until: null, displaced: false }))
  }

  /**
   * Serves the line as far as places go: expired offers are taken back, and the first who wait are offered what is free, the
   * earliest slot first. Once the last slot has begun the line is over. Under the intake's lock. Returns who is to be told what.
   */
  async function serve(sessionId: string, now: Instant): Promise<SlotServed[]> {
    const served = await expireOffers(sessionId, now)
    const at = new Date(now)
    await sql`update session_waiting set state = 'closed' where session_id = ${sessionId} and state = 'waiting'
      and not exists (select 1 from slot where session_id = ${sessionId} and starts_at > ${at})`.execute(db)
    const free = await sql<{ slotNo: number; n: number; startsAt: Instant }>`
      select p.slot_no as "slotNo", p.n, s.starts_at as "startsAt" from slot_place p join slot s on s.session_id = p.session_id and s.slot_no = p.slot_no
      where p.session_id = ${sessionId} and p.state = 'free' and s.starts_at > ${at} order by p.slot_no, p.n for update of p`.execute(db)
    const line = await sql<{ personId: string; priority: number }>`
      select person_id as "personId", priority from session_waiting where session_id = ${sessionId} and state = 'waiting'
      order by priority, at, nonce limit ${free.rows.length}`.execute(db)
    for (const [index, { personId, priority }] of line.rows.entries()) {
      const { slotNo, n, startsAt } = free.rows[index]!
      const displaced = priority < 0
      const until = displaced ? Math.min(now + FIRST_CHOICE_MS, startsAt) : offerUntil(startsAt, now)
      await sql`update slot_place set state = 'offered', person_id = ${personId}, offered_until = ${new Date(until)}
        where session_id = ${sessionId} and slot_no = ${slotNo} and n = ${n}`.execute(db)
      await sql`update session_waiting set state = 'offered' where session_id = ${sessionId} and person_id = ${personId}`.execute(db)
      served.push({ personId, became: 'offered', startsAt, until, displaced })
    }
    await recount(sessionId)
    return served
  }

  async function booking(sessionId: string, personId: string): Promise<BookingRow | null> {
    const { rows } = await sql<BookingRow>`/* prepared: slots.booking */
      select ${COLUMNS} from ${FROM} where b.session_id = ${sessionId} and b.person_id = ${personId}`.execute(db)
    return rows[0] ?? null
  }

  async function entry(sessionId: string, personId: string): Promise<{ state: SessionWaitingState; priority: number } | null> {
    const { rows } = await sql<{ state: SessionWaitingState; priority: number }>`/* prepared: slots.entry */
      select state, priority from session_waiting where session_id = ${sessionId} and person_id = ${personId}`.execute(db)
    return rows[0] ?? null
  }

  async function join(
    sessionId: string,
    personId: string,
    { topic, questionEnc, anonymous }: Matter,
    { priority, nonce }: { priority: -1 | 0; nonce: string },
    now: Instant,
  ): Promise<void> {
    const at = new Date(now)
    await sql`
      insert into session_waiting as w (session_id, person_id, state, priority, topic, question_enc, anonymous, at, nonce, created_at)
      values (${sessionId}, ${personId}, 'waiting', ${priority}, ${topic}, ${questionEnc}, ${anonymous}, ${at}, ${nonce}, ${at})
      on conflict (session_id, person_id) do update set topic = excluded.topic, question_enc = excluded.question_enc, anonymous = excluded.anonymous,
        priority = case when w.state = 'waiting' then least(w.priority, excluded.priority) else excluded.priority end,
        at = case when w.state = 'waiting' then w.at else excluded.at end,
        nonce = case when w.state = 'waiting' then w.nonce else excluded.nonce end,
        state = 'waiting'`.execute(db)
  }

  const isIn = (state: BookingState | undefined) => state !== undefined && state !== 'cancelled' && state !== 'no_show'

  return {
    booking,

    /** The slots of a session, with how many places are free. */
    async slots(sessionId: string): Promise<Slot[]> {
      const { rows } = await sql<Slot>`/* prepared: slots.slots */
        select s.slot_no as no, s.starts_at as "startsAt", s.ends_at as "endsAt", count(p.n)::int as places,
          (count(*) filter (where p.state = 'free'))::int as free
        from slot s join slot_place p on p.session_id = s.session_id and p.slot_no = s.slot_no
        where s.session_id = ${sessionId} group by s.slot_no, s.starts_at, s.ends_at order by s.slot_no`.execute(db)
      return rows
    },

    /** Lays the slots and places of a new session. */
    async lay(sessionId: string, slots: readonly Pick<Slot, 'no' | 'startsAt' | 'endsAt'>[], places: number, now: Instant): Promise<void> {
      const at = new Date(now)
      await sql`insert into session_intake (session_id, waiting, created_at) values (${sessionId}, 0, ${at})`.execute(db)
      await sql`insert into slot (session_id, slot_no, starts_at, ends_at, created_at)
        select ${sessionId}, no, starts_at, ends_at, ${at}
        from unnest(${slots.map(({ no }) => no)}::int[], ${slots.map(({ startsAt }) => new Date(startsAt))}::timestamptz[],
          ${slots.map(({ endsAt }) => new Date(endsAt))}::timestamptz[]) asked (no, starts_at, ends_at)`.execute(db)
      await sql`insert into slot_place (session_id, slot_no, n, state, created_at)
        select session_id, slot_no, n, 'free', ${at} from slot, generate_series(1, ${places}::int) n where session_id = ${sessionId}`.execute(
        db,
      )
    },

    /**
     * For whom, by what is committed, the slot they ask for is plainly full: it has not begun, every place of it is in somebody's hand
     * and no offer of the session has run out. Whoever has anything of the session, another booking or a miss is told by booking
     * itself what there is to say.
     */
    async look(sessionId: string, asked: readonly { slotNo: number; personId: string }[], now: Instant): Promise<boolean[]> {
      const at = new Date(now)
      const { rows } = await sql<{ full: boolean }>`/* prepared: slots.look */
        select exists (select 1 from slot s join duty_session d on d.session_id = s.session_id
              where s.session_id = ${sessionId} and s.slot_no = a.slot_no and s.starts_at > ${at} and d.cancelled_at is null)
            and not exists (select 1 from slot_place p where p.session_id = ${sessionId} and p.slot_no = a.slot_no and p.state = 'free')
            and not exists (select 1 from slot_place p where p.session_id = ${sessionId} and p.state = 'offered' and p.offered_until <= ${at})
            and not exists (select 1 from session_waiting w where w.session_id = ${sessionId} and w.person_id = a.person_id
              and w.state in ('waiting', 'offered'))
            and not exists (select 1 from booking b where b.person_id = a.person_id
              and (b.state in ('booked', 'checked_in') or b.missed_at is not null)) as full
        from unnest(${asked.map(({ personId }) => personId)}::uuid[], ${asked.map(({ slotNo }) => slotNo)}::int[])
          with ordinality as a (person_id, slot_no, nth) order by a.nth`.execute(db)
      return rows.map(({ full }) => full)
    },

    /** Books a slot; who has a booking of this session, not begun yet, changes it. The refused keeps what they had. */
    async book(
      session: SlotsSession,
      personId: string,
      { slotNo, id, matter }: { slotNo: number; id: string; matter: Matter },
      now: Instant,
    ): Promise<Booked> {
      const before = await booking(session.id, personId)
      const waits = await entry(session.id, personId)
      const stands = waits?.state === 'waiting' || waits?.state === 'offered'
      if (before?.state === 'booked' && before.slotNo === slotNo) {
        await expectUnchanged(session)
        const { rows } =
          await sql`update booking set topic = ${matter.topic}, question_enc = ${matter.questionEnc}, anonymous = ${matter.anonymous}
          where session_id = ${session.id} and person_id = ${personId} and state = 'booked' returning id`.execute(db)
        // Whoever cancels the session waits for no change of a question, but this may have waited for them.
        if (rows.length === 0) throw new SessionChanged('the booking ended with its session')
        return { outcome: 'changed', served: [] }
      }
      const fresh = { id, slotNo, source: waits?.state === 'offered' && waits.priority < 0 ? 'displaced' : 'app' } as const
      if (before?.state !== 'booked' && !stands) {
        const quickly = await takeQuickly(session.id, slotNo, personId, now)
        if (quickly === 'full') return { outcome: 'full', served: [] }
        if (quickly === 'taken') {
          await expectUnchanged(session)
          await writeBooking(session.id, personId, fresh, matter, now)
          return { outcome: 'booked', served: [] }
        }
      }
      await lockIntake(session.id)
      await expectUnchanged(session)
      const served = await serve(session.id, now)
      if (!(await takeSurely(session.id, slotNo, personId))) return { outcome: 'full', served }
      await endWaiting(session.id, [personId], 'served')
      await writeBooking(session.id, personId, fresh, matter, now)
      // What was let go for it reaches the line.
      served.push(...(await serve(session.id, now)))
      return { outcome: before?.state === 'booked' ? 'changed' : 'booked', served }
    },

    /** Gives a booking up and serves the line with its place. Null where it is not `booked` any more. */
    async cancel(session: SlotsSession, personId: string, { late }: { late: boolean }, now: Instant): Promise<SlotServed[] | null> {
      await lockIntake(session.id)
      // Whether it is late was decided by the time it had.
      await expectUnchanged(session)
      await letGo(session.id, personId)
      const { rows } = await sql`
        update booking set state = 'cancelled', cancelled_at = ${new Date(now)}, late = ${late}, coming_at = null
        where session_id = ${session.id} and person_id = ${personId} and state = 'booked' returning id`.execute(db)
      return rows.length === 0 ? null : serve(session.id, now)
    },

    /** Keeps that somebody said 「来」. False where they are not booked. */
    async sayComing(sessionId: string, personId: string, now: Instant): Promise<boolean> {
      const { rows } = await sql`update booking set coming_at = ${new Date(now)}
        where session_id = ${sessionId} and person_id = ${personId} and state = 'booked' returning id`.execute(db)
      return rows.length > 0
    },

    /** Joins the line. Whoever could have a place right away is told so: there is nothing to wait for. */
    async wait(
      session: SlotsSession,
      personId: string,
      matter: Matter,
      nonce: string,
      now: Instant,
    ): Promise<{ outcome: 'waiting' | 'booked' | 'free'; served: SlotServed[] }> {
      await lockIntake(session.id)
      await expectUnchanged(session)
      const served = await serve(session.id, now)
      if (isIn((await booking(session.id, personId))?.state)) return { outcome: 'booked', served }
      const mine = await entry(session.id, personId)
      if (mine?.state === 'offered') return { outcome: 'waiting', served }
      const free = await sql`select 1 from slot_place p join slot s on s.session_id = p.session_id and s.slot_no = p.slot_no
        where p.session_id = ${session.id} and p.state = 'free' and s.starts_at > ${new Date(now)}
          and not exists (select 1 from session_waiting w where w.session_id = ${session.id} and w.state = 'waiting') limit 1`.execute(db)
      if (free.rows.length > 0) return { outcome: 'free', served }
      await join(session.id, personId, matter, { priority: 0, nonce }, now)
      await recount(session.id)
      return { outcome: 'waiting', served }
    },

    /** Leaves the line, or lets an offer go to the next. Null where the person neither waits nor holds an offer. */
    async stopWaiting(sessionId: string, personId: string, now: Instant): Promise<SlotServed[] | null> {
      await lockIntake(sessionId)
      const mine = await entry(sessionId, personId)
      if (mine?.state !== 'waiting' && mine?.state !== 'offered') return null
      if (mine.state === 'offered') await letGo(sessionId, personId)
      await endWaiting(sessionId, [personId], mine.state === 'offered' ? 'declined' : 'left')
      return serve(sessionId, now)
    },

    /** Takes what was offered. An offer that ran out is `expired`, however late the jobs are. */
    async acceptOffer(
      session: SlotsSession,
      personId: string,
      id: string,
      now: Instant,
    ): Promise<{ outcome: 'booked' | 'expired' | 'none'; served: SlotServed[] }> {
      await lockIntake(session.id)
      await expectUnchanged(session)
      const served = await serve(session.id, now)
      const { rows } = await sql<{ state: SessionWaitingState; priority: number } & Matter>`
        select state, priority, topic, question_enc as "questionEnc", anonymous from session_waiting
        where session_id = ${session.id} and person_id = ${personId}`.execute(db)
      const mine = rows[0]
      if (mine?.state === 'served') return { outcome: isIn((await booking(session.id, personId))?.state) ? 'booked' : 'none', served }
      if (mine?.state !== 'offered') return { outcome: mine?.state === 'expired' ? 'expired' : 'none', served }
      const taken = await sql<{ slotNo: number }>`update slot_place set state = 'taken', offered_until = null
        where session_id = ${session.id} and person_id = ${personId} and state = 'offered' returning slot_no as "slotNo"`.execute(db)
      await endWaiting(session.id, [personId], 'served')
      const source = mine.priority < 0 ? 'displaced' : 'waiting_list'
      await writeBooking(session.id, personId, { id, slotNo: taken.rows[0]!.slotNo, source }, mine, now)
      return { outcome: 'booked', served }
    },

    /** Serves the line of a session whose clock has moved on. */
    async tick(sessionId: string, now: Instant): Promise<SlotServed[]> {
      await lockIntake(sessionId)
      return serve(sessionId, now)
    },

    /** Sessions with something for the tick to do: an offer that ran out, a line at its end. */
    async toServe(now: Instant, limit: number): Promise<string[]> {
      const at = new Date(now)
      const { rows } = await sql<{ sessionId: string }>`
        select session_id as "sessionId" from slot_place where state = 'offered' and offered_until <= ${at}
        union
        select i.session_id from session_intake i where i.waiting > 0
          and not exists (select 1 from slot s where s.session_id = i.session_id and s.starts_at > ${at})
        limit ${limit}`.execute(db)
      return rows.map((row) => row.sessionId)
    },

    /** Puts people first in the line of another session, in their order, and serves it: their own was cancelled. */
    async displace(
      sessionId: string,
      people: readonly { personId: string; matter: Matter }[],
      nonces: readonly string[],
      now: Instant,
    ): Promise<SlotServed[]> {
      await lockIntake(sessionId)
      for (const [index, { personId, matter }] of people.entries()) {
        if (isIn((await booking(sessionId, personId))?.state)) continue
        const mine = await entry(sessionId, personId)
        // Their order is that of their bookings: the rank is by time first, so it is told apart by the nonce.
        if (mine?.state !== 'offered')
          await join(sessionId, personId, matter, { priority: -1, nonce: `${String(index).padStart(6, '0')}${nonces[index]!}` }, now)
      }
      return serve(sessionId, now)
    },

    /**
     * Waits for everybody who is taking a place at this moment, and lets nobody take one till the commit: whoever asks who is
     * booked afterwards sees all of them. Lock the session first.
     */
    async holdAll(sessionId: string): Promise<void> {
      await lockIntake(sessionId)
      await sql`select n from slot_place where session_id = ${sessionId} order by slot_no, n for update`.execute(db)
    },

    /** Ends all bookings, waiting and offers of a session that is cancelled. Answers who was booked, in the order they booked. */
    async endAll(sessionId: string, now: Instant): Promise<{ personId: string; matter: Matter }[]> {
      await sql`update slot_place set state = 'free', person_id = null, offered_until = null where session_id = ${sessionId}`.execute(db)
      await sql`update session_waiting set state = 'closed' where session_id = ${sessionId} and state in ('waiting', 'offered')`.execute(db)
      await recount(sessionId)
      const { rows } = await sql<{ personId: string; at: Instant } & Matter>`
        update booking set state = 'cancelled', by_host = true, late = false, cancelled_at = ${new Date(now)}, coming_at = null
        where session_id = ${sessionId} and state in ('booked', 'checked_in') and slot_no is not null
        returning person_id as "personId", at, topic, question_enc as "questionEnc", anonymous`.execute(db)
      return rows
        .sort((a, b) => a.at - b.at || (a.personId < b.personId ? -1 : 1))
        .map(({ personId, topic, questionEnc, anonymous }) => ({ personId, matter: { topic, questionEnc, anonymous } }))
    },

    /** Who has booked a slot of a session and is still expected, in the order of the slots. Walk-ins are there already. */
    async expected(sessionId: string): Promise<Expected[]> {
      const { rows } = await sql<Expected>`
        select b.person_id as "personId", s.starts_at as "startsAt", s.ends_at as "endsAt", b.state, b.at
        from booking b join slot s on s.session_id = b.session_id and s.slot_no = b.slot_no
        where b.session_id = ${sessionId} and b.state in ('booked', 'checked_in') order by b.slot_no, b.person_id`.execute(db)
      return rows
    },

    /** Who waits for a session or holds an offer of it, in the order of the line. */
    async standing(sessionId: string): Promise<Standing[]> {
      const { rows } = await sql<{ personId: string; displaced: boolean } & Matter>`
        select person_id as "personId", priority < 0 as displaced, topic, question_enc as "questionEnc", anonymous from session_waiting
        where session_id = ${sessionId} and state in ('waiting', 'offered') order by priority, at, nonce`.execute(db)
      return rows.map(({ personId, displaced, ...matter }) => ({ personId, displaced, matter }))
    },

    /**
     * Moves all slots of a session by so many milliseconds. Nobody has said 「来」 to the new time, and no offer outlives the start of
     * its slot. Under `holdAll`.
     */
    async shiftAll(sessionId: string, byMs: number): Promise<void> {
      await sql`update booking set coming_at = null where session_id = ${sessionId} and state = 'booked'`.execute(db)
      await sql`update slot set starts_at = starts_at + ${byMs} * interval '1 millisecond', ends_at = ends_at + ${byMs} * interval '1 millisecond'
        where session_id = ${sessionId}`.execute(db)
      await sql`update slot_place p set offered_until = least(p.offered_until, s.starts_at) from slot s
        where p.session_id = ${sessionId} and p.state = 'offered' and s.session_id = p.session_id and s.slot_no = p.slot_no`.execute(db)
    },

    /** What a person sees of their place in the line; null where they have never waited. */
    async waitingOf(sessionId: string, personId: string): Promise<WaitingRow | null> {
      const { rows } = await sql<WaitingRow>`/* prepared: slots.waiting-of */
        select m.state, p.slot_no as "slotNo", s.starts_at as "startsAt", p.offered_until as "offeredUntil", m.topic,
          m.question_enc as "questionEnc", m.anonymous,
          case when m.state = 'waiting' then (select count(*)::int from session_waiting o where o.session_id = m.session_id and o.state = 'waiting'
            and (o.priority, o.at, o.nonce) <= (m.priority, m.at, m.nonce)) end as position
        from session_waiting m
        left join slot_place p on p.session_id = m.session_id and p.person_id = m.person_id and p.state = 'offered'
        left join slot s on s.session_id = p.session_id and s.slot_no = p.slot_no
        where m.session_id = ${sessionId} and m.person_id = ${personId}`.execute(db)
      return rows[0] ?? null
    },

    /** A person's bookings of other sessions that may still be ahead of them. */
    async othersOf(personId: string, sessionId: string, now: Instant): Promise<BookingRow[]> {
      const { rows } = await sql<BookingRow>`/* prepared: slots.others-of */
        select ${COLUMNS} from ${FROM}
        where b.person_id = ${personId} and b.session_id <> ${sessionId} and b.state in ('booked', 'checked_in') and d.ends_at > ${new Date(now)}`.execute(
        db,
      )
      return rows
    },

    /**
     * A person's bookings, of slots that they are still expected at, the soonest first; or all others, the latest first: those that
     * were, and those that were given up.
     */
    async mine(personId: string, when: 'coming' | 'past', now: Instant, after: Cursor | null, limit: number): Promise<MySessionRow[]> {
      const coming = sql`(m.state in ('booked', 'checked_in', 'met') and m."endsAt" > ${new Date(now)})`
      const place = sql`(m."startsAt", m."sessionId")`
      const cursor = after && sql`(${new Date(after.at)}, ${after.id}::uuid)`
      const [which, order] = when === 'coming' ? [coming, sql`asc`] : [sql`not ${coming}`, sql`desc`]
      const from = cursor === null ? sql`true` : when === 'coming' ? sql`${place} > ${cursor}` : sql`${place} < ${cursor}`
      const { rows } = await sql<MySessionRow>`
        select m.* from (
          select b.session_id as "sessionId", b.slot_no as "slotNo", coalesce(s.starts_at, d.starts_at) as "startsAt",
            coalesce(s.ends_at, d.ends_at) as "endsAt", b.state, b.topic, b.question_enc as "questionEnc", b.late,
            b.explanation_enc as "explanationEnc", b.excused_at as "excusedAt", d.code, h.name as "homeName", p.name as "hostName"
          from ${FROM} join home h on h.id = d.home_id join person p on p.id = d.host_id where b.person_id = ${personId}
        ) m where ${which} and ${from} order by m."startsAt" ${order}, m."sessionId" ${order} limit ${limit}`.execute(db)
      return rows
    },

    /** The slots that are kept for a person now, what runs out first. */
    async offersTo(personId: string, now: Instant): Promise<SessionOffer[]> {
      const { rows } = await sql<SessionOffer>`
        select d.session_id as "sessionId", d.code, h.name as "homeName", p.name as "hostName", s.starts_at as "startsAt", s.ends_at as "endsAt",
          o.offered_until as "offeredUntil"
        from slot_place o join slot s on s.session_id = o.session_id and s.slot_no = o.slot_no join duty_session d on d.session_id = o.session_id
        join home h on h.id = d.home_id join person p on p.id = d.host_id
        where o.person_id = ${personId} and o.state = 'offered' and o.offered_until > ${new Date(now)} order by o.offered_until, d.session_id`.execute(
        db,
      )
      return rows
    },

    /** Keeps why somebody says they did not come, sealed. False where they have nothing to explain any more. */
    async explain(sessionId: string, personId: string, explanationEnc: string): Promise<boolean> {
      const { rows } = await sql`update booking set explanation_enc = ${explanationEnc}
        where session_id = ${sessionId} and person_id = ${personId} and (state = 'no_show' or late) and excused_at is null
        returning id`.execute(db)
      return rows.length > 0
    },

    /** A session and one of its slots, as booking asks for them. Null: no such session; `slot` null: no such slot. */
    async asked(sessionId: string, slotNo: number | null): Promise<AskedSlot | null> {
      const { rows } = await sql<
        Omit<AskedSlot, 'slot'> & { slotStartsAt: Instant | null; slotEndsAt: Instant | null }
      >`/* prepared: slots.asked */
        select d.session_id as id, d.starts_at as "startsAt", d.ends_at as "endsAt", d.cancel_reason as "cancelReason", d.changed_at as "changedAt",
          (select max(l.starts_at) from slot l where l.session_id = d.session_id) as "lastSlotAt",
          s.starts_at as "slotStartsAt", s.ends_at as "slotEndsAt"
        from duty_session d left join slot s on s.session_id = d.session_id and s.slot_no = ${slotNo}::int
        where d.session_id = ${sessionId}`.execute(db)
      if (!rows[0]) return null
      const { slotStartsAt, slotEndsAt, ...session } = rows[0]
      return { ...session, slot: slotStartsAt === null ? null : { startsAt: slotStartsAt, endsAt: slotEndsAt! } }
    },

    /** The starts of the slots that a person missed since an instant, and nobody has excused. */
    async missesOf(personId: string, since: Instant): Promise<Instant[]> {
      const { rows } = await sql<{ at: Instant }>`/* prepared: slots.misses-of */
        select missed_at as at from booking where person_id = ${personId} and missed_at >= ${new Date(since)} and excused_at is null
        order by missed_at`.execute(db)
      return rows.map((row) => row.at)
    },
  }
}
