/** What `npm run bench -- booking` measures, and how it tells it. */
import type { DatabaseAddress } from '@cloud/store/open'
import { print } from '../tools/command'
import { BookingBench, type BookingComparison } from './booking-bench'
import { BOOKING_KINDS, type BookingCase } from './booking-kinds'
import { describeMachine, describeTools, judge, profiling, type Tools, type Verdict } from './report'
import { median } from './rounds'

const CLIENTS = [1, 32, 128] as const

/** The rush and the steady rounds; the ratio at 128 clients and the rush's 99th percentile are the verdict. */
export async function bookingBesideTheLimit(
  tools: Tools,
  connection: DatabaseAddress,
  { only, profile }: { only: BookingCase; profile: string | undefined },
): Promise<Verdict> {
  const bench = await BookingBench.open(connection, tools, { kind: BOOKING_KINDS[only], nodeOptions: profiling(profile) })
  try {
    describeMachine()
    describeTools(tools)
    await bench.warm()
    const p99 = await rush(bench)
    const { ours, limit } = await byClients(bench)
    return { ours, limit, p99 }
  } finally {
    await bench.close()
  }
}

/** The 99th percentile of a rush, in milliseconds: the median of several. */
async function rush(bench: BookingBench): Promise<number> {
  const { p99s, lasts } = await bench.rushes()
  const { rush, rushWithin } = bench.kind
  const list = (all: readonly number[]) => all.map((ms) => ms.toFixed(0)).join(', ')
  print('')
  print(`${rush.people} people at once for ${rush.places} places: each time ${rush.places} in, all answered, nobody twice`)
  print(`  99th percentile ${list(p99s)} ms; last answer ${list(lasts)} ms`)
  judge('99th percentile of a rush, ms', median(p99s), 'at most', rushWithin)
  return median(p99s)
}

async function byClients(bench: BookingBench): Promise<BookingComparison> {
  const { ok, full } = bench.statementCounts
  print('')
  const { all: many, open } = bench.counts
  print(`${many} at once, room for everybody in ${open} of them; statements for who gets in: ${ok}, for who does not: ${full}`)
  print('clients    ours/s   limit/s  ratio   p50 ms   p99 ms')
  const all: BookingComparison[] = []
  for (const clients of CLIENTS) {
    const one = await bench.compare(clients)
    all.push(one)
    const numbers = [one.ours.toFixed(0).padStart(9), one.limit.toFixed(0).padStart(9), (one.ours / one.limit).toFixed(2).padStart(6)]
    print([String(clients).padStart(7), ...numbers, one.p50.toFixed(2).padStart(8), one.p99.toFixed(1).padStart(8)].join(' '))
  }
  const crowd = all.at(-1)!
  judge('ratio at 128 clients', crowd.ours / crowd.limit, 'at least', 0.5)
  return crowd
}
