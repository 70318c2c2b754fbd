import { sql, type Kysely, type RawBuilder } from 'kysely'
import type { Instant } from '@core/contract/common'
import type { HostCard, Rota, RotaForm, SessionCard } from '@core/contract/sessions'
import type { Cursor } from './events'
import type { Database } from './schema'

/** A session as it is kept, with what its card shows. */
export interface SessionRow extends Omit<SessionCard, 'mine' | 'host' | 'substitute'> {
  host: HostCard
  meantHostId: string
  address: string
  rotaId: string | null
  day: string
  slotMinutes: number
  placesPerSlot: number
  byHand: boolean
  secret: string
  bookedCount: number
  settledAt: Instant | null
  /** When its time, home or host last became another: who booked before may cancel without a record. Null: never. */
  changedAt: Instant | null
  /** The caller's own booking; null: none. */
  mine: SessionCard['mine']
}

/** A session on its way into the store. */
export interface NewSession {
  id: string
  code: string
  secret: string
  orgId: string
  homeId: string
  rotaId: string | null
  day: string
  hostId: string
  /** Whose turn it is, where somebody else stands in. */
  meantHostId?: string
  startsAt: Instant
  endsAt: Instant
  slotMinutes: number
  placesPerSlot: number
}

/** A session that nobody has anything of: a rota may take it back. */
export interface UntouchedRow {
  id: string
  day: string
  hostId: string
  homeId: string
  startsAt: Instant
  endsAt: Instant
  slotMinutes: number
  placesPerSlot: number
  hostToldAt: Instant | null
}

/** What people are told of ahead of a session, once each: the column that keeps when. */
const AHEAD = { coming: 'reminded_at', hour: 'hour_reminded_at', duty: 'host_told_at' } as const
export type ToldAhead = keyof typeof AHEAD

export interface RotaRow extends Omit<Rota, 'hosts' | 'homeName'> {
  hostIds: string[]
  madeUntil: string | null
}

