import { sql, type Kysely } from 'kysely'
import type { Database } from './schema'

/** What waits for the officers of an organization. */
export function reportStore(db: Kysely<Database>) {
  return {
    /** How many events below wait for a look, and how many objections of the organization and below for an answer. */
    async toDecide(orgId: string): Promise<{ reviewCount: number; objectionCount: number }> {
      const { rows } = await sql<{ reviewCount: number; objectionCount: number }>`
        with below as (select o.id from org o where o.path like (select path from org where id = ${orgId}) || '%')
        select
          (select count(*)::int from event where status = 'in_review' and org_id in (select id from below where id <> ${orgId})) as "reviewCount",
          (select count(*)::int from objection b join event e on e.event_id = b.event_id
            where b.state = 'open' and e.org_id in (select id from below)) as "objectionCount"`.execute(db)
      return rows[0]!
    },
  }
}
