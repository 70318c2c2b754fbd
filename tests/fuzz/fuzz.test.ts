import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { ERROR_CODES } from '@core/contract/errors'
import { procedures } from '@core/contract/procedures'
import { ERROR_WORDING } from '@core/contract/wording'
import { FAULTS } from './faults'
import { repliesIn } from './gunner'
import { judgeCall, judgePage, leakIn, memoryGrowth } from './judge'
import { MAKERS } from './makers'
import { randomFor } from './random'
import { fuzz, type FuzzResult } from './run'
import { jsonText, RawJson, STRINGS, strangeValue } from './strange'
import { verdict } from './verdict'

const ROOT = path.resolve(__dirname, '../..')
const json = (value: unknown, status = 200) => ({ status, contentType: 'application/json; charset=utf-8', body: JSON.stringify(value) })
const refusal = { ok: false, code: 'not_found', hint: ERROR_WORDING.not_found, params: {}, requestId: 'r1' }

test('three thousand hostile requests: every procedure is reached, nothing breaks, nothing leaks', async () => {
  const result = await fuzz({ requests: 3_000, seed: 11, fault: null })
  expect(result.findings).toEqual([])
  expect(verdict(result)).toEqual([])
  expect(result).toMatchObject({ requests: 3_000, serverErrors: 0, crashes: 0 })
  expect(result.shots.spoiled).toBeGreaterThan(1_000)
  expect(result.shots.broken).toBeGreaterThan(100)
})

describe('a planted fault is found', () => {
  test('a call that throws, by the server’s own report as well', async () => {
    const result = await fuzz({ requests: 1_500, seed: 12, fault: 'planted-fault' })
    expect(verdict(result)).toContainEqual(expect.stringContaining('server errors'))
    expect(result.findings).toContainEqual({
      kind: 'server_error',
      why: expect.any(String) as unknown,
      shot: expect.stringMatching(/\\ud[89a-f]/) as unknown,
    })
    expect(result.reported).toContainEqual({
      error: expect.stringContaining('a planted fault') as unknown,
      times: expect.any(Number) as unknown,
    })
  })

  test('a server that ends', async () => {
    const result = await fuzz({ requests: 1_500, seed: 12, fault: 'planted-crash' })
    expect(result.crashes).toBe(1)
    expect(verdict(result)).toContain('the server ended')
  })

  test('a word of SQL in a refusal', async () => {
    const result = await fuzz({ requests: 1_500, seed: 12, fault: 'planted-words' })
    expect(result.findings.map(({ kind }) => kind)).toContain('leak')
  })

  test('memory that is kept', async () => {
    const result = await fuzz({ requests: 1_500, seed: 12, fault: 'planted-leak' })
    expect(result.memoryGrowth).toMatch(/^heap grew/)
  })
})

test.each([[['--requests', '5']], [['--break', 'nothing']], [['--seed', '-1']], [['fast']]])(
  'the command says how it is meant when called with %j, and ends with 2',
  (args) => {
    const { status, stderr } = spawnSync(process.execPath, ['config/tool.cjs', 'fuzz', ...args], { cwd: ROOT, encoding: 'utf8' })
    expect(stderr).toContain('usage: npm run fuzz --')
    expect(status).toBe(2)
  },
)

test('the command ends with a line for machines, and with 1 where something was found', () => {
  const args = ['config/tool.cjs', 'fuzz', '--requests', '1500', '--seed', '12', '--break', FAULTS[0]]
  const { status, stdout } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' })
  expect(stdout.trimEnd().split('\n').at(-1)).toMatch(/^requests=1500 ok=\d+ server_errors=[1-9]\d* crashes=0$/)
  expect(status).toBe(1)
})

