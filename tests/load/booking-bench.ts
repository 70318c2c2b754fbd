/** The bench `booking`: a rush for few places; and enrollments at many events, beside the same statements in the database alone. */
import type { DatabaseAddress } from '@cloud/store/open'
import { BenchDatabase, callsOf, CountError, settledCallsOf, startServer, totalOf, type BenchServer } from './bench-world'
import { readBooked, wrongWith } from './booking-judge'
import type { Arrivals, Measured, MeasuredBurst } from './generator'
import { layFreePlaces, settle, takePlaces, type Events } from './ground'
import { callAtOnce, callFor } from './http-load'
import { executeFor, type Done, type LimitTool } from './limit'
import { eventId, roundDigits } from './numbered'
import { inRound, recordEnrollment } from './recorded'
import type { Tools } from './report'
import { alternate, median } from './rounds'
import type { Transaction } from './statement'

/** The rush: so many people for so many places. */
export const RUSH = { people: 500, places: 30 } as const
/** How many events go on at once in a steady round. In the first `OPEN` of them there is room for everybody, the others are full: the share of the rush. */
export const EVENTS = 50
export const OPEN = (EVENTS * RUSH.places) / RUSH.people
/** More people than a machine enrolls in a second: each calls once. Should they run out, the counts disagree and say so. */
const PEOPLE_PER_SECOND = 10_000

const PROCEDURE = 'events.enroll'

/** The product at some number of clients, beside the limit. Rates per second, latencies of the product in milliseconds. */
export interface BookingComparison {
  clients: number
  ours: number
  p50: number
  p99: number
  /** The product's own statements, from begin to commit, with nothing between them. */
  limit: number
}

/** A server with its database, ready to be measured. */
export class BookingBench {
  private constructor(
    readonly database: BenchDatabase,
    readonly server: BenchServer,
    private readonly tools: Tools,
    /** People 0 … callers - 1 call; those behind them hold the places of full events. */
    private readonly callers: number,
    /** What goes to the database for who gets in, and for who does not. */
    readonly transaction: Required<Transaction>,
  ) {}

  /** Lays the people, records the statements and starts the server. `nodeOptions` are for a profile of the server. */
  static async open(connection: DatabaseAddress, tools: Tools, nodeOptions: readonly string[] = []): Promise<BookingBench> {
    const callers = PEOPLE_PER_SECOND * tools.seconds
    const database = await BenchDatabase.open(connection, callers + RUSH.places)
    const transaction = await recordBoth(database, callers)
    return new BookingBench(database, await startServer({ connection, pattern: 'product' }, nodeOptions), tools, callers, transaction)
  }

  /** One round of each, which nobody counts: programs, plans and pages are as they will be. */
  async warm(): Promise<void> {
    await this.ours(128)
    await this.limit(128)
  }

  async close(): Promise<void> {
    await this.server.stop()
    await this.database.close()
  }

  /** How many statements the product sends for who gets in, and for who does not. */
  get statementCounts(): { ok: number; full: number } {
    return { ok: this.transaction.statements.length, full: this.transaction.otherwise.statements.length }
  }

  /**
   * One rush at a fresh event, every answer looked at and held against the tables. Throws CountError where more or fewer are in
   * than there are places. `laid`: how many places really stand in the table, for showing that more would be noticed.
   */
  async rush(laid: number = RUSH.places): Promise<MeasuredBurst> {
    const events = this.database.takeNumbers(1)
    await layFreePlaces(this.database.client, events, laid)
    await settle(this.database.client)
    const measured = await callAtOnce(this.arrivals(events), RUSH.people, RUSH.people)
    const wrong = wrongWith(measured.answers, await readBooked(this.database.client, events.first), RUSH)
    if (wrong.length > 0) throw new CountError(wrong.join('; '))
    return measured
  }

  /** Some rushes: the 99th percentile and the last answer of each, in milliseconds. */
  async rushes(): Promise<{ p99s: number[]; lasts: number[] }> {
    const { each } = await alternate(Math.max(5, this.tools.rounds), { each: () => this.rush() })
    return { p99s: each.map(({ p99 }) => p99), lasts: each.map(({ max }) => max) }
  }

  async compare(clients: number): Promise<BookingComparison> {
    const { ours, limit } = await alternate(this.tools.rounds, { ours: () => this.ours(clients), limit: () => this.limit(clients) })
    return {
      clients,
      ours: median(ours.map(({ requests, seconds }) => requests / seconds)),
      p50: median(ours.map(({ p50 }) => p50)),
      p99: median(ours.map(({ p99 }) => p99)),
      limit: median(limit.map(({ perSecond }) => perSecond)),
    }
  }

