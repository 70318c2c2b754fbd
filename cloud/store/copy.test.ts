import { randomBytes } from 'node:crypto'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { PICTURE_MAX_BYTES } from '@core/contract/file-sizes'
import { bareDatabase, type TestDatabase } from '../../tests/postgres/databases'
import { restoreBackup, writeBackup } from './copy'
import { migrateTo, migrateToLatest } from './migrate'
import { createDatabase, type DatabaseAddress, type OpenDatabase } from './open'

const NOW = Date.UTC(2026, 10, 21)
const FRUIT = path.resolve('tests/postgres/fixtures/migrations')

let folder: string
let file: string
let migrations: string
let source: TestDatabase
let target: TestDatabase
const open: OpenDatabase[] = []

beforeEach(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'qnyy-backup-'))
  file = path.join(folder, 'all.backup.gz')
  migrations = path.join(folder, 'migrations')
  cpSync(FRUIT, migrations, { recursive: true })
  source = await bareDatabase()
  target = await bareDatabase()
})
afterEach(async () => {
  await Promise.all(open.splice(0).map((db) => db.close()))
  await source.drop()
  await target.drop()
  rmSync(folder, { recursive: true })
})

function connect(connection: DatabaseAddress): OpenDatabase {
  const db = createDatabase(connection)
  open.push(db)
  return db
}

const AWKWARD = ['', '\\N', '\\.', '\n\\.\n', 'tab\there', 'a\r\nb', "it's; 「中文」 🎉", '\\', '\u0001', 'NULL', '"', '{"rows":1}']

