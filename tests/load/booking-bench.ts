/** The bench `booking`: a rush for few places; and bookings of many events or sessions, beside the same statements in the database alone. */
import type { DatabaseAddress } from '@cloud/store/open'
import { BenchDatabase, callsOf, CountError, settledCallsOf, startServer, totalOf, type BenchServer } from './bench-world'
import { readBooked, wrongWith } from './booking-judge'
import { BOOKING_KINDS, type BookingKind } from './booking-kinds'
import type { Arrivals, Measured, MeasuredBurst } from './generator'
import { settle, type Events } from './ground'
import { callAtOnce, callFor } from './http-load'
import { executeFor, type Done, type LimitTool } from './limit'
import { roundDigits } from './numbered'
import { inRound, recordBooking } from './recorded'
import type { Tools } from './report'
import { alternate, median } from './rounds'
import type { Transaction } from './statement'

/** More people than a machine books for in a second: each calls once. Should they run out, the counts disagree and say so. */
const PEOPLE_PER_SECOND = 10_000

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
    readonly kind: BookingKind,
    /** People 0 … callers - 1 call; those behind them hold the places of what is full. */
    private readonly callers: number,
    /** What goes to the database for who gets in, and for who does not. */
    readonly transaction: Required<Transaction>,
  ) {}

  /** Lays the people, records the statements and starts the server. `nodeOptions` are for a profile of the server. */
  static async open(
    connection: DatabaseAddress,
    tools: Tools,
    { kind = BOOKING_KINDS.events, nodeOptions = [] }: { kind?: BookingKind; nodeOptions?: readonly string[] } = {},
  ): Promise<BookingBench> {
    const callers = PEOPLE_PER_SECOND * tools.seconds
    const database = await BenchDatabase.open(connection, callers + kind.rush.places)
    const transaction = await recordBoth(database, kind, callers)
    const server = await startServer({ connection, pattern: 'product' }, nodeOptions)
    return new BookingBench(database, server, tools, kind, callers, transaction)
  }

  /** How many go on at once in a steady round; in the first `open` of them there is room for everybody, the others are full: the share of the rush. */
  get counts(): { all: number; open: number } {
    return countsOf(this.kind, this.callers)
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
   * One rush for something fresh, every answer looked at and held against the tables. Throws CountError where more or fewer are in
   * than there are places. `laid`: how many places really stand in the table, for showing that more would be noticed.
   */
  async rush(laid: number = this.kind.rush.places): Promise<MeasuredBurst> {
    const { kind } = this
    const { client } = this.database
    const events = this.database.takeNumbers(1)
    await kind.clear(client)
    await kind.layForRush(client, events, laid)
    await settle(client)
    const { people } = kind.rush
    const measured = await callAtOnce(this.arrivals(events, kind.rushInputs(events.first)), people, people)
    const wrong = wrongWith(measured.answers, await readBooked(client, kind, events.first), kind.rush, kind.full)
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
    const before = await callsOf(this.server, this.kind.procedure)
    const measured = await callFor(this.tools.generator, this.arrivals(events), clients, this.tools.seconds)
    const after = await settledCallsOf(this.server, this.kind.procedure)
    const given = (code: string) => (after.get(code) ?? 0) - (before.get(code) ?? 0)
    const kept = await this.keptOf(events)
    // The host counts its own answers; those under way when the generator stopped were given and not heard.
    const total = totalOf(after) - totalOf(before)
    const unheard = total - measured.requests
    if (measured.failed > 0 || unheard < 0 || unheard > clients)
      throw new CountError(`${measured.failed} without an answer, ${unheard} answers given and not heard by ${clients} clients`)
    if (total !== given('ok') + given(this.kind.full))
      throw new CountError(`some were answered something else: ${JSON.stringify([...after])}`)
    if (kept.ok !== given('ok') || kept.full !== given(this.kind.full))
      throw new CountError(`${given('ok')} were let in and ${given(this.kind.full)} told 「满」, the tables say ${JSON.stringify(kept)}`)
    return measured
  }

  /** The same round by the statements alone. Throws CountError where a transaction has left neither a booking nor a refusal. */
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

  /** What is booked in a steady round. */
  private async freshEvents(): Promise<Events> {
    const { client } = this.database
    const { kind, counts } = this
    const events = this.database.takeNumbers(counts.all)
    const full = { first: events.first + counts.open, count: counts.all - counts.open }
    await kind.clear(client)
    await kind.lay(client, { first: events.first, count: counts.open }, kind.roomFor(this.callers))
    await kind.lay(client, full, kind.rush.places)
    await kind.take(client, full, this.callers)
    await settle(client)
    return events
  }

  private arrivals(
    events: Events,
    inputs: readonly string[] = Array.from({ length: events.count }, (_, nth) => this.kind.input(events.first + nth)),
  ): Arrivals {
    return { url: this.server.url, procedure: this.kind.procedure, round: events.first, first: 0, people: this.callers, inputs }
  }

  /**
   * How many calls of a round are kept as let in, and as refused. Throws CountError where as many are not booked, or do not
   * hold a place, or somebody got in where it was full.
   */
  private async keptOf({ first, count }: Events): Promise<{ ok: number; full: number }> {
    const { id, tables, full: fullCode, rush } = this.kind
    const { place, booking, key, booked } = tables
    const { open } = this.counts
    const { rows } = await this.database.client.query<{ ok: number; full: number; enrolled: number; taken: number; crowded: number }>(
      `select
        (select count(*)::int from command where nonce like $1 || '%' and refusal is null and result is not null) as ok,
        (select count(*)::int from command where nonce like $1 || '%' and refusal ->> 'code' = $5) as full,
        (select count(*)::int from ${booking} where ${key} >= $2 and ${key} < $3 and state = '${booked}') as enrolled,
        (select count(*)::int from ${place} where ${key} >= $2 and ${key} < $3 and state = 'taken') as taken,
        (select count(*)::int from ${booking} where ${key} >= $3 and ${key} <= $4) as crowded`,
      [roundDigits(first), id(first), id(first + open), id(first + count - 1), fullCode],
    )
    const { ok, full, enrolled, taken, crowded } = rows[0]!
    if (enrolled !== ok || taken !== ok || crowded !== (count - open) * rush.places)
      throw new CountError(`${ok} were let in, ${enrolled} are booked and ${taken} hold places; ${crowded} are in where it was full`)
    return { ok, full }
  }
}

function countsOf(kind: BookingKind, callers: number): { all: number; open: number } {
  const all = kind.countFor(callers)
  return { all, open: Math.round((all * kind.rush.places) / kind.rush.people) }
}

/** Records a booking that finds a place, and one where all places are held by the people from `holders` on. */
async function recordBoth(database: BenchDatabase, kind: BookingKind, holders: number): Promise<Required<Transaction>> {
  const { client, connection } = database
  const [open, full] = [database.takeNumbers(1), database.takeNumbers(1)]
  for (const events of [open, full]) await kind.lay(client, events, kind.rush.places)
  await kind.take(client, full, holders)
  // Behind the others there are people of whom no generator knows.
  const [first, second] = [database.people, database.people + 1]
  return {
    statements: await recordBooking(connection, kind, { person: first, event: open.first }, 'ok'),
    otherwise: {
      from: countsOf(kind, holders).open,
      statements: await recordBooking(connection, kind, { person: second, event: full.first }, kind.full),
    },
  }
}
