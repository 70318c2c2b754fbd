import { sql, type Kysely } from 'kysely'
import type { Instant } from '@core/contract/common'
import type { Grant, Role } from '@core/contract/people'
import type { Enrolling } from '@core/rules/events/enrolling'
import type { Database } from './schema'

/** A person as procedures know them. */
export interface Person {
  id: string
  name: string
  consented: boolean
  memberSince: string | null
  volunteerNo: string | null
  birthMonth: string | null
}

const INCLUDES = {
  helper: ['helper', 'officer', 'secretary'],
  officer: ['officer', 'secretary'],
  secretary: ['secretary'],
} as const satisfies Record<Role, readonly Role[]>

/** What a role is asked for: an organisation, or an event (which also admits its own helpers). */
export type RoleTarget = { orgId: string } | { homeId: string } | { eventId: string } | { sessionId: string } | { caseId: string }

/** People, their log-ins, memberships and roles. */
export function peopleStore(db: Kysely<Database>) {
  const person = db
    .selectFrom('person')
    .select([
      'person.id',
      'person.name',
      'person.member_since as memberSince',
      'person.volunteer_no as volunteerNo',
      'person.birth_month as birthMonth',
    ])
    .select(sql<boolean>`person.consented_at is not null`.as('consented'))

  return {
    /** The people behind log-in tokens, by the tokens' hashes; unknown and revoked ones are left out. One statement for all. */
    async byTokens(tokenHashes: readonly string[]): Promise<Map<string, Person>> {
      const { rows } = await sql<Person & { tokenHash: string }>`/* prepared: people.by-tokens */
        select t.hash as "tokenHash", p.id, p.name, p.member_since as "memberSince", p.volunteer_no as "volunteerNo", p.birth_month as "birthMonth", p.consented
        from unnest(${[...new Set(tokenHashes)]}::text[]) t (hash)
        join lateral (select person_id from login where token_hash = t.hash and revoked_at is null limit 1) l on true
        join lateral (select id, name, member_since, volunteer_no, birth_month, consented_at is not null as consented from person
          where id = l.person_id limit 1) p on true`.execute(db)
      return new Map(rows.map(({ tokenHash, ...person }) => [tokenHash, person]))
    },

    async byIdentity(provider: 'wechat' | 'demo', subject: string): Promise<Person | null> {
      return (
        (await person
          .innerJoin('identity', 'identity.person_id', 'person.id')
          .where('identity.provider', '=', provider)
          .where('identity.subject', '=', subject)
          .executeTakeFirst()) ?? null
      )
    },

    /** The person of an outside name, made when it is seen for the first time. Two first calls at once make one person. */
    async forIdentity(provider: 'wechat' | 'demo', subject: string, newId: string, now: Instant): Promise<Person> {
      const at = new Date(now)
      const made = await db
        .insertInto('identity')
        .values({ provider, subject, person_id: newId, created_at: at })
        .onConflict((conflict) => conflict.doNothing())
        .returning('person_id')
        .executeTakeFirst()
      if (made) await db.insertInto('person').values({ id: newId, name: '', created_at: at }).execute()
      const row = await db
        .selectFrom('identity')
        .select('person_id')
        .where('provider', '=', provider)
        .where('subject', '=', subject)
        .executeTakeFirstOrThrow()
      return person.where('person.id', '=', row.person_id).executeTakeFirstOrThrow()
    },

    async keepLogin(login: { tokenHash: string; personId: string; device: string | null; now: Instant }): Promise<void> {
      const at = new Date(login.now)
      await db
        .insertInto('login')
        .values({ token_hash: login.tokenHash, person_id: login.personId, device: login.device, last_seen_at: at, created_at: at })
        .execute()
    },

    async revokeLogin(tokenHash: string, now: Instant): Promise<void> {
      await db
        .updateTable('login')
        .set({ revoked_at: new Date(now) })
        .where('token_hash', '=', tokenHash)
        .where('revoked_at', 'is', null)
        .execute()
    },

    async saveConsent(personId: string, name: string, privacyVersion: number, now: Instant): Promise<void> {
      await db
        .updateTable('person')
        .set({ name, consented_at: new Date(now), privacy_version: privacyVersion })
        .where('id', '=', personId)
        .execute()
    },

    async byId(personId: string): Promise<Person | null> {
      return (await person.where('person.id', '=', personId).executeTakeFirst()) ?? null
    },

    /**
     * What an event's conditions ask of a person; `orgId`: the organization whose people may come, with what is below it; null:
     * none is asked for.
     */
    async enrolling(personId: string, orgId: string | null, now: Instant): Promise<Enrolling> {
      const { rows } = await sql<Enrolling>`
        select p.member_since is not null as "isMember", p.birth_month as "birthMonth",
          ${orgId}::uuid is null or exists (
            select 1 from membership m join org o on o.id = m.org_id
            where m.person_id = p.id and m.from_at <= ${new Date(now)} and (m.until_at is null or m.until_at > ${new Date(now)})
              and o.path like (select path from org where id = ${orgId}::uuid) || '%') as belongs
        from person p where p.id = ${personId}`.execute(db)
      return rows[0]!
    },

    /** When the latest event ended that this person missed without leave; null: none in `since`. */
    async missedAt(personId: string, since: Instant): Promise<Instant | null> {
      const { rows } = await sql<{ at: Instant | null }>`
        select max(e.ends_at) as at from enrollment n join event e on e.event_id = n.event_id
        where n.person_id = ${personId} and n.state = 'absent' and e.ends_at > ${new Date(since)}`.execute(db)
      return rows[0]!.at
    },

    async saveBirthMonth(personId: string, birthMonth: string): Promise<void> {
      await db.updateTable('person').set({ birth_month: birthMonth }).where('id', '=', personId).execute()
    },

    /** Where a person belongs now; empty for a guest. */
    async orgName(personId: string, now: Instant): Promise<string> {
      const row = await db
        .selectFrom('membership')
        .innerJoin('org', 'org.id', 'membership.org_id')
        .select('org.name')
        .where('membership.person_id', '=', personId)
        .where('membership.kind', '=', 'member')
        .where((where) => where.or([where('until_at', 'is', null), where('until_at', '>', new Date(now) as never)]))
        .orderBy('membership.from_at', 'desc')
        .executeTakeFirst()
      return row?.name ?? ''
    },

    async nameOfOrg(orgId: string): Promise<string> {
      const row = await db.selectFrom('org').select('name').where('id', '=', orgId).executeTakeFirst()
      return row?.name ?? ''
    },

    /** The roles a person holds now, the widest organisation first. */
    async grants(personId: string, now: Instant): Promise<Grant[]> {
      const rows = await db
        .selectFrom('role_grant')
        .leftJoin('org', 'org.id', 'role_grant.org_id')
        .select(['role', 'org_id as orgId', 'org.name as orgName', 'event_id as eventId'])
        .where('person_id', '=', personId)
        .where('from_at', '<=', new Date(now) as never)
        .where((where) => where.or([where('until_at', 'is', null), where('until_at', '>', new Date(now) as never)]))
        .orderBy(sql`length(org.path)`)
        .orderBy('role_grant.id')
        .execute()
      return rows.map((row) => ({ ...row, orgName: row.orgName ?? '' }))
    },

    /**
     * The organisation in whose name a person may act on the target with at least this role; null where they may not or
     * the target does not exist. A grant reaches its organisation and everything below, never sideways or up; with `own` that very
     * organization alone.
     */
    async actingOrg(personId: string, role: Role, target: RoleTarget, now: Instant, own = false): Promise<string | null> {
      const at = new Date(now)
      const roles = INCLUDES[role] as readonly string[]
      const targetOrg =
        'orgId' in target
          ? sql`select path from org where id = ${target.orgId}`
          : 'homeId' in target
            ? sql`select o.path from home h join org o on o.id = h.org_id where h.id = ${target.homeId}`
            : 'caseId' in target
              ? sql`select o.path from case_file c join org o on o.id = c.owner_org_id or o.id = any(c.joint_org_ids) or c.kind = 'whistle' and o.id = c.opened_org_id where c.case_id = ${target.caseId}`
              : 'sessionId' in target
                ? sql`select o.path from duty_session d join org o on o.id = d.org_id where d.session_id = ${target.sessionId}`
                : sql`select o.path from event e join org o on o.id = e.org_id where e.event_id = ${target.eventId}`
      const eventId = 'eventId' in target ? target.eventId : null
      const result = await sql<{ orgId: string }>`
        select coalesce(g.org_id, e.org_id) as "orgId"
        from role_grant g
        left join org o on o.id = g.org_id
        left join event e on e.event_id = g.event_id
        where g.person_id = ${personId} and g.from_at <= ${at} and (g.until_at is null or g.until_at > ${at})
          and ((g.org_id is not null and g.role = any(${roles}) and exists (select 1 from (${targetOrg}) t where t.path = o.path or not ${own}::boolean and t.path like o.path || '%'))
            or (g.event_id is not null and g.event_id = ${eventId} and g.role = any(${roles})))
        order by length(o.path) desc nulls last
        limit 1`.execute(db)
      return result.rows[0]?.orgId ?? null
    },

    /** The people one may try the demonstration as: officers first. */
    async demoPeople(now: Instant) {
      const result = await sql<{ id: string; name: string; orgName: string; role: Role | null; note: string }>`
        select p.id, p.name, coalesce(ro.name, mo.name, '') as "orgName", g.role, i.subject as note
        from identity i
        join person p on p.id = i.person_id
        left join lateral (select role, org_id from role_grant where person_id = p.id and from_at <= ${new Date(now)} order by created_at limit 1) g on true
        left join org ro on ro.id = g.org_id
        left join lateral (select org_id from membership where person_id = p.id and until_at is null limit 1) m on true
        left join org mo on mo.id = m.org_id
        where i.provider = 'demo'
        order by (g.role is null), i.subject limit 60`.execute(db)
      return result.rows
    },

    /** Locks these people's rows, in the order of their ids: the first locks of the one lock order (person, place, the rest). */
    async lock(personIds: readonly string[]): Promise<void> {
      if (personIds.length === 0) return
      await sql`select id from person where id = any(${[...personIds]}::uuid[]) order by id for update`.execute(db)
    },

    async names(personIds: readonly string[]): Promise<Map<string, string>> {
      if (personIds.length === 0) return new Map()
      const rows = await db
        .selectFrom('person')
        .select(['id', 'name'])
        .where('id', 'in', [...new Set(personIds)])
        .execute()
      return new Map(rows.map((row) => [row.id, row.name]))
    },
  }
}
