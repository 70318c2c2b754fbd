import { spawn, type ChildProcess } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { connect, createServer, type AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { StartError } from '../operator-error'
import { canEnter, giveTo, type ServerAccount } from './account'
import { explainFailure, serverEnvironment, type Server } from './cluster'
import { isAlive, readPostmaster, type Postmaster } from './postmaster'

/** Where a server listens. On Windows `host` is 127.0.0.1; elsewhere it is the folder of the socket and `port` names the file. */
export interface Listening {
  host: string
  port: number
}

export interface Launched extends Postmaster {
  /** False when it ran already. */
  started: boolean
}

const SOCKET_PREFIX = 'qnyy-'
const SOCKET_PORT = 5432
/** `sun_path` holds 108 bytes on Linux and 104 on macOS. */
const SOCKET_PATH_LIMIT = 100
const LOG_LIMIT = 5_000_000
/** Recovery after a crash replays at most a gigabyte; a machine that needs longer has another trouble. */
const READY_WITHIN = 120_000
const ANSWERS_WITHIN = 3_000
const ATTEMPTS = 4
const STILL_IN_USE = /pre-existing shared memory block/

/**
 * Makes sure that a server of this cluster runs, and waits until it answers: a living one is taken as it is (a killed Node
 * leaves one behind), else one is started. `previous` is where it listened before it died, so that connections find it again.
 */
export async function launch(server: Server, previous: Listening | null = null): Promise<Launched> {
  const start = Date.now()
  let failures = 0
  let child: ChildProcess | null = null
  let logFrom = 0
  let silentSince: number | null = null
  while (Date.now() - start < READY_WITHIN) {
    const found = readPostmaster(server.cluster)
    if (found && isAlive(found.pid, server.cluster)) {
      if (found.ready && (await answers(found))) {
        // Two starts at once: the other one's server won.
        if (previous && previous.host !== found.host) removeSocketFolder(previous.host)
        return { ...found, started: child !== null && (process.platform === 'win32' || child.pid === found.pid) }
      }
      // Ready, yet out of reach: somebody cleared the system's temp, and the socket with it. It has to go.
      if (found.ready) silentSince ??= Date.now()
      if (silentSince !== null && Date.now() - silentSince > ANSWERS_WITHIN) {
        silentSince = null
        await requestStop(server, found.pid)
      }
    } else if (child === null || hasEnded(child)) {
      const said = child === null ? '' : readFrom(server.logFile, logFrom)
      // Children of a server that was killed need a while to leave its shared memory: no failure, whatever it takes.
      if (child !== null && !STILL_IN_USE.test(said)) failures += 1
      if (failures === ATTEMPTS) {
        if (previous) removeSocketFolder(previous.host)
        throw explainFailure(said, server)
      }
      if (child !== null) await sleep(200)
      if (found) removeTraces(server, found, previous)
      logFrom = statSync(server.logFile, { throwIfNoEntry: false })?.size ?? 0
      child = await spawnServer(server, (previous ??= await chooseListening(server)))
    }
    await sleep(15)
  }
  throw explainFailure(`error: not ready within ${READY_WITHIN / 1000} seconds`, server)
}

/** Asks for a fast shutdown: open transactions are rolled back, everything committed is written. */
export async function requestStop(server: Server, pid: number): Promise<void> {
  if (process.platform !== 'win32') return signal(pid, 'SIGINT')
  const child = spawn(path.join(server.binaries.bin, 'pg_ctl'), ['stop', '-W', '-m', 'fast', '-D', server.cluster], {
    stdio: 'ignore',
    windowsHide: true,
  })
  await new Promise((resolve) => child.on('close', resolve).on('error', resolve))
}

/** Stops the server and waits until it is gone; one that does not answer is stopped without its farewell (it recovers at its next start). */
export async function stopServer(server: Server, { pid, host }: Postmaster): Promise<void> {
  if (isAlive(pid, server.cluster)) await requestStop(server, pid)
  if (!(await goneWithin(server, pid, 20_000))) {
    signal(pid, 'SIGQUIT')
    await goneWithin(server, pid, 10_000)
  }
  removeSocketFolder(host)
}

async function goneWithin(server: Server, pid: number, limit: number): Promise<boolean> {
  const start = Date.now()
  while (isAlive(pid, server.cluster)) {
    if (Date.now() - start > limit) return false
    await sleep(10)
  }
  return true
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null
}

/** Whether anything accepts connections where the server should. */
export async function answers({ host, port }: Postmaster): Promise<boolean> {
  const target = process.platform === 'win32' ? { host: '127.0.0.1', port } : { path: path.join(host, `.s.PGSQL.${port}`) }
  return new Promise((resolve) => {
    const socket = connect(target, () => {
      socket.destroy()
      resolve(true)
    })
    socket.on('error', () => resolve(false))
  })
}

async function spawnServer(server: Server, { host, port }: Listening): Promise<ChildProcess> {
  const { account, binaries, cluster, dataDir, durable, logFile, settings } = server
  const flush = durable ? 'on' : 'off'
  const options = [
    ...(process.platform === 'win32'
      ? ['-c', `listen_addresses=${host}`]
      : ['-c', 'listen_addresses=', '-k', host, '-c', 'unix_socket_permissions=0700']),
    ...['-p', String(port), '-c', `fsync=${flush}`, '-c', `synchronous_commit=${flush}`, '-c', `full_page_writes=${flush}`],
    // What people entered does not belong into a log: refusals reach the caller, who knows what to keep of them.
    ...['-c', 'log_min_messages=log', '-c', 'log_error_verbosity=terse', '-c', 'log_min_error_statement=panic'],
    ...['-c', 'logging_collector=off', '-c', 'log_timezone=UTC', '-c', 'timezone=UTC'],
    // After a crash all files are flushed before anything is replayed: 1,300 of them one by one take seconds on a plain disk,
    // the whole file system at once takes some ten milliseconds.
    ...(process.platform === 'linux' ? ['-c', 'recovery_init_sync_method=syncfs'] : []),
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ]
  if ((statSync(logFile, { throwIfNoEntry: false })?.size ?? 0) > LOG_LIMIT) renameSync(logFile, `${logFile}.1`)
  if (process.platform !== 'win32' && !existsSync(host)) {
    mkdirSync(host, { mode: 0o700 })
    giveTo(account, host)
  }
  if (process.platform === 'win32') {
    // pg_ctl gives up administrator rights for the server, which refuses to run with them.
    const quoted = options.map((option) => `"${option}"`).join(' ')
    return spawn(path.join(binaries.bin, 'pg_ctl'), ['start', '-W', '-D', cluster, '-l', logFile, '-o', quoted], {
      env: serverEnvironment(),
      stdio: 'ignore',
      windowsHide: true,
    })
  }
  const log = openSync(logFile, 'a', 0o600)
  try {
    // A session of its own: Ctrl-C in the terminal must reach Node alone, which stops the server last.
    const child = spawn(path.join(binaries.bin, 'postgres'), ['-D', cluster, ...options], {
      ...account,
      cwd: dataDir,
      env: serverEnvironment(),
      detached: true,
      stdio: ['ignore', log, log],
    })
    await new Promise((resolve, reject) => child.once('spawn', resolve).once('error', reject))
    child.unref()
    return child
  } finally {
    closeSync(log)
  }
}

async function chooseListening({ account, dataDir }: Server): Promise<Listening> {
  if (process.platform === 'win32') return { host: '127.0.0.1', port: await freePort() }
  return { host: makeSocketFolder(account, [os.tmpdir(), '/tmp', '/var/tmp', dataDir]), port: SOCKET_PORT }
}

/** A new folder for the socket that only the server's account can enter. Its name is random: nobody can lie in wait for it. */
export function makeSocketFolder(account: ServerAccount, parents: string[]): string {
  const room = SOCKET_PATH_LIMIT - `/${SOCKET_PREFIX}XXXXXX/.s.PGSQL.${SOCKET_PORT}`.length
  const parent = parents.find((each) => Buffer.byteLength(each) <= room && existsSync(each) && isWritable(each) && canEnter(account, each))
  if (parent === undefined)
    throw new StartError(
      'data_not_writable',
      `没有可用的临时目录（试过 ${parents.join('、')}），数据库无法启动。`,
      `There is no usable temporary folder (tried ${parents.join(', ')}), so the database cannot start.`,
    )
  const folder = mkdtempSync(path.join(parent, SOCKET_PREFIX))
  giveTo(account, folder)
  return folder
}

function isWritable(folder: string): boolean {
  try {
    rmSync(mkdtempSync(path.join(folder, SOCKET_PREFIX)), { recursive: true })
    return true
  } catch {
    return false
  }
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve, reject) => probe.once('error', reject).listen(0, '127.0.0.1', resolve))
  const { port } = probe.address() as AddressInfo
  await new Promise((resolve) => probe.close(resolve))
  return port
}

/**
 * Clears what a server that died left. PostgreSQL itself takes a lock of a dead process away, but not one whose number has
 * gone to another process. Should old children still be at work, it notices them by their shared memory and refuses.
 */
function removeTraces(server: Server, dead: Postmaster, keep: Listening | null): void {
  if (isSomeProcess(dead.pid)) rmSync(path.join(server.cluster, 'postmaster.pid'), { force: true })
  if (dead.host !== keep?.host) removeSocketFolder(dead.host)
  else if (process.platform !== 'win32') for (const name of readdirSync(keep.host)) rmSync(path.join(keep.host, name), { force: true })
}

function isSomeProcess(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function removeSocketFolder(folder: string): void {
  if (path.basename(folder).startsWith(SOCKET_PREFIX)) rmSync(folder, { recursive: true, force: true })
}

function readFrom(file: string, offset: number): string {
  try {
    return readFileSync(file).subarray(offset).toString('utf8')
  } catch {
    return ''
  }
}
