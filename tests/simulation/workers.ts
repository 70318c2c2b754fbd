import { fork } from 'node:child_process'
import type { Outcome } from './play-history'
import type { Scenario } from './plan'
import { playSeeds, printViolations, type Tally } from './stepped'

/** Says to a child of this program which part of the seeds is its own. */
export const PART_VARIABLE = 'QNYY_SIMULATION_PART'
const SEEDS_BETWEEN_REPORTS = 1_000

interface Part {
  scenario: Scenario
  from: number
  until: number
  stride: number
}

/** Plays `seeds` seeds from `from` on, on `workers` processes, each with a database of its own. */
export async function playOnWorkers(
  scenario: Scenario,
  from: number,
  seeds: number,
  workers: number,
  print: (line: string) => void,
): Promise<Tally> {
  const tally: Tally = { seeds: 0, ops: 0, statements: 0, violations: 0 }
  let violated = 0
  const began = performance.now()
  const came = (outcome: Outcome) => {
    printViolations(scenario, outcome, violated, print)
    if (outcome.violations.length > 0) violated += 1
    tally.seeds += 1
    tally.ops += outcome.ops
    tally.statements += outcome.statements
    tally.violations += outcome.violations.length
    if (tally.seeds % SEEDS_BETWEEN_REPORTS === 0 || tally.seeds === seeds) {
      const perSecond = (tally.seeds / (performance.now() - began)) * 1_000
      const statements = Math.round(tally.statements / tally.seeds)
      print(`${scenario}: ${tally.seeds} of ${seeds} seeds, ${perSecond.toFixed(1)} a second, ${statements} statements each`)
    }
  }
  const parts = Array.from({ length: Math.min(workers, seeds) }, (_, index): Part => {
    return { scenario, from: from + index, until: from + seeds, stride: workers }
  })
  await Promise.all(parts.map((part) => runPart(part, came)))
  return tally
}

function runPart(part: Part, came: (outcome: Outcome) => void): Promise<void> {
  const child = fork(__filename, [], { env: { ...process.env, [PART_VARIABLE]: JSON.stringify(part) }, execArgv: ['--enable-source-maps'] })
  child.on('message', (outcome) => came(outcome as Outcome))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`a worker of the simulation ended with ${code}`))))
  })
}

/** What a child does: plays its part and tells its parent of every history. */
export async function playPart(part: string): Promise<number> {
  await playSeeds(JSON.parse(part) as Part, (outcome) => process.send!(outcome))
  process.disconnect()
  return 0
}
