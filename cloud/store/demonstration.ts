import type { Kysely } from 'kysely'
import type { Instant } from '@core/contract/common'
import type { Database, DemonstrationTable } from './schema'

/**
 * What a database holds: nothing yet, data that are real, or the demonstration: laid whole, or unfinished (under way, or
 * cut short).
 */
export async function readContents(db: Kysely<Database>): Promise<'nothing' | 'real' | DemonstrationTable['state']> {
  const demonstration = await db.selectFrom('demonstration').select('state').executeTakeFirst()
  if (demonstration) return demonstration.state
  const org = await db.selectFrom('org').select('id').limit(1).executeTakeFirst()
  const person = await db.selectFrom('person').select('id').limit(1).executeTakeFirst()
  return org || person ? 'real' : 'nothing'
}

/** Marks an empty database before the demonstration is laid. False when another host does it already. */
export async function beginDemonstration(db: Kysely<Database>, now: Instant): Promise<boolean> {
  const made = await db
    .insertInto('demonstration')
    .values({ id: 1, state: 'unfinished', created_at: new Date(now) })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return made !== undefined
}

/** The demonstration is laid whole. */
export async function finishDemonstration(db: Kysely<Database>): Promise<void> {
  await db.updateTable('demonstration').set({ state: 'laid' }).execute()
}
