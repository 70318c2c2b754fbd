import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { createRequire } from 'node:module'
import path from 'node:path'

const ROOT = path.resolve(__dirname, '../..')
// The commands are plain scripts without types.
const { prepare } = createRequire(__filename)('../../config/prepare.cjs') as { prepare(options: { parts: string[] }): Promise<void> }

/** Builds the server unless it is built from the sources as they are. */
export const buildServer = () => prepare({ parts: ['server'] })

/** A command that runs, as somebody at a terminal sees it. */
export interface Running {
  child: ChildProcess
  /** What it printed so far, line by line. */
  out: () => string[]
  err: () => string[]
  /** Resolves with the exit code; a signal counts as null. */
  ended: Promise<number | null>
  /** Resolves when it printed its line 「ready …」; rejects when it ended instead. */
  ready: Promise<void>
}

const linesOf = (text: string) => text.split('\n').filter((line) => line !== '')

/**
 * Runs a script of config/ with nothing of this process's environment that would change its mind. `within` is a command
 * that prepares the ground and then becomes the one whose words follow it.
 */
export function run(script: string, args: string[], env: Record<string, string>, within: readonly string[] = []): Running {
  const { PATH, HOME, TMPDIR } = process.env
  const surroundings = { PATH, HOME, ...(TMPDIR ? { TMPDIR } : {}), ...env }
  const [command, ...words] = [...within, process.execPath, path.join(ROOT, 'config', script), ...args]
  const child = spawn(command!, words, {
    cwd: ROOT,
    env: surroundings as unknown as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  let err = ''
  const ready = new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (part: Buffer) => {
      out += part.toString('utf8')
      if (/^ready /m.test(out)) resolve()
    })
    child.once('close', () => reject(new Error(`it ended:\n${out}${err}`)))
  })
  ready.catch(() => undefined)
  child.stderr.on('data', (part: Buffer) => (err += part.toString('utf8')))
  const ended = once(child, 'close').then(([code]) => code as number | null)
  return { child, out: () => linesOf(out), err: () => linesOf(err), ended, ready }
}

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  return port
}

/** The numbers of living processes whose command line names a folder. Linux. */
export function processesOf(folder: string): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => {
      try {
        return pid > 0 && pid !== process.pid && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(folder)
      } catch {
        return false
      }
    })
}
