import type { Kysely } from 'kysely'
import type { Instant } from '@core/contract/common'
import { dayOf } from '@core/rules/shared/calendar'
import type { Database } from './schema'

/** 到访: who came by a home, once a day. */
export function visitStore(db: Kysely<Database>) {
  return {
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
