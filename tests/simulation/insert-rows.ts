import { sql, type Insertable, type Kysely } from 'kysely'
import type { Database } from '@cloud/store/schema'

export type Rows = { [T in keyof Database]?: Insertable<Database[T]>[] }

/** Inserts rows into many tables by one statement; a column that a row does not name is null. `name`: what it is prepared as. */
export async function insertRows(kysely: Kysely<Database>, name: string, rows: Rows): Promise<void> {
  const json = JSON.stringify(rows, (_, value: unknown) => {
    const bytes = value as { type?: string; data?: number[] } | null
    return bytes?.type === 'Buffer' ? `\\x${Buffer.from(bytes.data!).toString('hex')}` : value
  })
  const inserts = Object.keys(rows).map((key) => {
    const table = sql.table(key)
    return sql`${sql.id(`laid_${key}`)} as (insert into ${table} select * from json_populate_recordset(null::${table}, (select rows from given)->${sql.lit(key)}))`
  })
  await sql`${sql.raw(`/* prepared: ${name} */`)} with given as (select ${json}::json as rows), ${sql.join(inserts)} select 1`.execute(
    kysely,
  )
}
