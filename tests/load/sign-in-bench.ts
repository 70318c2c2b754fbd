/** The parts of the bench `signin`: each alternates the product with what it is compared to, and answers medians. */
import type { DatabaseAddress } from '@cloud/store/open'
import { BenchDatabase, measureLimit, measureServer, scansAt, startServer, type BenchServer } from './bench-world'
import type { Measured } from './generator'
import { callAtOnce, callFor } from './http-load'
import type { Tools } from './report'
import { rowLockStatements } from './row-lock'
import { alternate, median } from './rounds'
import { bareStatement } from './statement'

export const CLIENTS = [1, 32, 128] as const
/** How many events go on at once where people spread over several. */
export const SPREAD = 50
export const BURST = 500
/** More people than a machine signs in a second: each is there once. Should they run out, the counts disagree and say so. */
const PEOPLE_PER_SECOND = 30_000

/** The product at some number of clients, beside the limit. Rates per second, latencies of the product in milliseconds. */
export interface Comparison {
  clients: number
  ours: number
  p50: number
  p99: number
  /** The product's own statement, one item at a time. */
  limit: number
  /** Two bare inserts that look at nothing. */
  bare: number
}

const rate = ({ requests, seconds }: Measured) => requests / seconds
const rates = (all: readonly Measured[]) => median(all.map(rate))

/** A server with its database, ready to be measured. */
export class SignInBench {
  private constructor(
    readonly database: BenchDatabase,
    readonly server: BenchServer,
    private readonly tools: Tools,
  ) {}

  /** Lays the people, starts the server and warms everything up. `nodeOptions` are for a profile of the server. */
  static async open(connection: DatabaseAddress, tools: Tools, nodeOptions: readonly string[] = []): Promise<SignInBench> {
    const database = await BenchDatabase.open(connection, PEOPLE_PER_SECOND * tools.seconds)
    const bench = new SignInBench(database, await startServer({ connection, pattern: 'product' }, nodeOptions), tools)
    await bench.ours(1, 128)
    await bench.limit(1, 128)
    return bench
  }

  async close(): Promise<void> {
    await this.server.stop()
    await this.database.close()
  }

  ours(eventCount: number, clients: number): Promise<Measured> {
    const { generator, seconds } = this.tools
    const load = (arrivals: Parameters<typeof callFor>[1]) => callFor(generator, arrivals, clients, seconds)
    return measureServer(this.database, this.server, { eventCount, clients }, load)
  }

  async limit(eventCount: number, clients: number): Promise<number> {
    const { limitTool, seconds } = this.tools
    return (await measureLimit(this.database, limitTool, { eventCount, clients, seconds })).perSecond
  }

  private async bare(eventCount: number, clients: number): Promise<number> {
    const how = { eventCount, clients, seconds: this.tools.seconds, statements: [bareStatement()] }
    return (await measureLimit(this.database, this.tools.limitTool, how)).perSecond
  }

  async compare(eventCount: number, clients: number): Promise<Comparison> {
    const results = await alternate(this.tools.rounds, {
      ours: () => this.ours(eventCount, clients),
      limit: () => this.limit(eventCount, clients),
      bare: () => this.bare(eventCount, clients),
    })
    return {
      clients,
      ours: rates(results.ours),
      p50: median(results.ours.map(({ p50 }) => p50)),
      p99: median(results.ours.map(({ p99 }) => p99)),
      limit: median(results.limit),
      bare: median(results.bare),
    }
  }

  /** 500 people at once: milliseconds until the last has their answer, each burst and the median. */
  async burst(): Promise<{ median: number; all: number[] }> {
    const { last } = await alternate(Math.max(5, this.tools.rounds), {
      last: async () => {
        const how = { eventCount: 1, clients: BURST }
        const measured = await measureServer(this.database, this.server, how, (arrivals) => callAtOnce(arrivals, BURST, BURST))
        return measured.max
      },
    })
    return { median: median(last), all: last }
  }

  /** The product beside the row-lock pattern, over HTTP and in the database alone, at 128 clients of one event. */
  async besideRowLock(): Promise<{ ours: number; p99: number; rowLock: number; rowLockP99: number; rowLockAlone: number }> {
    const { generator, limitTool, rounds, seconds } = this.tools
    const clients = 128
    const peer = await startServer({ connection: this.database.connection, pattern: 'row-lock' })
    try {
      const results = await alternate(rounds, {
        ours: () => this.ours(1, clients),
        rowLock: () =>
          measureServer(this.database, peer, { eventCount: 1, clients }, (arrivals) => callFor(generator, arrivals, clients, seconds)),
        rowLockAlone: () => measureLimit(this.database, limitTool, { eventCount: 1, clients, seconds, statements: rowLockStatements() }),
      })
      return {
        ours: rates(results.ours),
        p99: median(results.ours.map(({ p99 }) => p99)),
        rowLock: rates(results.rowLock),
        rowLockP99: median(results.rowLock.map(({ p99 }) => p99)),
        rowLockAlone: median(results.rowLockAlone.map(({ perSecond }) => perSecond)),
      }
    } finally {
      await peer.stop()
    }
  }

  /** What the load generator manages against a server that does nothing, in requests a second. */
  async ceiling(): Promise<number> {
    const bare = await startServer({ connection: this.database.connection, pattern: 'bare' })
    try {
      const arrivals = scansAt(bare.url, this.database.people, ['s/B000000000.0.0123456789abcdef'])
      return rate(await callFor(this.tools.generator, arrivals, 128, this.tools.seconds))
    } finally {
      await bare.stop()
    }
  }
}