/** Rows with whatever a text, a number or a time can do to a file. */
async function fill({ pool }: OpenDatabase): Promise<void> {
  for (const [index, name] of AWKWARD.entries())
    await pool.query(
      `insert into fruit (id, parent_id, name, picked_at, price, weight, photo, tags, notes) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [index, index === 0 ? null : 0, name, new Date(NOW + index), '0.10', 1 / 3, Buffer.from([0, 10, 92, 255]), AWKWARD, { name }],
    )
  await pool.query('insert into basket (id, fruit_id) values (9007199254740993, 1)')
  await pool.query('insert into "order" values ($1)', ['from'])
}

/** Everything in a database, as PostgreSQL itself writes it. */
async function contents({ pool }: OpenDatabase): Promise<unknown> {
  const tables = ['fruit', 'basket', '"order"'].map((table) => pool.query(`select t::text as row from ${table} t order by 1`))
  return (await Promise.all(tables)).map((result) => result.rows)
}

async function filled(): Promise<OpenDatabase> {
  const db = connect(source.connection)
  await migrateToLatest(db.kysely, migrations)
  await fill(db)
  return db
}

test('what was backed up is restored, to the last byte', async () => {
  const db = await filled()
  const sums = await writeBackup(source.connection, file, NOW)
  expect(sums).toEqual({ tables: 3, rows: AWKWARD.length + 2, bytes: statSync(file).size })
  expect(await restoreBackup(target.connection, file, { migrations })).toEqual({ tables: 3, rows: AWKWARD.length + 2 })
  expect(await contents(connect(target.connection))).toEqual(await contents(db))
})
test('pictures as large as may be kept come back as they were', async () => {
  const { pool } = await filled()
  const photo = randomBytes(PICTURE_MAX_BYTES)
  await pool.query(`insert into fruit (id, name, photo, tags) select 1000 + i, '图', $1, '{}' from generate_series(1, 3) i`, [photo])
  await writeBackup(source.connection, file, NOW)
  await restoreBackup(target.connection, file, { migrations })
  const { rows } = await connect(target.connection).pool.query<{ photo: Buffer }>('select photo from fruit where id > 1000')
  expect(rows.map((row) => row.photo.equals(photo))).toEqual([true, true, true])
})
test('only its owner may read a backup, and no half file stays', async () => {
  await filled()
  await writeBackup(source.connection, file, NOW)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  await expect(writeBackup(source.connection, path.join(folder, 'nowhere', 'x.gz'), NOW)).rejects.toMatchObject({
    code: 'file_not_writable',
  })
  expect(readdirSync(folder).sort()).toEqual(['all.backup.gz', 'migrations'])
})
test('a backup is one moment: what comes during it is not in it', async () => {
  const db = await filled()
  await db.pool.query(`insert into "order" select 'order ' || n from generate_series(1, 200000) n`)
  const writing = writeBackup(source.connection, file, NOW)
  while (!existsSync(`${file}.part`) || statSync(`${file}.part`).size === 0) await new Promise((resolve) => setImmediate(resolve))
  await db.pool.query('insert into "order" values ($1)', ['late'])
  expect(await writing).toMatchObject({ rows: AWKWARD.length + 2 + 200_000 })
})
test('an older backup is restored at its own level and then migrated', async () => {
  await migrateTo(connect(source.connection).kysely, migrations, '0001-first')
  await fill(connect(source.connection))
  await writeBackup(source.connection, file, NOW)
  await restoreBackup(target.connection, file, { migrations })
  expect((await connect(target.connection).pool.query('select note from basket')).rows).toEqual([{ note: null }])
})
test('an empty database of another level is made anew where that is allowed, and refused elsewhere', async () => {
  await migrateTo(connect(source.connection).kysely, migrations, '0001-first')
  await fill(connect(source.connection))
  await writeBackup(source.connection, file, NOW)
  await migrateToLatest(connect(target.connection).kysely, migrations)
  await expect(restoreBackup(target.connection, file, { migrations })).rejects.toMatchObject({ code: 'target_other_level' })
  await Promise.all(open.splice(0).map((db) => db.close()))
  const recreate = async () => {
    const db = connect(target.connection)
    await db.pool.query('drop schema public cascade; create schema public')
  }
  expect(await restoreBackup(target.connection, file, { migrations, recreate })).toMatchObject({ tables: 3 })
})
test('a database that has a row is never overwritten', async () => {
  await filled()
  await writeBackup(source.connection, file, NOW)
  const db = connect(target.connection)
  await migrateToLatest(db.kysely, migrations)
  await db.pool.query('insert into "order" values ($1)', ['mine'])
  const recreate = jest.fn()
  await expect(restoreBackup(target.connection, file, { migrations, recreate })).rejects.toMatchObject({ code: 'target_not_empty' })
  expect(recreate).not.toHaveBeenCalled()
  expect(await contents(db)).toEqual([[], [], [{ row: '(mine)' }]])
})
test('a load that fails leaves an empty database, into which the next one succeeds', async () => {
  const db = await filled()
  await writeBackup(source.connection, file, NOW)
  await migrateToLatest(connect(target.connection).kysely, migrations)
  await connect(target.connection).pool.query(`alter table "order" add constraint never check ("select" <> 'from')`)
  await expect(restoreBackup(target.connection, file, { migrations })).rejects.toMatchObject({ code: '23514' })
  expect(await contents(connect(target.connection))).toEqual([[], [], []])
  await connect(target.connection).pool.query('alter table "order" drop constraint never')
  await restoreBackup(target.connection, file, { migrations })
  expect(await contents(connect(target.connection))).toEqual(await contents(db))
})
test('called off, a backup leaves no file and a restore no row', async () => {
  const db = await filled()
  await db.pool.query(`insert into "order" select 'order ' || n from generate_series(1, 300000) n`)
  const writing = new AbortController()
  const written = writeBackup(source.connection, file, NOW, writing.signal)
  while (!existsSync(`${file}.part`)) await new Promise((resolve) => setImmediate(resolve))
  writing.abort()
  await expect(written).rejects.toThrow()
  expect(readdirSync(folder)).toEqual(['migrations'])

  await writeBackup(source.connection, file, NOW)
  const restoring = new AbortController()
  const restored = restoreBackup(target.connection, file, { migrations, signal: restoring.signal })
  const other = connect(target.connection)
  const loads = async () =>
    (await other.pool.query("select from pg_stat_activity where datname = current_database() and query like 'copy %'")).rowCount
  while (!(await loads())) await new Promise((resolve) => setImmediate(resolve))
  restoring.abort()
  await expect(restored).rejects.toThrow()
  expect(await contents(other)).toEqual([[], [], []])
})
test('a database that was never used has nothing to back up', async () => {
  await expect(writeBackup(source.connection, file, NOW)).rejects.toMatchObject({ code: 'nothing_to_back_up' })
  expect(existsSync(file)).toBe(false)
})
test('a database that is not there is said to be so', async () => {
  await expect(writeBackup('postgres://app@127.0.0.1:1/app', file, NOW)).rejects.toMatchObject({ code: 'database_unreachable' })
})

describe('a file is checked as a whole before the database is touched', () => {
  let whole: Buffer

  beforeEach(async () => {
    await filled()
    await writeBackup(source.connection, file, NOW)
    whole = readFileSync(file)
  })

  async function refusalOf(bytes: Buffer): Promise<string> {
    writeFileSync(file, bytes)
    const code = await restoreBackup(target.connection, file, { migrations }).then(
      () => 'restored',
      (error: { code: string }) => error.code,
    )
    const { rows } = await connect(target.connection).pool.query("select to_regclass('fruit') as fruit")
    expect(rows).toEqual([{ fruit: code === 'restored' ? 'fruit' : null }])
    return code
  }
  const edited = (edit: (text: string) => string) => gzipSync(edit(gunzipSync(whole).toString('utf8')))

  test('control: the file as it is, is restored', async () => expect(await refusalOf(edited((text) => text))).toBe('restored'))
  test('cut off anywhere', async () => {
    for (const share of [0.2, 0.5, 0.9, 0.999])
      expect(await refusalOf(whole.subarray(0, whole.length * share))).toMatch(/backup_damaged|not_a_backup/)
  })
  test('one bit turned anywhere', async () => {
    for (let at = 20; at < whole.length; at += Math.ceil(whole.length / 25)) {
      const bytes = Buffer.from(whole)
      bytes[at] = bytes[at]! ^ 1
      expect([at, await refusalOf(bytes)]).toEqual([at, expect.stringMatching(/backup_damaged|not_a_backup/)])
    }
  })
  test('a value altered by hand, though the gzip is sound', async () => {
    expect(await refusalOf(edited((text) => text.replace('🎉', '🎈')))).toBe('backup_damaged')
  })
  test('a row or a whole table taken out by hand', async () => {
    expect(await refusalOf(edited((text) => text.replace('from\n', '')))).toBe('backup_damaged')
    expect(await refusalOf(edited((text) => text.replace(/\{"table":"order"[^]*?\{"rows":1\}\n/, '')))).toBe('backup_damaged')
  })
  test('something after its end', async () => {
    expect(await refusalOf(Buffer.concat([whole, gzipSync('more')]))).toBe('backup_damaged')
  })
  test('something else altogether', async () => {
    expect(await refusalOf(Buffer.from('PGDMP'))).toBe('not_a_backup')
    expect(await refusalOf(gzipSync('{"format":"other"}\n'))).toBe('not_a_backup')
    expect(await refusalOf(gzipSync(Buffer.alloc(3_000_000)))).toBe('not_a_backup')
    expect(await refusalOf(gzipSync(''))).toBe('not_a_backup')
  })
  test('of a newer format, or a newer level than this program knows', async () => {
    expect(await refusalOf(edited((text) => text.replace('"version":1', '"version":2')))).toBe('backup_newer')
    rmSync(path.join(migrations, '0002-second.sql'))
    expect(await refusalOf(whole)).toBe('backup_newer')
  })
  test('not there', async () => {
    await expect(restoreBackup(target.connection, path.join(folder, 'none.gz'), { migrations })).rejects.toMatchObject({
      code: 'file_unreadable',
    })
    await expect(restoreBackup(target.connection, folder, { migrations })).rejects.toMatchObject({ code: 'file_unreadable' })
  })
})
