/** The real server as a child process on a folder of its own, started and ended as an operator does it, or an accident. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { readPostmaster } from '@cloud/store/embedded/postmaster'
import type { DatabaseAddress } from '@cloud/store/open'
import { ROOT } from '../postgres/throw-away'
import { kill, killPostgres } from './postgres-processes'
import { freePort, run, type Running } from './run-product'

/** A temporary folder for a server; whatever ends the run, no server, no PostgreSQL and no folder is left. */
export interface ServerFolder {
  dataDir: string
  /** Resolves when all of it is gone. */
  remove(): Promise<void>
}

/** Makes a folder that a PostgreSQL of another account may enter, and puts a leash on whatever runs in it. */
export function makeServerFolder(): ServerFolder {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'qnyy-server-'))
  chmodSync(dataDir, 0o711)
  const leash: ChildProcess = spawn(process.execPath, [path.join(ROOT, 'tests/tools/leash.mjs'), dataDir], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  leash.unref()
  const gone = once(leash, 'close')
  return {
    dataDir,
    async remove() {
      leash.ref()
      leash.stdin?.end()
      await gone
    },
  }
}

/**
 * `npm start` on a folder, without demonstration data. Its log is silent unless `env` says otherwise. It may be killed and
 * started again, as a supervisor would; its port stays the same.
 */
export class ChildServer {
  private running: Running | null = null

  private constructor(
    readonly dataDir: string,
    private readonly port: number,
    private readonly env: Record<string, string>,
    private readonly within: readonly string[],
  ) {}

  /** `within`: a command that prepares the ground and then becomes the server. */
  static async start(dataDir: string, env: Record<string, string> = {}, within: readonly string[] = []): Promise<ChildServer> {
    const server = new ChildServer(dataDir, await freePort(), env, within)
    await server.startNode()
    return server
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`
  }

  get pid(): number {
    return this.running!.child.pid!
  }

  /** What the server printed since it was started last, for a message. */
  get said(): string {
    return [...(this.running?.out() ?? []), ...(this.running?.err() ?? [])].join('\n')
  }

  /** How Node ended: its exit code, null for a signal. Pending while it runs. */
  get ended(): Promise<number | null> {
    return this.running!.ended
  }

  /** Resolves when the server has said that it is ready. Rejects with what it said when it ended instead. */
  async startNode(): Promise<void> {
    const { dataDir, port, env, within } = this
    const variables = { DATA_DIR: dataDir, PORT: String(port), DEMO: '0', LOG_LEVEL: 'silent', ...env }
    this.running = run('start.cjs', ['--no-build'], variables, within)
    await this.running.ready
  }

  /** SIGKILL to Node alone; resolves when it is gone. Its PostgreSQL lives on. */
  async killNode(): Promise<void> {
    const { child, ended } = this.running!
    child.kill('SIGKILL')
    await ended
  }

  /** SIGKILL to PostgreSQL, the postmaster and all its children. Answers how many processes there were. */
  killPostgres(): number {
    return killPostgres(this.dataDir)
  }

  /** SIGKILL to both in the same moment; resolves when Node is gone. */
  async killBoth(): Promise<void> {
    kill(this.pid)
    killPostgres(this.dataDir)
    await this.running!.ended
  }

  /** Its folder as it sees it itself, by a path from here: it may have mounted something over the one that others see. */
  get ownDataDir(): string {
    return path.join(`/proc/${this.pid}/root`, this.dataDir)
  }

  /** Where its PostgreSQL listens now: another place after another start. */
  get database(): DatabaseAddress {
    const { host, port } = readPostmaster(path.join(this.ownDataDir, 'postgres'))!
    return { host, port, user: 'app', database: 'app', password: undefined }
  }

  /** Stops it as Ctrl-C does and answers its exit code. */
  async stop(): Promise<number | null> {
    this.running?.child.kill('SIGINT')
    return (await this.running?.ended) ?? null
  }
}
