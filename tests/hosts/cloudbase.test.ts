import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, connect, type AddressInfo, type Socket } from 'node:net'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { createCloudHost, type CloudHost, type CloudHostOptions } from '@cloud/hosts/cloudbase'
import { createLog } from '@cloud/hosts/log'
import { createDatabase, type OpenDatabase } from '@cloud/store/open'
import { testDatabase, type TestDatabase } from '../postgres/databases'
import { databaseUrl, deploy, installBeside, type DeployedFunction } from './_framework'

const OPENID = 'oGZUI0egBJY1zhBYw2KhdUfwVJJE'
const GATEWAY = { 'x-wx-openid': OPENID, 'x-wx-source': 'wx_client' }
const PUBLIC = 'https://qn.example'
const NONCE = 'Zt1LrWc7pYb2Hf5NsJd8Ga'

let made: TestDatabase
let database: OpenDatabase
beforeAll(async () => {
  made = await testDatabase()
  database = createDatabase(made.connection)
})
afterAll(async () => {
  await database.close()
  await made.drop()
})

describe('the deployed functions, in CloudBase’s own framework', () => {
  let folder: string
  const running: DeployedFunction[] = []

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'functions-'))
    const build = createRequire(__filename)('../../config/build.cjs') as { functions(folder: string): Promise<void> }
    await build.functions(folder)
  })
  afterEach(async () => {
    await Promise.all(running.splice(0).map((deployed) => deployed.stop()))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  async function start(name: 'api' | 'jobs', env: Record<string, string> = {}): Promise<DeployedFunction> {
    const deployed = await deploy(path.join(folder, name), {
      DATABASE_URL: databaseUrl(made.connection),
      PUBLIC_URL: PUBLIC,
      ...env,
    })
    running.push(deployed)
    return deployed
  }

  test('name beside what they lean on', () => {
    for (const name of ['api', 'jobs']) {
      const manifest = JSON.parse(readFileSync(path.join(folder, name, 'package.json'), 'utf8')) as object
      expect(manifest).toMatchObject({ main: 'index.js', dependencies: { 'wx-server-sdk': '4.0.2' } })
    }
  })

  test('know the person whom the gateway names: log in without a token, consent, be known again', async () => {
    const api = await start('api', { TRUST_WX_HEADERS: '1' })
    expect((await api.call({ name: 'people.who' }, GATEWAY)).json).toEqual({ ok: true, data: { me: null, demo: false } })
    const session = await api.call({ name: 'people.wechatLogin', input: {} }, GATEWAY)
    expect(session).toMatchObject({ status: 200, json: { ok: true, data: { token: null, me: { consented: false } } } })
    const consent = { name: 'people.consent', input: { name: '陈晓雨', privacyVersion: 1 }, nonce: NONCE }
    expect((await api.call(consent, GATEWAY)).json).toMatchObject({ ok: true, data: { name: '陈晓雨', consented: true } })
    const mine = { name: 'events.mine', input: { when: 'coming' } }
    expect((await api.call(mine, GATEWAY)).json).toMatchObject({ ok: true })
    expect((await api.call(mine)).json).toMatchObject({ ok: false, code: 'not_logged_in' })

    for (const hidden of [OPENID, '陈晓雨', NONCE]) expect(api.output()).not.toContain(hidden)
  })

  test('answer bad input with an envelope, never with an error of the platform', async () => {
    const api = await start('api', { TRUST_WX_HEADERS: '1' })
    for (const [event, code] of [
      [{}, 'bad_request'],
      [[], 'bad_request'],
      [{ name: 'nobody.knows' }, 'unknown_procedure'],
      [{ name: '__proto__' }, 'unknown_procedure'],
      [{ name: 'events.get', input: { eventId: "x' or 1=1" } }, 'bad_request'],
      [{ name: 'people.who', input: 'x'.repeat(1024 * 1024) }, 'body_too_large'],
    ] as const) {
      const { status, json } = await api.call(event)
      expect([status, json]).toEqual([200, expect.objectContaining({ ok: false, code, requestId: expect.any(String) })])
    }
  })

  test('ask the platform’s own SDK who calls, and believe no header', async () => {
    // The SDK reads what the platform sets in the environment of an invocation, and puts its exports together at run time
    // (seen in wx-server-sdk 4.0.2); so does this stand-in.
    const sdk = `
      const names = ['getWXContext']
      module.exports = Object.fromEntries(names.map((name) => [name, () => ({ OPENID: process.env.WX_OPENID, SOURCE: process.env.TCB_SOURCE })]))`
    installBeside(path.join(folder, 'api'), 'wx-server-sdk', sdk)
    await (await start('api', { TRUST_WX_HEADERS: '1' })).call({ name: 'people.wechatLogin', input: {} }, GATEWAY)

    const inWechat = await start('api', { WX_OPENID: OPENID, TCB_SOURCE: 'wx_client' })
    expect((await inWechat.call({ name: 'people.who' })).json).toMatchObject({ ok: true, data: { me: { id: expect.any(String) } } })
    const byTimer = await start('api', { WX_OPENID: OPENID, TCB_SOURCE: 'wx_trigger' })
    expect((await byTimer.call({ name: 'people.who' })).json).toMatchObject({ ok: true, data: { me: null } })
    const forged = await start('api')
    expect((await forged.call({ name: 'people.who' }, GATEWAY)).json).toMatchObject({ ok: true, data: { me: null } })
    // The control: the same forged header, where the function was told to believe it.
    const believing = await start('api', { TRUST_WX_HEADERS: '1' })
    expect((await believing.call({ name: 'people.who' }, GATEWAY)).json).toMatchObject({ data: { me: { id: expect.any(String) } } })
  })

  test('do the jobs', async () => {
    const now = Date.now()
    const pass = (hash: string, expiresAt: number) =>
      database.kysely
        .insertInto('screen_pass')
        .values({
          pass_hash: hash,
          event_id: '0192f3a4-5b6c-7d8e-9f00-112233445566',
          by_id: '0192f3a4-5b6c-7d8e-9f00-112233445566',
          expires_at: new Date(expiresAt),
          created_at: new Date(now),
        })
        .execute()
    await pass('long over', now - 3 * 86_400_000)
    await pass('just over', now - 60_000)
    await pass('still good', now + 60_000)

    const jobs = await start('jobs')
    expect((await jobs.call({ Type: 'Timer', TriggerName: 'jobs' })).status).toBe(204)
    expect((await jobs.call({ Type: 'Timer', TriggerName: 'jobs' })).status).toBe(204)
    const left = await database.kysely.selectFrom('screen_pass').select('pass_hash').orderBy('pass_hash').execute()
    expect(left.map((row) => row.pass_hash)).toEqual(['just over', 'still good'])
  })
})

