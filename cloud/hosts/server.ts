/**
 * A whole installation in one process: the database (embedded, or by `DATABASE_URL`), its schema, the demonstration where
 * one belongs, and the node host. Starting is all or nothing: what was started before a failure is stopped again.
 */
import { createServer } from 'node:net'
import { networkInterfaces } from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { AppError } from '@core/contract/errors'
import { seedDemo } from '../demo/seed'
import { createDispatch } from '../dispatch'
import { createJobs } from '../jobs'
import { systemClock } from '../services/clock'
import { randomIds } from '../services/ids'
import { createWechatApi } from '../services/wechat/api'
import { createWechatContentCheck } from '../services/wechat/content-check'
import { createWechatLogin } from '../services/wechat/login'
import { createWechatSender } from '../services/wechat/subscribed'
import { beginDemonstration, finishDemonstration, readContents } from '../store/demonstration'
import { alreadyRunning, isOwned, recreateDatabase, startEmbedded, type Embedded } from '../store/embedded'
import { migrateToLatest } from '../store/migrate'
import { createDatabase, type DatabaseAddress, type OpenDatabase } from '../store/open'
import { reasonOf, StartError, unreachable } from '../store/operator-error'
import { createStore } from '../store/store'
import { lanAddress } from './lan'
import { createLog } from './log'
import { startNodeHost } from './node'
import type { Settings } from './settings'

export interface ServerOptions {
  settings: Settings
  /** The folder whose node_modules has the embedded PostgreSQL. */
  root: string
  /** The folder of the embedded database and all it keeps. */
  dataDir: string
  /** The folder of the built web app; null serves the API alone. */
  webRoot: string | null
  /** The folder of the migrations. */
  migrations: string
  /** Let phones in the same network in. */
  lan: boolean
  /** A line for the person who started it. */
  say: (line: string) => void
  /** Stops a start half way. */
  signal: AbortSignal
}

export interface Server {
  /** What links begin with. */
  publicUrl: string
  /** Whether people may be chosen instead of logging in. */
  demo: boolean
  /** Stops the host, then the connections, then the embedded database. Safe to call twice. */
  close(): Promise<void>
  /** Calls back once, when the embedded database died and could not be brought back. */
  onDied(listener: (error: StartError) => void): void
}

/** The oldest PostgreSQL whose SQL the store speaks. */
const OLDEST_SERVER = 150_000

/** Starts everything. Throws a StartError that says what the operator can do. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const { settings, root, dataDir, lan, say, signal } = options
  const { port, databaseUrl, pgBin } = settings
  const address = lan ? '0.0.0.0' : '127.0.0.1'
  const publicUrl = settings.publicUrl ?? `http://${lan ? phoneAddress() : 'localhost'}:${port}`
  const log = createLog(settings.logLevel ?? 'warn')

  await checkPort(port, address, databaseUrl ? null : dataDir)
  const embedded = databaseUrl
    ? null
    : await startEmbedded({ dataDir, binDir: pgBin ?? undefined, root, log: (line) => log.warn({}, line) })
  let db: OpenDatabase | null = null
  try {
    const target = databaseUrl ?? embedded!.connection
    const demo = await prepareDatabase(target, embedded, publicUrl, options)
    signal.throwIfAborted()
    db = createDatabase(target, { onConnectionLost: (err) => log.warn({ err }, 'a connection to the database broke') })
    const { kysely, pool } = db
    const store = createStore(kysely)
    const wechat = settings.wechat && createWechatApi(settings.wechat, (fault) => log.error(fault, 'a call to WeChat failed'))
    const host = await startNodeHost({
      dispatch: createDispatch({
        store,
        clock: systemClock,
        ids: randomIds,
        publicUrl,
        demo,
        openidForCode: settings.wechat
          ? createWechatLogin(settings.wechat, (fault) => log.error(fault, 'log-in by WeChat failed')).openidForCode
          : () => Promise.reject(new AppError('login_unavailable')),
        checkContent: wechat ? createWechatContentCheck(wechat) : undefined,
        templates: settings.templates ?? undefined,
        signingKey: settings.signingKey,
        dataKeys: settings.dataKeys,
        report: (err, about) => log.error({ err, ...about }, 'a call failed'),
      }),
      port,
      address,
      publicUrl,
      webRoot: options.webRoot,
      log,
      health: async () => (await pool.query('select 1')).rowCount === 1,
      publicFile: (ref) => store.files.publicContent(ref),
      metrics: () => ({ pool_connections: pool.totalCount, pool_idle: pool.idleCount, pool_waiting: pool.waitingCount }),
      trustWxHeaders: settings.trustWxHeaders,
      tick: createJobs({
        ...{ store, clock: systemClock, ids: randomIds, dataKeys: settings.dataKeys },
        subscriptions: wechat && settings.templates && { templates: settings.templates, send: createWechatSender(wechat) },
      }),
    }).catch((error: unknown) => {
      throw cannotListen(error, port)
    })
    if (lan) say(`手机访问 / On phones in this network: ${publicUrl}`)

    let closing: Promise<void> | null = null
    const opened = db
    async function close() {
      await host.close()
      await opened.close()
      await embedded?.stop()
    }
    return { publicUrl, demo, close: () => (closing ??= close()), onDied: (listener) => embedded?.onDied(listener) }
  } catch (error) {
    await db?.close()
    await embedded?.stop()
    throw error
  }
}

/**
 * Brings the schema up and settles whether this is a demonstration: by `DEMO`, else wherever no log-in by WeChat is set up;
 * and in any case only over a database that was empty, or holds the demonstration.
 */
