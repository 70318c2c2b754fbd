import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { testDatabase, type TestDatabase } from '../postgres/databases'
import { BenchDatabase, CountError, measureLimit, measureServer, scansAt, startServer, type BenchServer } from './bench-world'
import { BookingBench } from './booking-bench'
import { wrongWith, type Booked } from './booking-judge'
import { BOOKING_CASES, BOOKING_KINDS } from './booking-kinds'
import type { Answered } from './generator'
import { measureLarge } from './large-bench'
import { bestGenerator, readWrk, callAtOnce, callCounted, callFor } from './http-load'
import { bestLimitTool, readPgbench } from './limit'
import { nthPerson, personId } from './numbered'
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
  it.each([
    ...[[], ['nothing'], ['signin', '--case', 'cold'], ['signin', '--scale', '99'], ['signin', '--speed']],
    ...[
      ['booking', '--case', 'burst'],
      ['booking', '--scale'],
      ['booking', '--seconds', '0'],
      ['booking', 'events'],
      ['large', '--rounds', '2'],
    ],
  ])('says how it is meant when called as %s %s %s, and ends with 2', (...args) => {
    const { status, stderr } = bench(...args)
    expect(stderr).toContain('usage: npm run bench -- signin')
    expect(stderr).toContain('npm run bench -- booking [--case events|sessions]')
    expect(status).toBe(2)
  })

  it('ends with a line for machines', () => {
    const { status, last, stderr } = bench('signin', '--case', 'burst', '--rounds', '1', '--seconds', '1')
    expect(stderr).toBe('')
    expect(status).toBe(0)
    expect(last).toMatch(/^bench=signin ours=\d+ limit=\d+ ratio=\d+\.\d\d p99_ms=\d+\.\d$/)
  })
})

it('walks a long list to its end and calls a whole hall, in small', async () => {
  const { firstPages, deepPages, rollCalls } = await measureLarge({ events: 205, people: 60, calls: 2, rounds: 2 })
  expect([firstPages.length, deepPages.length, rollCalls.length]).toEqual([2, 5, 2])
})

