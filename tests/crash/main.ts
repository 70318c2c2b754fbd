/** `npm run crash`: the real server, killed under load; see crash-run.ts. */
import { oneOf, print, readOptions, runCommand, wholeNumber } from '../tools/command'
import { BACK_WITHIN_MS, CLIENTS, crashRounds, randomVictims, type RoundReport, type Victim } from './crash-run'

const USAGE = 'npm run crash -- [--rounds N] [--break ack-before-commit]'
const BREAKS = ['ack-before-commit'] as const
const OPTIONS = { rounds: { type: 'string', default: '3' }, break: { type: 'string' } } as const

async function main(): Promise<number> {
  const given = readOptions(OPTIONS)
  const rounds = wholeNumber('rounds', given.rounds, 1, 1_000)
  const acknowledgeEarly = given.break !== undefined && oneOf('break', given.break, BREAKS) === 'ack-before-commit'
  // What Node had not yet handed to PostgreSQL it had not acknowledged either: the control shows only where PostgreSQL dies.
  const victims = randomVictims(rounds, acknowledgeEarly ? ['postgres', 'both'] : undefined)
  endWithSignals()

  print(`${CLIENTS} clients`)
  const report = await crashRounds({ victims, acknowledgeEarly, tell: print })
  for (const [name, found] of [['lost', report.lost] as const, ['duplicated', report.duplicated] as const])
    for (const sentence of found.slice(0, 5)) print(`${name}: ${sentence}`)
  print(`tries without an answer: ${JSON.stringify(report.unanswered)}`)
  print(`longest way back: ${longestWays(report.rounds)}`)
  const { lost, duplicated } = report
  const inTime = report.rounds.every(({ backAfterMs }) => backAfterMs !== null && backAfterMs <= BACK_WITHIN_MS)
  if (!inTime) print(`NOT back in service within ${BACK_WITHIN_MS} ms in every round`)
  print(`rounds=${report.rounds.length} acked=${report.acknowledged} lost=${lost.length} duplicated=${duplicated.length}`)
  return lost.length + duplicated.length === 0 && inTime ? 0 : 1
}

function longestWays(rounds: readonly RoundReport[]): string {
  const ways = (['node', 'postgres', 'both'] satisfies Victim[]).map((victim) => {
    const times = rounds.filter((round) => round.victim === victim).map(({ backAfterMs }) => backAfterMs ?? Infinity)
    return times.length === 0 ? null : `${victim} ${Math.round(Math.max(...times))} ms`
  })
  return ways.filter((way) => way !== null).join(', ')
}

/** The leash takes away what runs, whatever ends this process. */
function endWithSignals(): void {
  process.once('SIGINT', () => process.exit(130))
  process.once('SIGTERM', () => process.exit(143))
}

runCommand(USAGE, main)
