import { renameSync, rmSync, statSync } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { Client } from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { checkBackup, createBackupWriter, newer, openBackup, type BackupSums, type BackupTable } from './backup-file'
import { appliedMigrations, listMigrations, migrateTo, migrateToLatest } from './migrate'
import { connectionConfig, createDatabase, type DatabaseAddress, type OpenDatabase } from './open'
import { BackupError, reasonOf, unreachable } from './operator-error'

type Target = string | DatabaseAddress

/**
 * Writes every table into one file, as they all were at one moment (one REPEATABLE READ transaction); people go on working
 * meanwhile. An existing file of this name is replaced when the new one is whole. Answers sums and the size in bytes.
 */
export async function writeBackup(
  target: Target,
  file: string,
  now: number,
  signal?: AbortSignal,
): Promise<BackupSums & { bytes: number }> {
  const unfinished = `${file}.part`
  const client = await connect(target, signal)
  const writer = createBackupWriter(unfinished)
  try {
    const migrations = await withDatabase(target, (db) => appliedMigrations(db.kysely))
    if (migrations.length === 0)
      throw new BackupError('nothing_to_back_up', '数据库是空的，没有可备份的内容。', 'The database is empty: there is nothing to back up.')
    await client.query('begin isolation level repeatable read, read only')
    await writer.begin({ createdAt: now, migrations })
    for (const table of await listTables(client)) {
      await writer.table(table)
      const rows = client.query(copyTo(`copy (select ${columnList(table)} from ${quoted(table.table)}) to stdout`))
      for await (const chunk of rows) await writer.rows(chunk as Buffer)
      await writer.endTable()
    }
    const sums = await writer.end()
    renameSync(unfinished, file)
    return { ...sums, bytes: statSync(file).size }
  } catch (error) {
    writer.abandon()
    rmSync(unfinished, { force: true })
    throw fileError(error) ? notWritable(file, error) : error
  } finally {
    await client.end()
  }
}

export interface RestoreOptions {
  /** The folder of the program's migrations. */
  migrations: string
  /** Makes the database empty and new, where that is allowed (the embedded server); without it such a target is refused. */
  recreate?: () => Promise<void>
  /** Calls it off: what was loaded is rolled back. */
  signal?: AbortSignal
}

/**
 * Loads a backup into an empty database: brings the schema to the level of the file, loads all rows in one transaction, then
 * migrates to the newest level. The file is read and checked as a whole before anything is touched. Throws a BackupError.
 */
export async function restoreBackup(target: Target, file: string, { migrations, recreate, signal }: RestoreOptions): Promise<BackupSums> {
  const header = await checkBackup(file)
  const known = listMigrations(migrations)
  const level = header.migrations.at(-1)
  if (level === undefined || header.migrations.some((name, index) => name !== known[index])) throw newer(file)

  if (await needsRecreating(target, header.migrations)) {
    if (!recreate)
      throw new BackupError(
        'target_other_level',
        '目标数据库虽无数据，但结构版本与备份不同：请给一个全新的空数据库。',
        'The target database has no rows, but another level of the schema than the backup: give a new, empty database.',
      )
    await recreate()
  }
  await withDatabase(target, (db) => migrateTo(db.kysely, migrations, level))
  signal?.throwIfAborted()
  const sums = await load(target, file, signal)
  await withDatabase(target, (db) => migrateToLatest(db.kysely, migrations))
  return sums
}

/** Whether an empty target has a schema of another level. Throws `target_not_empty` when it has a row. */
async function needsRecreating(target: Target, level: string[]): Promise<boolean> {
  const client = await connect(target)
  try {
    const tables = await listTables(client)
    for (const { table } of tables) {
      const { rowCount } = await client.query(`select from ${quoted(table)} limit 1`)
      if (rowCount)
        throw new BackupError(
          'target_not_empty',
          `目标数据库已有数据（表 ${table}），不会覆盖：请换用空的数据目录（DATA_DIR）或空数据库。`,
          `The target database has data (table ${table}), which is not overwritten: use an empty data folder (DATA_DIR) or an empty database.`,
        )
    }
    if (tables.length === 0) return false
  } finally {
    await client.end()
  }
  const applied = await withDatabase(target, (db) => appliedMigrations(db.kysely))
  return applied.join() !== level.join()
}

