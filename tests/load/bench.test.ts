import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { testDatabase, type TestDatabase } from '../postgres/databases'
import { BenchDatabase, CountError, measureLimit, measureServer, startServer, type BenchServer } from './bench-world'
import { bestGenerator, readWrk, signInBurst, signInCounted, signInFor } from './http-load'
import { bestLimitTool, readPgbench } from './limit'
import { nthPerson } from './numbered'
import { drawBars } from './picture'
import { rowLockStatements } from './row-lock'
import { alternate, median } from './rounds'
import { FilledDatabase, pagesPerStatement } from './scale'
import { bareStatement, pgbenchScript } from './statement'

const ROOT = path.resolve(__dirname, '../..')

function bench(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['config/tool.cjs', 'bench', ...args], { cwd: ROOT, encoding: 'utf8' })
  return { status, stderr, last: stdout.trimEnd().split('\n').at(-1) }
}

describe('the command', () => {
  it.each([[[]], [['nothing']], [['signin', '--case', 'cold']], [['signin', '--scale', '99']], [['signin', '--speed']]])(
    'says how it is meant when called as %j, and ends with 2',
    (args) => {
      const { status, stderr } = bench(...args)
      expect(stderr).toContain('usage: npm run bench -- signin')
      expect(status).toBe(2)
    },
  )

  it('ends with a line for machines', () => {
    const { status, last, stderr } = bench('signin', '--case', 'burst', '--rounds', '1', '--seconds', '1')
    expect(stderr).toBe('')
    expect(status).toBe(0)
    expect(last).toMatch(/^bench=signin ours=\d+ limit=\d+ ratio=\d+\.\d\d p99_ms=\d+\.\d$/)
  })
})

describe('a measurement', () => {
  const PEOPLE = 60_000
  let made: TestDatabase
  let database: BenchDatabase
  let server: BenchServer

  beforeAll(async () => {
    made = await testDatabase()
    database = await BenchDatabase.open(made.connection, PEOPLE)
    server = await startServer({ connection: made.connection, pattern: 'product' })
  })
  afterAll(async () => {
    await server.stop()
    await database.close()
    await made.drop()
  })

  it('counts as many sign-ins as the database holds', async () => {
    const measured = await measureServer(database, server, { eventCount: 3, clients: 8 }, (arrivals) => signInCounted(arrivals, 8, 300))
    expect(measured).toMatchObject({ requests: 300, refused: 0, failed: 0 })
  })

  it('counts the same by whichever generator the machine has', async () => {
    const generator = await bestGenerator()
    const load = (arrivals: Parameters<typeof signInFor>[1]) => signInFor(generator, arrivals, 8, 1)
    const measured = await measureServer(database, server, { eventCount: 1, clients: 8 }, load)
    expect(measured.requests).toBeGreaterThan(0)
  })

  it('sends a burst whole', async () => {
    const measured = await measureServer(database, server, { eventCount: 1, clients: 50 }, (arrivals) => signInBurst(arrivals, 50, 120))
    expect(measured).toMatchObject({ requests: 120, refused: 0, failed: 0 })
    expect(measured.max).toBeGreaterThanOrEqual(measured.p50)
  })

  it('notices an acknowledged sign-in that is not in the database', async () => {
    const losing = measureServer(database, server, { eventCount: 1, clients: 4 }, async (arrivals) => {
      const measured = await signInCounted(arrivals, 4, 40)
      await database.client.query(
        'delete from attendance where (event_id, person_id) in (select event_id, person_id from attendance order by created_at desc limit 1)',
      )
      return measured
    })
    await expect(losing).rejects.toThrow(CountError)
    await expect(losing).rejects.toThrow('45 sign-ins were acknowledged, 44 are in the database')
  })

  it('notices people who came twice', async () => {
    const twice = measureServer(database, server, { eventCount: 1, clients: 4 }, (arrivals) =>
      signInCounted({ ...arrivals, people: 30 }, 4, 40),
    )
    await expect(twice).rejects.toThrow(CountError)
  })

  it('notices refusals', async () => {
    const refused = measureServer(database, server, { eventCount: 1, clients: 4 }, (arrivals) =>
      signInCounted({ ...arrivals, codes: ['s/B000000000.0.0123456789abcdef'] }, 4, 40),
    )
    await expect(refused).rejects.toThrow('40 refused')
  })

  it.each(['the product', 'bare inserts', 'the row lock'])(
    'executes the statements of %s, each transaction another person',
    async (which) => {
      const statements = { 'the product': undefined, 'bare inserts': [bareStatement()], 'the row lock': rowLockStatements() }[which]
      for (const tool of new Set(['driver loop', await bestLimitTool()] as const)) {
        const done = await measureLimit(database, tool, { eventCount: 2, clients: 2, seconds: 1, statements })
        expect(done.transactions).toBeGreaterThan(0)
      }
    },
  )

  it('signs in by the row lock through the same host', async () => {
    const peer = await startServer({ connection: made.connection, pattern: 'row-lock' })
    try {
      const measured = await measureServer(database, peer, { eventCount: 1, clients: 8 }, (arrivals) => signInCounted(arrivals, 8, 100))
      expect(measured).toMatchObject({ requests: 100, refused: 0, failed: 0 })
    } finally {
      await peer.stop()
    }
  })

  it('fills the tables, and counts the pages of a statement without leaving anything behind', async () => {
    const filled = new FilledDatabase(database, database.peopleLaid)
    await filled.fillTo(2_000)
    const count = async () => (await database.client.query<{ rows: number }>('select count(*)::int as rows from scan')).rows[0]!.rows
    const before = await count()
    const events = await database.freshEvents(1)
    const pages = await pagesPerStatement(database, events, 3)
    expect(pages).toHaveLength(3)
    for (const each of pages) expect(each).toBeGreaterThan(5)
    expect(await count()).toBe(before)
    const past = await database.client.query(
      "select 1 from attendance a join enrollment using (event_id, person_id) where a.signed_in_at < now() - interval '1 hour'",
    )
    expect(past.rowCount).toBe(2_000)
  })
})

