/** What a measurement needs around it: a database with people, servers on it, fresh events for every round. */
import { Client } from 'pg'
import type { DatabaseAddress } from '@cloud/store/open'
import { startChild, type Child } from './child'
import { attendances, codesNow, layEvents, layPeople, type Events } from './ground'
import type { Arrivals, Measured } from './generator'
import { executeFor, type Done, type LimitTool } from './limit'
import { deviceOf, nonceOf, tokenOf } from './numbered'
import type { ServerTask } from './server'
import { signInStatement, type Statement } from './statement'

/** The count of what was acknowledged and the count of what is in the database disagree. */
export class CountError extends Error {}

/** A database of the bench with its people. Every measurement takes events of its own. */
export class BenchDatabase {
  private nextEvent = 0

  private constructor(
    readonly connection: DatabaseAddress,
    readonly client: Client,
    /** People 0 … people - 1 are for the generators; a few behind them are for the sample. */
    readonly people: number,
  ) {}

  static async open(connection: DatabaseAddress, people: number): Promise<BenchDatabase> {
    const client = new Client(connection)
    await client.connect()
    await layPeople(client, people + SAMPLE)
    for (const table of ['person', 'login']) await client.query(`vacuum analyze ${table}`)
    return new BenchDatabase(connection, client, people)
  }

  /** With those of the sample. */
  get peopleLaid(): number {
    return this.people + SAMPLE
  }

  async close(): Promise<void> {
    await this.client.end()
  }

  /** The next `count` events, open for sign-in, everybody enrolled in one of them. */
  async freshEvents(count: number): Promise<Events> {
    const events = this.takeNumbers(count)
    await layEvents(this.client, events, this.peopleLaid)
    return events
  }

  /** Numbers of events that nobody else will take. */
  takeNumbers(count: number): Events {
    const first = this.nextEvent
    this.nextEvent += count
    return { first, count }
  }
}

/** How many answers of a round are looked at whole. */
const SAMPLE = 5

/** Whom to call: a server under test. */
export interface BenchServer {
  url: string
  stop(): Promise<void>
}

export async function startServer(task: ServerTask, nodeOptions: readonly string[] = []): Promise<BenchServer> {
  const child: Child = await startChild('tests/load/server.ts', task, nodeOptions)
  return { url: child.said, stop: () => child.stop() }
}

/**
 * One measurement over HTTP at fresh events. A few answers are looked at whole, all others by their status; and what was
 * acknowledged must be in the database. Throws CountError where it is not.
 */
export async function measureServer(
  database: BenchDatabase,
  server: BenchServer,
  { eventCount, clients }: { eventCount: number; clients: number },
  load: (arrivals: Arrivals) => Promise<Measured>,
): Promise<Measured> {
  const events = await database.freshEvents(eventCount)
  const arrivals = { url: server.url, first: 0, people: database.people, codes: codesNow(events) }
  const before = await scansOf(server)
  for (let extra = 0; extra < SAMPLE; extra += 1) await signInOne(arrivals, database.people + extra)
  const measured = await load(arrivals)
  const counted = await settledScansOf(server)
  const acknowledged = counted.ok - before.ok
  const rows = await attendances(database.client, events)
  // The host counts its own answers; those under way when the generator stopped were given and not heard.
  const unheard = acknowledged - SAMPLE - (measured.requests - measured.refused)
  const refused = counted.refused - before.refused
  if (measured.refused + refused + measured.failed > 0)
    throw new CountError(`${measured.refused} refused (the host: ${refused}), ${measured.failed} without an answer`)
  if (rows !== acknowledged) throw new CountError(`${acknowledged} sign-ins were acknowledged, ${rows} are in the database`)
  if (unheard < 0 || unheard > clients) throw new CountError(`${unheard} answers were given and not heard by ${clients} clients`)
  return measured
}

/** One measurement of the limit at fresh events. Throws CountError where a transaction has left no attendance. */
export async function measureLimit(
  database: BenchDatabase,
  tool: LimitTool,
  how: { eventCount: number; clients: number; seconds: number; statements?: readonly Statement[] },
): Promise<Done> {
  const { eventCount, clients, seconds, statements = [signInStatement()] } = how
  const events = await database.freshEvents(eventCount)
  const done = await executeFor(tool, { connection: database.connection, statements, events, people: database.people, clients, seconds })
  const rows = await attendances(database.client, events)
  if (rows !== done.transactions)
    throw new CountError(`${done.transactions} transactions were done, ${rows} attendances are in the database`)
  return done
}

async function signInOne({ url, codes }: Arrivals, person: number): Promise<void> {
  const response = await fetch(`${url}/api/attendance.scan`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${tokenOf(person)}` },
    body: JSON.stringify({
      input: { code: codes[person % codes.length], delivery: 'live' },
      nonce: nonceOf(person),
      device: deviceOf(person),
    }),
  })
  const answer = (await response.json()) as { ok: boolean; data?: { outcome?: string } }
  if (answer.data?.outcome !== 'signed_in') throw new CountError(`a sign-in was answered ${JSON.stringify(answer)}`)
}

/** How many scans the host has answered, by its own counting. */
async function scansOf({ url }: BenchServer): Promise<{ ok: number; refused: number }> {
  const text = await (await fetch(`${url}/metrics`)).text()
  const counts = { ok: 0, refused: 0 }
  for (const [, code, count] of text.matchAll(/youyue_calls_total\{procedure="attendance\.scan",code="(\w+)"\} (\d+)/g))
    counts[code === 'ok' ? 'ok' : 'refused'] += Number(count)
  return counts
}

/** The same, once calls under way have ended: the count stands still. */
async function settledScansOf(server: BenchServer): Promise<{ ok: number; refused: number }> {
  let last = await scansOf(server)
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 200))
    const now = await scansOf(server)
    if (now.ok + now.refused === last.ok + last.refused) return now
    last = now
  }
}
