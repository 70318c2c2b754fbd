/** `npm run bench -- signin`: sign-ins through the whole product beside what the database itself can do, in one run. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { leadingWord, oneOf, print, readOptions, runCommand, wholeNumber } from '../tools/command'
import { ROOT, startThrowAway } from '../postgres/throw-away'
import { bestGenerator } from './http-load'
import { bestLimitTool } from './limit'
import { drawBars, drawLines } from './picture'
import { SMALLEST } from './scale'
import { CROWD, FEW, measureGrowth } from './scale-bench'
import { BURST, CLIENTS, SignInBench, SPREAD, type Comparison, type Tools } from './sign-in-bench'

const USAGE =
  'npm run bench -- signin [--case hot|spread|burst|row-lock] [--scale [N]] [--rounds N] [--seconds S] [--write] [--profile FOLDER]'
const BENCHES = ['signin'] as const
const CASES = ['hot', 'spread', 'burst', 'row-lock'] as const
const LARGEST = 10_000_000

const OPTIONS = {
  case: { type: 'string' },
  scale: { type: 'string' },
  rounds: { type: 'string', default: '3' },
  seconds: { type: 'string', default: '5' },
  write: { type: 'boolean', default: false },
  profile: { type: 'string' },
} as const

/** What the last line says. */
interface Verdict {
  ours: number
  limit: number
  p99: number
}

async function main(): Promise<number> {
  const { word, rest } = leadingWord(BENCHES)
  const given = readOptions(OPTIONS, withScale(rest))
  const only = given.case === undefined ? null : oneOf('case', given.case, CASES)
  const largest = given.scale === undefined ? null : wholeNumber('scale', given.scale, SMALLEST, 100_000_000)
  const rounds = wholeNumber('rounds', given.rounds, 1, 100)
  // A code is good for a minute.
  const seconds = wholeNumber('seconds', given.seconds, 1, 30)
  const tools: Tools = { generator: await bestGenerator(), limitTool: await bestLimitTool(), rounds, seconds }

  const server = await startThrowAway({ durable: true, settings: { max_connections: '300' } })
  try {
    const verdict = await (largest === null
      ? besideTheLimit(tools, server.embedded.connection, { only, profile: given.profile, write: given.write })
      : asTablesGrow(tools, largest, given.write))
    const { ours, limit, p99 } = verdict
    print(`bench=${word} ours=${ours.toFixed(0)} limit=${limit.toFixed(0)} ratio=${(ours / limit).toFixed(2)} p99_ms=${p99.toFixed(1)}`)
    return 0
  } finally {
    await server.stop()
  }
}

/** `--scale` alone means the largest size. */
function withScale(args: readonly string[]): string[] {
  return args.flatMap((arg, index) => (arg === '--scale' && !/^\d/.test(args[index + 1] ?? '') ? [arg, String(LARGEST)] : [arg]))
}

type Address = Parameters<typeof SignInBench.open>[0]
interface What {
  only: (typeof CASES)[number] | null
  profile: string | undefined
  write: boolean
}

/** Every case, or the one asked for. The hot event comes last, and its 128 clients are the verdict. */
async function besideTheLimit(tools: Tools, connection: Address, { only, profile, write }: What): Promise<Verdict> {
  const nodeOptions = profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${path.resolve(profile)}`]
  const wanted = (name: (typeof CASES)[number]) => only === null || only === name
  const bench = await SignInBench.open(connection, tools, nodeOptions)
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

function describeMachine() {
  const [cpu] = os.cpus()
  print(`${os.cpus().length} × ${cpu?.model.trim()}, ${Math.round(os.totalmem() / 2 ** 30)} GB, Node ${process.versions.node}`)
}

function describeTools({ generator, limitTool, rounds, seconds }: Tools) {
  const load = generator === 'wrk' ? 'wrk' : 'our own generator (no wrk here)'
  const limit =
    limitTool === 'pgbench' ? execFileSync('pgbench', ['--version'], { encoding: 'utf8' }).trim() : 'a driver loop (no pgbench here)'
  print(`load: ${load}; limit: ${limit}; medians of ${rounds} rounds of ${seconds} s`)
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
async function asTablesGrow(tools: Tools, largest: number, write: boolean): Promise<Verdict> {
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

function judge(what: string, value: number, how: 'at least' | 'at most', target: number) {
  const met = how === 'at least' ? value >= target : value <= target
  print(`${what}: ${value.toFixed(2)}, wanted ${how} ${target}: ${met ? 'met' : 'MISSED'}`)
}

function draw(name: string, svg: string) {
  const folder = path.join(ROOT, 'docs/pictures')
  mkdirSync(folder, { recursive: true })
  writeFileSync(path.join(folder, name), svg)
  print(`wrote docs/pictures/${name}`)
}

runCommand(USAGE, main)
