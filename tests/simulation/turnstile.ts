/**
 * Statements of the server wait here for their turn, and the scheduler lets one through at a time. The connections are real
 * ones; what PostgreSQL does about locks is its own doing, and this only sees it: after every statement each session that
 * was let through has either been answered or waits for a lock of another one, and nothing is guessed from the time it takes.
 */
import type { PostgresPool, PostgresPoolClient } from 'kysely'
import { Client, type QueryResult } from 'pg'
import { connectionConfig, PreparingClient, type DatabaseAddress } from '@cloud/store/open'

/** A statement that has not been let through yet. */
export interface Statement {
  /** The number of its session, from 0. */
  session: number
  text: string
  values: readonly unknown[]
}

/** What became of statements in one turn, for whoever prints it. */
export interface Passage {
  session: number
  /** Null: it waits for a lock. */
  answer: { rows: number } | { error: string } | null
}

interface Waiting extends Statement {
  resolve: (result: QueryResult) => void
  reject: (error: unknown) => void
}

interface Session {
  number: number
  client: Client
  pid: number
  queue: Waiting[]
  /** Let through and not handed back yet. */
  sent: Waiting | null
  outcome: { result: QueryResult } | { error: unknown } | null
  blocked: boolean
  inTransaction: boolean
  lent: boolean
}

/** After so long without an answer the monitor is asked whether the statement waits for a lock. */
const PATIENCE_MS = 2

/** The SQLSTATE of whoever is chosen to end a circle. */
const DEADLOCK = '40P01'

const BEGINS = /^(start transaction|begin)/i
const ENDS = /^(commit|rollback)$/i

const BLOCKED = {
  name: 'blocked',
  text: `select pid, pg_isolation_test_session_is_blocked(pid, $1::int[]) as blocked, pg_blocking_pids(pid) as blockers
    from unnest($2::int[]) as pid`,
}

export class Turnstile {
  /** How often the database had to end a circle of waiting sessions: the order of locks was not kept. */
  deadlocks = 0
  private generation = 0
  private borrowers: ((session: Session) => void)[] = []
  private wakeUp: () => void = () => undefined

  private constructor(
    private readonly sessions: Session[],
    private readonly monitor: Client,
  ) {}

  /** Connects `count` sessions to a database, and one that watches them. */
  static async open(address: DatabaseAddress, count: number): Promise<Turnstile> {
    const connect = async (client: Client) => {
      await client.connect()
      return client
    }
    const sessions = await Promise.all(
      Array.from({ length: count }, async (_, number): Promise<Session> => {
        const client = await connect(new PreparingClient(connectionConfig(address)))
        // A circle is ended soon, and by the one who closed it: the others have looked before.
        await client.query(`set deadlock_timeout = '20ms'; set jit = off; set max_parallel_workers_per_gather = 0`)
        const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
        const fresh = { queue: [], sent: null, outcome: null, blocked: false, inTransaction: false, lent: false }
        return { number, client, pid: rows[0]!.pid, ...fresh }
      }),
    )
    return new Turnstile(sessions, await connect(new Client(connectionConfig(address))))
  }

  async close(): Promise<void> {
    await this.restart()
    await Promise.all([this.monitor, ...this.sessions.map(({ client }) => client)].map((client) => client.end()))
  }

  /** The pool of one life of the server. After `restart` it answers nobody any more. */
  pool(rewrite: (text: string) => string = (text) => text): PostgresPool {
    const { generation } = this
    return {
      connect: () =>
        new Promise((resolve) => {
          if (generation !== this.generation) return
          const lend = (session: Session) => {
            session.lent = true
            resolve(this.lent(session, generation, rewrite))
          }
          const idle = this.sessions.find((session) => !session.lent)
          if (idle) lend(idle)
          else this.borrowers.push(lend)
        }),
      end: () => Promise.resolve(),
    }
  }

  /** The statements that may be let through now, one of a session at most, in the order of the sessions. */
  ready(): Statement[] {
    return this.sessions.flatMap(({ sent, queue }) => (sent === null && queue[0] ? [queue[0]] : []))
  }

  /** Whether any statement waits for its turn or for a lock. */
  isBusy(): boolean {
    return this.sessions.some(({ sent, queue }) => sent !== null || queue.length > 0)
  }

  /** Lets the statement of a session through, and waits until nothing moves any more. */
  async pass(session: number): Promise<Passage[]> {
    const passing = this.sessions[session]!
    const statement = passing.queue.shift()
    if (!statement || passing.sent) throw new Error(`session ${session} has no statement to let through`)
    passing.sent = statement
    passing.client.query(statement.text, [...statement.values]).then(
      (result) => this.answered(passing, { result }),
      (error: unknown) => this.answered(passing, { error }),
    )
    await this.untilStill()
    const passages: Passage[] = passing.outcome ? [] : [{ session, answer: null }]
    return [...passages, ...this.handBack()]
  }

