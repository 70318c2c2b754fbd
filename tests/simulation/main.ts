/** npm run simulate: seeded histories on the real procedures, the real client and a real PostgreSQL (docs/proof.md). */
import { oneOf, print, readOptions, runCommand, UsageError, wholeNumber } from '../tools/command'
import { startThrowAway } from '../postgres/throw-away'
import { BREAKS, BREAKS_OF_SESSIONS, type Break } from './breaks'
import { runFree } from './free'
import { SCENARIOS, type Scenario } from './plan'
import { playBroken, replay, type Tally } from './stepped'
import { PART_VARIABLE, playOnWorkers, playPart } from './workers'

const USAGE = `npm run simulate -- [--scenario ${SCENARIOS.join('|')}] [--seeds N [--from S]] [--seed S] [--mode stepped|free] [--workers W] [--break ${BREAKS.join('|')}]`
const OPTIONS = {
  scenario: { type: 'string' },
  seeds: { type: 'string' },
  seed: { type: 'string' },
  from: { type: 'string', default: '1' },
  mode: { type: 'string', default: 'stepped' },
  workers: { type: 'string', default: '2' },
  break: { type: 'string' },
} as const
const DEFAULT_SEEDS = '1000'
/** Nothing here must outlive the run; autovacuum would take locks that no history explains. */
const SETTINGS = { autovacuum: 'off', max_connections: '200' }

/** The options as they were meant. Throws UsageError. */
function readCommand() {
  const given = readOptions(OPTIONS)
  const mode = oneOf('mode', given.mode, ['stepped', 'free'] as const)
  const seed = given.seed === undefined ? null : wholeNumber('seed', given.seed, 0, 2 ** 31)
  if (seed !== null && given.seeds !== undefined) throw new UsageError('--seed plays one history, --seeds many: not both')
  if (seed !== null && given.scenario === undefined) throw new UsageError('--seed wants a --scenario: each has its own histories')
  if (given.from !== '1' && (seed !== null || mode === 'free' || given.break !== undefined))
    throw new UsageError('--from goes with --seeds of whole stepped histories alone')
  if (seed !== null && mode === 'free') throw new UsageError('--mode free promises no replay of a seed')
  const broken = given.break === undefined ? null : oneOf('break', given.break, BREAKS)
  return {
    scenarios: given.scenario === undefined ? SCENARIOS : scenariosOf(oneOf('scenario', given.scenario, SCENARIOS), broken, seed),
    seeds: wholeNumber('seeds', given.seeds ?? DEFAULT_SEEDS, 1, 10_000_000),
    seed,
    from: wholeNumber('from', given.from, 1, 2 ** 31),
    mode,
    workers: wholeNumber('workers', given.workers, 1, 64),
    broken,
  }
}

/** Booking is that of events and that of sessions; one seed is a history of events, and what only sessions have is theirs. */
function scenariosOf(scenario: Scenario, broken: Break | null, seed: number | null): readonly Scenario[] {
  if (scenario !== 'booking' || seed !== null) return [scenario]
  return broken !== null && BREAKS_OF_SESSIONS.includes(broken) ? ['sessions'] : ['booking', 'sessions']
}

function lastLine(scenario: string, { seeds, ops, violations }: Pick<Tally, 'seeds' | 'ops' | 'violations'>): string {
  return `scenario=${scenario} seeds=${seeds} ops=${ops} violations=${violations}`
}

async function main(): Promise<number> {
  const { scenarios, seeds, seed, from, mode, workers, broken } = readCommand()
  const server = await startThrowAway({ settings: SETTINGS })
  const total = { seeds: 0, ops: 0, violations: 0 }

  async function play(scenario: Scenario): Promise<Pick<Tally, 'seeds' | 'ops' | 'violations'>> {
    if (mode === 'free') return runFree({ scenario, seeds, breakGuard: broken, print })
    if (seed !== null) return replay(scenario, seed, broken, print)
    return broken === null ? playOnWorkers(scenario, from, seeds, workers, print) : playBroken(scenario, broken, seeds, print)
  }

  try {
    for (const scenario of scenarios) {
      const tally = await play(scenario)
      for (const key of ['seeds', 'ops', 'violations'] as const) total[key] += tally[key]
      print(lastLine(scenario, tally))
    }
    if (scenarios.length > 1) print(lastLine(scenarios === SCENARIOS ? 'all' : scenarios.join('+'), total))
    return total.violations === 0 ? 0 : 1
  } finally {
    await server.stop()
  }
}

const part = process.env[PART_VARIABLE]
runCommand(USAGE, part === undefined ? main : () => playPart(part))
