import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { canEnter, chooseAccount } from './embedded/account'
import { findBinaries } from './embedded/binaries'
import { checkVersion, createCluster, DATABASE_NAME, DATABASE_USER, readPassword, type Server } from './embedded/cluster'
import { diskIsFull, fullDisk } from './embedded/disk'
import { answers, launch, stopServer } from './embedded/launch'
import { isAlive, readPostmaster, type Postmaster } from './embedded/postmaster'
import type { DatabaseAddress } from './open'
import { BackupError, reasonOf, StartError } from './operator-error'

/**
 * The embedded PostgreSQL: a real server from an npm package, run as a child process that outlives a killed Node and is
 * found again by the next start. Verified on Linux x64; the branches for macOS and Windows are written and not verified.
 */
export interface EmbeddedOptions {
  /** The folder for everything: the cluster in `postgres/`, the log in `postgres.log`. Created when missing. */
  dataDir: string
  /** The folder of `initdb` and `postgres` of an installed PostgreSQL; without it the npm package's. */
  binDir?: string
  /** The folder whose node_modules has the npm package. The working directory, if not given. */
  root?: string
  /** Flush to the disk before a commit is acknowledged. False only for tests. */
  durable?: boolean
  /** Settings of the server besides the product's own, e.g. `{ max_connections: '200' }`. For tests and measurements. */
  settings?: Readonly<Record<string, string>>
  /** Use a server that another process owns, instead of refusing with `already_running`. It is then not ours to stop. */
  share?: boolean
  /** What happens to the server, a line each. */
  log: (line: string) => void
}

export interface Embedded {
  /** Stays the same when the server dies and is started again. */
  readonly connection: DatabaseAddress
  /** The server's process; another one after a restart. */
  readonly pid: number
  /** False when another process started it: then `stop` only lets go. */
  readonly owned: boolean
  /** Fast shutdown; resolves when no process of it is left. Safe to call twice. */
  stop(): Promise<void>
  /** Calls back once, when the server died and could not be brought back. A full disk is waited out, however long it takes. */
  onDied(listener: (error: StartError) => void): void
}

/** Held in the maintenance database by the one process that owns the server; the server drops it when that process dies. */
const OWNER_LOCK = [0x716e7979, 1]
const MAINTENANCE_DATABASE = 'postgres'
const RESTARTS_PER_MINUTE = 5
/** How long a server that a full disk brought down waits at most before it is tried again. */
const FULL_DISK_PAUSE_MS = 5_000

