import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { StartError } from '../operator-error'
import { giveTo, type ServerAccount } from './account'
import type { Binaries } from './binaries'
import { diskIsFull, fullDisk } from './disk'

/** The superuser of the embedded server and the name of the product's database in it. */
export const DATABASE_USER = 'app'
export const DATABASE_NAME = 'app'

/** Everything that is needed to create and run one cluster. Made once at start. */
export interface Server {
  dataDir: string
  /** The folder PostgreSQL calls its data directory: `<dataDir>/postgres`. */
  cluster: string
  logFile: string
  binaries: Binaries
  account: ServerAccount
  /** False only in tests: nothing is flushed to the disk. */
  durable: boolean
  /** Settings besides the product's own. */
  settings: Readonly<Record<string, string>>
  /** Windows only, where there is no socket whose file rights would keep others out. */
  password: string | undefined
}

/** Where the password of a Windows cluster is kept. */
export function readPassword(dataDir: string): string | undefined {
  if (process.platform !== 'win32') return undefined
  const file = path.join(dataDir, 'postgres.password')
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600, flag: 'wx' })
  return readFileSync(file, 'utf8').trim()
}

/** The surroundings of every PostgreSQL program: messages in English, nothing of PG* that would change its mind. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  const { PATH, SystemRoot, TEMP, TMP } = process.env
  return { PATH, LC_ALL: 'C', TZ: 'UTC', ...(SystemRoot ? { SystemRoot, TEMP, TMP } : {}) }
}

/**
 * Creates the cluster unless it is there. initdb works in a folder of its own, which is renamed at the end: a kill half way
 * leaves no half cluster. Text is UTF-8, sorted by code point on every machine; checksums guard the pages.
 */
export async function createCluster(server: Server): Promise<void> {
  const { cluster, account, binaries, durable, password } = server
  if (existsSync(path.join(cluster, 'PG_VERSION'))) return
  removeUnfinished(server)
  const unfinished = mkdtempSync(`${cluster}.init-`)
  giveTo(account, unfinished)
  const args = ['-D', unfinished, '-U', DATABASE_USER, '-E', 'UTF8', '--locale=C', '--data-checksums']
  if (binaries.major >= 17) args.push('--locale-provider=builtin', '--builtin-locale=C.UTF-8')
  if (!durable) args.push('--no-sync')
  if (password === undefined) args.push('-A', 'trust')
  else args.push('-A', 'scram-sha-256', `--pwfile=${path.join(server.dataDir, 'postgres.password')}`)
  const { code, output } = await runToEnd(path.join(binaries.bin, 'initdb'), args, server)
  if (code !== 0) {
    rmSync(unfinished, { recursive: true, force: true })
    throw explainFailure(output, server)
  }
  try {
    renameSync(unfinished, cluster)
  } catch (error) {
    // Another start was quicker, and its cluster is as empty as this one.
    rmSync(unfinished, { recursive: true, force: true })
    if (!existsSync(path.join(cluster, 'PG_VERSION'))) throw error
  }
}

/** What an earlier start that was killed left behind. A younger folder may be the work of a start under way. */
function removeUnfinished({ cluster }: Server): void {
  const parent = path.dirname(cluster)
  const old = Date.now() - 10 * 60_000
  for (const name of readdirSync(parent)) {
    const folder = path.join(parent, name)
    if (name.startsWith(`${path.basename(cluster)}.init-`) && statSync(folder).mtimeMs < old)
      rmSync(folder, { recursive: true, force: true })
  }
}

/** Throws `data_of_other_version` when the cluster was made by another major version than the binaries. */
export function checkVersion({ cluster, binaries }: Server): void {
  const file = path.join(cluster, 'PG_VERSION')
  if (!existsSync(file)) return
  const found = readFileSync(file, 'utf8').trim()
  if (found !== String(binaries.major))
    throw new StartError(
      'data_of_other_version',
      `数据目录 ${cluster} 由 PostgreSQL ${found} 创建，本程序使用 PostgreSQL ${binaries.major}，不能打开：请用当时的版本执行 npm run backup，再在新目录 npm run restore。`,
      `The data in ${cluster} was made by PostgreSQL ${found}; this program has PostgreSQL ${binaries.major} and cannot open it: run npm run backup with the earlier version and npm run restore into a new folder.`,
    )
}

async function runToEnd(program: string, args: string[], { account, dataDir }: Server): Promise<{ code: number | null; output: string }> {
  const child = spawn(program, args, {
    ...account,
    cwd: dataDir,
    env: serverEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  })
  let output = ''
  child.stdout.on('data', (chunk) => (output += chunk))
  child.stderr.on('data', (chunk) => (output += chunk))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, output }))
  })
}

/** Turns what PostgreSQL or initdb said last into one sentence. */
export function explainFailure(output: string, { dataDir, logFile }: Server): StartError {
  if (/No space left on device/.test(output) || diskIsFull(dataDir)) return fullDisk(dataDir)
  if (/could not look up effective user ID/.test(output))
    return new StartError(
      'user_unknown',
      `当前系统用户（uid ${process.getuid?.()}）没有用户名，数据库无法初始化：请换用在 /etc/passwd 中有名字的用户。`,
      `The current system user (uid ${process.getuid?.()}) has no name, so the database cannot be set up: use a user listed in /etc/passwd.`,
    )
  const reason =
    output
      .split('\n')
      .filter((line) => /FATAL|PANIC|error:/.test(line))
      .at(-1) ??
    output.trim().split('\n').at(-1) ??
    ''
  const said = reason.replace(/^.*?(FATAL|PANIC|error):\s*/, '')
  return new StartError(
    'database_does_not_start',
    `数据库没有启动：${said}（详见 ${logFile}）。`,
    `The database did not start: ${said} (see ${logFile}).`,
  )
}
