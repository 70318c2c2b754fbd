import { sql, type Kysely } from 'kysely'
import type { Instant } from '@core/contract/common'
import type { Database } from './schema'

/** Those who answer for an organization, and the organization whose they are. */
export interface Responsible {
  /** Null: nobody answers for it, nor for any above. */
  orgId: string | null
  personIds: string[]
}

const ROLES = { officer: ['officer', 'secretary'], secretary: ['secretary'] } as const

/** Who does an organization's work, and is told of it. */
export function officerStore(db: Kysely<Database>) {
  return {
    /**
     * Who holds at least this role at an organization itself; where nobody does, at the nearest above that has somebody. `exceptId`
     * does not count: it is about them.
     */
    async of(orgId: string, role: keyof typeof ROLES, now: Instant, exceptId: string | null = null): Promise<Responsible> {
      const at = new Date(now)
      const { rows } = await sql<{ orgId: string; personId: string }>`
        with holder as (
          select distinct o.id, g.person_id, length(o.path) as depth
          from org mine
          join org o on mine.path like o.path || '%'
          join role_grant g on g.org_id = o.id and g.role = any(${[...ROLES[role]]})
          where mine.id = ${orgId} and g.from_at <= ${at} and (g.until_at is null or g.until_at > ${at})
            and g.person_id is distinct from ${exceptId}::uuid
        )
        select id as "orgId", person_id as "personId" from holder where depth = (select max(depth) from holder) order by person_id`.execute(
        db,
      )
      return { orgId: rows[0]?.orgId ?? null, personIds: rows.map((row) => row.personId) }
    },

    /** The name by which WeChat knows a person, for checks that ask for it; null where they never came from there. */
    async openidOf(personId: string): Promise<string | null> {
      const row = await db
        .selectFrom('identity')
        .select('subject')
        .where('person_id', '=', personId)
        .where('provider', '=', 'wechat')
        .orderBy('created_at', 'desc')
        .limit(1)
        .executeTakeFirst()
      return row?.subject ?? null
    },
  }
}
