import { sql, type Kysely, type SqlBool } from 'kysely'
import type { FileRef, Instant } from '@core/contract/common'
import type { DormancyEvidence, Home, HomePage, HomeStep } from '@core/contract/homes'
import type { Database } from './schema'

/** A home as its own page and its officers know it. */
export interface HomeRow extends Home {
  about: string
  cover: FileRef | null
}

export type HomeForm = Pick<HomeRow, 'address' | 'hours' | 'services' | 'about' | 'cover'>

/** A step in the life of a model home. */
export interface StepRow {
  homeId: string
  step: HomeStep
  at: Instant
  byId: string
  by: string
  reason: string
  evidence: DormancyEvidence | null
}

export type NewStep = Pick<StepRow, 'homeId' | 'step' | 'byId' | 'reason' | 'evidence'>

/** What a home's dormancy is told by. */
export interface ActivityRow {
  homeId: string
  openedAt: Instant
  /** When the last closed event ended, and the last visit was. */
  lastEventAt: Instant | null
  lastVisitAt: Instant | null
  /** In the time that was asked for. */
  events: number
  visits: number
}

/** Youth homes: their pages, visits and standing. */
export function homeStore(db: Kysely<Database>) {
  const home = db
    .selectFrom('home')
    .innerJoin('org', 'org.id', 'home.org_id')
    .select([
      'home.id',
      'home.name',
      'home.org_id as orgId',
      'org.name as orgName',
      'home.address',
      'home.hours',
      'home.services',
      'home.duty_note as dutyNote',
    ])
    .where('home.status', '=', 'open')
    .orderBy('home.name')
    .orderBy('home.id')
  const whole = home.select([sql<string>`coalesce(home.about, '')`.as('about'), 'home.cover_file as cover'])

  return {
    async all(): Promise<Home[]> {
      return home.execute()
    },
    /** The homes of an organization and of everything below it. */
    async below(orgId: string): Promise<Home[]> {
      return home.where(sql<SqlBool>`org.path like (select path from org where id = ${orgId}) || '%'`).execute()
    },
    async byId(homeId: string): Promise<HomeRow | null> {
      return (await whole.where('home.id', '=', homeId).executeTakeFirst()) ?? null
    },
    /** The home whose poster says this code. */
    async byCode(code: string): Promise<HomeRow | null> {
      return (await whole.where('home.code', '=', code).executeTakeFirst()) ?? null
    },
    /** Whether a home belongs to an organization or to one below it. */
    async isBelow(homeId: string, orgId: string): Promise<boolean> {
      const found = await home
        .where('home.id', '=', homeId)
        .where(sql<SqlBool>`org.path like (select path from org where id = ${orgId}) || '%'`)
        .executeTakeFirst()
      return found !== undefined
    },

    /** One change of a home at a time. */
    async lock(homeId: string): Promise<void> {
      await sql`select id from home where id = ${homeId} for update`.execute(db)
    },

    async edit(homeId: string, { address, hours, services, about, cover }: HomeForm): Promise<void> {
      await db.updateTable('home').set({ address, hours, services, about, cover_file: cover }).where('id', '=', homeId).execute()
    },

    /** What a home's poster says: the code it has, or this one from now on. */
    async codeOf(homeId: string, newCode: string, now: Instant): Promise<string> {
      const { rows } = await sql<{ code: string; made: boolean }>`
        update home set code = coalesce(code, ${newCode}) where id = ${homeId} returning code, code = ${newCode} as made`.execute(db)
      const { code, made } = rows[0]!
      if (made)
        await db
          .insertInto('public_code')
          .values({ code, kind: 'home', target_id: homeId, created_at: new Date(now) })
          .execute()
      return code
    },

    /** The latest event in a home of which something is shown. */
    async lastShowcase(homeId: string): Promise<HomePage['lastShowcase']> {
      return (
        (await db
          .selectFrom('event')
          .innerJoin('showcase', 'showcase.event_id', 'event.event_id')
          .select([
            'event.event_id as eventId',
            'event.title',
            'event.starts_at as startsAt',
            'showcase.text',
            'showcase.pictures',
            'showcase.at',
          ])
          .where('event.home_id', '=', homeId)
          .where('event.status', 'in', ['published', 'closed'])
          .where('showcase.state', '=', 'published')
          .orderBy('event.starts_at', 'desc')
          .orderBy('event.event_id', 'desc')
          .limit(1)
          .executeTakeFirst()) ?? null
      )
    },

    /** How often people came by from a day on, and whether this person did on that other day. Days in UTC+8. */
    async visits(
      homeId: string,
      fromDay: string,
      personId: string | null,
      today: string,
    ): Promise<{ visitCount: number; visitedToday: boolean }> {
      const { rows } = await sql<{ visitCount: number; visitedToday: boolean }>`
        select (select count(*)::int from visit where home_id = ${homeId} and day >= ${fromDay} and day <= ${today}) as "visitCount",
          exists (select 1 from visit where home_id = ${homeId} and person_id = ${personId}::uuid and day = ${today}) as "visitedToday"`.execute(
        db,
      )
      return rows[0]!
    },

    /** The steps in the lives of homes, each home's in their order. */
    async steps(homeIds: readonly string[]): Promise<StepRow[]> {
      if (homeIds.length === 0) return []
      return db
        .selectFrom('home_status')
        .leftJoin('person', 'person.id', 'home_status.by_id')
        .select([
          'home_status.home_id as homeId',
          'home_status.step',
          'home_status.at',
          'home_status.by_id as byId',
          sql<string>`coalesce(person.name, '')`.as('by'),
          'home_status.reason',
          'home_status.evidence',
        ])
        .where('home_status.home_id', 'in', [...homeIds])
        .orderBy('home_status.home_id')
        .orderBy('home_status.n')
        .execute()
    },

    /** Adds a step to a home's life. Lock the home first. */
    async addStep({ homeId, step, byId, reason, evidence }: NewStep, now: Instant): Promise<void> {
      const at = new Date(now)
      await sql`
        insert into home_status (home_id, n, step, reason, evidence, by_id, at, created_at)
        select ${homeId}, coalesce(max(n), 0) + 1, ${step}, ${reason}, ${evidence === null ? null : JSON.stringify(evidence)}::jsonb, ${byId}, ${at}, ${at}
        from home_status where home_id = ${homeId}`.execute(db)
    },

    /** When there was life in homes last, and how much of it since an instant. */
    async activity(homeIds: readonly string[], since: Instant, sinceDay: string, now: Instant): Promise<ActivityRow[]> {
      if (homeIds.length === 0) return []
      const { rows } = await sql<ActivityRow>`
        select h.id as "homeId", h.created_at as "openedAt",
          (select max(e.ends_at) from event e where e.home_id = h.id and e.status = 'closed' and e.ends_at <= ${new Date(now)}) as "lastEventAt",
          (select v.at from visit v where v.home_id = h.id order by v.day desc, v.at desc limit 1) as "lastVisitAt",
          (select count(*)::int from event e where e.home_id = h.id and e.status = 'closed' and e.ends_at > ${new Date(since)} and e.ends_at <= ${new Date(now)}) as events,
          (select count(*)::int from visit v where v.home_id = h.id and v.day > ${sinceDay}) as visits
        from home h where h.id = any(${[...homeIds]}::uuid[])`.execute(db)
      return rows
    },

    /** Those of the homes that this person is a secretary of; `above`: of an organization strictly above, or of a root itself. */
    async secretaryOf(personId: string, homeIds: readonly string[], now: Instant): Promise<Map<string, { above: boolean }>> {
      if (homeIds.length === 0) return new Map()
      const at = new Date(now)
      const { rows } = await sql<{ homeId: string; above: boolean }>`
        select h.id as "homeId", bool_or(g.org_id <> o.id or o.parent_id is null) as above
        from home h join org o on o.id = h.org_id
        join org up on o.path like up.path || '%'
        join role_grant g on g.org_id = up.id and g.person_id = ${personId} and g.role = 'secretary'
          and g.from_at <= ${at} and (g.until_at is null or g.until_at > ${at})
        where h.id = any(${[...homeIds]}::uuid[])
        group by h.id`.execute(db)
      return new Map(rows.map(({ homeId, above }) => [homeId, { above }]))
    },
  }
}
