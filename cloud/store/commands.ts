import { type Kysely } from 'kysely'
import type { Instant } from '@core/contract/common'
import type { Database } from './schema'

export interface CommandRow {
  actorId: string
  nonce: string
  name: string
  subject: string
  inWhoseName: string | null
  payloadHash: string
  requestId: string
  address: string | null
  device: string | null
  at: Instant
}

/** Commands: idempotency and audit in one row. */
export function commandStore(db: Kysely<Database>) {
  return {
    /**
     * Claims a nonce for its actor. Null: it is new (and held until this transaction ends: a second call with the same
     * nonce waits here). Else what the first call came to.
     */
    async begin(command: CommandRow): Promise<{ payloadHash: string; result: unknown } | null> {
      const at = new Date(command.at)
      const made = await db
        .insertInto('command')
        .values({
          actor_id: command.actorId,
          nonce: command.nonce,
          name: command.name,
          subject: command.subject,
          in_whose_name: command.inWhoseName,
          payload_hash: command.payloadHash,
          result: null,
          request_id: command.requestId,
          address: command.address,
          device: command.device,
          at,
          created_at: at,
        })
        .onConflict((conflict) => conflict.doNothing())
        .returning('nonce')
        .executeTakeFirst()
      if (made) return null
      const kept = await db
        .selectFrom('command')
        .select(['payload_hash as payloadHash', 'result'])
        .where('actor_id', '=', command.actorId)
        .where('nonce', '=', command.nonce)
        .executeTakeFirstOrThrow()
      return kept
    },

    async finish(actorId: string, nonce: string, result: unknown): Promise<void> {
      await db
        .updateTable('command')
        .set({ result: JSON.stringify(result) as never })
        .where('actor_id', '=', actorId)
        .where('nonce', '=', nonce)
        .execute()
    },
  }
}
