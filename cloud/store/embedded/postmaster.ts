import { spawnSync } from 'node:child_process'
import { readFileSync, readlinkSync, realpathSync } from 'node:fs'
import path from 'node:path'

/** What a server says about itself in `postmaster.pid` of its cluster. */
export interface Postmaster {
  pid: number
  port: number
  /** The folder of its socket, or a TCP address on Windows. */
  host: string
  ready: boolean
}

/**
 * The server of a cluster as `postmaster.pid` has it, or null. It may be dead: see `isAlive`. The lines are PostgreSQL's
 * own (src/include/utils/pidfile.h): pid, data directory, start time, port, socket folder, address, shared memory, status.
 */
export function readPostmaster(cluster: string): Postmaster | null {
  let lines: string[]
  try {
    lines = readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return null
  }
  const pid = Number(lines[0])
  if (!Number.isSafeInteger(pid) || pid <= 0) return null
  return { pid, port: Number(lines[3]), host: lines[4] || (lines[5] ?? ''), ready: lines[7]?.trim() === 'ready' }
}

/**
 * Whether a process is a living PostgreSQL of this cluster. A number alone proves nothing: after a power cut, and in
 * containers nearly always, it belongs to somebody else by now.
 */
export function isAlive(pid: number, cluster: string): boolean {
  if (process.platform === 'linux') return isAliveOnLinux(pid, cluster)
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  if (process.platform === 'win32') return true
  const { stdout } = spawnSync('ps', ['-o', 'stat=,comm=', '-p', String(pid)], { encoding: 'utf8' })
  return /^[^Z]\S*\s.*postgres/.test(stdout.trim())
}

function isAliveOnLinux(pid: number, cluster: string): boolean {
  try {
    const [, name, state] = /^\d+ \((.*)\) (\S)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? []
    if (name !== 'postgres' || state === 'Z' || state === 'X') return false
  } catch {
    return false
  }
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster)
  } catch {
    // Another user's process does not show where it works; its name has to do.
    return true
  }
}
