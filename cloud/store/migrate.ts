import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { Migrator, sql, type Kysely, type Migration } from 'kysely'
import { reasonOf, StartError } from './operator-error'

const FILE_NAME = /^\d{4}-[a-z0-9-]+\.sql$/

/**
 * Brings the schema to the newest migration of the folder (files NNNN-name.sql, in the order of their numbers) and answers
 * the names of those that were missing. All of them in one transaction: it is either done or not begun. Two hosts that
 * start at once take turns. Throws `data_newer_than_program` or `migration_failed`.
 */
export async function migrateToLatest<Schema>(kysely: Kysely<Schema>, folder: string): Promise<string[]> {
  return migrate(kysely, folder, (migrator) => migrator.migrateToLatest())
}

/** Brings an empty database to the level that a backup was written at: to and including the migration `last`. */
export async function migrateTo<Schema>(kysely: Kysely<Schema>, folder: string, last: string): Promise<string[]> {
  return migrate(kysely, folder, (migrator) => migrator.migrateTo(last))
}

/** The names of the folder's migrations, without `.sql`, in their order. */
export function listMigrations(folder: string): string[] {
  const names = readdirSync(folder).sort()
  const odd = names.find((name) => !FILE_NAME.test(name))
  if (odd !== undefined) throw new Error(`${odd} is not a migration: NNNN-name.sql`)
  const twice = names.find((name, index) => name.slice(0, 4) === names[index - 1]?.slice(0, 4))
  if (twice !== undefined) throw new Error(`${twice}: its number is taken`)
  return names.map((name) => name.slice(0, -'.sql'.length))
}

/** The names of the migrations a database has, in their order; none for a database that was never migrated. */
export async function appliedMigrations<Schema>(kysely: Kysely<Schema>): Promise<string[]> {
  const { rows: tables } = await sql<{ there: boolean }>`select to_regclass('kysely_migration') is not null as there`.execute(kysely)
  if (!tables[0]?.there) return []
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name collate "C"`.execute(kysely)
  return rows.map((row) => row.name)
}

async function migrate<Schema>(
  kysely: Kysely<Schema>,
  folder: string,
  run: (migrator: Migrator) => ReturnType<Migrator['migrateToLatest']>,
) {
  const names = listMigrations(folder)
  const unknown = (await appliedMigrations(kysely)).find((name) => !names.includes(name))
  if (unknown !== undefined)
    throw new StartError(
      'data_newer_than_program',
      `数据由更新版本的程序写成（含 ${unknown}），请更新程序后再启动。`,
      `The data was written by a newer version of the program (it has ${unknown}): update the program, then start.`,
    )
  const migrations = Object.fromEntries(names.map((name) => [name, migrationOf(path.join(folder, `${name}.sql`))]))
  // The row lock of the adapter in open.ts opens the transaction; see there.
  const migrator = new Migrator({ db: kysely, provider: { getMigrations: async () => migrations }, disableTransactions: true })
  const { error, results = [] } = await run(migrator)
  const failed = results.find((result) => result.status === 'Error')
  if (error !== undefined)
    throw new StartError(
      'migration_failed',
      `数据库结构升级失败${failed ? `（${failed.migrationName}）` : ''}，未作任何改动：${reasonOf(error)}。`,
      `The migration of the database failed${failed ? ` (${failed.migrationName})` : ''} and changed nothing: ${reasonOf(error)}.`,
      { cause: error },
    )
  return results.map((result) => result.migrationName)
}

function migrationOf(file: string): Migration {
  return {
    async up(db) {
      await sql.raw(readFileSync(file, 'utf8')).execute(db)
    },
  }
}
