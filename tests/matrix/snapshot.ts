import { sql, type Kysely } from 'kysely'
import type { Database } from '@cloud/store/schema'

/** What lies in every table, each as one number; two are equal only where no row was added, changed or lost. */
export type Snapshot = ReadonlyMap<string, string>

/** Looks at all tables. A refusal that is kept with its nonce is no change: it is what keeps the answer the same for ever. */
export async function takeSnapshot(db: Kysely<Database>): Promise<Snapshot> {
  const { rows: tables } = await sql<{ name: string }>`
    select tablename as name from pg_tables where schemaname = 'public' and tablename not like 'kysely%' order by tablename`.execute(db)
  const looks = tables.map(
    ({ name }) => sql`select ${sql.lit(name)} as name, count(*) || ' rows ' || coalesce(sum(hashtextextended(t::text, 0)), 0) as content
      from ${sql.table(name)} t ${name === 'command' ? sql`where refusal is null` : sql``}`,
  )
  const { rows } = await sql<{ name: string; content: string }>`${sql.join(looks, sql` union all `)}`.execute(db)
  return new Map(rows.map(({ name, content }) => [name, content]))
}

/** The tables in which something differs. */
export function changedTables(before: Snapshot, after: Snapshot): string[] {
  return [...after.keys()].filter((name) => before.get(name) !== after.get(name))
}
