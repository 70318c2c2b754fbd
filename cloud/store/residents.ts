import { sql, type Kysely } from 'kysely'
import type { Instant } from '@core/contract/common'
import type { Resident } from '@core/contract/homes'
import type { Database } from './schema'

/** Social organizations that live in a home. */
export function residentStore(db: Kysely<Database>) {
  return {
    /** Who lives in a home now, the longest first. */
    async of(homeId: string): Promise<Omit<Resident, 'next'>[]> {
      return db
        .selectFrom('resident')
        .select(['id', 'org_id as orgId', 'name', 'about', 'since'])
        .where('home_id', '=', homeId)
        .where('until_at', 'is', null)
        .orderBy('since')
        .orderBy('id')
        .execute()
    },

    /** The next public events in a home of each of these organizations, soonest first, `most` of each. */
    async nextEvents(homeId: string, orgIds: readonly string[], now: Instant, most: number): Promise<{ orgId: string; eventId: string }[]> {
      if (orgIds.length === 0) return []
      const { rows } = await sql<{ orgId: string; eventId: string }>`
        select o.id as "orgId", e.event_id as "eventId"
        from unnest(${[...new Set(orgIds)]}::uuid[]) o (id)
        cross join lateral (
          select event_id, starts_at from event
          where home_id = ${homeId} and org_id = o.id and status = 'published' and ends_at > ${new Date(now)}
          order by starts_at, event_id limit ${most}) e
        order by e.starts_at, e.event_id`.execute(db)
      return rows
    },

    async add(homeId: string, resident: Omit<Resident, 'next'>, now: Instant): Promise<void> {
      await db
        .insertInto('resident')
        .values({
          home_id: homeId,
          id: resident.id,
          org_id: resident.orgId,
          name: resident.name,
          about: resident.about,
          since: resident.since,
          created_at: new Date(now),
        })
        .execute()
    },

    /** Writes down that one has moved out. False where they do not live there. */
    async end(homeId: string, residentId: string, now: Instant): Promise<boolean> {
      const result = await db
        .updateTable('resident')
        .set({ until_at: new Date(now) })
        .where('home_id', '=', homeId)
        .where('id', '=', residentId)
        .where('until_at', 'is', null)
        .executeTakeFirst()
      return result.numUpdatedRows > 0n
    },
  }
}
