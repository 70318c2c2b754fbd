import type { Kysely } from 'kysely'
import type { Instant } from '@core/contract/common'
import type { Database } from './schema'

/** Somebody who helps at the door of one event. */
export interface Helper {
  personId: string
  name: string
  since: Instant
}

/** Who helps at the doors of single events. A grant ends by itself; what was granted stays on record. */
export function helperStore(db: Kysely<Database>) {
  const active = (eventId: string, now: Instant) =>
    db
      .selectFrom('role_grant')
      .innerJoin('person', 'person.id', 'role_grant.person_id')
      .select(['role_grant.person_id as personId', 'person.name', 'role_grant.from_at as since'])
      .where('role_grant.event_id', '=', eventId)
      .where('role_grant.from_at', '<=', new Date(now) as never)
      .where((where) => where.or([where('until_at', 'is', null), where('until_at', '>', new Date(now) as never)]))

  return {
    /** Who helps now, in the order in which they were asked. */
    async of(eventId: string, now: Instant): Promise<Helper[]> {
      return active(eventId, now).orderBy('role_grant.from_at').orderBy('role_grant.id').execute()
    },

    /** Makes somebody a helper until then. False where they are one already. Lock the person first. */
    async appoint(grant: { id: string; eventId: string; personId: string; until: Instant; byId: string }, now: Instant): Promise<boolean> {
      if (await active(grant.eventId, now).where('role_grant.person_id', '=', grant.personId).executeTakeFirst()) return false
      const at = new Date(now)
      await db
        .insertInto('role_grant')
        .values({
          person_id: grant.personId,
          id: grant.id,
          role: 'helper',
          org_id: null,
          event_id: grant.eventId,
          from_at: at,
          until_at: new Date(grant.until),
          by_id: grant.byId,
          created_at: at,
        })
        .execute()
      return true
    },

    /** Ends what somebody may do at the event. Does nothing where they are no helper. */
    async dismiss(eventId: string, personId: string, now: Instant): Promise<void> {
      await db
        .updateTable('role_grant')
        .set({ until_at: new Date(now) })
        .where('event_id', '=', eventId)
        .where('person_id', '=', personId)
        .where((where) => where.or([where('until_at', 'is', null), where('until_at', '>', new Date(now) as never)]))
        .execute()
    },

    /** Moves the end of all helpers' grants that still hold, for an event whose time has changed. */
    async extend(eventId: string, until: Instant, now: Instant): Promise<void> {
      await db
        .updateTable('role_grant')
        .set({ until_at: new Date(until) })
        .where('event_id', '=', eventId)
        .where('until_at', '>', new Date(now) as never)
        .execute()
    },
  }
}
