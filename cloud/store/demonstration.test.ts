import { testDatabase, type TestDatabase } from '../../tests/postgres/databases'
import { beginDemonstration, finishDemonstration, readContents } from './demonstration'
import { createDatabase, type OpenDatabase } from './open'

const NOW = Date.UTC(2026, 10, 21)

let database: TestDatabase
let db: OpenDatabase

beforeEach(async () => {
  database = await testDatabase()
  db = createDatabase(database.connection)
})
afterEach(async () => {
  await db.close()
  await database.drop()
})

test('a demonstration is unfinished until it is laid whole', async () => {
  expect(await readContents(db.kysely)).toBe('nothing')
  expect(await beginDemonstration(db.kysely, NOW)).toBe(true)
  expect(await readContents(db.kysely)).toBe('unfinished')
  await finishDemonstration(db.kysely)
  expect(await readContents(db.kysely)).toBe('laid')
})
test('of two hosts that find the database empty, one lays the demonstration', async () => {
  const began = await Promise.all([1, 2, 3].map(() => beginDemonstration(db.kysely, NOW)))
  expect(began.filter(Boolean)).toHaveLength(1)
})
test('a database in which people are, and no demonstration, is real', async () => {
  await db.kysely
    .insertInto('person')
    .values({ id: '00000000-0000-7000-8000-000000000001', name: '', created_at: new Date(NOW) })
    .execute()
  expect(await readContents(db.kysely)).toBe('real')
})
