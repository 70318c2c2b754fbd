import { sql, type Kysely } from 'kysely'
import type { Instant } from '@core/contract/common'
import type { Database, KeptRefusal } from './schema'

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

/** What the first call with a nonce came to: a result, a refusal, or (a secret, an audited query) nothing that is kept. */
export interface KeptCommand {
  payloadHash: string
  result: unknown
  refusal: KeptRefusal | null
}

/** Commands: idempotency and audit in one row. */
export function commandStore(db: Kysely<Database>) {
  /** Null: the row is ours now. Else what stood there before; a call that still holds it is waited for. */
  async function insertOrRead(command: CommandRow, refusal: KeptRefusal | null): Promise<KeptCommand | null> {
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
        refusal: refusal && (JSON.stringify(refusal) as never),
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
    return db
      .selectFrom('command')
      .select(['payload_hash as payloadHash', 'result', 'refusal'])
      .where('actor_id', '=', command.actorId)
      .where('nonce', '=', command.nonce)
      .executeTakeFirstOrThrow()
  }

  return {
    /**
     * Claims a nonce for its actor. Null: it is new (and held until this transaction ends: a second call with the same
     * nonce waits here). Else what the first call came to.
     */
    begin: (command: CommandRow) => insertOrRead(command, null),

    /**
     * Keeps refusals, all in one statement and one commit, outside of any transaction: what the commands had written is rolled
     * back already. Each answers as `begin`. They are written in the order of their keys, so that two hosts cannot block each other; of two
     * with one nonce the first is kept.
     */
    async refuseAll(refused: readonly { command: CommandRow; refusal: KeptRefusal }[]): Promise<(KeptCommand | null)[]> {
      const list = JSON.stringify(refused.map(({ command, refusal }, nth) => ({ ...command, at: new Date(command.at), refusal, nth })))
      const { rows } = await sql<{ actorId: string; nonce: string }>`/* prepared: commands.refuse-all */
        insert into command (actor_id, nonce, name, subject, in_whose_name, payload_hash, refusal, request_id, address, device, at, created_at)
        select "actorId", nonce, name, subject, "inWhoseName", "payloadHash", refusal, "requestId", address, device, at, at
        from json_to_recordset(${list}::json) r ("actorId" uuid, nonce text, name text, subject text, "inWhoseName" uuid, "payloadHash" text,
          refusal jsonb, "requestId" text, address text, device text, at timestamptz, nth int)
        order by "actorId", nonce, nth
        on conflict do nothing returning actor_id as "actorId", nonce`.execute(db)
      const made = new Set(rows.map((row) => `${row.actorId} ${row.nonce}`))
      return Promise.all(
        refused.map(({ command, refusal }) => (made.delete(`${command.actorId} ${command.nonce}`) ? null : insertOrRead(command, refusal))),
      )
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