describe('an instance', () => {
  let lines: string[]
  let now: number
  let host: CloudHost
  beforeEach(() => {
    lines = []
    now = 0
  })
  afterEach(() => host.close())

  function instance(env: Record<string, string> = {}, options: Partial<CloudHostOptions> = {}): CloudHost {
    host = createCloudHost({
      env: { DATABASE_URL: databaseUrl(made.connection), PUBLIC_URL: PUBLIC, ...env },
      readContext: () => Promise.resolve({}),
      now: () => now,
      log: createLog('debug', { write: (line: string) => void lines.push(line) }),
      ...options,
    })
    return host
  }
  const list = { name: 'homes.list' }

  test('without its settings says which are missing, to the operator and not to the caller', async () => {
    host = createCloudHost({
      env: {},
      readContext: () => Promise.resolve({}),
      log: createLog('info', { write: (line: string) => void lines.push(line) }),
    })
    const answer = await host.api(list, {})
    expect(answer).toMatchObject({ ok: false, code: 'unavailable', hint: '服务正在恢复，已保存的都还在，稍等再试' })
    expect(lines.join()).toContain('PUBLIC_URL is missing; DATABASE_URL is missing')
    await expect(host.jobs()).rejects.toThrow('DATABASE_URL is missing')
  })

  test('without the SDK beside it is unavailable and says so, rather than know nobody', async () => {
    const missing = Object.assign(new Error("Cannot find module 'wx-server-sdk'"), { code: 'MODULE_NOT_FOUND' })
    const answer = await instance({}, { readContext: () => Promise.reject(missing) }).api({ name: 'people.who' }, {})
    expect(answer).toMatchObject({ ok: false, code: 'unavailable' })
    expect(lines.join()).toContain("Cannot find module 'wx-server-sdk'")
  })

  test('whose database is away is unavailable, and recovers by itself', async () => {
    const gate = await openGate()
    const { api } = instance({ DATABASE_URL: gate.url })
    gate.shut()
    expect(await api(list, {})).toMatchObject({ ok: false, code: 'unavailable' })
    gate.open()
    now += 5_000
    expect(await api(list, {})).toMatchObject({ ok: true })
    await gate.close()
  })

  test('thawed with a connection that the server ended opens a new one', async () => {
    const { api } = instance()
    expect(await api(list, {})).toMatchObject({ ok: true })
    await endConnections()
    now += 60_000
    expect(await api(list, {})).toMatchObject({ ok: true })
  })

  test('thawed with a connection that answers nothing any more opens a new one', async () => {
    const gate = await openGate()
    const { api } = instance({ DATABASE_URL: gate.url })
    expect(await api(list, {})).toMatchObject({ ok: true })
    gate.freeze()
    now += 60_000
    expect(await api(list, {})).toMatchObject({ ok: true })
    expect(lines.join()).toContain('the connection to the database had died')
    await host.close()
    await gate.close()
  })

  test('that trusted such a connection would keep its caller waiting', async () => {
    // The control: no time has passed for the instance, so it does not look.
    const gate = await openGate()
    const { api } = instance({ DATABASE_URL: gate.url })
    expect(await api(list, {})).toMatchObject({ ok: true })
    gate.freeze()
    const waited = await Promise.race([api(list, {}), new Promise((resolve) => setTimeout(resolve, 2_000, 'still waiting'))])
    expect(waited).toBe('still waiting')
    await gate.close()
  })

  test('opens one connection, however many calls come', async () => {
    const { api } = instance()
    await Promise.all(Array.from({ length: 10 }, () => api(list, {})))
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and query like '%home%'`.execute(database.kysely)
    expect(rows[0]!.count).toBe(1)
  })

  /** Ends every connection to this database but our own, as a server that restarts does. */
  async function endConnections(): Promise<void> {
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`.execute(
      database.kysely,
    )
  }
})

/** A way to the database that can be shut, or frozen: then nothing passes that stands, and nothing is said. */
async function openGate() {
  const { host, port, user, database: name } = made.connection
  const sockets = new Set<Socket>()
  const frozen = new Set<Socket>()
  let shut = false
  const server = createServer((near) => {
    if (shut) return void near.destroy()
    const far = host.startsWith('/') ? connect(path.join(host, `.s.PGSQL.${port}`)) : connect(port, host)
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from)
      from.on('data', (part) => {
        if (!frozen.has(near)) to.write(part)
      })
      from.on('close', () => to.destroy())
      from.on('error', () => to.destroy())
    }
    near.once('close', () => sockets.delete(near))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `postgres://${user}@127.0.0.1:${(server.address() as AddressInfo).port}/${name}`,
    shut: () => (shut = true),
    open: () => (shut = false),
    freeze: () => sockets.forEach((socket) => frozen.add(socket)),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}