it('lets everybody come once', () => {
  for (const people of [30_000, 150_000])
    expect(new Set(Array.from({ length: people }, (_, nth) => nthPerson(nth, people))).size).toBe(people)
})

it('takes turns, and finds the middle', async () => {
  const order: string[] = []
  const results = await alternate(2, {
    a: () => Promise.resolve(order.push('a')),
    b: () => Promise.resolve(order.push('b')),
  })
  expect(order).toEqual(['a', 'b', 'a', 'b'])
  expect(results).toEqual({ a: [1, 3], b: [2, 4] })
  expect(median([5, 1, 3])).toBe(3)
  expect(median([4, 1, 2, 3])).toBe(2.5)
  expect(() => median([])).toThrow(RangeError)
})

it('writes a script in which what stays the same is a parameter, and no literal can be taken for one', () => {
  const statement = { name: 's', text: 'select $1::json, $2::int /* a: note */', values: ['{"id":"{person}","at":"10:30"}', '7'] }
  const { text, variables } = pgbenchScript([statement], { first: 4, count: 2 }, 8, 100)
  expect(text.split('\n')).toContain('select (:s_1_0::text || :person::text || :s_1_2::text)::json, :s_2_0::int ;'.replace(' ;', ';'))
  expect(variables).toMatchObject({ s_1_0: '{"id":"', s_1_2: '","at":"10:30"}', s_2_0: '7', clients: '8', people: '100' })
})

it('reads what the tools say, and nothing else', () => {
  expect(readWrk('Running\n\nmeasured requests=9 refused=1 failed=0 microseconds=2000000 p50=1500 p99=2500 max=4000\n')).toEqual({
    requests: 9,
    refused: 1,
    failed: 0,
    seconds: 2,
    p50: 1.5,
    p99: 2.5,
    max: 4,
  })
  expect(() => readWrk('unable to connect')).toThrow('wrk did not say')
  const said =
    'number of transactions actually processed: 12\nnumber of failed transactions: 0 (0.000%)\nlatency average = 1.5 ms\ntps = 8.25 (without initial connection time)\n'
  expect(readPgbench(said)).toEqual({ transactions: 12, perSecond: 8.25, average: 1.5 })
  expect(() => readPgbench(said.replace('transactions: 0', 'transactions: 2'))).toThrow('pgbench did not do')
  expect(() => readPgbench(said.replace('tps', 'tpm'))).toThrow('pgbench did not do')
})

it('draws every number it is given', () => {
  const svg = drawBars({ title: 'Sign-ins < 10', series: ['a', 'b'], groups: [{ name: '1 client', values: [1200, 3400] }] })
  for (const part of ['Sign-ins &lt; 10', '>1200<', '>3400<', '>1 client<', '>a<', '>b<']) expect(svg).toContain(part)
})
