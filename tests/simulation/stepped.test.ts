import { spawnSync } from 'node:child_process'
import type { Weakening } from './breaks'
import type { Outcome } from './play-history'
import { SCENARIOS, type Scenario } from './plan'
import { Stage } from './stage'
import { playBroken, playSeeds, replay } from './stepped'

const SEEDS = 100
const { bundleTool } = jest.requireActual<{ bundleTool: (entry: string, name: string) => Promise<string> }>('../../config/tool.cjs')

it.each(SCENARIOS)(`keeps its promises in ${SEEDS} histories of %s`, async (scenario) => {
  const outcomes: Outcome[] = []
  await playSeeds({ scenario, from: 1, until: SEEDS + 1, stride: 1 }, (outcome) => outcomes.push(outcome))
  expect(outcomes.flatMap(({ seed, violations }) => violations.map((violation) => `seed ${seed}: ${violation}`))).toEqual([])
  expect(outcomes).toHaveLength(SEEDS)
  // Histories in which nothing happened would prove nothing.
  expect(outcomes.filter(({ ops, statements }) => ops > 0 && statements > 5).length).toBeGreaterThan(SEEDS * 0.9)
})

/** The violations of the first seed that notices a guard's absence. */
async function noticed(scenario: Scenario, broken: Weakening, seeds: number): Promise<string[]> {
  const stage = new Stage(broken)
  try {
    for (let seed = 1; seed <= seeds; seed += 1) {
      const { violations } = await stage.play({ scenario, seed, told: false })
      if (violations.length > 0) return violations
    }
    return []
  } finally {
    await stage.close()
  }
}

it.each<[Weakening, Scenario, RegExp]>([
  ['no-unique', 'signin', /2 rows are kept|was taken 2 times|attendances of|two results/],
  ['no-place-lock', 'booking', /overbooked|has 0 places|fits into no order/],
  ['no-dedupe', 'outbox', /two results|rows are kept|was taken 2 times/],
  ['memory-before-disk', 'outbox', /was seen as saved on phone\d and has vanished/],
  ['head-of-line', 'outbox', /waits although the network is up/],
  ['no-offer-expiry', 'waitlist', /stood beside a line for a whole tick|stands free beside a line|never taken back|had run out/],
  ['lifo', 'waitlist', /was served before p\d, who was ahead in the line/],
  ['skip-locked-with-waiters', 'waitlist', /came later and overtook/],
  ['no-place-lock', 'sessions', /overbooked|without a place|are counted as waiting/],
  ['two-active', 'sessions', /has 3 active bookings|at the same time/],
  ['lost-offer', 'sessions', /stands free beside a line/],
])('notices %s in %s', async (broken, scenario, harm) => {
  expect((await noticed(scenario, broken, 1_000)).join('\n')).toMatch(harm)
})

it('a place that stands free until the jobs come by does no harm while newcomers look at the line', async () => {
  expect(await noticed('waitlist', 'late-handing-on', SEEDS)).toEqual([])
})

it('prints the shortest history of those that show what a missing guard does', async () => {
  const lines: string[] = []
  const tally = await playBroken('booking', 'no-dedupe', 25, (line) => lines.push(line))
  expect(tally.violations).toBeGreaterThan(0)
  const told = lines.find((line) => line.startsWith('the shortest history found'))
  expect(told).toBeDefined()
  const steps = Number(/of (\d+) steps/.exec(told!)![1])
  expect(lines.filter((line) => line.startsWith(String(steps).padStart(4)))).not.toHaveLength(0)
  expect(lines.at(-1)).toMatch(/^violation: /)
})

it.each(SCENARIOS)('tells the same story of a seed of %s twice, word for word', async (scenario) => {
  const tell = async (seed: number) => {
    const lines: string[] = []
    await replay(scenario, seed, null, (line) => lines.push(line))
    return lines.join('\n')
  }
  const first = await tell(7)
  expect(first.split('\n').length).toBeGreaterThan(20)
  expect(await tell(7)).toBe(first)
  expect(await tell(11)).not.toBe(first)
})

describe('the command', () => {
  let program: string
  beforeAll(async () => {
    program = await bundleTool('tests/simulation/main.ts', `simulate-${process.pid}`)
  })

  it.each([
    [['--scenario', 'party']],
    [['--seeds', '0']],
    [['--seeds', 'many']],
    [['--seed', '3']],
    [['--seed', '3', '--seeds', '4', '--scenario', 'booking']],
    [['--seed', '3', '--scenario', 'booking', '--mode', 'free']],
    [['--mode', 'fast']],
    [['--break', 'no-sense']],
    [['--workers', '0']],
    [['--color']],
    [['booking']],
  ])('refuses %j with a usage line', (args) => {
    const { status, stderr } = spawnSync(process.execPath, [program, ...args], { encoding: 'utf8' })
    expect(stderr).toContain('usage: npm run simulate -- ')
    expect(status).toBe(2)
  })
})
