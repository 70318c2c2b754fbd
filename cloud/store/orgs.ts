import { sql, type Kysely } from 'kysely'
import type { Instant } from '@core/contract/common'
import type { Database } from './schema'

/** The tree of organizations: what is above whom. What is below an organization has a path that begins with its own. */
export function orgStore(db: Kysely<Database>) {
  return {
    async exists(orgId: string): Promise<boolean> {
      return (await db.selectFrom('org').select('id').where('id', '=', orgId).executeTakeFirst()) !== undefined
    },

    /**
     * An organization and what is below it, `most` of them: itself first, then social organizations, then the others, the
     * nearest first.
     */
    async below(orgId: string, most: number): Promise<{ orgId: string; orgName: string }[]> {
      const { rows } = await sql<{ orgId: string; orgName: string }>`
        select id as "orgId", name as "orgName" from org
        where path like (select path from org where id = ${orgId}) || '%'
        order by (id = ${orgId}) desc, (kind = 'social_org') desc, length(path), name, id limit ${most}`.execute(db)
      return rows
    },

    /** The organization right above; null for a root, and for one that does not exist. */
    async parentOf(orgId: string): Promise<string | null> {
      const row = await db.selectFrom('org').select('parent_id').where('id', '=', orgId).executeTakeFirst()
      return row?.parent_id ?? null
    },

    /** Whether an organization lives in a home now. */
    async livesIn(orgId: string, homeId: string, now: Instant): Promise<boolean> {
      const row = await db
        .selectFrom('resident')
        .select('id')
        .where('home_id', '=', homeId)
        .where('org_id', '=', orgId)
        .where((where) => where.or([where('until_at', 'is', null), where('until_at', '>', new Date(now) as never)]))
        .executeTakeFirst()
      return row !== undefined
    },

    /**
     * The secretaries of the nearest organization above that has any besides `exceptId`; empty where none has. They are who is
     * asked where somebody above has to look.
     */
    async secretariesAbove(orgId: string, exceptId: string, now: Instant): Promise<string[]> {
      const at = new Date(now)
      const { rows } = await sql<{ personId: string }>`
        with secretary as (
          select distinct g.person_id, length(above.path) as depth
          from org mine
          join org above on mine.path like above.path || '%' and above.id <> mine.id
          join role_grant g on g.org_id = above.id and g.role = 'secretary'
          where mine.id = ${orgId} and g.from_at <= ${at} and (g.until_at is null or g.until_at > ${at}) and g.person_id <> ${exceptId}
        )
        select person_id as "personId" from secretary where depth = (select max(depth) from secretary) order by person_id`.execute(db)
      return rows.map((row) => row.personId)
    },
  }
}
