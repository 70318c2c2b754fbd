import { Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient } from 'kysely'
import type { Pool } from 'pg'
import type { Answer } from '@core/contract/envelope'
import type { Instant } from '@core/contract/common'
import { AppError } from '@core/contract/errors'
import { createDispatch, type Dispatch } from '@cloud/dispatch'
import { createJobs } from '@cloud/jobs'
import { randomIds } from '@cloud/services/ids'
import { createDatabase, type DatabaseAddress, type OpenDatabase } from '@cloud/store/open'
import type { Database } from '@cloud/store/schema'
import { createStore } from '@cloud/store/store'
import type { CallEnvelope } from '@/platform/call/types'

/** Connections of all hosts together. */
const CONNECTIONS = 16
export const HOSTS = 2

/** What the hosts hear from the history that is under way. */
export interface Listening {
  now(): Instant
  failed(name: string, error: unknown): void
}

/** Hosts that share one database, as behind one gateway: what one remembers and batches meets what the others do. */
export class Hosts {
  /** Whose history it is. */
  listening: Listening = { now: () => 0, failed: () => undefined }

  private constructor(
    private readonly databases: OpenDatabase[],
    private readonly dispatches: Dispatch[],
    private readonly jobs: (() => Promise<void>)[],
  ) {}

  /** Opens them; `rewrite` is what becomes of a statement on its way (null: nothing does). */
  static open(connection: DatabaseAddress, rewrite: ((text: string) => string) | null): Hosts {
    const databases = Array.from({ length: HOSTS }, () => createDatabase(connection, { connections: CONNECTIONS / HOSTS }))
    const dispatches: Dispatch[] = []
    const jobs: (() => Promise<void>)[] = []
    const hosts = new Hosts(databases, dispatches, jobs)
    for (const { kysely, pool } of databases) {
      const rewritten = rewrite && new Kysely<Database>({ dialect: new PostgresDialect({ pool: rewriting(pool, rewrite) }) })
      const store = createStore(rewritten ?? kysely)
      const clock = { now: () => hosts.listening.now() }
      jobs.push(createJobs({ store, clock, ids: randomIds }))
      dispatches.push(
        createDispatch({
          store,
          clock,
          ids: randomIds,
          publicUrl: 'https://qn.example',
          demo: false,
          openidForCode: () => Promise.reject(new AppError('login_unavailable')),
          report: (error, { name }) => hosts.listening.failed(name, error),
          checkOutput: true,
        }),
      )
    }
    return hosts
  }

  /** Any of their databases, to look at the tables. */
  get database(): OpenDatabase {
    return this.databases[0]!
  }

  take(host: number, envelope: CallEnvelope): Promise<Answer<unknown>> {
    return this.dispatches[host]!({ envelope, openid: null, address: null, requestId: 'free' })
  }

  /** The jobs of a host come by once. */
  async tick(host: number): Promise<void> {
    await this.jobs[host]!().catch((error: unknown) => this.listening.failed('jobs', error))
  }

  async close(): Promise<void> {
    await Promise.all(this.databases.map((database) => database.close()))
  }
}

function rewriting(pool: Pool, rewrite: (text: string) => string): PostgresPool {
  return {
    async connect() {
      const client = await pool.connect()
      const query = (text: string, values: readonly unknown[]) => client.query(rewrite(text), [...values])
      return { query, release: () => client.release() } as unknown as PostgresPoolClient
    },
    end: () => pool.end(),
  }
}