describe.each(BOOKING_CASES)('a rush for few places of %s', (which) => {
  const kind = BOOKING_KINDS[which]
  const { people, places } = kind.rush
  const tools = { generator: 'own', limitTool: 'driver loop', rounds: 1, seconds: 1 } as const
  let made: TestDatabase
  let bench: BookingBench

  beforeAll(async () => {
    made = await testDatabase()
    bench = await BookingBench.open(made.connection, tools, { kind })
  })
  afterAll(async () => {
    await bench.close()
    await made.drop()
  })

  it('lets exactly as many in as there are places, and answers everybody', async () => {
    const { answers, failed } = await bench.rush()
    const answered = (code: string) => answers.filter((one) => one.code === code).length
    expect([answered('ok'), answered(kind.full), failed]).toEqual([places, people - places, 0])
  })

  it('notices when more get in than there are places', async () => {
    await expect(bench.rush(31)).rejects.toThrow('31 were told that they are in, for 30 places')
  })

  it('counts what it books, over HTTP and by the recorded statements, as the database does', async () => {
    const ours = await bench.ours(8)
    expect(ours.requests).toBeGreaterThan(ours.refused)
    for (const tool of new Set(['driver loop', await bestLimitTool()] as const))
      expect((await bench.limit(8, tool)).transactions).toBeGreaterThan(0)
  })

  it('notices statements that lead to nobody’s booking', async () => {
    const transaction = bench.transaction.statements.filter(({ text }) => !text.includes(`insert into ${kind.tables.booking} `))
    const crippled = bench.limit(2, 'driver loop', { ...bench.transaction, statements: transaction })
    await expect(crippled).rejects.toThrow(/were let in, 0 are booked/)
  })

  it('records all that is sent behind the log-in, to the commit, and to the refusal that is kept', () => {
    const { statements, otherwise } = bench.transaction
    const texts = statements.map(({ text }) => text)
    expect(texts.filter((text) => text.startsWith('start transaction'))).toHaveLength(1)
    expect(texts.at(-1)).toBe('commit')
    expect(otherwise.statements.at(-1)!.text).toMatch(/\binsert into "?command\b/)
    expect([...statements, ...otherwise.statements].filter(({ text }) => text.includes('token_hash'))).toEqual([])
    const values = statements.flatMap((statement) => statement.values).join(' ')
    for (const placeholder of ['{person}', '{event}', '{round}{person}']) expect(values).toContain(placeholder)
  })
})

describe('the judge of a rush', () => {
  const RUSH = { people: 3, places: 2 }
  const said = (...codes: (string | null)[]): Answered[] => codes.map((code, person) => ({ person, code }))
  const ids = (...people: number[]) => people.map(personId)
  const fine = said('ok', 'event_full', 'ok')

  it('is content where it is as it should be', () => {
    expect(wrongWith(fine, { holders: ids(2, 0), enrolled: ids(0, 2) }, RUSH)).toEqual([])
  })

  it.each<[string, Answered[], Booked]>([
    ['2 of 3 were answered', said('ok', null, 'ok'), { holders: ids(0, 2), enrolled: ids(0, 2) }],
    ['some were answered unavailable', said('ok', 'unavailable', 'ok'), { holders: ids(0, 2), enrolled: ids(0, 2) }],
    ['3 were told that they are in, for 2 places', said('ok', 'ok', 'ok'), { holders: ids(0, 1, 2), enrolled: ids(0, 1, 2) }],
    ['2 were told 「满」, not 1', said('ok', 'event_full', 'event_full'), { holders: ids(0), enrolled: ids(0) }],
    ['3 are enrolled, for 2 places', fine, { holders: ids(0, 2), enrolled: ids(0, 1, 2) }],
    ['somebody holds two places', fine, { holders: ids(0, 0), enrolled: ids(0, 2) }],
    ['somebody was answered twice', [fine[0]!, fine[1]!, fine[0]!], { holders: ids(0, 2), enrolled: ids(0, 2) }],
    ['those who were told that they are in are not those who are enrolled', fine, { holders: ids(0, 1), enrolled: ids(0, 1) }],
    ['those who hold places are not those who are enrolled', fine, { holders: ids(0, 1), enrolled: ids(0, 2) }],
  ])('finds that %s', (sentence, answers, booked) => {
    expect(wrongWith(answers, booked, RUSH)).toContain(sentence)
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
    const measured = await measureServer(database, server, { eventCount: 3, clients: 8 }, (arrivals) => callCounted(arrivals, 8, 300))
    expect(measured).toMatchObject({ requests: 300, refused: 0, failed: 0 })
  })

  it('counts the same by whichever generator the machine has', async () => {
    const generator = await bestGenerator()
    const load = (arrivals: Parameters<typeof callFor>[1]) => callFor(generator, arrivals, 8, 1)
    const measured = await measureServer(database, server, { eventCount: 1, clients: 8 }, load)
    expect(measured.requests).toBeGreaterThan(0)
  })

  it('sends a burst whole', async () => {
    const measured = await measureServer(database, server, { eventCount: 1, clients: 50 }, (arrivals) => callAtOnce(arrivals, 50, 120))
    expect(measured).toMatchObject({ requests: 120, refused: 0, failed: 0 })
    expect(measured.max).toBeGreaterThanOrEqual(measured.p50)
  })

  it('notices an acknowledged sign-in that is not in the database', async () => {
    const losing = measureServer(database, server, { eventCount: 1, clients: 4 }, async (arrivals) => {
      const measured = await callCounted(arrivals, 4, 40)
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
      callCounted({ ...arrivals, people: 30 }, 4, 40),
    )
    await expect(twice).rejects.toThrow(CountError)
  })

  it('notices refusals', async () => {
    const refused = measureServer(database, server, { eventCount: 1, clients: 4 }, (arrivals) =>
      callCounted(scansAt(arrivals.url, PEOPLE, ['s/B000000000.0.0123456789abcdef']), 4, 40),
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
      const measured = await measureServer(database, peer, { eventCount: 1, clients: 8 }, (arrivals) => callCounted(arrivals, 8, 100))
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
  const { text, variables } = pgbenchScript({ statements: [statement] }, { first: 4, count: 2 }, 8, 100)
  expect(text.split('\n')).toContain('select (:s_1_0::text || :person::text || :s_1_2::text)::json, :s_2_0::int ;'.replace(' ;', ';'))
  expect(variables).toMatchObject({ s_1_0: '{"id":"', s_1_2: '","at":"10:30"}', s_2_0: '7', clients: '8', people: '100' })
})

it('writes a script that takes another road at some events, and puts values together as the type they are', () => {
  const asked = { name: 'ask', text: 'select $1', values: ['a{person}'], types: ['uuid'] }
  const told = { name: 'tell', text: 'select $1, $2', values: [null, 'x'] }
  const { text, variables } = pgbenchScript(
    { statements: [asked], otherwise: { from: 3, statements: [told] } },
    { first: 0, count: 50 },
    8,
    100,
  )
  expect(text.split('\n').slice(-6)).toEqual([
    '\\if :who % 50 < 3',
    'select (:ask_1_0::text || :person::text)::uuid;',
    '\\else',
    'select null, :tell_2_0;',
    '\\endif',
    '',
  ])
  expect(variables).toMatchObject({ ask_1_0: 'a', tell_2_0: 'x' })
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