  /** A steady round over HTTP. Throws CountError where what was answered is not what the tables say. */
  async ours(clients: number): Promise<Measured> {
    const events = await this.freshEvents()
    const before = await callsOf(this.server, PROCEDURE)
    const measured = await callFor(this.tools.generator, this.arrivals(events), clients, this.tools.seconds)
    const after = await settledCallsOf(this.server, PROCEDURE)
    const given = (code: string) => (after.get(code) ?? 0) - (before.get(code) ?? 0)
    const kept = await this.keptOf(events)
    // The host counts its own answers; those under way when the generator stopped were given and not heard.
    const total = totalOf(after) - totalOf(before)
    const unheard = total - measured.requests
    if (measured.failed > 0 || unheard < 0 || unheard > clients)
      throw new CountError(`${measured.failed} without an answer, ${unheard} answers given and not heard by ${clients} clients`)
    if (total !== given('ok') + given('event_full'))
      throw new CountError(`some were answered something else: ${JSON.stringify([...after])}`)
    if (kept.ok !== given('ok') || kept.full !== given('event_full'))
      throw new CountError(`${given('ok')} were let in and ${given('event_full')} told 「满」, the tables say ${JSON.stringify(kept)}`)
    return measured
  }

  /** The same round by the statements alone. Throws CountError where a transaction has left neither an enrollment nor a refusal. */
  async limit(clients: number, tool: LimitTool = this.tools.limitTool, { statements, otherwise } = this.transaction): Promise<Done> {
    const events = await this.freshEvents()
    const transaction = {
      statements: inRound(statements, events.first),
      otherwise: { ...otherwise, statements: inRound(otherwise.statements, events.first) },
    }
    const { connection } = this.database
    const task = { connection, transaction, events, people: this.callers, clients, seconds: this.tools.seconds }
    const done = await executeFor(tool, task)
    const kept = await this.keptOf(events)
    if (kept.ok + kept.full !== done.transactions)
      throw new CountError(`${done.transactions} transactions were done, the tables say ${JSON.stringify(kept)}`)
    return done
  }

  /** The events of a steady round. */
  private async freshEvents(): Promise<Events> {
    const { client } = this.database
    const events = this.database.takeNumbers(EVENTS)
    const full = { first: events.first + OPEN, count: EVENTS - OPEN }
    await layFreePlaces(client, { first: events.first, count: OPEN }, Math.ceil(this.callers / EVENTS))
    await layFreePlaces(client, full, RUSH.places)
    await takePlaces(client, full, this.callers)
    await settle(client)
    return events
  }

  private arrivals(events: Events): Arrivals {
    const inputs = Array.from({ length: events.count }, (_, nth) => JSON.stringify({ eventId: eventId(events.first + nth) }))
    return { url: this.server.url, procedure: PROCEDURE, round: events.first, first: 0, people: this.callers, inputs }
  }

  /**
   * How many calls of a round are kept as let in, and as refused. Throws CountError where as many are not enrolled, or do not
   * hold a place, or somebody got into a full event.
   */
  private async keptOf({ first, count }: Events): Promise<{ ok: number; full: number }> {
    const { rows } = await this.database.client.query<{ ok: number; full: number; enrolled: number; taken: number; crowded: number }>(
      `select
        (select count(*)::int from command where nonce like $1 || '%' and refusal is null and result is not null) as ok,
        (select count(*)::int from command where nonce like $1 || '%' and refusal ->> 'code' = 'event_full') as full,
        (select count(*)::int from enrollment where event_id >= $2 and event_id < $3 and state = 'enrolled') as enrolled,
        (select count(*)::int from place where event_id >= $2 and event_id < $3 and state = 'taken') as taken,
        (select count(*)::int from enrollment where event_id >= $3 and event_id <= $4) as crowded`,
      [roundDigits(first), eventId(first), eventId(first + OPEN), eventId(first + count - 1)],
    )
    const { ok, full, enrolled, taken, crowded } = rows[0]!
    if (enrolled !== ok || taken !== ok || crowded !== (count - OPEN) * RUSH.places)
      throw new CountError(`${ok} were let in, ${enrolled} are enrolled and ${taken} hold places; ${crowded} are in full events`)
    return { ok, full }
  }
}

/** Records an enrollment that finds a place, and one at an event whose places are held by the people from `holders` on. */
async function recordBoth(database: BenchDatabase, holders: number): Promise<Required<Transaction>> {
  const [open, full] = [database.takeNumbers(1), database.takeNumbers(1)]
  for (const events of [open, full]) await layFreePlaces(database.client, events, RUSH.places)
  await takePlaces(database.client, full, holders)
  // Behind the others there are people of whom no generator knows.
  const [first, second] = [database.people, database.people + 1]
  return {
    statements: await recordEnrollment(database.connection, { person: first, event: open.first }, 'ok'),
    otherwise: {
      from: OPEN,
      statements: await recordEnrollment(database.connection, { person: second, event: full.first }, 'event_full'),
    },
  }
}