/**
 * Starts the embedded PostgreSQL, or takes over one that a killed Node left, and keeps it alive until `stop`.
 * Throws a `StartError` that says what the operator can do.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const server = prepareServer(options)
  await createCluster(server)
  let postmaster = await launch(server)
  const connection = addressOf(server, postmaster)
  const lives = () => isAlive(postmaster.pid, server.cluster)
  let owner: Client | null
  try {
    owner = await becomeOwner(connection, lives)
    if (owner) await ensureDatabase(owner)
  } catch (error) {
    if (postmaster.started) await stopServer(server, postmaster)
    throw error
  }
  if (!owner && !options.share) throw alreadyRunning(server.dataDir)

  let stopping: Promise<void> | null = null
  let reviving: Promise<void> | null = null
  let givenUp: StartError | null = null
  const listeners: ((error: StartError) => void)[] = []
  const deaths: number[] = []

  function watch(client: Client) {
    client.on('error', () => undefined)
    client.on('end', () => {
      if (!stopping) reviving = revive()
    })
  }

  /** The owner's connection broke: the server died, or restarted itself after one of its children crashed. */
  async function revive() {
    for (let told = false; !stopping; told = true) {
      const wasFull = diskIsFull(server.dataDir)
      try {
        return await bringBack()
      } catch (thrown) {
        const error = thrown instanceof StartError ? thrown : keepsDying(server, thrown)
        // Somebody will make room, perhaps from far away: that must be all that is asked of them.
        if (!wasFull && error.code !== 'disk_full' && !diskIsFull(server.dataDir)) return giveUp(error)
        if (!told) options.log(`${fullDisk(server.dataDir).en} PostgreSQL is tried again until there is room`)
        deaths.length = 0
        await pauseForRoom()
      }
    }
  }

  async function bringBack() {
    let client: Client | null = null
    while (!client && !stopping) {
      await settle()
      if (!lives()) await mourn()
      if (stopping) return
      postmaster = await launch(server, connection)
      client = await becomeOwner(connection, lives).catch((error: unknown) => {
        // It died again in between: that counts as the next death.
        if (lives()) throw error
        return null
      })
      if (!client && lives()) {
        owner = null
        throw alreadyRunning(server.dataDir)
      }
    }
    if (!client) return
    owner = client
    watch(client)
    options.log(`PostgreSQL runs again (process ${postmaster.pid})`)
  }

  function giveUp(error: StartError) {
    givenUp = error
    for (const listener of listeners) listener(error)
  }

  /** Ends early when there is room, or nobody waits for it any more. */
  async function pauseForRoom() {
    const start = Date.now()
    const wasFull = diskIsFull(server.dataDir)
    while (!stopping && Date.now() - start < FULL_DISK_PAUSE_MS && !(wasFull && !diskIsFull(server.dataDir))) await sleep(100)
  }

  /** A process that is being killed lives a moment longer than its connections. */
  async function settle() {
    const start = Date.now()
    while (lives() && !(await answers(postmaster)) && Date.now() - start < 2_000) await sleep(10)
  }

  /** Counts a death and waits, longer each time. Throws when there were too many within a minute. */
  async function mourn() {
    const now = Date.now()
    deaths.push(now)
    const recent = deaths.filter((at) => now - at < 60_000).length
    options.log(`PostgreSQL (process ${postmaster.pid}) died`)
    if (recent > RESTARTS_PER_MINUTE) throw keepsDying(server)
    await sleep(recent === 1 ? 0 : 50 * 2 ** recent)
  }

  async function stop() {
    await reviving
    if (owner) await stopServer(server, postmaster)
    await owner?.end().catch(() => undefined)
  }

  if (owner) watch(owner)
  return {
    connection,
    get pid() {
      return postmaster.pid
    },
    owned: owner !== null,
    stop: () => (stopping ??= stop()),
    onDied(listener) {
      if (givenUp) listener(givenUp)
      else listeners.push(listener)
    },
  }
}

/** Whether a living process owns the server of this data directory. Starts nothing. */
export async function isOwned(dataDir: string): Promise<boolean> {
  const cluster = path.join(dataDir, 'postgres')
  if (!existsSync(cluster)) return false
  const postmaster = readPostmaster(cluster)
  if (!postmaster?.ready || !isAlive(postmaster.pid, cluster)) return false
  const address = { ...listening(postmaster), user: DATABASE_USER, database: DATABASE_NAME, password: readPassword(dataDir) }
  const owner = await becomeOwner(address, () => isAlive(postmaster.pid, cluster))
  await owner?.end()
  return owner === null
}

/**
 * Replaces the product's database by an empty one. Throws `database_in_use` while anybody is connected to it.
 */
export async function recreateDatabase(connection: DatabaseAddress): Promise<void> {
  const client = new Client({ ...connection, database: MAINTENANCE_DATABASE })
  await client.connect()
  try {
    await client.query(`drop database if exists ${DATABASE_NAME}`)
    await client.query(`create database ${DATABASE_NAME}`)
  } catch (error) {
    if ((error as { code?: string }).code !== '55006') throw error
    throw new BackupError('database_in_use', '数据库正在使用中：请先停止 npm start。', 'The database is in use: stop npm start first.')
  } finally {
    await client.end()
  }
}

function prepareServer({ dataDir: wanted, binDir, root = process.cwd(), durable = true, settings = {} }: EmbeddedOptions): Server {
  const dataDir = prepareFolder(path.resolve(wanted))
  const cluster = path.join(dataDir, 'postgres')
  const account = chooseAccount(cluster)
  if (!canEnter(account, dataDir))
    throw new StartError(
      'data_unreachable',
      `正以 root 运行，数据库改用 uid ${account.uid}，但它进不了数据目录 ${dataDir}：请放开上级目录的执行权限（chmod o+x），或用 DATA_DIR 换一个目录，或改用普通用户运行。`,
      `Running as root, so the database runs as uid ${account.uid}, which cannot enter ${dataDir}: give the folders above it the execute right (chmod o+x), choose another folder with DATA_DIR, or run as an ordinary user.`,
    )
  const binaries = findBinaries({ binDir, root, dataDir, account })
  const server = {
    dataDir,
    cluster,
    logFile: path.join(dataDir, 'postgres.log'),
    binaries,
    account,
    durable,
    settings,
    password: readPassword(dataDir),
  }
  checkVersion(server)
  return server
}

