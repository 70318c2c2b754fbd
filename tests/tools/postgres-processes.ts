/** The processes of an embedded PostgreSQL, to be killed as accidents do it. Linux. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { isAlive, readPostmaster } from '@cloud/store/embedded/postmaster'

/** The numbers of the postmaster of a data folder and of all its children, the postmaster first; none where it is not alive. */
export function postgresProcesses(dataDir: string): number[] {
  const cluster = path.join(dataDir, 'postgres')
  const postmaster = readPostmaster(cluster)
  if (!postmaster || !isAlive(postmaster.pid, cluster)) return []
  return [postmaster.pid, ...childrenOf(postmaster.pid)]
}

/** Kills a PostgreSQL and all its children at once, so that nothing of it can write a last word. Answers how many there were. */
export function killPostgres(dataDir: string): number {
  const pids = postgresProcesses(dataDir)
  for (const pid of pids) kill(pid)
  return pids.length
}

/** SIGKILL; a process that is gone already is none to kill. */
export function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && parentOf(pid) === parent)
}

function parentOf(pid: number): number | null {
  try {
    // The name stands in parentheses and may hold anything; the state and the parent follow the last of them.
    const [, parent] = /.*\) \S (\d+) /s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? []
    return Number(parent)
  } catch {
    return null
  }
}
