import { sql, type Kysely, type SqlBool } from 'kysely'
import type { Home } from '@core/contract/homes'
import type { Database } from './schema'

/** Youth homes. */
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

  return {
    async all(): Promise<Home[]> {
      return home.execute()
    },
    /** The homes of an organisation and of everything below it. */
    async below(orgId: string): Promise<Home[]> {
      return home.where(sql<SqlBool>`org.path like (select path from org where id = ${orgId}) || '%'`).execute()
    },
    async byId(homeId: string): Promise<Home | null> {
      return (await home.where('home.id', '=', homeId).executeTakeFirst()) ?? null
    },
  }
}
