import { sql, type Kysely } from 'kysely'
import type { Service } from '@core/contract/cases'
import type { Instant } from '@core/contract/common'
import type { OutputOf } from '@core/contract/procedures'
import { holdsOffice } from './offices'
import type { Database } from './schema'

/** A service on its way into a catalogue. */
export interface ServiceForm {
  orgId: string
  id: string
  name: string
  about: string
}

/** What organizations offer, to be ordered (点单), and to whom one can write. */
export function serviceStore(db: Kysely<Database>) {
  const offered = db
    .selectFrom('service')
    .innerJoin('org', 'org.id', 'service.org_id')
    .select(['service.id', 'service.org_id as orgId', 'org.name as orgName', 'service.name', 'service.about'])
    .where('service.ended_at', 'is', null)
    .where('org.closed_at', 'is', null)

  async function byId(orgId: string, serviceId: string): Promise<Service | null> {
    return (await offered.where('service.org_id', '=', orgId).where('service.id', '=', serviceId).executeTakeFirst()) ?? null
  }

  return {
    /** What is offered now, by one organization or by all, `most` of it: by the organization's name, then by the service's. */
    async list(orgId: string | undefined, most: number): Promise<Service[]> {
      const query = orgId === undefined ? offered : offered.where('service.org_id', '=', orgId)
      return query.orderBy('org.name').orderBy('service.org_id').orderBy('service.name').orderBy('service.id').limit(most).execute()
    },

    /** A service that is offered now; null where it has ended, or is another organization's. */
    byId,

    /** The organizations of the grassroots that one can write to, by name: they take new cases, and an officer of theirs reads them. */
    async orgs(most: number, now: Instant): Promise<OutputOf<'cases.services'>['orgs']> {
      const { rows } = await sql<OutputOf<'cases.services'>['orgs'][number]>`
        select id, name, parent_id is not null as above from org
        where closed_at is null and kind not in ('province', 'city') and exists (select 1 from role_grant g where g.org_id = org.id and ${holdsOffice(now)})
        order by name, id limit ${most}`.execute(db)
      return rows
    },

    async add({ orgId, id, name, about }: ServiceForm, now: Instant): Promise<Service | null> {
      await db
        .insertInto('service')
        .values({ org_id: orgId, id, name, about, ended_at: null, created_at: new Date(now) })
        .execute()
      return byId(orgId, id)
    },

    /** Null where there is none to change. */
    async edit({ orgId, id, name, about }: ServiceForm): Promise<Service | null> {
      await db
        .updateTable('service')
        .set({ name, about })
        .where('org_id', '=', orgId)
        .where('id', '=', id)
        .where('ended_at', 'is', null)
        .execute()
      return byId(orgId, id)
    },

    /** Takes a service out of the catalogue; cases that ordered it keep its name. False where there was none. */
    async end(orgId: string, serviceId: string, now: Instant): Promise<boolean> {
      const { numUpdatedRows } = await db
        .updateTable('service')
        .set({ ended_at: new Date(now) })
        .where('org_id', '=', orgId)
        .where('id', '=', serviceId)
        .where('ended_at', 'is', null)
        .executeTakeFirst()
      return numUpdatedRows > 0n
    },
  }
}
