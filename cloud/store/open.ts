import type { Socket } from 'node:net'
import { Kysely, PostgresAdapter, PostgresDialect, sql, type MigrationLockOptions } from 'kysely'
import { Client, Pool, types, type CustomTypesConfig } from 'pg'
import { isReadTimeout } from './failures'
import type { Database } from './schema'

/** Where a database is, when no URL says it: the embedded server. */
export interface DatabaseAddress {
  /** A TCP host, or the folder of a unix socket. */
  host: string
  port: number
  user: string
  database: string
  password: string | undefined
}

export interface DatabaseOptions {
  /** Connections at most: 16 in a host, ≤ 5 in an HTTP function, 1 in a classic function. */
  connections?: number
  /** How long one statement may take; 0 for as long as it likes (migrations, backups). */
  statementTimeoutMs?: number
  /** Hears of connections that broke while nobody used them; the pool replaces them by itself. */
  onConnectionLost?: (error: Error) => void
}

export interface OpenDatabase {
  kysely: Kysely<Database>
  pool: Pool
  /** Waits for what is under way, then closes all connections. Safe to call twice. */
  close(): Promise<void>
}

/** Opens a pool and the typed query builder on it. Connects when the first query asks for it. */
export function createDatabase(target: string | DatabaseAddress, options: DatabaseOptions = {}): OpenDatabase {
  const { connections = 16, statementTimeoutMs = 10_000, onConnectionLost = () => undefined } = options
  const pool = new Pool({
    ...connectionConfig(target),
    Client: PreparingClient,
    max: connections,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    statement_timeout: statementTimeoutMs,
    // A half-open connection answers nothing, not even a timeout: this one runs here.
    query_timeout: statementTimeoutMs === 0 ? undefined : statementTimeoutMs + 5_000,
    idle_in_transaction_session_timeout: statementTimeoutMs === 0 ? 0 : 30_000,
  })
  let closing: Promise<void> | null = null
  // While it closes, a server that stops right behind it may be quicker: that is no loss.
  pool.on('error', (error) => {
    if (!closing) onConnectionLost(error)
  })
  // While it is lent out the pool does not listen to a connection, and an error nobody hears would end the process. Who
  // holds the connection learns of it by the query that fails.
  pool.on('connect', (client) => client.on('error', () => undefined))
  const kysely = new Kysely<Database>({ dialect: new Dialect({ pool }) })
  return { kysely, pool, close: () => (closing ??= kysely.destroy()) }
}

const PREPARED = /^\/\* prepared: ([a-z.-]+) \*\//
/** A statement is planned again after 8, 64, 512… executions. */
const GENERATION = 8

/**
 * Prepares the statements that ask for it by beginning with a comment 「prepared: name」: the server plans them once for a
 * connection. Their text must be the same each time, so that one name stands for one text. A plan made while a table was
 * small may read it whole, and stays until the server counts the table anew, which a hall that fills within minutes cannot
 * wait for: so they are planned again, ever more rarely, as their work grows.
 */
export class PreparingClient extends Client {
  private readonly executions = new Map<string, number>()

  // The overloads of `query` cannot be written down again without copying them.
  override query = ((first: unknown, ...rest: unknown[]): unknown => {
    const query = super.query as (...args: unknown[]) => unknown
    const name = typeof first === 'string' ? PREPARED.exec(first)?.[1] : undefined
    const answer = name === undefined ? query.call(this, first, ...rest) : query.call(this, this.prepared(name, first as string, rest[0]))
    if (answer instanceof Promise) answer.catch((error: unknown) => this.leaveSilence(error))
    return answer
  }) as Client['query']

  private prepared(name: string, text: string, values: unknown) {
    const executed = (this.executions.get(name) ?? 0) + 1
    this.executions.set(name, executed)
    const generation = Math.floor(Math.log(executed) / Math.log(GENERATION) + 1e-9)
    return { name: `${name}.${generation}`, text, values }
  }

  /** The other end is stuck, or gone without a word: whoever got this connection next would wait as long. So it is cut. */
  private leaveSilence(error: unknown): void {
    if (isReadTimeout(error)) (this as unknown as { connection: { stream: Socket } }).connection.stream.destroy()
  }
}

/** What `pg` needs to connect, with this product's reading of types. */
export function connectionConfig(target: string | DatabaseAddress) {
  const where = typeof target === 'string' ? { connectionString: target } : { ...target, ssl: false }
  return { ...where, types: TYPES, keepAlive: true, application_name: 'qingnian-youyue' }
}

/**
 * Reads a timestamptz as PostgreSQL writes it (DateStyle ISO, any time zone) as milliseconds since 1970. Microseconds are
 * dropped: the product writes milliseconds. Throws on years before Christ and on infinity, which it never writes.
 */
export function parseTimestamp(text: string): number {
  const parts = /^(\d{4,6})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)(?:\.(\d{1,6}))?([+-])(\d\d)(?::(\d\d))?(?::(\d\d))?$/.exec(text)
  if (!parts) throw new RangeError(`not an instant: ${text}`)
  const [, year, month, day, hour, minute, second, fraction = '', sign, offsetHours, offsetMinutes = '0', offsetSeconds = '0'] = parts
  const local = new Date(0)
  local.setUTCFullYear(Number(year), Number(month) - 1, Number(day))
  local.setUTCHours(Number(hour), Number(minute), Number(second), Number(fraction.padEnd(3, '0').slice(0, 3)))
  const offset = (Number(offsetHours) * 60 + Number(offsetMinutes)) * 60 + Number(offsetSeconds)
  return local.getTime() - (sign === '-' ? -offset : offset) * 1000
}

/** Reads an int8 as a number. Throws beyond 2^53, where a number would be another number. */
export function parseInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`too large for a number: ${text}`)
  return value
}

/** PostgreSQL's own numbers of types (src/include/catalog/pg_type.dat). */
const INT8 = 20
const DATE = 1082
const TIMESTAMPTZ = 1184

const TYPES: CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (oid === TIMESTAMPTZ) return parseTimestamp
    if (oid === INT8) return parseInteger
    if (oid === DATE) return (text: string) => text
    return types.getTypeParser(oid, format as 'text')
  }) as CustomTypesConfig['getTypeParser'],
}

class Dialect extends PostgresDialect {
  override createAdapter() {
    return new Adapter()
  }
}

/**
 * Guards migrations by a row lock, where Kysely would take an advisory lock: those are missing in some distributed
 * PostgreSQL, and a pooler between would hand them to a stranger. The lock lives in a transaction around all migrations, so
 * the migrator must not open its own; a failed statement spoils the transaction, and then its commit is a rollback.
 */
class Adapter extends PostgresAdapter {
  override async acquireMigrationLock(db: Kysely<unknown>, { lockTable, lockRowId }: MigrationLockOptions): Promise<void> {
    await sql`begin`.execute(db)
    await sql`set local statement_timeout = 0`.execute(db)
    await sql`set local idle_in_transaction_session_timeout = 0`.execute(db)
    await sql`select id from ${sql.table(lockTable)} where id = ${lockRowId} for update`.execute(db)
  }

  override async releaseMigrationLock(db: Kysely<unknown>): Promise<void> {
    await sql`commit`.execute(db)
  }
}