async function prepareDatabase(
  target: string | DatabaseAddress,
  embedded: Embedded | null,
  publicUrl: string,
  { settings, migrations, say, signal }: ServerOptions,
): Promise<boolean> {
  const open = () => createDatabase(target, { connections: 4, statementTimeoutMs: 0 })
  const wanted = settings.demo ?? settings.wechat === null
  let db = open()
  try {
    await checkVersion(db)
    await migrateToLatest(db.kysely, migrations)
    let contents = await readContents(db.kysely)
    if (contents === 'unfinished') {
      if (!embedded) throw unfinished()
      await db.close()
      await recreateDatabase(embedded.connection)
      db = open()
      await migrateToLatest(db.kysely, migrations)
      contents = 'nothing'
    }
    if (contents === 'nothing' && wanted) {
      say('首次启动，正在准备演示数据… / First start: laying demonstration data…')
      const now = systemClock.now()
      if (!(await beginDemonstration(db.kysely, now))) throw unfinished()
      await orAbort(seedDemo({ kysely: db.kysely, ids: randomIds, now, publicUrl }), signal)
      await finishDemonstration(db.kysely)
      contents = 'laid'
    }
    if (settings.demo && contents === 'real')
      say('数据库中是正式数据，DEMO=1 不生效。 / The database holds real data: DEMO=1 has no effect.')
    return wanted && contents === 'laid'
  } finally {
    await db.close()
  }
}

async function checkVersion({ kysely }: OpenDatabase): Promise<void> {
  const { rows } = await sql<{ number: number; name: string }>`
    select current_setting('server_version_num')::int as number, current_setting('server_version') as name`
    .execute(kysely)
    .catch((error: unknown) => {
      throw unreachable(error)
    })
  if (rows[0]!.number < OLDEST_SERVER)
    throw new StartError(
      'database_too_old',
      `数据库是 PostgreSQL ${rows[0]!.name}，需要 15 或更新的版本。`,
      `The database is PostgreSQL ${rows[0]!.name}; version 15 or newer is needed.`,
    )
}

/** Waits for `work` no longer than until the start is called off; the work then ends with its connections. */
async function orAbort<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  let stop: () => void = () => undefined
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason as Error)
    signal.addEventListener('abort', stop)
  })
  work.catch(() => undefined)
  try {
    return await Promise.race([work, aborted])
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

function phoneAddress(): string {
  const address = lanAddress(networkInterfaces())
  if (address) return address
  throw new StartError(
    'no_network_address',
    '本机没有连接网络，--lan 无法使用：请连接手机所在的网络，或用 PUBLIC_URL 指定地址。',
    'This machine is in no network, so --lan cannot work: join the network of the phones, or name an address in PUBLIC_URL.',
  )
}

/** Listens for a moment, before anything slow is done. On our own folder the likelier reason is told. */
async function checkPort(port: number, address: string, dataDir: string | null): Promise<void> {
  const probe = createServer()
  const problem = await new Promise<Error | null>((resolve) => {
    probe.once('error', resolve)
    probe.listen(port, address, () => probe.close(() => resolve(null)))
  })
  if (problem === null) return
  if (dataDir !== null && (await isOwned(dataDir).catch(() => false))) throw alreadyRunning(path.resolve(dataDir))
  throw cannotListen(problem, port)
}

function cannotListen(error: unknown, port: number): unknown {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'EADDRINUSE')
    return new StartError(
      'port_in_use',
      `端口 ${port} 已被其他程序占用：请停止它，或换一个端口，例如 PORT=${port + 1} npm start。`,
      `Port ${port} is in use by another program: stop it, or choose another port, e.g. PORT=${port + 1} npm start.`,
    )
  if (code === 'EACCES' || code === 'EPERM')
    return new StartError(
      'port_not_allowed',
      `当前用户不能使用端口 ${port}：请换用 1024 以上的端口，例如 PORT=10086。`,
      `This user may not use port ${port}: choose one above 1024, e.g. PORT=10086.`,
    )
  if (code === 'EADDRNOTAVAIL')
    return new StartError(
      'port_not_allowed',
      `无法监听端口 ${port}：${reasonOf(error)}。`,
      `Cannot listen on port ${port}: ${reasonOf(error)}.`,
    )
  return error
}

function unfinished(): StartError {
  return new StartError(
    'demonstration_unfinished',
    '数据库中的演示数据不完整（另一个进程正在准备，或上次被中断）：请稍候再试，或换一个空的数据库。',
    'The demonstration data in the database are unfinished (another process is at it, or was cut short): try again in a while, or give an empty database.',
  )
}
