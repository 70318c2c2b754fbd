import type { Kysely } from 'kysely'
import type { Instant } from '@core/contract/common'
import { dayOf } from '@core/rules/shared/calendar'
import type { Database } from './schema'

/** 到访: who came by a home, once a day. */
export function visitStore(db: Kysely<Database>) {
  return {
    /** The home of a poster; null for an unknown code, and for a home that is closed. */
    async homeByCode(code: string): Promise<{ id: string; name: string } | null> {
      const row = await db
        .selectFrom('public_code')
        .innerJoin('home', 'home.id', 'public_code.target_id')
        .select(['home.id', 'home.name'])
        .where('public_code.code', '=', code)
        .where('public_code.kind', '=', 'home')
        .where('home.status', '=', 'open')
        .executeTakeFirst()
      return row ?? null
    },

    /** Keeps a visit of the day (UTC+8) of `at`. False where one is kept already. */
    async keep(visit: { homeId: string; personId: string; at: Instant; nonce: string }, now: Instant): Promise<boolean> {
      const result = await db
        .insertInto('visit')
        .values({
          home_id: visit.homeId,
          person_id: visit.personId,
          day: dayOf(visit.at),
          at: new Date(visit.at),
          nonce: visit.nonce,
          created_at: new Date(now),
        })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst()
      return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
    },
  }
}
