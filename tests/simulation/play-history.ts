import type { OpenDatabase } from '@cloud/store/open'
import { calmDown } from './calm'
import { Chance } from './chance'
import { checkAll } from './checks'
import { BEGIN, History, type HistoryOptions } from './history'
import { planOf } from './plan'
import { clearSessions } from './session-town'
import { layTown } from './town'
import type { Turnstile } from './turnstile'

/** What came of a history. */
export interface Outcome {
  seed: number
  /** Calls that the server answered. */
  ops: number
  statements: number
  steps: number
  violations: string[]
  lines: string[]
}

/** Plays the history of a seed on rows of its own and checks it. */
export async function playHistory(options: HistoryOptions, database: OpenDatabase, turnstile: Turnstile): Promise<Outcome> {
  const { scenario, seed } = options
  const plan = planOf(scenario, seed, new Chance(seed, `${scenario}/plan`))
  const town = await layTown(database, plan, new Chance(seed, `${scenario}/town`), BEGIN)
  const history = new History(options, plan, town, turnstile, database)
  const deadlocks = turnstile.deadlocks
  await history.play()
  await calmDown(history)
  await checkAll(history, database)
  await history.server.restart()
  for (const phone of history.phones) phone.kill()
  if (town.sessions.length > 0) await clearSessions(database.kysely)
  const { witness, server, story } = history
  if (turnstile.deadlocks > deadlocks) witness.blame('sessions waited for each other in a circle: the order of locks was not kept')
  for (const failure of server.failures) witness.blame(`the server failed: ${failure}`)
  return {
    seed,
    ops: server.given.length,
    statements: history.statements,
    steps: story.steps,
    violations: witness.violations,
    lines: story.lines,
  }
}
