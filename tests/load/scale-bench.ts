/**
 * A sign-in as the tables grow: a small database and one that grows tenfold at a time, on one server, measured in turns.
 * Each measurement is of so few people that the small database stays small; it is laid anew for every size.
 */
import type { DatabaseAddress } from '@cloud/store/open'
import { testDatabase, type TestDatabase } from '../postgres/databases'
import { BenchDatabase, measureServer, startServer, type BenchServer } from './bench-world'
import { callCounted } from './http-load'
import { alternate, median } from './rounds'
import { FilledDatabase, pagesPerStatement, SMALLEST } from './scale'

/** How many sign in at one event in a measurement: by 128 clients, and by one. */
export const CROWD = 5_000
export const FEW = 500
/** Statements whose pages are counted. */
const EXPLAINED = 21

/** What was measured at one size of the large database. Rates per second, latencies in milliseconds. */
export interface SizeMeasured {
  size: number
  small: SideMeasured
  large: SideMeasured
}

export interface SideMeasured {
  /** With 128 clients. */
  rate: number
  p99: number
  /** The median answer to one client. */
  alone: number
  /** The median of the pages that the statement looks at for one item. */
  pages: number
}

/** Measures at 10⁴, 10⁵ … up to `largest` attendances; calls `tell` with each size as soon as it is known. */
export async function measureGrowth(largest: number, rounds: number, tell: (measured: SizeMeasured) => void): Promise<SizeMeasured[]> {
  const all: SizeMeasured[] = []
  const large = await Side.open()
  try {
    for (let size = SMALLEST; size <= largest; size *= 10) {
      await large.filled.fillTo(size)
      const small = await Side.open()
      try {
        await small.filled.fillTo(SMALLEST)
        const measured = { size, ...(await compare(small, large, rounds)) }
        tell(measured)
        all.push(measured)
      } finally {
        await small.close()
      }
    }
  } finally {
    await large.close()
  }
  return all
}

/** A database that can be filled. */
class Side {
  private constructor(
    private readonly made: TestDatabase,
    readonly database: BenchDatabase,
    readonly filled: FilledDatabase,
  ) {}

  get connection(): DatabaseAddress {
    return this.made.connection
  }

  static async open(): Promise<Side> {
    const made = await testDatabase()
    const database = await BenchDatabase.open(made.connection, CROWD)
    return new Side(made, database, new FilledDatabase(database, database.peopleLaid))
  }

  async close(): Promise<void> {
    await this.database.close()
    await this.made.drop()
  }
}

async function compare(small: Side, large: Side, rounds: number): Promise<{ small: SideMeasured; large: SideMeasured }> {
  const servers = [await serve(small), await serve(large)] as const
  try {
    // Warm: the programs, the plans of their statements, the pages in memory.
    for (let turn = 0; turn < 2; turn += 1) await Promise.all([signIn(small, servers[0], 128), signIn(large, servers[1], 128)])
    const crowds = await alternate(rounds, { small: () => signIn(small, servers[0], 128), large: () => signIn(large, servers[1], 128) })
    const alone = await alternate(rounds, { small: () => signIn(small, servers[0], 1), large: () => signIn(large, servers[1], 1) })
    const of = async (which: 'small' | 'large'): Promise<SideMeasured> => {
      const { database } = which === 'small' ? small : large
      return {
        rate: median(crowds[which].map(({ requests, seconds }) => requests / seconds)),
        p99: median(crowds[which].map(({ p99 }) => p99)),
        alone: median(alone[which].map(({ p50 }) => p50)),
        pages: median(await pagesPerStatement(database, await database.freshEvents(1), EXPLAINED)),
      }
    }
    return { small: await of('small'), large: await of('large') }
  } finally {
    for (const server of servers) await server.stop()
  }
}

function serve({ connection }: Side): Promise<BenchServer> {
  return startServer({ connection, pattern: 'product' })
}

function signIn({ database }: Side, server: BenchServer, clients: number) {
  return measureServer(database, server, { eventCount: 1, clients }, (arrivals) =>
    callCounted(arrivals, clients, clients === 1 ? FEW : CROWD),
  )
}
