import { testDatabase, type TestDatabase } from '../../tests/postgres/databases'
import { createDatabase, parseInteger, parseTimestamp, type OpenDatabase } from './open'

let database: TestDatabase
let db: OpenDatabase

beforeAll(async () => {
  database = await testDatabase()
  db = createDatabase(database.connection, { statementTimeoutMs: 500 })
})
afterAll(async () => {
  await db.close()
  await database.drop()
})

async function one(text: string, values: unknown[] = []): Promise<unknown> {
  const { rows } = await db.pool.query<{ value: unknown }>(text, values)
  return rows[0]?.value
}

test('an instant goes in as a Date and comes out as the same milliseconds, in whatever time zone the server writes', async () => {
  const at = Date.UTC(2026, 10, 21, 1, 2, 3, 45)
  expect(await one('select $1::timestamptz as value', [new Date(at)])).toBe(at)
  const client = await db.pool.connect()
  for (const zone of ['Asia/Shanghai', 'Asia/Kolkata', 'America/St_Johns', 'UTC']) {
    await client.query(`set timezone = '${zone}'`)
    expect((await client.query<{ value: number }>('select $1::timestamptz as value', [new Date(at)])).rows[0]?.value).toBe(at)
  }
  client.release(true)
})
test('an instant before 1970, and one with local mean time of the past, is read exactly', () => {
  expect(parseTimestamp('1969-12-31 23:59:59.5+00')).toBe(-500)
  expect(parseTimestamp('1900-01-01 08:05:43+08:05:43')).toBe(Date.UTC(1900, 0, 1))
  expect(parseTimestamp('0099-01-01 00:00:00+00')).toBe(Date.parse('0099-01-01T00:00:00Z'))
})
test('microseconds are dropped, not rounded up', () => {
  expect(parseTimestamp('2026-11-21 00:00:00.999999+00')).toBe(Date.UTC(2026, 10, 21, 0, 0, 0, 999))
})
test('what is no instant of this product is refused', () => {
  for (const text of ['infinity', '-infinity', '0044-03-15 00:00:00+00 BC', '']) expect(() => parseTimestamp(text)).toThrow(RangeError)
})
test('a large integer is a number as long as a number can hold it', async () => {
  expect(await one('select 9007199254740991::int8 as value')).toBe(Number.MAX_SAFE_INTEGER)
  expect(await one('select count(*) as value from person')).toBe(0)
  expect(() => parseInteger('9007199254740993')).toThrow(RangeError)
})
test('a date stays the text it is: no time zone moves it', async () => {
  expect(await one("select date '2026-03-01' as value")).toBe('2026-03-01')
})
test('a statement that takes too long is ended', async () => {
  await expect(db.pool.query('select pg_sleep(5)')).rejects.toMatchObject({ code: '57014' })
})
test('a connection that broke is replaced', async () => {
  const lost: Error[] = []
  const other = createDatabase(database.connection, { connections: 1, onConnectionLost: (error) => lost.push(error) })
  const { rows } = await other.pool.query<{ pid: number }>('select pg_backend_pid() as pid')
  await db.pool.query('select pg_terminate_backend($1)', [rows[0]?.pid])
  while (lost.length === 0) await new Promise((resolve) => setImmediate(resolve))
  expect((await other.pool.query('select 1')).rowCount).toBe(1)
  await other.close()
})
test('a URL does as well as an address', async () => {
  const { host, port, user, database: name } = database.connection
  const other = createDatabase(`postgres://${user}@/${name}?host=${encodeURIComponent(host)}&port=${port}`)
  expect((await other.pool.query('select current_database() as name')).rows).toEqual([{ name }])
  await other.close()
  await other.close()
})

test('a statement that asks for it is planned once, and again as its work grows; any other every time', async () => {
  const client = await db.pool.connect()
  const asking = '/* prepared: tests.double */ select $1::int * 2 as value'
  const names = async () =>
    (await client.query<{ name: string }>('select name from pg_prepared_statements order by name')).rows.map(({ name }) => name)
  for (let value = 1; value <= 7; value += 1)
    expect((await client.query<{ value: number }>(asking, [value])).rows[0]?.value).toBe(value * 2)
  await client.query('select $1::int as value', [1])
  expect(await names()).toEqual(['tests.double.0'])
  for (let value = 8; value <= 64; value += 1) await client.query(asking, [value])
  expect(await names()).toEqual(['tests.double.0', 'tests.double.1', 'tests.double.2'])
  client.release()
})