async function load(target: Target, file: string, signal?: AbortSignal): Promise<BackupSums> {
  const backup = openBackup(file)
  await backup.header()
  const client = await connect(target, signal)
  try {
    await client.query('begin')
    const tables = backup.tables()
    for (;;) {
      const next = await tables.next()
      if (next.done) {
        await client.query('commit')
        await client.query('analyze')
        return next.value
      }
      const { rows, ...table } = next.value
      await pipeline(rows, client.query(copyFrom(`copy ${quoted(table.table)} (${columnList(table)}) from stdin`)))
    }
  } finally {
    await client.end()
  }
}

/**
 * The product's tables with their columns, those that are referred to before those that refer. Left out: what an extension
 * brought, partitions (their parent has the rows), computed columns, and the migrator's own tables, whose content is the level.
 */
async function listTables(client: Client): Promise<BackupTable[]> {
  const { rows } = await client.query<BackupTable & { refersTo: string[] }>(`
    select
      c.relname as table,
      array(
        select a.attname::text from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
        order by a.attnum
      ) as columns,
      array(
        select distinct r.relname::text from pg_constraint k join pg_class r on r.oid = k.confrelid
        where k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> c.oid
      ) as "refersTo"
    from pg_class c
    where c.relnamespace = current_schema()::regnamespace
      and c.relkind in ('r', 'p') and not c.relispartition
      and c.relname not in ('kysely_migration', 'kysely_migration_lock')
      and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
    order by c.relname collate "C"`)
  const sorted: BackupTable[] = []
  const waiting = new Set(rows)
  while (waiting.size > 0) {
    const ready = [...waiting].filter((each) => ![...waiting].some((other) => each.refersTo.includes(other.table)))
    if (ready.length === 0) throw new Error(`tables refer to each other in a circle: ${[...waiting].map((each) => each.table).join(', ')}`)
    for (const each of ready) {
      waiting.delete(each)
      sorted.push({ table: each.table, columns: each.columns })
    }
  }
  return sorted
}

/** A connection of its own. Called off, it breaks, and with it whatever is under way on it. */
async function connect(target: Target, signal?: AbortSignal): Promise<Client> {
  const client = new Client(connectionConfig(target))
  client.on('error', () => undefined)
  signal?.addEventListener('abort', () => void client.end().catch(() => undefined))
  await client.connect().catch((error: unknown) => {
    throw unreachable(error)
  })
  // The text of values must not depend on how a server is set up.
  await client.query(`set timezone = 'UTC'; set datestyle = 'ISO, YMD'; set intervalstyle = 'postgres'; set bytea_output = 'hex';
    set extra_float_digits = 1; set statement_timeout = 0; set idle_in_transaction_session_timeout = 0`)
  return client
}

async function withDatabase<T>(target: Target, use: (db: OpenDatabase) => Promise<T>): Promise<T> {
  const db = createDatabase(target, { connections: 1, statementTimeoutMs: 0 })
  try {
    return await use(db)
  } finally {
    await db.close()
  }
}

function columnList({ columns }: BackupTable): string {
  return columns.map(quoted).join(', ')
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

function fileError(error: unknown): boolean {
  const { syscall = '', code } = error as NodeJS.ErrnoException
  return ['open', 'write', 'fsync', 'close', 'rename'].includes(syscall) && code !== 'EPIPE' && code !== 'ECONNRESET'
}

function notWritable(file: string, error: unknown): BackupError {
  return new BackupError(
    'file_not_writable',
    `备份文件 ${file} 写不下去：${reasonOf(error)}。`,
    `The backup file ${file} cannot be written: ${reasonOf(error)}.`,
    { cause: error },
  )
}
