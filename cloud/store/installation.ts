import type { Kysely } from 'kysely'
import type { Instant } from '@core/contract/common'
import type { Database, InstallationTable } from './schema'

/**
 * How a database began: `real` for ever, `demo` when the demonstration was laid into it, `demo_unfinished` while that is
 * under way or after it was cut short; `null` when nothing was done with it yet.
 */
export type Installation = InstallationTable['kind'] | null

export async function readInstallation(db: Kysely<Database>): Promise<Installation> {
  const row = await db.selectFrom('installation').select('kind').executeTakeFirst()
  if (row) return row.kind
  // Filled before this table was there, so never by a demonstration that was marked.
  const org = await db.selectFrom('org').select('id').limit(1).executeTakeFirst()
  return org ? 'real' : null
}

/** Says once what a new database is for. False when another host said it first. */
export async function claimInstallation(db: Kysely<Database>, kind: 'real' | 'demo_unfinished', now: Instant): Promise<boolean> {
  const made = await db
    .insertInto('installation')
    .values({ id: 1, kind, created_at: new Date(now) })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return made !== undefined
}

/** The demonstration is laid whole. */
export async function finishDemo(db: Kysely<Database>): Promise<void> {
  await db.updateTable('installation').set({ kind: 'demo' }).where('kind', '=', 'demo_unfinished').execute()
}
