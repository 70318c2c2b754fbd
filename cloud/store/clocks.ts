import { sql, type Kysely } from 'kysely'
import type { Instant } from '@core/contract/common'
import type { ClockKind } from '@core/contract/homes'
import { nextWarningAt } from '@core/rules/homes/clock-warning'
import type { EventRow } from './events'
import type { Database } from './schema'

/** What has to come round again, with its last time. Those that were ended are left out everywhere. */
export interface ClockRow {
  id: string
  orgId: string
  orgName: string
  homeId: string | null
  homeName: string | null
  kind: ClockKind
  name: string
  everyDays: number | null
  warnDays: number
  startedOn: string
  lastAt: Instant | null
  /** When its officers are told that it is due; null: they have been. */
  warnAt: Instant | null
}

/** A clock as it is set up or changed. */
export type ClockForm = Pick<ClockRow, 'id' | 'orgId' | 'homeId' | 'kind' | 'name' | 'everyDays' | 'warnDays' | 'startedOn'>

/** A time that it came round, on its way into the store. */
export interface NewTurn {
  orgId: string
  clockId: string
  id: string
  at: Instant
  note: string
  byId: string
  /** The event that kept the rhythm; null: somebody's word. */
  eventId: string | null
}

/** Rhythms of organizations and homes, and when they came round. */
export function clockStore(db: Kysely<Database>) {
  const rows = db
    .selectFrom('clock')
    .innerJoin('org', 'org.id', 'clock.org_id')
    .leftJoin('home', 'home.id', 'clock.home_id')
    .select([
      'clock.id',
      'clock.org_id as orgId',
      'org.name as orgName',
      'clock.home_id as homeId',
      'home.name as homeName',
      'clock.kind',
      'clock.name',
      'clock.every_days as everyDays',
      'clock.warn_days as warnDays',
      'clock.started_on as startedOn',
      sql<Instant | null>`(select max(t.at) from clock_turn t where t.org_id = clock.org_id and t.clock_id = clock.id)`.as('lastAt'),
      'clock.warn_at as warnAt',
    ])
    .where('clock.ended_at', 'is', null)

  async function byId(orgId: string, clockId: string): Promise<ClockRow | null> {
    return (await rows.where('clock.org_id', '=', orgId).where('clock.id', '=', clockId).executeTakeFirst()) ?? null
  }

  /** Changes a clock under its lock, and says anew when its officers are told. Null where there is none. */
  async function change(orgId: string, clockId: string, work: () => Promise<void>, now: Instant): Promise<ClockRow | null> {
    await sql`select id from clock where org_id = ${orgId} and id = ${clockId} for update`.execute(db)
    const before = await byId(orgId, clockId)
    if (!before) return null
    await work()
    return warn(before, (await byId(orgId, clockId))!, now)
  }

  async function warn(before: ClockRow | null, after: ClockRow, now: Instant): Promise<ClockRow> {
    const warnAt = nextWarningAt(before, after, now)
    await db
      .updateTable('clock')
      .set({ warn_at: warnAt === null ? null : new Date(warnAt) })
      .where('org_id', '=', after.orgId)
      .where('id', '=', after.id)
      .execute()
    return { ...after, warnAt }
  }

  async function insertTurn(turn: NewTurn, now: Instant): Promise<void> {
    await db
      .insertInto('clock_turn')
      .values({
        org_id: turn.orgId,
        clock_id: turn.clockId,
        id: turn.id,
        at: new Date(turn.at),
        event_id: turn.eventId,
        note: turn.note,
        by_id: turn.byId,
        created_at: new Date(now),
      })
      .onConflict((conflict) => conflict.columns(['org_id', 'clock_id', 'event_id']).where('event_id', 'is not', null).doNothing())
      .execute()
  }

  function columns(form: ClockForm) {
    const { homeId, kind, name, everyDays, warnDays, startedOn } = form
    return { home_id: homeId, kind, name, every_days: everyDays, warn_days: warnDays, started_on: startedOn }
  }

  return {
    byId,

    /** The clocks of an organization and of what is below it. */
    async below(orgId: string): Promise<ClockRow[]> {
      return rows
        .where(sql<boolean>`org.path like (select path from org where id = ${orgId}) || '%'`)
        .orderBy('clock.name')
        .orderBy('clock.id')
        .execute()
    },

    async start(form: ClockForm, now: Instant): Promise<ClockRow> {
      await db
        .insertInto('clock')
        .values({ ...columns(form), org_id: form.orgId, id: form.id, created_at: new Date(now) })
        .execute()
      return warn(null, (await byId(form.orgId, form.id))!, now)
    },

    /** Changes a clock. Null where there is none. */
    async edit(form: ClockForm, now: Instant): Promise<ClockRow | null> {
      const work = async () => {
        await db.updateTable('clock').set(columns(form)).where('org_id', '=', form.orgId).where('id', '=', form.id).execute()
      }
      return change(form.orgId, form.id, work, now)
    },

    /** Writes down that it came round. Null where there is no such clock. */
    async turn(turn: NewTurn, now: Instant): Promise<ClockRow | null> {
      return change(turn.orgId, turn.clockId, () => insertTurn(turn, now), now)
    },

    /**
     * Writes down that an event kept its rhythm, once for each event, in the name of who closed it. A clock turns by the events of
     * its organization and of what is below it, in the homes of either; one that belongs to a home, by that home's.
     */
    async turnByEvent(
      event: Pick<EventRow, 'id' | 'orgId' | 'homeId' | 'clockId' | 'title' | 'startsAt'>,
      now: Instant,
      id: string,
    ): Promise<void> {
      if (event.clockId === null) return
      const { rows: found } = await sql<{ orgId: string; byId: string }>`
        select c.org_id as "orgId", coalesce(e.closed_by, e.published_by) as "byId"
        from clock c join org o on o.id = c.org_id join event e on e.event_id = ${event.id}
        where c.id = ${event.clockId} and c.ended_at is null and (c.home_id is null or c.home_id = ${event.homeId})
          and exists (select 1 from org at where at.path like o.path || '%'
            and at.id in (${event.orgId}, (select org_id from home where id = ${event.homeId})))`.execute(db)
      const clock = found[0]
      if (!clock) return
      const turn = { ...clock, clockId: event.clockId, id, at: event.startsAt, note: event.title, eventId: event.id }
      await change(clock.orgId, event.clockId, () => insertTurn(turn, now), now)
    },

    /** Ends a clock; what it was is kept. False where there is none. */
    async end(orgId: string, clockId: string, now: Instant): Promise<boolean> {
      const result = await db
        .updateTable('clock')
        .set({ ended_at: new Date(now) })
        .where('org_id', '=', orgId)
        .where('id', '=', clockId)
        .where('ended_at', 'is', null)
        .executeTakeFirst()
      return result.numUpdatedRows > 0n
    },

    /** Clocks of which their officers are to be told now. */
    async toWarn(now: Instant, limit: number): Promise<{ orgId: string; id: string }[]> {
      return db
        .selectFrom('clock')
        .select(['org_id as orgId', 'id'])
        .where('ended_at', 'is', null)
        .where('warn_at', '<=', new Date(now) as never)
        .orderBy('warn_at')
        .limit(limit)
        .execute()
    },

    /** Writes down that officers are told now; false where they have been, or the clock turned meanwhile. */
    async markWarned(orgId: string, clockId: string, now: Instant): Promise<boolean> {
      const result = await db
        .updateTable('clock')
        .set({ warn_at: null })
        .where('org_id', '=', orgId)
        .where('id', '=', clockId)
        .where('ended_at', 'is', null)
        .where('warn_at', '<=', new Date(now) as never)
        .executeTakeFirst()
      return result.numUpdatedRows > 0n
    },
  }
}
