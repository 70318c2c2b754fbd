import { once } from 'node:events'
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { Client } from 'pg'
import { lanAddress } from '@cloud/hosts/lan'
import { readPostmaster } from '@cloud/store/embedded/postmaster'
import { bareDatabase } from '../postgres/databases'
import { buildServer, freePort, processesOf, run, type Running } from '../tools/run-product'

const underRoot = process.getuid?.() === 0

let folder: string
let dataDir: string
let port: number
const running: Running[] = []

beforeAll(buildServer)
beforeEach(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'qnyy-start-'))
  chmodSync(folder, 0o711)
  dataDir = path.join(folder, 'data')
  port = await freePort()
})
afterEach(async () => {
  for (const { child, ended } of running.splice(0)) {
    child.kill('SIGTERM')
    await ended
  }
  const left = processesOf(dataDir)
  for (const pid of left) process.kill(pid, 'SIGQUIT')
  rmSync(folder, { recursive: true, force: true, maxRetries: 10 })
  expect(left).toEqual([])
})

function start(env: Record<string, string> = {}, args: string[] = []): Running {
  const started = run('start.cjs', ['--no-build', ...args], { DATA_DIR: dataDir, PORT: String(port), DEMO: '0', ...env })
  running.push(started)
  return started
}

/** Starts what must fail, and answers its two sentences; nothing may be left of it. */
async function refusal(env: Record<string, string> = {}, args: string[] = []): Promise<string[]> {
  const started = start(env, args)
  expect(await started.ended).toBe(1)
  expect(started.out()).toEqual([])
  const [zh, en, ...more] = started.err()
  expect(more).toEqual([])
  expect(zh).toMatch(/[\u4e00-\u9fff].*。$/)
  expect(en).toMatch(/^[^\u4e00-\u9fff]+\.$/)
  return [zh!, en!]
}

async function call(
  name: string,
  input: object = {},
): Promise<{ ok: boolean; code?: string; data?: { people?: object[]; demo?: boolean } }> {
  const response = await fetch(`http://127.0.0.1:${port}/api/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ input }),
  })
  return (await response.json()) as Awaited<ReturnType<typeof call>>
}

const postmasterOf = (data: string) => readPostmaster(path.join(data, 'postgres'))
const isHealthy = async () => (await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => null))?.status === 200

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const began = Date.now()
  while (!(await holds())) {
    if (Date.now() - began > 60_000) throw new Error(`waited in vain for ${holds.toString()}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** A row of the running server's database. */
async function ask(text: string): Promise<Record<string, unknown> | undefined> {
  const { host, port: socketPort } = postmasterOf(dataDir)!
  const client = new Client({ host, port: socketPort, user: 'app', database: 'app' })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(text)).rows[0]
  } finally {
    await client.end()
  }
}

test('the first start lays the demonstration, the second finds it without laying, installing or building anything, and Ctrl-C stops all of it', async () => {
  const first = start({ DEMO: '' })
  await first.ready
  expect(first.out().at(-1)).toBe(`ready http://localhost:${port}`)
  expect((await call('people.demoPeople')).ok).toBe(true)
  const people = await ask('select count(*)::int as n from person')
  expect(people).toEqual({ n: 200 })
  first.child.kill('SIGINT')
  expect(await first.ended).toBe(0)
  expect(processesOf(dataDir)).toEqual([])

  const second = start({ DEMO: '' })
  await second.ready
  expect(second.out()).toEqual([`ready http://localhost:${port}`])
  expect(await ask('select count(*)::int as n from person')).toEqual(people)
})

