/** What `npm run bench -- signin` measures, and how it tells it. */
import type { DatabaseAddress } from '@cloud/store/open'
import { print } from '../tools/command'
import { drawBars, drawLines } from './picture'
import { describeMachine, describeTools, draw, judge, profiling, type Tools, type Verdict } from './report'
import { SMALLEST } from './scale'
import { CROWD, FEW, measureGrowth } from './scale-bench'
import { BURST, CLIENTS, SignInBench, SPREAD, type Comparison } from './sign-in-bench'

export const CASES = ['hot', 'spread', 'burst', 'row-lock'] as const

/** What of the bench is wanted; null: every case. */
export interface What {
  only: (typeof CASES)[number] | null
  profile: string | undefined
  write: boolean
}

/** Every case, or the one asked for. The hot event comes last, and its 128 clients are the verdict. */
export async function besideTheLimit(tools: Tools, connection: DatabaseAddress, { only, profile, write }: What): Promise<Verdict> {
  const wanted = (name: (typeof CASES)[number]) => only === null || only === name
  const bench = await SignInBench.open(connection, tools, profiling(profile))
  let verdict: Verdict | null = null
  try {
    describeMachine()
    describeTools(tools)
    print(`load generator against a server that does nothing: ${(await bench.ceiling()).toFixed(0)}/s`)
    if (wanted('burst')) verdict = await burst(bench)
    if (wanted('row-lock')) verdict = await rowLock(bench)
    if (wanted('spread')) verdict = await byClients(bench, SPREAD, tools, false)
    if (wanted('hot')) verdict = await byClients(bench, 1, tools, write)
  } finally {
    await bench.close()
  }
  return verdict!
}

async function byClients(bench: SignInBench, eventCount: number, tools: Tools, write: boolean): Promise<Verdict> {
  print('')
  print(eventCount === 1 ? 'one hot event' : `${eventCount} events`)
  print('clients    ours/s   limit/s  ratio   p50 ms   p99 ms   bare inserts/s  ratio')
  const all: Comparison[] = []
  for (const clients of CLIENTS) {
    const one = await bench.compare(eventCount, clients)
    all.push(one)
    const numbers = [one.ours.toFixed(0).padStart(9), one.limit.toFixed(0).padStart(9), (one.ours / one.limit).toFixed(2).padStart(6)]
    const latencies = [one.p50.toFixed(2).padStart(8), one.p99.toFixed(1).padStart(8), one.bare.toFixed(0).padStart(16)]
    print([String(clients).padStart(7), ...numbers, ...latencies, (one.ours / one.bare).toFixed(2).padStart(6)].join(' '))
  }
  const [alone, , crowd] = all as [Comparison, Comparison, Comparison]
  if (eventCount === 1) {
    judge('ratio at 128 clients', crowd.ours / crowd.limit, 'at least', 0.7)
    judge('ratio at 1 client', alone.ours / alone.limit, 'at least', 0.2)
  }
  if (write) {
    const groups = all.map(({ clients, ours, limit, bare }) => ({
      name: `${clients} client${clients > 1 ? 's' : ''}`,
      values: [ours, limit, bare],
    }))
    const title = `Sign-ins per second at one event (medians of ${tools.rounds} rounds)`
    const series = ['over HTTP, whole path', 'its statement alone, one at a time', 'bare inserts alone']
    draw('bench-signin.svg', drawBars({ title, series, groups }))
  }
  return { ours: crowd.ours, limit: crowd.limit, p99: crowd.p99 }
}

/** The limit here is the target as a rate: 500 people within 250 ms. */
async function burst(bench: SignInBench): Promise<Verdict> {
  const { median: last, all } = await bench.burst()
  print('')
  print(`${BURST} people at once over ${BURST} connections: last answer after ${all.map((ms) => ms.toFixed(0)).join(', ')} ms`)
  judge('last answer of a burst, ms', last, 'at most', 250)
  return { ours: (BURST * 1000) / last, limit: BURST / 0.25, p99: last }
}

/** The limit here is the row-lock pattern behind the same host. */
async function rowLock(bench: SignInBench): Promise<Verdict> {
  const { ours, p99, rowLock: theirs, rowLockP99, rowLockAlone } = await bench.besideRowLock()
  print('')
  print('row lock on the event, as peers do it (128 clients, one hot event)')
  print(`  ours over HTTP             ${ours.toFixed(0).padStart(8)}/s   p99 ${p99.toFixed(0)} ms`)
  print(`  row lock over HTTP         ${theirs.toFixed(0).padStart(8)}/s   p99 ${rowLockP99.toFixed(0)} ms`)
  print(`  row lock, database alone   ${rowLockAlone.toFixed(0).padStart(8)}/s`)
  judge('ours beside the row lock over HTTP', ours / theirs, 'at least', 10)
  return { ours, limit: theirs, p99 }
}

/** The limit here is the small database, in the same turns. */
export async function asTablesGrow(tools: Tools, largest: number, write: boolean): Promise<Verdict> {
  const rounds = Math.max(5, tools.rounds)
  describeMachine()
  print(`medians of ${rounds} rounds, in turns: ${CROWD} sign-ins by 128 clients, ${FEW} by one`)
  print('')
  print('              128 clients                   1 client                    pages a statement')
  print('attendances   small/s   large/s  slower   small ms  large ms  slower   small  large')
  const all = await measureGrowth(largest, rounds, ({ size, small, large }) => {
    const crowd = [small.rate.toFixed(0).padStart(9), large.rate.toFixed(0).padStart(9), (small.rate / large.rate).toFixed(2).padStart(7)]
    const alone = [
      small.alone.toFixed(2).padStart(10),
      large.alone.toFixed(2).padStart(9),
      (large.alone / small.alone).toFixed(2).padStart(7),
    ]
    print([String(size).padStart(11), ...crowd, ...alone, String(small.pages).padStart(7), String(large.pages).padStart(6)].join(' '))
  })
  const { size, small, large } = all.at(-1)!
  judge(`slower at ${size} with 128 clients`, small.rate / large.rate, 'at most', 1.3)
  judge(`slower at ${size} with 1 client`, large.alone / small.alone, 'at most', 1.3)
  judge(`more pages at ${size}`, large.pages - small.pages, 'at most', 3)
  if (write) {
    const points = all.map((each) => ({ size: each.size, slower: each.small.rate / each.large.rate, pages: each.large.pages }))
    draw('bench-scale.svg', drawLines({ title: `A sign-in as the tables grow, beside ${SMALLEST} attendances (1.00 ×)`, points }))
  }
  return { ours: large.rate, limit: small.rate, p99: large.p99 }
}
