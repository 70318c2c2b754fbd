import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { Client } from 'pg'
import { readPostmaster } from '@cloud/store/embedded/postmaster'
import { bareDatabase, restoredDatabase } from '../postgres/databases'
import { buildServer, freePort, processesOf, run, type Running } from '../tools/run-product'

const UPGRADES = path.resolve('tests/upgrades')

let folder: string
let dataDir: string
let file: string

beforeAll(buildServer)
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'qnyy-backup-'))
  chmodSync(folder, 0o711)
  dataDir = path.join(folder, 'data')
  file = path.join(folder, 'all.backup.gz')
})
afterEach(() => {
  const left = processesOf(folder)
  for (const pid of left) process.kill(pid, 'SIGQUIT')
  rmSync(folder, { recursive: true, force: true, maxRetries: 10 })
  expect(left).toEqual([])
})

/** Runs a command to its end: exit code and the last line it printed where such lines go. */
async function end(
  args: string[],
  env: Record<string, string> = {},
): Promise<{ code: number | null; last: string | undefined; err: string[] }> {
  const { ended, out, err } = run('backup.cjs', args, { DATA_DIR: dataDir, ...env })
  return { code: await ended, last: out().at(-1), err: err() }
}

async function startServer(env: Record<string, string> = {}): Promise<Running> {
  const started = run('start.cjs', ['--no-build'], { DATA_DIR: dataDir, PORT: String(await freePort()), ...env })
  await started.ready
  return started
}

async function stop({ child, ended }: Running): Promise<void> {
  child.kill('SIGTERM')
  await ended
}

/** How many rows each table of a running server's database has. */
async function countRows(
  connection = { ...readPostmaster(path.join(dataDir, 'postgres'))!, user: 'app', database: 'app' },
): Promise<object> {
  const client = new Client(connection)
  await client.connect()
  const { rows } = await client.query<{ name: string }>("select tablename as name from pg_tables where schemaname = 'public' order by 1")
  const counts = []
  for (const { name } of rows) counts.push([name, (await client.query<{ n: string }>(`select count(*) as n from "${name}"`)).rows[0]?.n])
  await client.end()
  return Object.fromEntries(counts) as object
}

test('a running server is backed up, and the file restored into an empty folder brings all of it back', async () => {
  const server = await startServer({ DEMO: '1' })
  const before = await countRows()
  const backup = await end(['backup', file])
  expect(backup).toMatchObject({ code: 0, err: [] })
  const [, tables, rows, bytes] = /^tables=(\d+) rows=(\d+) bytes=(\d+)$/.exec(backup.last!)!
  expect(Number(bytes)).toBe(statSync(file).size)
  expect(Number(rows)).toBeGreaterThan(1_000)
  expect((await fetch(`${server.out().at(-1)!.replace('ready ', '')}/healthz`)).status).toBe(200)
  // Onto the running server it came from, it is refused.
  expect(await end(['restore', file])).toMatchObject({
    code: 1,
    err: [expect.stringContaining('已有数据'), expect.stringContaining('not overwritten')],
  })
  await stop(server)

  dataDir = path.join(folder, 'other')
  expect(await end(['restore', file])).toEqual({ code: 0, last: `tables=${tables} rows=${rows}`, err: [] })
  expect(processesOf(dataDir)).toEqual([])
  // A demonstration stays one after a restore.
  const restored = await startServer()
  expect(restored.out()).toHaveLength(1)
  expect(await countRows()).toEqual(before)
  // A stopped server is backed up as well.
  await stop(restored)
  expect((await end(['backup', `${file}2`])).last).toMatch(new RegExp(`^tables=${tables} rows=${rows} bytes=`))
})
test('a database of one’s own is backed up and restored by DATABASE_URL', async () => {
  const [source, target] = [await bareDatabase(), await bareDatabase()]
  const urlOf = ({ connection }: typeof source) =>
    `postgres://${connection.user}@/${connection.database}?host=${encodeURIComponent(connection.host)}&port=${connection.port}`
  await stop(await startServer({ DATABASE_URL: urlOf(source), DEMO: '1' }))
  expect((await end(['backup', file], { DATABASE_URL: urlOf(source) })).code).toBe(0)
  expect((await end(['restore', file], { DATABASE_URL: urlOf(target) })).code).toBe(0)
  expect(await countRows(target.connection as never)).toEqual(await countRows(source.connection as never))
  expect(existsSync(dataDir)).toBe(false)
  await source.drop()
  await target.drop()
})
test('what cannot be done is said in one sentence in Chinese and one in English', async () => {
  const refused = async (args: string[], code: RegExp) => {
    const { code: exit, last, err } = await end(args)
    expect([exit, last, err.length]).toEqual([1, undefined, 2])
    expect(err[1]).toMatch(code)
  }
  await refused(['backup'], /^Usage/)
  await refused(['restore', 'a', 'b'], /^Usage/)
  await refused(['backup', file], /no database/)
  expect(existsSync(dataDir)).toBe(false)
  await refused(['restore', file], /cannot be read/)
  writeFileSync(file, 'something else')
  await refused(['restore', file], /is not a backup/)
  await stop(await startServer({ DEMO: '0' }))
  await refused(['backup', path.join(folder, 'nowhere', 'x.gz')], /cannot be written/)
  await end(['backup', file])
  writeFileSync(file, readFileSync(file).subarray(0, -20))
  dataDir = path.join(folder, 'other')
  await refused(['restore', file], /damaged/)
  expect(processesOf(folder)).toEqual([])
})
test('an empty installation takes a backup without being thrown away by hand', async () => {
  await stop(await startServer({ DEMO: '0' }))
  await end(['backup', file])
  expect(await end(['restore', file])).toMatchObject({ code: 0, last: expect.stringMatching(/^tables=\d+ rows=0$/) })
})
test('Ctrl-C during a backup leaves neither half a file nor a server', async () => {
  await stop(await startServer({ DEMO: '0' }))
  for (const delay of [150, 300, 600]) {
    const { child, ended } = run('backup.cjs', ['backup', file], { DATA_DIR: dataDir })
    await new Promise((resolve) => setTimeout(resolve, delay))
    child.kill('SIGINT')
    const code = await ended
    expect(processesOf(dataDir)).toEqual([])
    expect(existsSync(`${file}.part`)).toBe(false)
    // Before it listens to signals a process is ended by them; later it may have finished in time.
    expect([null, 0, 130]).toContain(code)
  }
})
test('a file’s name counts from where the command was called', async () => {
  const elsewhere = path.join(folder, 'elsewhere')
  mkdirSync(elsewhere)
  await stop(await startServer({ DEMO: '0' }))
  expect((await end(['backup', 'here.gz'], { INIT_CWD: elsewhere })).code).toBe(0)
  expect(readdirSync(elsewhere)).toEqual(['here.gz'])
})
test('every export an earlier version left is restored and brought up to date', async () => {
  const files = existsSync(UPGRADES) ? readdirSync(UPGRADES).filter((name) => name.endsWith('.backup.gz')) : []
  for (const name of files) {
    const database = await restoredDatabase(path.join(UPGRADES, name))
    const counts = (await countRows(database.connection as never)) as Record<string, string>
    expect(Number(counts.person)).toBeGreaterThan(0)
    expect(Number(counts.kysely_migration)).toBe(readdirSync(path.resolve('cloud/store/migrations')).length)
    await database.drop()
  }
})