describe('demonstration mode', () => {
  test('is off where nobody wants it: by DEMO=0, or by a log-in of WeChat’s', async () => {
    await start().ready
    expect((await call('people.demoPeople')).code).toBe('demo_only')
    expect(await ask('select count(*)::int as n from person')).toEqual({ n: 0 })
    running[0]!.child.kill('SIGTERM')
    await running[0]!.ended
    await start({ DEMO: '', WECHAT_APPID: 'wx0123456789abcdef', WECHAT_SECRET: 's' }).ready
    expect((await call('people.demoPeople')).code).toBe('demo_only')
    expect(await ask('select count(*)::int as n from person')).toEqual({ n: 0 })
  })
  test('never comes over data that are real, even when it is asked for', async () => {
    const first = start()
    await first.ready
    await ask(`insert into person (id, name, created_at) values ('00000000-0000-7000-8000-000000000001', '', 'epoch')`)
    first.child.kill('SIGTERM')
    await first.ended
    const second = start({ DEMO: '1' })
    await second.ready
    expect(second.out()[0]).toContain('DEMO=1')
    expect((await call('people.demoPeople')).code).toBe('demo_only')
  })
  test('a demonstration cut short is laid anew from the beginning', async () => {
    const first = start({ DEMO: '1' })
    await until(() => first.out().length > 0)
    await until(async () => ((await ask('select count(*)::int as n from person').catch(() => null))?.n as number) > 0)
    first.child.kill('SIGTERM')
    expect(await first.ended).toBe(0)
    expect(processesOf(dataDir)).toEqual([])

    const second = start({ DEMO: '1' })
    await second.ready
    expect(second.out()).toHaveLength(2)
    expect(await ask('select state from demonstration')).toEqual({ state: 'laid' })
    expect(await ask('select count(*)::int as n from person')).toEqual({ n: 200 })
  })
})

