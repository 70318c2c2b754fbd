import type { PostgresPoolClient } from 'kysely'
import { createDatabase, type OpenDatabase } from '@cloud/store/open'
import { testDatabase, type TestDatabase } from '../postgres/databases'
import { Turnstile } from './turnstile'

let made: TestDatabase
let database: OpenDatabase
let turnstile: Turnstile

beforeAll(async () => {
  made = await testDatabase()
  database = createDatabase(made.connection, { connections: 1 })
  await database.pool.query('create table shelf (book int primary key, reader text)')
  turnstile = await Turnstile.open(made.connection, 3)
})
afterAll(async () => {
  await turnstile.close()
  await database.close()
  await made.drop()
})
beforeEach(async () => {
  await turnstile.restart()
  await database.pool.query(`truncate shelf; insert into shelf select n, 'nobody' from generate_series(1, 3) n`)
})

/** Somebody with a connection, whose statements are let through one by one. */
async function reader() {
  const client: PostgresPoolClient = await turnstile.pool().connect()
  const heard: string[] = []
  return {
    heard,
    /** Says a statement; nothing happens to it before it is let through. */
    say(text: string) {
      client.query<{ reader: string }>(text, []).then(
        ({ rows }) => heard.push(rows[0]?.reader ?? 'done'),
        (error: { code?: string }) => heard.push(`error ${error.code}`),
      )
    },
  }
}

/** Says a statement, lets it through, and answers what became of every session. */
async function passed(session: number, who: Awaited<ReturnType<typeof reader>>, text: string) {
  who.say(text)
  const passages = await turnstile.pass(session)
  await new Promise((resolve) => setImmediate(resolve))
  return passages.map(({ session: number, answer }) => [number, answer === null ? 'waits' : 'rows' in answer ? answer.rows : 'error'])
}

const readers = async () => {
  const { rows } = await database.pool.query<{ reader: string }>('select reader from shelf order by book')
  return rows.map((row) => row.reader)
}

it('holds a statement back until it is let through', async () => {
  const one = await reader()
  one.say(`update shelf set reader = 'one' where book = 1`)
  expect(turnstile.ready()).toMatchObject([{ session: 0, text: expect.stringContaining('update shelf') as string }])
  expect(await readers()).toEqual(['nobody', 'nobody', 'nobody'])
  await turnstile.pass(0)
  expect(await readers()).toEqual(['one', 'nobody', 'nobody'])
})

it('sees who waits for a lock, lets others go on meanwhile, and hears of the one who waited once the lock is gone', async () => {
  const [one, two, three] = [await reader(), await reader(), await reader()]
  await passed(0, one, 'begin')
  await passed(0, one, `update shelf set reader = 'one' where book = 1`)
  expect(await passed(1, two, `update shelf set reader = 'two' where book = 1 returning reader`)).toEqual([[1, 'waits']])
  expect(await passed(2, three, `update shelf set reader = 'three' where book = 2`)).toEqual([[2, 1]])
  expect(two.heard).toEqual([])
  expect(await passed(0, one, 'commit')).toEqual([
    [0, 0],
    [1, 1],
  ])
  expect(two.heard).toEqual(['two'])
  expect(await readers()).toEqual(['two', 'three', 'nobody'])
})

it('keeps those waiting who wait for one another after the first has gone', async () => {
  const [one, two, three] = [await reader(), await reader(), await reader()]
  for (const [session, who] of [one, two, three].entries()) await passed(session, who, 'begin')
  // It changes nothing: of two that wait for a changed row either may be the next, since both follow it to its new version.
  await passed(0, one, `select reader from shelf where book = 1 for update`)
  await passed(1, two, `update shelf set reader = 'two' where book = 1`)
  await passed(2, three, `update shelf set reader = 'three' where book = 1`)
  expect(await passed(0, one, 'commit')).toEqual([
    [0, 0],
    [1, 1],
  ])
  expect(three.heard).toEqual(['done'])
  expect(await passed(1, two, 'rollback')).toEqual([
    [1, 0],
    [2, 1],
  ])
})

it('ends what is under way when the server restarts, and tells nobody', async () => {
  const [one, two] = [await reader(), await reader()]
  await passed(0, one, 'begin')
  await passed(0, one, `update shelf set reader = 'one' where book = 1`)
  await passed(1, two, `update shelf set reader = 'two' where book = 1`)
  one.say('commit')
  await turnstile.restart()
  expect(turnstile.isBusy()).toBe(false)
  expect([one.heard, two.heard]).toEqual([['done', 'done'], []])
  expect(await readers()).toEqual(['nobody', 'nobody', 'nobody'])
  one.say(`update shelf set reader = 'ghost'`)
  expect(turnstile.ready()).toEqual([])
})

it('notices a circle of waiting sessions', async () => {
  const [one, two] = [await reader(), await reader()]
  const before = turnstile.deadlocks
  await passed(0, one, 'begin')
  await passed(1, two, 'begin')
  await passed(0, one, `update shelf set reader = 'one' where book = 1`)
  await passed(1, two, `update shelf set reader = 'two' where book = 2`)
  await passed(0, one, `update shelf set reader = 'one' where book = 2`)
  const passages = await passed(1, two, `update shelf set reader = 'two' where book = 1`)
  expect(turnstile.deadlocks).toBe(before + 1)
  expect(passages.filter(([, answer]) => answer === 'error')).toHaveLength(1)
})

it('lends a connection to the next who asks once it is given back', async () => {
  const pool = turnstile.pool()
  const lent = await Promise.all([pool.connect(), pool.connect(), pool.connect()])
  const fourth = pool.connect().then((client) => client.query('select 1', []))
  expect(turnstile.ready()).toEqual([])
  lent[1]!.release()
  await new Promise((resolve) => setImmediate(resolve))
  expect(turnstile.ready()).toMatchObject([{ session: 1 }])
  await turnstile.pass(1)
  await expect(fourth).resolves.toMatchObject({ rowCount: 1 })
})