/** Creates the data directory and answers its real path. Under root others may pass through it, not look around in it. */
function prepareFolder(dataDir: string): string {
  try {
    mkdirSync(dataDir, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 })
    // Asked by doing it: rights, mounts and quotas all have a say.
    rmSync(mkdtempSync(path.join(dataDir, '.writable-')), { recursive: true })
    return realpathSync(dataDir)
  } catch (error) {
    throw new StartError(
      'data_not_writable',
      `数据目录 ${dataDir} 不可写（${(error as NodeJS.ErrnoException).code}）：请检查权限，或用 DATA_DIR 换一个目录。`,
      `The data folder ${dataDir} cannot be written (${(error as NodeJS.ErrnoException).code}): check its rights, or choose another one with DATA_DIR.`,
      { cause: error },
    )
  }
}

function listening({ host, port }: Postmaster) {
  return { host: process.platform === 'win32' ? '127.0.0.1' : host, port }
}

function addressOf(server: Server, postmaster: Postmaster): DatabaseAddress {
  return { ...listening(postmaster), user: DATABASE_USER, database: DATABASE_NAME, password: server.password }
}

/**
 * Takes the owner's lock and keeps its connection; null when a living process has it. Asks for a second, because the lock of
 * a process that was killed a moment ago goes when the server notices. Throws when the server is gone meanwhile.
 */
async function becomeOwner(address: DatabaseAddress, lives: () => boolean): Promise<Client | null> {
  const client = await connectPatiently(address, lives)
  try {
    for (let attempt = 0; attempt < 10; attempt++) {
      const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1, $2) as taken', OWNER_LOCK)
      if (rows[0]?.taken) return client
      await sleep(100)
    }
  } catch (error) {
    await client.end().catch(() => undefined)
    throw error
  }
  await client.end()
  return null
}

/** A server may be recovering, from its last life or from the crash of a child. One that is gone is not waited for. */
async function connectPatiently(address: DatabaseAddress, lives: () => boolean): Promise<Client> {
  const start = Date.now()
  for (;;) {
    const client = new Client({
      ...address,
      database: MAINTENANCE_DATABASE,
      ssl: false,
      connectionTimeoutMillis: 10_000,
      application_name: 'qingnian-youyue owner',
    })
    client.on('error', () => undefined)
    try {
      await client.connect()
      return client
    } catch (error) {
      await client.end().catch(() => undefined)
      if (!lives() || Date.now() - start > 60_000)
        throw new StartError(
          'database_does_not_start',
          `数据库没有响应：${reasonOf(error)}。`,
          `The database does not answer: ${reasonOf(error)}.`,
          {
            cause: error,
          },
        )
      await sleep(50)
    }
  }
}

async function ensureDatabase(owner: Client): Promise<void> {
  const { rowCount } = await owner.query('select from pg_database where datname = $1', [DATABASE_NAME])
  if (!rowCount) await owner.query(`create database ${DATABASE_NAME}`)
}

/** The refusal of a second start on one folder. */
export function alreadyRunning(dataDir: string): StartError {
  return new StartError(
    'already_running',
    `数据目录 ${dataDir} 已有一个正在运行的 npm start（或备份、恢复），请先停止它。`,
    `Another npm start (or a backup, or a restore) is running on ${dataDir}: stop it first.`,
  )
}

function keepsDying({ logFile }: Server, cause?: unknown): StartError {
  const why = cause === undefined ? '' : reasonOf(cause)
  return new StartError(
    'database_keeps_dying',
    `数据库反复退出，已停止重启${why && `（${why}）`}，详见 ${logFile}。`,
    `The database keeps dying and is not restarted any more${why && ` (${why})`}; see ${logFile}.`,
    { cause },
  )
}
