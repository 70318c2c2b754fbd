/** One run: so many shots at the real host, each answer judged, memory looked at on the way. */
import { procedures, type ProcedureName } from '@core/contract/procedures'
import { startChild, type Child } from '../load/child'
import { breakShot } from './broken-http'
import type { Fault } from './faults'
import { FuzzWorld } from './fuzz-world'
import { createGunner, repliesIn, type Gunner } from './gunner'
import { codeOf, judgeCall, judgePage, memoryGrowth, type Finding, type MemoryPoint, type Reply } from './judge'
import { randomFor } from './random'
import type { FuzzServerTask, Reported } from './server'
import { makeShot, type Shot } from './shots'

export interface FuzzOptions {
  requests: number
  seed: number
  fault: Fault | null
}

export interface FuzzResult {
  requests: number
  ok: number
  serverErrors: number
  crashes: number
  /** What was found, each with the shot that found it; at most `EXAMPLES` of a kind. */
  findings: (Finding & { shot: string })[]
  findingCount: number
  /** Each procedure: how often it answered ok, and how often each refusal. */
  table: Record<ProcedureName, Record<string, number>>
  /** Shots by their kind. */
  shots: { intact: number; spoiled: number; broken: number }
  memory: MemoryPoint[]
  memoryGrowth: string | null
  reported: Reported
}

const NAMES = Object.keys(procedures) as ProcedureName[]
const WORKERS = 12
const CHECKPOINTS = 20
const BROKEN = 0.07
const EXAMPLES = 10
/** At most so many characters of a body are shown. */
const SHOWN = 600

/** Fires `requests` shots; stops early when the server has ended. */
export async function fuzz({ requests, seed, fault }: FuzzOptions): Promise<FuzzResult> {
  const world = await FuzzWorld.open()
  const task: FuzzServerTask = { connection: world.connection, fault }
  const child = await startChild('tests/fuzz/server.ts', task, ['--expose-gc'])
  const gunner = createGunner(child.said, WORKERS)
  try {
    return await fireAll({ world, child, gunner, requests, seed })
  } finally {
    gunner.close()
    await child.stop()
    await world.close()
  }
}

interface Battery {
  world: FuzzWorld
  child: Child
  gunner: Gunner
  requests: number
  seed: number
}

async function fireAll({ world, child, gunner, requests, seed }: Battery): Promise<FuzzResult> {
  const result: FuzzResult = {
    requests: 0,
    ok: 0,
    serverErrors: 0,
    crashes: 0,
    findings: [],
    findingCount: 0,
    table: Object.fromEntries(NAMES.map((name) => [name, {}])) as FuzzResult['table'],
    shots: { intact: 0, spoiled: 0, broken: 0 },
    memory: [],
    memoryGrowth: null,
    reported: [],
  }

  function found(finding: Finding | null, shot: string) {
    if (!finding) return
    if (finding.kind === 'server_error' || finding.kind === 'unanswered') result.serverErrors += 1
    result.findingCount += 1
    if (result.findings.filter(({ kind }) => kind === finding.kind).length < EXAMPLES) result.findings.push({ ...finding, shot })
  }

  async function fireOne(nth: number) {
    const random = randomFor(seed, nth)
    // Every procedure in turn, so that none is left out of a small run.
    const shot = makeShot(world, random, NAMES[nth % NAMES.length]!)
    if (random.chance(BROKEN)) {
      result.shots.broken += 1
      const wire = breakShot(shot, random)
      for (const reply of repliesIn(await gunner.fireWire(wire))) found(judgePage(reply), `${wire.name}\n${described(shot)}`)
      return
    }
    result.shots[shot.intact ? 'intact' : 'spoiled'] += 1
    let reply: Reply
    try {
      reply = await gunner.fire(shot)
    } catch (error) {
      if (child.end() === null) found({ kind: 'unanswered', why: String(error) }, described(shot))
      return
    }
    const isCall = /^\/api\/[^/?]+$/.test(shot.path) && shot.method === 'POST'
    found((isCall ? judgeCall : judgePage)(reply), described(shot))
    if (!isCall || shot.path !== `/api/${shot.procedure}`) return
    const code = codeOf(reply)
    const line = result.table[shot.procedure]
    line[code] = (line[code] ?? 0) + 1
    if (code !== 'ok') return
    result.ok += 1
    if (shot.intact) shot.learn?.((JSON.parse(reply.body) as { data: unknown }).data)
  }

  const portion = Math.ceil(requests / CHECKPOINTS)
  for (let from = 0; from < requests && child.end() === null; from += portion) {
    const to = Math.min(requests, from + portion)
    let nth = from
    const worker = async () => {
      while (nth < to && child.end() === null) {
        result.requests += 1
        await fireOne(nth++)
      }
    }
    await Promise.all(Array.from({ length: WORKERS }, worker))
    if (child.end() === null) result.memory.push(JSON.parse(await child.ask('memory')) as MemoryPoint)
  }
  if (child.end() === null) result.reported = JSON.parse(await child.ask('errors')) as Reported
  else result.crashes += 1
  result.memoryGrowth = memoryGrowth(result.memory)
  return result
}

/** A shot as a person can repeat it. */
function described({ method, path, headers, body }: Shot): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${String(value).slice(0, 100)}`)
  const text = body.toString('utf8')
  const shown = text.length > SHOWN ? `${text.slice(0, SHOWN)}… (${body.length} bytes)` : text
  return [`${method} ${path.slice(0, 200)}`, ...lines, shown].join('\n')
}