/** Rotas, the sessions they make, and the public cards of those who receive. Places and bookings: `slots.ts`. */
export function sessionStore(db: Kysely<Database>) {
  const rows = (personId: string | null, now: Instant, where: RawBuilder<unknown>) => sql<SessionRow>`
    select d.session_id as id, d.code, d.org_id as "orgId", o.name as "orgName", d.home_id as "homeId", h.name as "homeName", h.address,
      json_build_object('id', d.host_id, 'name', p.name, 'post', coalesce(c.post, ''), 'helpsWith', coalesce(c.helps_with, '')) as host,
      d.meant_host_id as "meantHostId", d.rota_id as "rotaId", d.day, d.starts_at as "startsAt", d.ends_at as "endsAt",
      d.slot_minutes as "slotMinutes", d.places_per_slot as "placesPerSlot", d.by_hand as "byHand", d.secret, d.cancel_reason as "cancelReason",
      d.settled_at as "settledAt", d.changed_at as "changedAt",
      (select count(*)::int from slot_place sp where sp.session_id = d.session_id) as places,
      (select count(*)::int from slot_place sp join slot s on s.session_id = sp.session_id and s.slot_no = sp.slot_no
        where sp.session_id = d.session_id and sp.state = 'free' and s.starts_at > ${new Date(now)}) as free,
      (select i.waiting from session_intake i where i.session_id = d.session_id) as "waitingCount",
      (select count(*)::int from booking b where b.session_id = d.session_id and b.state not in ('cancelled', 'no_show')) as "bookedCount",
      (select json_build_object('slotNo', coalesce(b.slot_no, 0), 'state', b.state,
          'startsAt', (extract(epoch from coalesce(s.starts_at, d.starts_at)) * 1000)::bigint)
        from booking b left join slot s on s.session_id = b.session_id and s.slot_no = b.slot_no
        where b.session_id = d.session_id and b.person_id = ${personId}::uuid) as mine
    from duty_session d
    join org o on o.id = d.org_id
    join home h on h.id = d.home_id
    join person p on p.id = d.host_id
    left join host_card c on c.person_id = d.host_id
    ${where}`

  async function cards(personIds: readonly string[]): Promise<HostCard[]> {
    if (personIds.length === 0) return []
    const { rows: found } = await sql<HostCard>`
      select p.id, p.name, coalesce(c.post, '') as post, coalesce(c.helps_with, '') as "helpsWith"
      from person p left join host_card c on c.person_id = p.id where p.id = any(${[...personIds]}::uuid[])`.execute(db)
    const byId = new Map(found.map((card) => [card.id, card]))
    return personIds.flatMap((id) => byId.get(id) ?? [])
  }

  const ROTA = sql`select org_id as "orgId", id, home_id as "homeId", weekday, from_clock as "from", to_clock as "to", slot_minutes as "slotMinutes",
    places_per_slot as "placesPerSlot", host_ids as "hostIds", starts_on as "startsOn", made_until as "madeUntil" from rota`

  return {
    /** The public cards of people, in the order they are asked for. Who has written none has an empty one. */
    cards,

    async saveCard(personId: string, { post, helpsWith }: { post: string; helpsWith: string }, now: Instant): Promise<void> {
      const at = new Date(now)
      await sql`insert into host_card (person_id, post, helps_with, created_at) values (${personId}, ${post}, ${helpsWith}, ${at})
        on conflict (person_id) do update set post = excluded.post, helps_with = excluded.helps_with`.execute(db)
    },

    /** Who may receive for an organization: its own officers, by name. */
    async officersOf(orgId: string, now: Instant): Promise<string[]> {
      const at = new Date(now)
      const found = await sql<{ id: string }>`
        select distinct p.id, p.name from role_grant g join person p on p.id = g.person_id
        where g.org_id = ${orgId} and g.role in ('officer', 'secretary') and g.from_at <= ${at} and (g.until_at is null or g.until_at > ${at})
        order by p.name, p.id`.execute(db)
      return found.rows.map((row) => row.id)
    },

    async byId(sessionId: string, personId: string | null, now: Instant): Promise<SessionRow | null> {
      const { rows: found } = await rows(personId, now, sql`where d.session_id = ${sessionId}`).execute(db)
      return found[0] ?? null
    },

    async byCode(code: string, personId: string | null, now: Instant): Promise<SessionRow | null> {
      const { rows: found } = await rows(
        personId,
        now,
        sql`join public_code pc on pc.target_id = d.session_id and pc.kind = 'session' where pc.code = ${code}`,
      ).execute(db)
      return found[0] ?? null
    },

    /** Sessions that are not over, the soonest first; of one home, or of all. */
    async coming(
      { homeId, personId }: { homeId: string | null; personId: string | null },
      now: Instant,
      after: Cursor | null,
      limit: number,
    ): Promise<SessionRow[]> {
      const at = new Date(now)
      const from = after ? sql`and (d.starts_at, d.session_id) > (${new Date(after.at)}, ${after.id}::uuid)` : sql``
      const { rows: found } = await rows(
        personId,
        now,
        // The start bounds the scan of the index: no session lasts longer than a day.
        sql`where d.ends_at > ${at} and d.starts_at > ${new Date(now - 86_400_000)} and (${homeId}::uuid is null or d.home_id = ${homeId}::uuid) ${from}
          order by d.starts_at, d.session_id limit ${limit}`,
      ).execute(db)
      return found
    },

    /** The sessions of an organization and of those below it, from an instant to another. */
    async planned(orgId: string, from: Instant, until: Instant, now: Instant): Promise<SessionRow[]> {
      const { rows: found } = await rows(
        null,
        now,
        sql`where o.path like (select path from org where id = ${orgId}) || '%' and d.starts_at >= ${new Date(from)} and d.starts_at < ${new Date(until)}
          order by d.starts_at, d.session_id limit 1000`,
      ).execute(db)
      return found
    },

    /** The duties of a host from now on, the soonest first. */
    async dutiesOf(hostId: string, now: Instant, limit: number): Promise<SessionRow[]> {
      const { rows: found } = await rows(
        null,
        now,
        sql`where d.host_id = ${hostId} and d.ends_at > ${new Date(now)} and d.cancelled_at is null order by d.starts_at, d.session_id limit ${limit}`,
      ).execute(db)
      return found
    },

    /** The next open session after an instant for people whose own was cancelled: of the same home before others of the organization. */
    async nextFor(session: Pick<SessionRow, 'id' | 'orgId' | 'homeId' | 'startsAt'>, now: Instant): Promise<string | null> {
      const { rows: found } = await sql<{ id: string }>`
        select session_id as id from duty_session
        where org_id = ${session.orgId} and cancelled_at is null and starts_at > ${new Date(Math.max(session.startsAt, now))} and session_id <> ${session.id}
        order by (home_id <> ${session.homeId}::uuid), starts_at, session_id limit 1`.execute(db)
      return found[0]?.id ?? null
    },

    async insert(session: NewSession, now: Instant): Promise<void> {
      const at = new Date(now)
      await sql`
        insert into duty_session (session_id, code, org_id, home_id, rota_id, day, host_id, meant_host_id, starts_at, ends_at, slot_minutes,
          places_per_slot, by_hand, secret, created_at)
        values (${session.id}, ${session.code}, ${session.orgId}, ${session.homeId}, ${session.rotaId}, ${session.day}, ${session.hostId},
          ${session.meantHostId ?? session.hostId}, ${new Date(session.startsAt)}, ${new Date(session.endsAt)}, ${session.slotMinutes}, ${session.placesPerSlot}, false,
          ${session.secret}, ${at})`.execute(db)
      await db.insertInto('public_code').values({ code: session.code, kind: 'session', target_id: session.id, created_at: at }).execute()
    },

    /** Locks sessions, in the order of their ids: after people, before their intakes. */
    async lock(sessionIds: readonly string[]): Promise<void> {
      await sql`select session_id from duty_session where session_id = any(${[...sessionIds]}::uuid[]) order by session_id for update`.execute(
        db,
      )
    },

    async cancel(sessionId: string, reason: string, now: Instant): Promise<void> {
      await sql`update duty_session set cancelled_at = ${new Date(now)}, cancel_reason = ${reason}, by_hand = true where session_id = ${sessionId}`.execute(
        db,
      )
    },

    /** Another host. `meant`: it is their turn by right (a swap), not as a substitute. Whoever was to be told of the duty is told anew. */
    async setHost(sessionId: string, hostId: string, { meant }: { meant: boolean }, now: Instant): Promise<void> {
      await sql`update duty_session set host_id = ${hostId}, meant_host_id = case when ${meant}::boolean then ${hostId} else meant_host_id end,
        by_hand = true, host_told_at = null, changed_at = ${new Date(now)} where session_id = ${sessionId}`.execute(db)
    },

    /** Another time and home; the slots move with it (`slots.shiftAll`). Everybody is asked and reminded anew. */
    async move(sessionId: string, to: { homeId: string; startsAt: Instant; endsAt: Instant }, now: Instant): Promise<void> {
      await sql`update duty_session set home_id = ${to.homeId}, starts_at = ${new Date(to.startsAt)}, ends_at = ${new Date(to.endsAt)}, by_hand = true,
        reminded_at = null, hour_reminded_at = null, host_told_at = null, changed_at = ${new Date(now)} where session_id = ${sessionId}`.execute(
        db,
      )
    },

    /** What a host does already at a time, apart from these sessions; null: nothing. Lock the host first. */
    async busyAt(
      hostId: string,
      span: { startsAt: Instant; endsAt: Instant },
      exceptIds: readonly string[],
    ): Promise<{ startsAt: Instant; endsAt: Instant } | null> {
      const { rows: found } = await sql<{ startsAt: Instant; endsAt: Instant }>`
        select starts_at as "startsAt", ends_at as "endsAt" from duty_session
        where host_id = ${hostId} and cancelled_at is null and starts_at < ${new Date(span.endsAt)} and ends_at > ${new Date(span.startsAt)}
          and not session_id = any(${[...exceptIds]}::uuid[]) order by starts_at limit 1`.execute(db)
      return found[0] ?? null
    },

    /** The rotas of an organization and of those below it that go on. */
    async rotas(orgId: string): Promise<(RotaRow & { homeName: string })[]> {
      const { rows: found } = await sql<RotaRow & { homeName: string }>`
        select r.*, h.name as "homeName" from (${ROTA} where ended_at is null) r join home h on h.id = r."homeId" join org o on o.id = r."orgId"
        where o.path like (select path from org where id = ${orgId}) || '%' order by r.weekday, r."from", r.id`.execute(db)
      return found
    },

    /** A rota that goes on, and its lock: one host at a time makes its sessions. */
    async lockRota(orgId: string, rotaId: string): Promise<RotaRow | null> {
      const { rows: found } =
        await sql<RotaRow>`${ROTA} where org_id = ${orgId} and id = ${rotaId} and ended_at is null for update`.execute(db)
      return found[0] ?? null
    },

    async saveRota(orgId: string, rotaId: string, form: RotaForm, now: Instant): Promise<void> {
      await sql`
        insert into rota (org_id, id, home_id, weekday, from_clock, to_clock, slot_minutes, places_per_slot, host_ids, starts_on, created_at)
        values (${orgId}, ${rotaId}, ${form.homeId}, ${form.weekday}, ${form.from}, ${form.to}, ${form.slotMinutes}, ${form.placesPerSlot},
          ${form.hostIds}::uuid[], ${form.startsOn}, ${new Date(now)})
        on conflict (org_id, id) do update set home_id = excluded.home_id, weekday = excluded.weekday, from_clock = excluded.from_clock,
          to_clock = excluded.to_clock, slot_minutes = excluded.slot_minutes, places_per_slot = excluded.places_per_slot,
          host_ids = excluded.host_ids, starts_on = excluded.starts_on, made_until = null`.execute(db)
    },

    async endRota(orgId: string, rotaId: string, now: Instant): Promise<void> {
      await sql`update rota set ended_at = ${new Date(now)} where org_id = ${orgId} and id = ${rotaId}`.execute(db)
    },

    /** Rotas whose sessions are not made up to that day, with whom to lock before the rota itself. */
    async rotasToMake(until: string, limit: number): Promise<Pick<RotaRow, 'orgId' | 'id' | 'hostIds'>[]> {
      const { rows: found } = await sql<Pick<RotaRow, 'orgId' | 'id' | 'hostIds'>>`
        select org_id as "orgId", id, host_ids as "hostIds" from rota where ended_at is null and (made_until is null or made_until < ${until}) order by id limit ${limit}`.execute(
        db,
      )
      return found
    },

    async setMadeUntil(orgId: string, rotaId: string, day: string): Promise<void> {
      await sql`update rota set made_until = ${day} where org_id = ${orgId} and id = ${rotaId}`.execute(db)
    },

    /** The days for which a rota has sessions, cancelled ones too: no day is made twice. Lock the rota first. */
    async daysOf(rotaId: string, from: string): Promise<string[]> {
      const { rows: found } = await sql<{ day: string }>`select day from duty_session where rota_id = ${rotaId} and day >= ${from}`.execute(
        db,
      )
      return found.map((row) => row.day)
    },

    /**
     * The future sessions of a rota that nobody has anything of: not booked, waited for, offered, ever cancelled by somebody or changed by
     * hand. They are locked, so that nobody books one till the commit. Lock the rota first.
     */
    async untouched(rotaId: string, now: Instant): Promise<UntouchedRow[]> {
      const { rows: found } = await sql<UntouchedRow>`
        select session_id as id, day, host_id as "hostId", home_id as "homeId", starts_at as "startsAt", ends_at as "endsAt",
          slot_minutes as "slotMinutes", places_per_slot as "placesPerSlot", host_told_at as "hostToldAt"
        from duty_session where rota_id = ${rotaId} and starts_at > ${new Date(now)} and not by_hand and cancelled_at is null
        order by session_id for update`.execute(db)
      const ids = found.map((row) => row.id)
      // Whoever is booking now holds a place; afterwards their booking is seen.
      await sql`select session_id from session_intake where session_id = any(${ids}::uuid[]) order by session_id for update`.execute(db)
      await sql`select n from slot_place where session_id = any(${ids}::uuid[]) order by session_id, slot_no, n for update`.execute(db)
      const free = await sql<{ id: string }>`
        select asked.id from unnest(${ids}::uuid[]) asked (id)
        where not exists (select 1 from booking b where b.session_id = asked.id)
          and not exists (select 1 from session_waiting w where w.session_id = asked.id)`.execute(db)
      const isFree = new Set(free.rows.map((row) => row.id))
      return found.filter((row) => isFree.has(row.id))
    },

    /** Takes sessions back as if they had never been made. They are `untouched`, and locked. */
    async takeBack(sessionIds: readonly string[]): Promise<void> {
      const ids = [...sessionIds]
      for (const table of ['slot_place', 'slot', 'session_intake', 'duty_session'])
        await sql`delete from ${sql.table(table)} where session_id = any(${ids}::uuid[])`.execute(db)
      await sql`delete from public_code where kind = 'session' and target_id = any(${ids}::uuid[])`.execute(db)
    },

    /** Sessions before `until` of which something is still to be told ahead, the soonest first. */
    async toTell(what: ToldAhead, now: Instant, until: Instant, limit: number): Promise<string[]> {
      const { rows: found } = await sql<{ id: string }>`
        select session_id as id from duty_session
        where starts_at > ${new Date(now)} and starts_at <= ${new Date(until)} and cancelled_at is null and ${sql.ref(AHEAD[what])} is null
        order by starts_at, session_id limit ${limit}`.execute(db)
      return found.map((row) => row.id)
    },

    /** Keeps that it has been told. False where it was already, or there is nothing to tell any more. */
    async markTold(what: ToldAhead, sessionId: string, now: Instant): Promise<boolean> {
      const at = new Date(now)
      const column = sql.ref(AHEAD[what])
      const { rows: marked } = await sql`
        update duty_session set ${column} = ${at}
        where session_id = ${sessionId} and starts_at > ${at} and cancelled_at is null and ${column} is null returning session_id`.execute(
        db,
      )
      return marked.length > 0
    },
  }
}
