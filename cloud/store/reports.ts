import { sql, type Kysely } from 'kysely'
import type { Instant } from '@core/contract/common'
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

    /** Open objections of the organization and below, the soonest due first. */
    async openObjections(orgId: string, limit: number): Promise<{ eventId: string; title: string; name: string; dueAt: Instant }[]> {
      const { rows } = await sql<{ eventId: string; title: string; name: string; dueAt: Instant }>`
        select b.event_id as "eventId", e.title, p.name, b.due_at as "dueAt"
        from objection b join event e on e.event_id = b.event_id join org o on o.id = e.org_id join person p on p.id = b.person_id
        where b.state = 'open' and o.path like (select path from org where id = ${orgId}) || '%'
        order by b.due_at, b.id limit ${limit}`.execute(db)
      return rows
    },
  }
}
