/** What `npm run bench -- large` measures, and how it tells it. */
import { print } from '../tools/command'
import { measureLarge, type LargeSizes } from './large-bench'
import { describeMachine, judge } from './report'
import { median } from './rounds'

const SIZES: LargeSizes = { events: 20_000, people: 3_000, calls: 200, rounds: 3 }

/** The list of 20,000 events and a roll call of 3,000, judged by their targets; answers the last line's numbers. */
export async function largeAtOnce(sizes: LargeSizes = SIZES): Promise<string> {
  describeMachine()
  const { firstPages, deepPages, rollCalls } = await measureLarge(sizes)
  const [first, deep, rollCall] = [median(firstPages), median(deepPages), median(rollCalls)]
  print(`${sizes.events} events: the first page ${first.toFixed(1)} ms (99th percentile ${nth(firstPages, 0.99).toFixed(1)}),`)
  print(`  a page of the second half ${deep.toFixed(1)} ms, by its cursor; every event was listed once`)
  judge('first page of a list, ms', first, 'at most', 30)
  print(`a roll call of ${sizes.people} in one delivery: ${rollCalls.map((ms) => ms.toFixed(0)).join(', ')} ms; all of them are signed in`)
  judge('roll call, ms', rollCall, 'at most', 2_000)
  return `list_ms=${first.toFixed(1)} deep_ms=${deep.toFixed(1)} roll_call_ms=${rollCall.toFixed(0)}`
}

function nth(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!
}
