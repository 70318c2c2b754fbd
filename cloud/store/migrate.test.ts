import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { bareDatabase, type TestDatabase } from '../../tests/postgres/databases'
import { appliedMigrations, listMigrations, migrateTo, migrateToLatest } from './migrate'
import { createDatabase, type OpenDatabase } from './open'

const FRUIT = path.resolve('tests/postgres/fixtures/migrations')

let folder: string
let database: TestDatabase
let db: OpenDatabase

beforeEach(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'qnyy-migrations-'))
  cpSync(FRUIT, folder, { recursive: true })
  database = await bareDatabase()
  db = createDatabase(database.connection)
})
afterEach(async () => {
  await db.close()
  await database.drop()
  rmSync(folder, { recursive: true })
})

test('migrations are applied in the order of their numbers, once', async () => {
  expect(await appliedMigrations(db.kysely)).toEqual([])
  expect(await migrateToLatest(db.kysely, folder)).toEqual(['0001-first', '0002-second'])
  expect(await migrateToLatest(db.kysely, folder)).toEqual([])
  expect(await appliedMigrations(db.kysely)).toEqual(['0001-first', '0002-second'])
  expect((await db.pool.query('select note from basket')).fields).toHaveLength(1)
})
test('a database of last year gets what came since', async () => {
  expect(await migrateTo(db.kysely, folder, '0001-first')).toEqual(['0001-first'])
  expect(await migrateToLatest(db.kysely, folder)).toEqual(['0002-second'])
})
test('hosts that start at once take turns: each migration is applied by one of them', async () => {
  const others = [1, 2, 3, 4].map(() => createDatabase(database.connection, { connections: 1 }))
  const applied = await Promise.all(others.map((other) => migrateToLatest(other.kysely, folder)))
  expect(applied.flat().sort()).toEqual(['0001-first', '0002-second'])
  await Promise.all(others.map((other) => other.close()))
})
test('a migration that fails changes nothing, not even by those before it', async () => {
  writeFileSync(path.join(folder, '0003-broken.sql'), 'create table vegetable (id int primary key); select 1 / 0;')
  await expect(migrateToLatest(db.kysely, folder)).rejects.toMatchObject({
    code: 'migration_failed',
    en: expect.stringMatching(/0003-broken.*division by zero/),
  })
  expect(await appliedMigrations(db.kysely)).toEqual([])
  const { rows } = await db.pool.query("select to_regclass('fruit') as fruit, to_regclass('vegetable') as vegetable")
  expect(rows).toEqual([{ fruit: null, vegetable: null }])
  rmSync(path.join(folder, '0003-broken.sql'))
  expect(await migrateToLatest(db.kysely, folder)).toHaveLength(2)
})
test('data of a newer program is left alone', async () => {
  await migrateToLatest(db.kysely, folder)
  rmSync(path.join(folder, '0002-second.sql'))
  await expect(migrateToLatest(db.kysely, folder)).rejects.toMatchObject({ code: 'data_newer_than_program' })
})
test('a file that is no migration, and a number used twice, are noticed', () => {
  writeFileSync(path.join(folder, '0002-also.sql'), '')
  expect(() => listMigrations(folder)).toThrow('its number is taken')
  rmSync(path.join(folder, '0002-also.sql'))
  writeFileSync(path.join(folder, 'notes.txt'), '')
  expect(() => listMigrations(folder)).toThrow('notes.txt is not a migration')
})
test('the migrations of the product run from an empty database and put no row into it: a backup could not bring its own', async () => {
  const product = path.resolve('cloud/store/migrations')
  expect(await migrateToLatest(db.kysely, product)).toEqual(listMigrations(product))
  const { rows } = await db.pool.query<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = 'public' and tablename not like 'kysely%'",
  )
  expect(rows.length).toBeGreaterThan(0)
  for (const { name } of rows) expect([name, (await db.pool.query(`select from "${name}" limit 1`)).rowCount]).toEqual([name, 0])
})
