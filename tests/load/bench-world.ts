/** What a measurement needs around it: a database with people, servers on it, fresh events for every round. */
import { Client } from 'pg'
import type { ProcedureName } from '@core/contract/procedures'
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
    // Where a measurement fails the server is stopped under this: what is told is why it failed.
    client.on('error', () => undefined)
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
  const arrivals = scansAt(server.url, database.people, codesNow(events))
  const before = scans(await callsOf(server, 'attendance.scan'))
  for (let extra = 0; extra < SAMPLE; extra += 1) await signInOne(arrivals, database.people + extra)
  const measured = await load(arrivals)
  const counted = scans(await settledCallsOf(server, 'attendance.scan'))
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
  const done = await executeFor(tool, {
    connection: database.connection,
    transaction: { statements },
    events,
    people: database.people,
    clients,
    seconds,
  })
  const rows = await attendances(database.client, events)
  if (rows !== done.transactions)
    throw new CountError(`${done.transactions} transactions were done, ${rows} attendances are in the database`)
  return done
}

/** People who scan, each the code of their event. */
export function scansAt(url: string, people: number, codes: readonly string[]): Arrivals {
  const inputs = codes.map((code) => JSON.stringify({ code, delivery: 'live' }))
  return { url, procedure: 'attendance.scan', round: 0, first: 0, people, inputs }
}

async function signInOne({ url, procedure, inputs }: Arrivals, person: number): Promise<void> {
  const response = await fetch(`${url}/api/${procedure}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${tokenOf(person)}` },
    body: `{"input":${inputs[person % inputs.length]!},"nonce":"${nonceOf(person)}","device":"${deviceOf(person)}"}`,
  })
  const answer = (await response.json()) as { ok: boolean; data?: { outcome?: string } }
  if (answer.data?.outcome !== 'signed_in') throw new CountError(`a sign-in was answered ${JSON.stringify(answer)}`)
}

/** How often each code was answered (`ok`: no refusal). */
export type Calls = ReadonlyMap<string, number>

/** All answers together. */
export function totalOf(calls: Calls): number {
  return [...calls.values()].reduce((sum, count) => sum + count, 0)
}

function scans(calls: Calls): { ok: number; refused: number } {
  const ok = calls.get('ok') ?? 0
  return { ok, refused: totalOf(calls) - ok }
}

/** What the host has answered to calls of a procedure, by its own counting. */
export async function callsOf({ url }: BenchServer, procedure: ProcedureName): Promise<Calls> {
  const text = await (await fetch(`${url}/metrics`)).text()
  const lines = text.matchAll(/youyue_calls_total\{procedure="([\w.]+)",code="(\w+)"\} (\d+)/g)
  return new Map(Array.from(lines).flatMap(([, name, code, count]) => (name === procedure ? [[code!, Number(count)] as const] : [])))
}

/** The same, once calls under way have ended: the count stands still. */
export async function settledCallsOf(server: BenchServer, procedure: ProcedureName): Promise<Calls> {
  let last = await callsOf(server, procedure)
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 200))
    const now = await callsOf(server, procedure)
    if (totalOf(now) === totalOf(last)) return now
    last = now
  }
}
