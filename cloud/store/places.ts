import { sql, type Kysely } from 'kysely'
import type { Instant } from '@core/contract/common'
import type { EnrollmentSource, EnrollmentState, MyWaiting, WaitingMode, WaitingState } from '@core/contract/events'
import { offerUntil } from '@core/rules/shared/offers'
import type { Database } from './schema'

/** What capacity needs to know of an event. */
export interface PlacesEvent {
  id: string
  /** null: unlimited. */
  places: number | null
  startsAt: Instant
}

/** Something that happened to somebody by the doing of others: they are to be told. */
export interface Served {
  personId: string
  became: 'promoted' | 'offered' | 'offer_expired'
  /** Until when the place is kept; only for an offer. */
  until: Instant | null
}

/** What a person has of an event's places. */
export interface Holding {
  enrollment: EnrollmentState | null
  at: Instant | null
  shift: number | null
  /** Where they wait or hold an offer. */
  waiting: WaitingState | null
}

export type Took = { outcome: 'enrolled' | 'already'; state: EnrollmentState; at: Instant; shift: number | null } | { outcome: 'full' }

/** The event is not any more what the caller read: cancelled meanwhile, or with other places. Worth running again. */
class EventChanged extends Error {
  readonly code = '40001'
}

interface Waiter {
  personId: string
  mode: WaitingMode
}

/**
 * Places, enrollment and waiting lists. Capacity is one row per place, and the write itself says 「full」: Σ(enrolled + offered)
 * ≤ places. Everything but taking a free place while nobody waits happens under the lock of the event's intake row.
 *
 * Whoever calls for a person has locked that person's row first. Lock order: person, event, intake, place, enrollment, the rest.
 */