describe('accidents', () => {
  test('a killed Node leaves its database, and the next start takes it over', async () => {
    const first = start()
    await first.ready
    const { pid } = postmasterOf(dataDir)!
    first.child.kill('SIGKILL')
    await first.ended
    expect(processesOf(dataDir)).toContain(pid)
    await start().ready
    expect(postmasterOf(dataDir)!.pid).toBe(pid)
  })
  test('a killed PostgreSQL is back after a moment, and calls are answered again', async () => {
    await start().ready
    const { pid } = postmasterOf(dataDir)!
    process.kill(pid, 'SIGKILL')
    await until(() => postmasterOf(dataDir)?.pid !== pid)
    await until(isHealthy)
    expect((await call('people.demoPeople')).code).toBe('demo_only')
  })
  test('a PostgreSQL that keeps dying ends the server with one sentence', async () => {
    const started = start({ LOG_LEVEL: 'silent' })
    await started.ready
    let over = false
    void started.ended.then(() => (over = true))
    let last = 0
    while (!over) {
      const { pid = 0, ready = false } = postmasterOf(dataDir) ?? {}
      if (pid !== last && ready && processesOf(dataDir).includes(pid)) process.kill((last = pid), 'SIGKILL')
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    expect(await started.ended).toBe(1)
    expect(started.err()).toEqual([expect.stringContaining('数据库反复退出'), expect.stringContaining('keeps dying')])
  })
  test('a second signal, as npm sends it after the terminal’s, changes nothing', async () => {
    const started = start()
    await started.ready
    started.child.kill('SIGINT')
    started.child.kill('SIGINT')
    setTimeout(() => started.child.kill('SIGTERM'), 10)
    expect(await started.ended).toBe(0)
    expect(processesOf(dataDir)).toEqual([])
  })
  test('a signal while it starts is heeded', async () => {
    const started = start()
    await until(() => existsSync(dataDir))
    started.child.kill('SIGINT')
    expect(await started.ended).toBe(0)
    expect(started.out()).toEqual([])
    expect(processesOf(dataDir)).toEqual([])
  })
})

describe('why it does not start is one sentence in Chinese and one in English', () => {
  test('the port is in use by another program', async () => {
    const other = createServer().listen(port, '127.0.0.1')
    await once(other, 'listening')
    const [zh, en] = await refusal()
    expect(zh).toContain(`端口 ${port} 已被`)
    expect(en).toContain(`Port ${port} is in use`)
    expect(existsSync(dataDir)).toBe(false)
    other.close()
  })
  test('it runs already on this folder, with this port or another', async () => {
    await start().ready
    expect((await refusal())[1]).toContain('Another npm start')
    expect((await refusal({ PORT: String(await freePort()) }))[0]).toContain('已有一个正在运行的 npm start')
    expect(await isHealthy()).toBe(true)
  })
  test('the data folder cannot be written', async () => {
    writeFileSync(path.join(folder, 'file'), '')
    expect((await refusal({ DATA_DIR: path.join(folder, 'file/data') }))[1]).toContain('cannot be written')
    expect((await refusal({ DATA_DIR: '/proc' }))[0]).toContain('不可写')
  })
  test('the data folder is of another version', async () => {
    const cluster = path.join(dataDir, 'postgres')
    mkdirSync(cluster, { recursive: true })
    if (underRoot) chownSync(cluster, 65534, 65534)
    writeFileSync(path.join(cluster, 'PG_VERSION'), '16\n')
    expect((await refusal())[1]).toContain('PostgreSQL 16')
  })
  test('the data were written by a newer program', async () => {
    const first = start()
    await first.ready
    await ask(`insert into kysely_migration (name, timestamp) values ('9999-later', '2030-01-01T00:00:00.000Z')`)
    first.child.kill('SIGTERM')
    await first.ended
    expect((await refusal())[1]).toContain('9999-later')
  })
  test('under root, a clone that the database’s account cannot enter; else such a folder is our own', async () => {
    chmodSync(folder, 0o700)
    if (underRoot) expect((await refusal())[1]).toContain('uid 65534')
    else await start().ready
  })
  test('every wrong variable is named at once', async () => {
    const [, en] = await refusal({ PORT: 'x', WECHAT_APPID: 'wx', LOG_LEVEL: 'loud' })
    for (const name of ['PORT', 'WECHAT_SECRET', 'LOG_LEVEL']) expect(en).toContain(name)
  })
  test('the database of DATABASE_URL does not answer', async () => {
    expect((await refusal({ DATABASE_URL: `postgres://app:hunter2@127.0.0.1:${await freePort()}/app` }))[1]).toContain('cannot be reached')
    expect(existsSync(dataDir)).toBe(false)
  })
})

test('a database of one’s own is used as it is, and no other is started', async () => {
  const database = await bareDatabase()
  const { host, port: socketPort, user, database: name } = database.connection
  const url = `postgres://${user}@/${name}?host=${encodeURIComponent(host)}&port=${socketPort}`
  const started = start({ DATABASE_URL: url })
  await started.ready
  expect(await isHealthy()).toBe(true)
  expect(existsSync(dataDir)).toBe(false)
  started.child.kill('SIGTERM')
  expect(await started.ended).toBe(0)
  await database.drop()
})
test('phones in the same network reach it with --lan, and nobody from outside without', async () => {
  const address = lanAddress(os.networkInterfaces())
  const reach = async (host: string) => (await fetch(`http://${host}:${port}/healthz`).catch(() => null))?.status
  const alone = start()
  await alone.ready
  if (address) expect(await reach(address)).toBeUndefined()
  alone.child.kill('SIGTERM')
  await alone.ended
  if (address) {
    const started = start({}, ['--lan'])
    await started.ready
    expect(started.out()).toEqual([expect.stringContaining(`http://${address}:${port}`), `ready http://localhost:${port}`])
    expect(await reach(address)).toBe(200)
  } else expect((await refusal({}, ['--lan']))[1]).toContain('in no network')
})
test('the log of the database keeps what went wrong, for the operator', async () => {
  await start().ready
  expect(readFileSync(path.join(dataDir, 'postgres.log'), 'utf8')).toContain('ready to accept connections')
})