  /**
   * Ends every call of this life of the server where it stands: what waits is canceled, what is open is rolled back, and
   * nobody is told.
   */
  async restart(): Promise<void> {
    this.generation += 1
    this.borrowers = []
    for (const session of this.sessions) session.queue = []
    for (const session of this.sessions) {
      if (session.sent && !session.outcome) {
        await this.monitor.query('select pg_cancel_backend($1)', [session.pid])
        while (!session.outcome) await this.nextAnswer()
        await this.untilStill()
      }
    }
    for (const session of this.sessions) {
      if (session.inTransaction) await session.client.query('rollback')
      Object.assign(session, { sent: null, outcome: null, blocked: false, inTransaction: false, lent: false })
    }
  }

  private lent(session: Session, generation: number, rewrite: (text: string) => string): PostgresPoolClient {
    return {
      query: ((text: string, values: readonly unknown[] = []) =>
        new Promise<QueryResult>((resolve, reject) => {
          if (generation !== this.generation) return
          const settle = { resolve: resolve as (result: QueryResult) => void, reject }
          session.queue.push({ session: session.number, text: rewrite(text), values, ...settle })
        })) as unknown as PostgresPoolClient['query'],
      release: () => {
        if (generation !== this.generation) return
        session.lent = false
        this.borrowers.shift()?.(session)
      },
    }
  }

  private answered(session: Session, outcome: NonNullable<Session['outcome']>): void {
    session.outcome = outcome
    session.blocked = false
    if ('error' in outcome && (outcome.error as { code?: unknown }).code === DEADLOCK) this.deadlocks += 1
    const { text } = session.sent!
    if (BEGINS.test(text)) session.inTransaction = true
    if (ENDS.test(text)) session.inTransaction = false
    this.wakeUp()
  }

  private unanswered(): Session[] {
    return this.sessions.filter(({ sent, outcome }) => sent !== null && outcome === null)
  }

  /** Whether somebody has been answered whose locks are gone with the answer. */
  private released(): boolean {
    return this.sessions.some(({ outcome, inTransaction }) => outcome !== null && (!inTransaction || 'error' in outcome))
  }

  /** Returns when every session has been answered or is known to wait for another one. */
  private async untilStill(): Promise<void> {
    let looks = 0
    for (;;) {
      const open = this.unanswered()
      if (open.length === 0) return
      const running = open.filter(({ blocked }) => !blocked)
      // Where locks have been released, those who waited are looked at, and once more: one of them may just have moved on.
      if (running.length === 0 && (looks >= 2 || !this.released())) return
      if (running.length > 0 && (await this.areAnswered(running))) looks = 0
      else looks = (await this.lookWhoIsBlocked(open)) ? looks + 1 : 0
    }
  }

  /** Whether all of them are answered within the time of patience. */
  private async areAnswered(running: readonly Session[]): Promise<boolean> {
    const answered = () => running.every(({ outcome }) => outcome !== null)
    if (!answered())
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, PATIENCE_MS)
        this.wakeUp = () => {
          if (!answered()) return
          clearTimeout(timer)
          resolve()
        }
      })
    return answered()
  }

  private nextAnswer(): Promise<void> {
    return new Promise((resolve) => {
      this.wakeUp = resolve
    })
  }

  /** Asks the monitor who waits for whom. Answers whether all of them do. */
  private async lookWhoIsBlocked(open: readonly Session[]): Promise<boolean> {
    const pids = this.sessions.map(({ pid }) => pid)
    const { rows } = await this.monitor.query<{ pid: number; blocked: boolean; blockers: number[] }>({
      ...BLOCKED,
      values: [pids, open.map(({ pid }) => pid)],
    })
    const waits = new Map(rows.map((row) => [row.pid, row]))
    for (const session of open) session.blocked = session.outcome === null && waits.get(session.pid)!.blocked
    // The database ends it by itself; whether it is seen here before or not depends on who is quicker.
    if (hasCircle(new Map(rows.map(({ pid, blockers }) => [pid, blockers])))) {
      while (open.every(({ outcome }) => outcome === null)) await this.nextAnswer()
    }
    return open.every(({ blocked }) => blocked)
  }

  /** Hands the answers to those who wait for them, in the order of the sessions, whoever was quicker. */
  private handBack(): Passage[] {
    const passages: Passage[] = []
    for (const session of this.sessions) {
      const { sent, outcome } = session
      if (!sent || !outcome) continue
      session.sent = null
      session.outcome = null
      if ('result' in outcome) {
        passages.push({ session: session.number, answer: { rows: outcome.result.rowCount ?? 0 } })
        sent.resolve(outcome.result)
      } else {
        passages.push({ session: session.number, answer: { error: String((outcome.error as Error).message) } })
        sent.reject(outcome.error)
      }
    }
    return passages
  }
}

function hasCircle(waits: ReadonlyMap<number, readonly number[]>): boolean {
  const reaches = (from: number, goal: number, seen: Set<number>): boolean =>
    (waits.get(from) ?? []).some((next) => {
      if (next === goal) return true
      if (seen.has(next)) return false
      seen.add(next)
      return reaches(next, goal, seen)
    })
  return [...waits.keys()].some((pid) => reaches(pid, pid, new Set()))
}