describe('the judge', () => {
  test('lets pass what the contract allows', () => {
    expect(judgeCall(json({ ok: true, data: { title: STRINGS.join('') } }))).toBeNull()
    for (const code of ERROR_CODES)
      if (code !== 'server_error' && code !== 'unavailable')
        expect(judgeCall(json({ ...refusal, code, hint: ERROR_WORDING[code] }, 400))).toBeNull()
  })

  test.each([
    ['server_error', json({ ...refusal, code: 'server_error' }, 500)],
    ['server_error', json({ ...refusal, code: 'unavailable' }, 400)],
    ['malformed', json({ ...refusal, code: 'oops' }, 400)],
    ['malformed', json({ ...refusal, hint: 'not found' }, 404)],
    ['malformed', json({ ...refusal, requestId: undefined }, 404)],
    ['malformed', json({ ...refusal, stack: '' }, 404)],
    ['malformed', json(refusal, 200)],
    ['malformed', json({ ok: true }, 200)],
    ['malformed', json(null, 400)],
    ['malformed', { status: 400, contentType: 'text/html', body: '<p>青年</p>' }],
    ['malformed', { status: 400, contentType: 'application/json', body: '{"ok":' }],
  ] as const)('finds %s in %j', (kind, reply) => {
    expect(judgeCall(reply)).toMatchObject({ kind })
  })

  test.each([
    'TypeError: Cannot read properties of undefined',
    'x\n    at run (/srv/server.js:10:2)',
    'server.cjs:2941:13',
    'invalid byte sequence for encoding "UTF8": 0x00',
    'select person.id from login join person',
    'insert into scan (event_id) values',
    'duplicate key value violates unique constraint',
    'connect ECONNREFUSED 127.0.0.1:5432',
    '/home/someone/qingnian/dist',
    'relation "event" does not exist',
  ])('finds a leak in 「%s」', (text) => {
    expect(leakIn(text)).not.toBeNull()
    expect(judgePage({ status: 404, contentType: 'text/html', body: text })).toMatchObject({ kind: 'leak' })
  })

  test('takes nothing that is sent for a leak', () => {
    expect(STRINGS.filter((text) => leakIn(text) !== null)).toEqual([])
  })

  test('tells memory that grows from memory that is warm', () => {
    const points = (megabytes: number[]) => megabytes.map((each) => ({ heap: each * 2 ** 20, rss: (each + 60) * 2 ** 20 }))
    expect(memoryGrowth(points([20, 40, 60, 60, 62, 61, 60, 63]))).toBeNull()
    expect(memoryGrowth(points([20, 40, 60, 70, 80, 90, 100, 110]))).toBe('heap grew from 70.0 to 110.0 MB')
    expect(memoryGrowth(points([20, 60, 60, 60]).map((point, index) => ({ ...point, rss: (index + 1) * 2 ** 28 })))).toMatch(/^rss grew/)
  })

  test('reads all that was said to broken HTTP', () => {
    const said = 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\nhelloHTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n'
    expect(repliesIn(said)).toEqual([
      { status: 200, contentType: 'text/html', body: 'hello' },
      { status: 400, contentType: '', body: '' },
    ])
    expect(repliesIn('')).toEqual([])
  })
})

describe('the verdict', () => {
  const table = Object.fromEntries(Object.keys(procedures).map((name) => [name, { ok: 1 }])) as unknown as FuzzResult['table']
  const flawless = { requests: 100, ok: 20, serverErrors: 0, crashes: 0, findings: [], findingCount: 0, table, memoryGrowth: null }
  const of = (more: Partial<FuzzResult>) => verdict({ ...flawless, ...more } as FuzzResult)

  test('is silent where all holds', () => expect(of({})).toEqual([]))

  test.each([
    [{ ok: 19 }, 'only 19 of 100 requests were answered ok'],
    [{ crashes: 1 }, 'the server ended'],
    [{ serverErrors: 2, findingCount: 2 }, '2 server errors'],
    [{ findings: [{ kind: 'leak' as const, why: '', shot: '' }], findingCount: 3 }, '3 other findings (leak)'],
    [{ memoryGrowth: 'heap grew' }, 'heap grew'],
    [{ table: { ...table, 'homes.list': { bad_request: 9 } } }, 'never answered ok: homes.list'],
  ])('speaks of %j', (more, sentence) => expect(of(more)).toEqual([sentence]))
})

describe('the choices', () => {
  test('are the same for the same seed and request, and others for others', () => {
    const choices = (seed: number, request: number) => Array.from({ length: 20 }, randomFor(seed, request).next)
    expect(choices(1, 2)).toEqual(choices(1, 2))
    expect(choices(1, 2)).not.toEqual(choices(1, 3))
    expect(choices(1, 2)).not.toEqual(choices(2, 2))
  })

  test('write strange values as JSON text that is whole', () => {
    expect(jsonText({ a: new RawJson('1e999'), b: ['\ud800'] })).toBe('{"a":1e999,"b":["\\ud800"]}')
    const random = randomFor(3, 0)
    for (let times = 0; times < 300; times += 1) expect(() => JSON.parse(jsonText(strangeValue(random))) as unknown).not.toThrow()
  })

  test('have a maker for every procedure', () => {
    expect(Object.keys(MAKERS).sort()).toEqual(Object.keys(procedures).sort())
  })
})
