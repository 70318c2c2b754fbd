import type { Break } from './breaks'
import type { Outcome } from './play-history'
import { sizeOf, type Scenario } from './plan'
import { Stage } from './stage'

/** So many seeds more are played once a switched-off guard has been noticed, to find a shorter history. */
const SEEDS_MORE = 400
const SHOWN = 10

/** What a number of histories came to. */
export interface Tally {
  seeds: number
  ops: number
  statements: number
  violations: number
}

type Print = (line: string) => void

/** Plays the seeds `from`, `from + stride`, … below `until`, and hands over what each came to. */
export async function playSeeds(
  { scenario, from, until, stride }: { scenario: Scenario; from: number; until: number; stride: number },
  came: (outcome: Outcome) => void,
): Promise<void> {
  const stage = new Stage(null)
  try {
    for (let seed = from; seed < until; seed += stride) came(await stage.play({ scenario, seed, told: false }))
  } finally {
    await stage.close()
  }
}

/** Plays one seed and prints it, a line for each step; the violations at the end. */
export async function replay(scenario: Scenario, seed: number, broken: Break | null, print: Print): Promise<Tally> {
  const stage = new Stage(broken)
  try {
    const outcome = await stage.play({ scenario, seed, told: true })
    for (const line of outcome.lines) print(line)
    for (const violation of outcome.violations) print(`violation: ${violation}`)
    return tallyOf([outcome])
  } finally {
    await stage.close()
  }
}

/** Plays seeds from 1 with a guard switched off until that is noticed, and prints the shortest history that shows it. */
export async function playBroken(scenario: Scenario, broken: Break, seeds: number, print: Print): Promise<Tally> {
  const stage = new Stage(broken)
  const played: Outcome[] = []
  let shortest: Outcome | null = null
  let last = seeds
  try {
    for (let seed = 1; seed <= last; seed += 1) {
      // A history of a larger size would hardly be shorter.
      if (shortest && sizeOf(seed) > sizeOf(shortest.seed)) continue
      const outcome = await stage.play({ scenario, seed, told: false })
      played.push(outcome)
      if (outcome.violations.length === 0) continue
      if (!shortest) {
        print(`${broken} is noticed by seed ${seed}: ${outcome.violations[0]}`)
        last = Math.min(seeds, seed + SEEDS_MORE)
      }
      if (!shortest || outcome.steps < shortest.steps) shortest = outcome
    }
  } finally {
    await stage.close()
  }
  if (shortest) {
    print(`the shortest history found, of ${shortest.steps} steps (seed ${shortest.seed}):`)
    await replay(scenario, shortest.seed, broken, print)
  }
  return tallyOf(played)
}

/** Prints a history that must not be, and how to see it again; the first few of a run. */
export function printViolations(scenario: Scenario, { seed, violations }: Outcome, before: number, print: Print): void {
  if (violations.length === 0 || before >= SHOWN) return
  for (const violation of violations) print(`seed ${seed}: ${violation}`)
  print(`  to see it: npm run simulate -- --scenario ${scenario} --seed ${seed}`)
}

export function tallyOf(outcomes: readonly Outcome[]): Tally {
  const sum = (of: (outcome: Outcome) => number) => outcomes.reduce((total, outcome) => total + of(outcome), 0)
  return {
    seeds: outcomes.length,
    ops: sum((outcome) => outcome.ops),
    statements: sum((outcome) => outcome.statements),
    violations: sum((outcome) => outcome.violations.length),
  }
}