export function placeStore(db: Kysely<Database>) {
  /** One at a time for all that follows in this transaction. */
  async function lockIntake(eventId: string): Promise<void> {
    await sql`/* prepared: places.lock-intake */ select event_id from intake where event_id = ${eventId} for update`.execute(db)
  }

  /**
   * Under the intake's lock, also a shared one: whoever cancels an event or changes its places holds it whole. Throws EventChanged
   * where the event was read before that.
   */
  async function expectUnchanged(event: PlacesEvent): Promise<void> {
    const { rows } = await sql<{ places: number | null; cancelled: boolean }>`/* prepared: places.expect-unchanged */
      select places, status = 'cancelled' as cancelled from event where event_id = ${event.id}`.execute(db)
    if (rows[0]!.cancelled || rows[0]!.places !== event.places) throw new EventChanged('the event changed meanwhile')
  }

  /**
   * Fast path: nobody waits, so any free place will do, and competitors pass each other by. `full`: this statement saw every place
   * in somebody's hand, committed, and no offer that ran out. A place that a competitor is just taking it sees as free, so who
   * rolls back makes nobody's 「满」 false.
   */
  async function takeQuickly(
    event: PlacesEvent,
    personId: string,
    shift: number | null,
    now: Instant,
  ): Promise<'taken' | 'full' | 'unsure'> {
    const { rows } = await sql<{ taken: boolean; full: boolean }>`/* prepared: places.take-quickly */
      with taken as (
        update place set state = 'taken', person_id = ${personId}
        where (event_id, n) = (
          select event_id, n from place
          where event_id = ${event.id} and state = 'free' and (${shift}::int is null or shift_n = ${shift}::int)
            and not exists (select 1 from intake where intake.event_id = ${event.id} and intake.waiting > 0)
          order by n limit 1 for update skip locked)
        returning n)
      select exists (select 1 from taken) as taken,
        not exists (select 1 from place where event_id = ${event.id} and state = 'free' and (${shift}::int is null or shift_n = ${shift}::int))
        and not exists (select 1 from place where event_id = ${event.id} and state = 'offered' and offered_until <= ${new Date(now)}) as full`.execute(
      db,
    )
    const { taken, full } = rows[0]!
    return taken ? 'taken' : full ? 'full' : 'unsure'
  }

  /**
   * Slow path, under the intake's lock and after the line was served: a place that somebody holds for a moment may come back
   * when they roll back, so locks are waited for, and nobody is told 「满」 falsely. A place offered to this person is theirs.
   */
  async function takeSurely(event: PlacesEvent, personId: string, shift: number | null): Promise<boolean> {
    const mine = await sql`
      update place set state = 'taken', offered_until = null
      where event_id = ${event.id} and person_id = ${personId} and state = 'offered' and (${shift}::int is null or shift_n = ${shift}::int)
      returning n`.execute(db)
    if (mine.rows.length > 0) return true
    const taken = await sql`/* prepared: places.take-surely */
      update place set state = 'taken', person_id = ${personId}, offered_until = null
      where (event_id, n) = (
        select event_id, n from place
        where event_id = ${event.id} and state = 'free' and (${shift}::int is null or shift_n = ${shift}::int)
          and not exists (select 1 from waiting_entry w where w.event_id = ${event.id} and w.state = 'waiting'
            and w.shift_n is not distinct from place.shift_n and w.person_id <> ${personId})
        order by n limit 1 for update)
      returning n`.execute(db)
    return taken.rows.length > 0
  }

  async function writeEnrollment(
    eventId: string,
    personId: string,
    enrollment: { state: 'enrolled' | 'applied'; source: EnrollmentSource; shift: number | null },
    now: Instant,
  ): Promise<void> {
    const at = new Date(now)
    await sql`/* prepared: places.write-enrollment */
      insert into enrollment (event_id, person_id, state, source, at, shift_n, created_at)
      values (${eventId}, ${personId}, ${enrollment.state}, ${enrollment.source}, ${at}, ${enrollment.shift}, ${at})
      on conflict (event_id, person_id) do update set state = excluded.state, source = excluded.source, at = excluded.at,
        shift_n = excluded.shift_n, coming_at = null, leave_reason = null`.execute(db)
  }

  /** Writes anew how many wait. Under the intake's lock. */
  async function recount(eventId: string): Promise<void> {
    await sql`update intake set waiting = (select count(*)::int from waiting_entry where event_id = ${eventId} and state = 'waiting')
      where event_id = ${eventId}`.execute(db)
  }

  async function endWaiting(eventId: string, personIds: readonly string[], state: WaitingState): Promise<void> {
    if (personIds.length === 0) return
    await sql`update waiting_entry set state = ${state}
      where event_id = ${eventId} and person_id = any(${[...personIds]}::uuid[]) and state in ('waiting', 'offered')`.execute(db)
  }

  /** Offers that ran out: their places are free again. Under the intake's lock. */
  async function expireOffers(eventId: string, now: Instant): Promise<Served[]> {
    const { rows } = await sql<{ personId: string }>`
      with gone as (
        select n, person_id from place where event_id = ${eventId} and state = 'offered' and offered_until <= ${new Date(now)} order by n for update
      ), freed as (
        update place p set state = 'free', person_id = null, offered_until = null from gone where p.event_id = ${eventId} and p.n = gone.n
      )
      select person_id as "personId" from gone`.execute(db)
    const personIds = rows.map((row) => row.personId)
    await endWaiting(eventId, personIds, 'expired')
    return personIds.map((personId) => ({ personId, became: 'offer_expired', until: null }))
  }

  /** Ends the line, or that of the shifts that have begun: from the start on places go to who stands at the door. */
  async function closeLine(event: PlacesEvent, now: Instant): Promise<void> {
    const at = new Date(now)
    await sql`update waiting_entry w set state = 'closed'
      where w.event_id = ${event.id} and w.state = 'waiting'
        and (${at}::timestamptz >= ${new Date(event.startsAt)}::timestamptz and w.shift_n is null
          or exists (select 1 from shift s where s.event_id = w.event_id and s.n = w.shift_n and s.from_at <= ${at}))`.execute(db)
  }

  /**
   * Serves the line as far as places go: expired offers are taken back, the first who wait get what is free, at once or as an
   * offer. Under the intake's lock. Returns who is to be told what.
   */
  async function serve(event: PlacesEvent, now: Instant): Promise<Served[]> {
    if (event.places === null) return []
    const served = await expireOffers(event.id, now)
    await closeLine(event, now)
    // Who waits for what, in order; only as many as there are free places can be reached.
    const waiting = await sql<{ shift: number | null; from: Instant | null }>`
      select w.shift_n as shift, min(s.from_at) as "from" from waiting_entry w
      left join shift s on s.event_id = w.event_id and s.n = w.shift_n
      where w.event_id = ${event.id} and w.state = 'waiting' group by 1 order by 1`.execute(db)
    for (const { shift, from } of waiting.rows) served.push(...(await serveShift(event, shift, from ?? event.startsAt, now)))
    await recount(event.id)
    return served
  }

  async function serveShift(event: PlacesEvent, shift: number | null, startsAt: Instant, now: Instant): Promise<Served[]> {
    const free = await sql<{ n: number }>`
      select n from place where event_id = ${event.id} and state = 'free' and shift_n is not distinct from ${shift}::int order by n for update`.execute(
      db,
    )
    if (free.rows.length === 0) return []
    const line = await sql<Waiter>`
      select person_id as "personId", mode from waiting_entry
      where event_id = ${event.id} and state = 'waiting' and shift_n is not distinct from ${shift}::int
      order by priority, at, nonce limit ${free.rows.length}`.execute(db)
    const served: Served[] = []
    for (const [index, waiter] of line.rows.entries()) {
      const { n } = free.rows[index]!
      const until = waiter.mode === 'ask' ? offerUntil(startsAt, now) : null
      await sql`update place set state = ${until === null ? 'taken' : 'offered'}, person_id = ${waiter.personId},
        offered_until = ${until === null ? null : new Date(until)} where event_id = ${event.id} and n = ${n}`.execute(db)
      await sql`update waiting_entry set state = ${until === null ? 'served' : 'offered'}
        where event_id = ${event.id} and person_id = ${waiter.personId}`.execute(db)
      served.push({ personId: waiter.personId, became: until === null ? 'promoted' : 'offered', until })
    }
    // Enrollments come after all places: the one lock order.
    for (const { personId, became } of served)
      if (became === 'promoted') await writeEnrollment(event.id, personId, { state: 'enrolled', source: 'waiting_list', shift }, now)
    return served
  }

  async function holding(eventId: string, personId: string): Promise<Holding> {
    const { rows } = await sql<Holding>`/* prepared: places.holding */
      select n.state as enrollment, n.at, n.shift_n as shift, w.state as waiting
      from (select 1) one
      left join enrollment n on n.event_id = ${eventId} and n.person_id = ${personId}
      left join waiting_entry w on w.event_id = ${eventId} and w.person_id = ${personId} and w.state in ('waiting', 'offered')`.execute(db)
    return rows[0]!
  }

  const isIn = (state: EnrollmentState | null) => state === 'enrolled' || state === 'attended' || state === 'absent'

  return {
    holding,

    /**
     * Whether, by what is committed, every place of an event is in somebody's hand and no offer has run out; and who of these
     * people is in it, waits or holds an offer.
     */
    async look(eventId: string, personIds: readonly string[], now: Instant): Promise<{ full: boolean; holding: string[] }> {
      const ids = [...personIds]
      const { rows } = await sql<{ full: boolean; holding: string[] }>`/* prepared: places.look */
        select not exists (select 1 from place where event_id = ${eventId} and state = 'free')
            and not exists (select 1 from place where event_id = ${eventId} and state = 'offered' and offered_until <= ${new Date(now)}) as full,
          array(select person_id from enrollment where event_id = ${eventId} and person_id = any(${ids}::uuid[])
              and state in ('enrolled', 'attended', 'absent')
            union all select person_id from waiting_entry where event_id = ${eventId} and person_id = any(${ids}::uuid[])
              and state in ('waiting', 'offered')) as holding`.execute(db)
      return rows[0]!
    },

    /** Lays the places of a new event, numbered through its shifts. */
    async layPlaces(
      eventId: string,
      places: number | null,
      shifts: readonly { label: string; from: Instant; to: Instant; places: number | null }[],
      now: Instant,
    ): Promise<void> {
      const at = new Date(now)
      let next = 1
      for (const [index, shift] of shifts.entries()) {
        await db
          .insertInto('shift')
          .values({
            event_id: eventId,
            n: index + 1,
            label: shift.label,
            from_at: new Date(shift.from),
            to_at: new Date(shift.to),
            places: places === null ? null : shift.places,
            created_at: at,
          })
          .execute()
        if (places !== null) {
          await addPlaces(eventId, next, shift.places!, index + 1, at)
          next += shift.places!
        }
      }
      if (places !== null && shifts.length === 0) await addPlaces(eventId, 1, places, null, at)
    },

    /** A place and an enrollment in one. Who is enrolled already stays so. */
    async enroll(
      event: PlacesEvent,
      personId: string,
      { source, shift }: { source: EnrollmentSource; shift: number | null },
      now: Instant,
    ): Promise<Took & { served: Served[] }> {
      const mine = await holding(event.id, personId)
      if (isIn(mine.enrollment)) return { outcome: 'already', state: mine.enrollment!, at: mine.at ?? now, shift: mine.shift, served: [] }
      const enrolled = { outcome: 'enrolled' as const, state: 'enrolled' as const, at: now, shift }
      let served: Served[] = []
      if (event.places === null) {
        await sql`/* prepared: places.share-intake */ select event_id from intake where event_id = ${event.id} for key share`.execute(db)
        await expectUnchanged(event)
      }
      const quickly = event.places === null ? 'taken' : mine.waiting === null ? await takeQuickly(event, personId, shift, now) : 'unsure'
      if (quickly === 'full') return { outcome: 'full', served }
      // Whoever cancels now waits for this place; who has cancelled since the event was read is seen.
      if (quickly === 'taken' && event.places !== null) await expectUnchanged(event)
      if (quickly === 'unsure') {
        await lockIntake(event.id)
        await expectUnchanged(event)
        served = await serve(event, now)
        // The line was served under this lock: perhaps it was this person's turn.
        if (served.some((one) => one.personId === personId && one.became === 'promoted')) return { ...enrolled, served }
        if (!(await takeSurely(event, personId, shift))) return { outcome: 'full', served }
        await endWaiting(event.id, [personId], 'served')
        await recount(event.id)
      }
      await writeEnrollment(event.id, personId, { state: 'enrolled', source, shift }, now)
      return { ...enrolled, served }
    },

    /** Puts somebody among those the lots are drawn for. */
    async apply(eventId: string, personId: string, now: Instant): Promise<void> {
      await writeEnrollment(eventId, personId, { state: 'applied', source: 'app', shift: null }, now)
    },

    /**
     * Gives up an enrollment and serves the line with its place. Null where there was none, or the person has signed in: whoever
     * signs in at this moment holds the enrollment and is seen once they let go.
     */
    async leave(
      event: PlacesEvent,
      personId: string,
      leave: { state: 'left' | 'on_leave'; reason: string },
      now: Instant,
    ): Promise<{ served: Served[]; shift: number | null } | null> {
      const before = await holding(event.id, personId)
      if (before.enrollment !== 'enrolled' && before.enrollment !== 'applied') return null
      if (event.places !== null) {
        await lockIntake(event.id)
        await sql`update place set state = 'free', person_id = null, offered_until = null
          where event_id = ${event.id} and person_id = ${personId} and state = 'taken'`.execute(db)
      }
      const mine = await sql<{ state: EnrollmentState; shift: number | null }>`
        select state, shift_n as shift from enrollment where event_id = ${event.id} and person_id = ${personId} for update`.execute(db)
      const { state, shift = null } = mine.rows[0] ?? { state: null }
      if (state !== 'enrolled' && state !== 'applied') return null
      const left = await sql`
        update enrollment set state = ${leave.state}, at = ${new Date(now)}, leave_reason = ${leave.reason || null}, coming_at = null
        where event_id = ${event.id} and person_id = ${personId}
          and not exists (select 1 from attendance a where a.event_id = ${event.id} and a.person_id = ${personId})
        returning person_id`.execute(db)
      if (left.rows.length === 0) return null
      return { served: await (event.places === null ? [] : serve(event, now)), shift }
    },

    /** Keeps that an enrolled person said 「来」. Null where they are not enrolled. */
    async sayComing(eventId: string, personId: string, now: Instant): Promise<{ shift: number | null } | null> {
      const { rows } = await sql<{ shift: number | null }>`
        update enrollment set coming_at = ${new Date(now)} where event_id = ${eventId} and person_id = ${personId} and state = 'enrolled'
        returning shift_n as shift`.execute(db)
      return rows[0] ?? null
    },

    /** Joins the line, or takes a place where there is one after all. Who waits already keeps their rank and may change the mode. */
    async wait(
      event: PlacesEvent,
      personId: string,
      { shift, mode, priority, nonce }: { shift: number | null; mode: WaitingMode; priority: 0 | 1; nonce: string },
      now: Instant,
    ): Promise<{ outcome: 'enrolled' | 'waiting' | 'offered'; served: Served[] }> {
      await lockIntake(event.id)
      await expectUnchanged(event)
      const served = await serve(event, now)
      const mine = await holding(event.id, personId)
      if (isIn(mine.enrollment)) return { outcome: 'enrolled', served }
      if (mine.waiting === 'offered') return { outcome: 'offered', served }
      const at = new Date(now)
      if (mine.waiting === null && (await takeSurely(event, personId, shift))) {
        await writeEnrollment(event.id, personId, { state: 'enrolled', source: 'app', shift }, now)
        return { outcome: 'enrolled', served }
      }
      await sql`
        insert into waiting_entry as w (event_id, person_id, shift_n, mode, state, priority, at, nonce, created_at)
        values (${event.id}, ${personId}, ${shift}, ${mode}, 'waiting', ${priority}, ${at}, ${nonce}, ${at})
        on conflict (event_id, person_id) do update set mode = excluded.mode,
          shift_n = case when w.state = 'waiting' then w.shift_n else excluded.shift_n end,
          priority = case when w.state = 'waiting' then w.priority else excluded.priority end,
          at = case when w.state = 'waiting' then w.at else excluded.at end,
          nonce = case when w.state = 'waiting' then w.nonce else excluded.nonce end,
          state = 'waiting'`.execute(db)
      await recount(event.id)
      return { outcome: 'waiting', served }
    },

    /** Leaves the line, or lets an offer go to the next. Null where the person neither waits nor holds an offer. */
    async stopWaiting(event: PlacesEvent, personId: string, now: Instant): Promise<Served[] | null> {
      await lockIntake(event.id)
      const mine = await holding(event.id, personId)
      if (mine.waiting === null) return null
      await sql`update place set state = 'free', person_id = null, offered_until = null
        where event_id = ${event.id} and person_id = ${personId} and state = 'offered'`.execute(db)
      await endWaiting(event.id, [personId], mine.waiting === 'offered' ? 'declined' : 'left')
      return serve(event, now)
    },

    /** Takes what was offered. An offer that ran out is `expired`, however late the jobs are. */
    async acceptOffer(
      event: PlacesEvent,
      personId: string,
      now: Instant,
    ): Promise<{ outcome: 'enrolled' | 'expired' | 'none'; served: Served[] }> {
      await lockIntake(event.id)
      await expectUnchanged(event)
      const served = await serve(event, now)
      const entry = await sql<{ state: WaitingState; shift: number | null }>`
        select state, shift_n as shift from waiting_entry where event_id = ${event.id} and person_id = ${personId}`.execute(db)
      const { state, shift = null } = entry.rows[0] ?? { state: null }
      if (state === 'served') return { outcome: isIn((await holding(event.id, personId)).enrollment) ? 'enrolled' : 'none', served }
      if (state !== 'offered') return { outcome: state === 'expired' ? 'expired' : 'none', served }
      if (!(await takeSurely(event, personId, shift))) return { outcome: 'expired', served }
      await endWaiting(event.id, [personId], 'served')
      await writeEnrollment(event.id, personId, { state: 'enrolled', source: 'waiting_list', shift }, now)
      return { outcome: 'enrolled', served }
    },

    /** Serves the line of an event whose clock has moved on. */
    async tick(event: PlacesEvent, now: Instant): Promise<Served[]> {
      await lockIntake(event.id)
      return serve(event, now)
    },

    /** Events with something for the tick to do: an offer that ran out, a line at its end, a free place beside a line. */
    async toServe(now: Instant, limit: number): Promise<string[]> {
      const at = new Date(now)
      const { rows } = await sql<{ eventId: string }>`
        select event_id as "eventId" from place where state = 'offered' and offered_until <= ${at}
        union
        select i.event_id from intake i join event e on e.event_id = i.event_id
          where i.waiting > 0 and (
            exists (select 1 from waiting_entry w where w.event_id = i.event_id and w.state = 'waiting'
              and (w.shift_n is null and e.starts_at <= ${at} or exists (select 1 from shift s where s.event_id = w.event_id and s.n = w.shift_n and s.from_at <= ${at})))
            or exists (select 1 from place p where p.event_id = i.event_id and p.state = 'free'
              and exists (select 1 from waiting_entry w where w.event_id = i.event_id and w.state = 'waiting' and w.shift_n is not distinct from p.shift_n)))
        limit ${limit}`.execute(db)
      return rows.map((row) => row.eventId)
    },

    /**
     * Waits for everybody who is taking a place at this moment, and lets nobody take one till the commit: whoever asks who is
     * enrolled afterwards sees all of them.
     */
    async holdAll(eventId: string): Promise<void> {
      await lockIntake(eventId)
      await sql`select n from place where event_id = ${eventId} order by n for update`.execute(db)
    },

    /** Ends all waiting and all offers, for an event that is cancelled. */
    async endLine(eventId: string): Promise<void> {
      await lockIntake(eventId)
      await sql`update place set state = 'free', person_id = null, offered_until = null where event_id = ${eventId} and state = 'offered'`.execute(
        db,
      )
      await sql`update waiting_entry set state = 'closed' where event_id = ${eventId} and state in ('waiting', 'offered')`.execute(db)
      await recount(eventId)
    },

    /**
     * Changes how many places an event has, or one of its shifts; null: unlimited. Fewer removes only free ones, more serves the
     * line first. Answers how many are taken where they are more than asked for, and changes nothing then. Lock the event first.
     */
    async setPlaces(
      event: PlacesEvent,
      shift: number | null,
      places: number | null,
      now: Instant,
    ): Promise<{ taken: number; served: Served[] } | { tooFew: number }> {
      await lockIntake(event.id)
      const at = new Date(now)
      const rows = await sql<{ n: number; state: string; shift: number | null }>`
        select n, state, shift_n as shift from place where event_id = ${event.id} order by n for update`.execute(db)
      const mine = rows.rows.filter((row) => row.shift === shift)
      const held = mine.filter((row) => row.state !== 'free')
      const enrolled = await sql<{ personId: string }>`
        select person_id as "personId" from enrollment where event_id = ${event.id} and state in ('enrolled', 'attended', 'absent')
          and shift_n is not distinct from ${shift}::int order by person_id`.execute(db)
      if (places === null) {
        // Everybody who waits gets in before the places go.
        const waiters = await sql<{ personId: string }>`
          select person_id as "personId" from waiting_entry where event_id = ${event.id} and state in ('waiting', 'offered')
            and shift_n is not distinct from ${shift}::int order by priority, at, nonce`.execute(db)
        await sql`delete from place where event_id = ${event.id} and shift_n is not distinct from ${shift}::int`.execute(db)
        const served = waiters.rows.map((row): Served => ({ personId: row.personId, became: 'promoted', until: null }))
        await endWaiting(
          event.id,
          served.map((one) => one.personId),
          'served',
        )
        await recount(event.id)
        for (const { personId } of served)
          await writeEnrollment(event.id, personId, { state: 'enrolled', source: 'waiting_list', shift }, now)
        return { taken: enrolled.rows.length + served.length, served }
      }
      const taken = mine.length > 0 ? held.length : enrolled.rows.length
      if (taken > places) return { tooFew: taken }
      const next = (rows.rows.at(-1)?.n ?? 0) + 1
      if (mine.length === 0) {
        // It was unlimited: who is enrolled keeps a place.
        await addPlaces(event.id, next, places, shift, at)
        await sql`update place p set state = 'taken', person_id = e.person_id
          from unnest(${enrolled.rows.map((row) => row.personId)}::uuid[]) with ordinality e (person_id, i)
          where p.event_id = ${event.id} and p.n = ${next}::int + e.i::int - 1`.execute(db)
      } else if (places > mine.length) await addPlaces(event.id, next, places - mine.length, shift, at)
      else if (places < mine.length)
        await sql`delete from place where (event_id, n) in (
          select event_id, n from place where event_id = ${event.id} and shift_n is not distinct from ${shift}::int and state = 'free'
          order by n desc limit ${mine.length - places})`.execute(db)
      return { taken, served: await serve({ ...event, places }, now) }
    },

    /** How many are in or offered, for the whole event. */
    async takenCount(event: PlacesEvent): Promise<number> {
      const { rows } = await sql<{ count: number }>`
        select case when ${event.places}::int is null
          then (select count(*)::int from enrollment where event_id = ${event.id} and state in ('enrolled', 'attended', 'absent'))
          else (select count(*)::int from place where event_id = ${event.id} and state <> 'free') end as count`.execute(db)
      return rows[0]!.count
    },

    /** A person's enrollment; null: none. */
    async enrollment(
      eventId: string,
      personId: string,
    ): Promise<{ state: EnrollmentState; at: Instant; shift: number | null; comingAt: Instant | null } | null> {
      return (
        (await db
          .selectFrom('enrollment')
          .select(['state', 'at', 'shift_n as shift', 'coming_at as comingAt'])
          .where('event_id', '=', eventId)
          .where('person_id', '=', personId)
          .executeTakeFirst()) ?? null
      )
    },

    /** Who is enrolled, of those who were so before an instant. */
    async enrolledIds(eventId: string, before: Instant): Promise<string[]> {
      const rows = await db
        .selectFrom('enrollment')
        .select('person_id as id')
        .where('event_id', '=', eventId)
        .where('state', '=', 'enrolled')
        .where('at', '<', new Date(before) as never)
        .orderBy('person_id')
        .execute()
      return rows.map((row) => row.id)
    },

    /** How many wait for a place of an event. */
    async waitingCount(eventId: string): Promise<number> {
      const row = await db.selectFrom('intake').select('waiting').where('event_id', '=', eventId).executeTakeFirst()
      return row?.waiting ?? 0
    },

    /** What a person sees of their place in the line; null where they have never waited. */
    async waitingOf(eventId: string, personId: string): Promise<MyWaiting | null> {
      const { rows } = await sql<MyWaiting>`
        select m.mode, m.state, m.shift_n as shift, m.at as since,
          case when m.state = 'waiting' then (select count(*)::int from waiting_entry o where o.event_id = m.event_id and o.state = 'waiting'
            and o.shift_n is not distinct from m.shift_n and (o.priority, o.at, o.nonce) <= (m.priority, m.at, m.nonce)) end as position,
          (select p.offered_until from place p where p.event_id = m.event_id and p.person_id = m.person_id and p.state = 'offered') as "offeredUntil"
        from waiting_entry m where m.event_id = ${eventId} and m.person_id = ${personId}`.execute(db)
      return rows[0] ?? null
    },

    /** Those the lots are drawn for: whether they were ever at an event of this organization, and whether they stand behind others. */
    async applicants(
      eventId: string,
      orgId: string,
      behindSince: Instant,
    ): Promise<{ personId: string; firstTimer: boolean; absent: boolean }[]> {
      const { rows } = await sql<{ personId: string; firstTimer: boolean; absent: boolean }>`
        select n.person_id as "personId",
          not exists (select 1 from attendance a join event e on e.event_id = a.event_id where a.person_id = n.person_id and e.org_id = ${orgId}) as "firstTimer",
          exists (select 1 from enrollment m join event e on e.event_id = m.event_id where m.person_id = n.person_id and m.state = 'absent'
            and e.ends_at > ${new Date(behindSince)}) as absent
        from enrollment n where n.event_id = ${eventId} and n.state = 'applied' order by n.person_id`.execute(db)
      return rows
    },

    /** Writes what the lots came to: places for those drawn, a line in their order for the others. Lock the event first. */
    async writeLots(event: PlacesEvent, drawn: readonly string[], line: readonly string[], now: Instant): Promise<void> {
      const at = new Date(now)
      await lockIntake(event.id)
      await sql`
        with free as (select n, row_number() over (order by n) as i from place where event_id = ${event.id} and state = 'free')
        update place p set state = 'taken', person_id = d.person_id
        from unnest(${[...drawn]}::uuid[]) with ordinality d (person_id, i) join free on free.i = d.i
        where p.event_id = ${event.id} and p.n = free.n`.execute(db)
      await sql`
        insert into waiting_entry (event_id, person_id, shift_n, mode, state, priority, at, nonce, created_at)
        select ${event.id}, l.person_id, null, 'auto', 'waiting', 0, ${at}, lpad(l.i::text, 6, '0'), ${at}
        from unnest(${[...line]}::uuid[]) with ordinality l (person_id, i)
        on conflict (event_id, person_id) do nothing`.execute(db)
      await recount(event.id)
      await sql`update enrollment set state = case when person_id = any(${[...drawn]}::uuid[]) then 'enrolled' else 'not_drawn' end,
        source = 'lots', at = ${at} where event_id = ${event.id} and state = 'applied'`.execute(db)
    },
  }

  async function addPlaces(eventId: string, from: number, count: number, shift: number | null, at: Date): Promise<void> {
    await sql`insert into place (event_id, n, state, person_id, offered_until, shift_n, created_at)
      select ${eventId}, n, 'free', null, null, ${shift}::int, ${at} from generate_series(${from}::int, ${from + count - 1}::int) n`.execute(
      db,
    )
  }
}
