/**
 * npm run simulate -- --mode free: real concurrency. Many clients ask two hosts that share one database, as fast as they are
 * answered. What PostgreSQL does with it no seed decides, so a violation prints the whole history and promises no replay.
 */
import { instantOf } from '@core/rules/shared/calendar'
import { testDatabase, type TestDatabase } from '../postgres/databases'
import { UsageError } from '../tools/command'
import { DROP_UNIQUE, guardsWithout, type Break } from './breaks'
import { Chance } from './chance'
import { checkNonces } from './checks/nonces'
import { checkPlaces } from './checks/places'
import { checkPresence } from './checks/presence'
import { checkSums } from './checks/sums'
import { readTables } from './checks/tables'
import { planFreeBooking, playFreeBooking } from './free-booking'
import { FreeHistory, type FreePlan } from './free-history'
import { Hosts } from './free-hosts'
import { checkFreeRecords, planFreeOutbox, playFreeOutbox, type FreePhone } from './free-outbox'
import { planFreeSessions, playFreeSessions } from './free-sessions'
import { planFreeSignIn, playFreeSignIn } from './free-sign-in'
import { planFreeWaitlist, playFreeWaitlist } from './free-waitlist'
import { watchedAtTheEnd } from './line-watch'
import { OFFICER, type Scenario } from './plan'
import { clearSessions } from './session-town'
import { sessionsAtTheEnd } from './session-watch'
import { layGround, layTown } from './town'

const BEGIN = instantOf('2026-11-21', '13:50')
/** A database grows; after so many histories there is a new one. */
const HISTORIES = 200
/** A run that fails everywhere prints so many of its histories. */
const PRINTED = 2
/** The guards of the server. Those of the phone have no need of concurrency: the stepped mode takes them away. */
const FREE_BREAKS: readonly Break[] = ['no-unique', 'no-place-lock', 'no-dedupe', 'two-active', 'lost-offer']
/** Those of them that are taken away from the statements. */
const REWRITTEN: ReadonlySet<Break | null> = new Set(['no-place-lock', 'two-active', 'lost-offer'] as const)

export interface FreeOptions {
  scenario: Scenario
  seeds: number
  /** The guard that is switched off; null: none. */
  breakGuard: string | null
  print: (line: string) => void
}

/** What was played: seeds, calls, and what was found. */
export interface FreeTally {
  seeds: number
  ops: number
  violations: number
}

/**
 * Plays the seeds 1 to `seeds`, one after the other, and checks what people heard against the tables. With a guard switched
 * off it ends at the first violation. Throws UsageError on a guard that this mode cannot switch off.
 */
export async function runFree({ scenario, seeds, breakGuard, print }: FreeOptions): Promise<FreeTally> {
  const broken = FREE_BREAKS.find((guard) => guard === breakGuard) ?? null
  if (breakGuard !== broken) throw new UsageError(`--mode free has --break ${FREE_BREAKS.join(', ')}, not 「${breakGuard}」`)
  const total = { seeds: 0, ops: 0, violations: 0 }
  let printed = 0
  for (let first = 1; first <= seeds; first += HISTORIES) {
    const ground = await Ground.lay(broken)
    try {
      for (let seed = first; seed <= Math.min(seeds, first + HISTORIES - 1); seed += 1) {
        const { ops, violations, lines } = await playFree(scenario, seed, broken, ground.hosts)
        total.seeds += 1
        total.ops += ops
        total.violations += violations.length
        if (violations.length > 0 && ++printed <= PRINTED) printHistory(seed, lines, violations, print)
        if (broken && total.violations > 0) return total
      }
    } finally {
      await ground.clear()
    }
  }
  return total
}

function printHistory(seed: number, lines: readonly string[], violations: readonly string[], print: (line: string) => void): void {
  print(`the history of seed ${seed} (no replay: what ran at the same time was not decided by the seed):`)
  for (const line of lines) print(line)
  for (const violation of violations) print(`violation: ${violation}`)
}

/** A database and the hosts on it. */
class Ground {
  private constructor(
    private readonly made: TestDatabase,
    readonly hosts: Hosts,
  ) {}

  static async lay(broken: Break | null): Promise<Ground> {
    const made = await testDatabase()
    const { rewrite } = guardsWithout(broken, new Chance(0, 'ground'))
    const hosts = Hosts.open(made.connection, REWRITTEN.has(broken) ? rewrite : null)
    if (broken === 'no-unique') await hosts.database.pool.query(DROP_UNIQUE)
    await layGround(hosts.database, BEGIN)
    return new Ground(made, hosts)
  }

  async clear(): Promise<void> {
    await this.hosts.close()
    await this.made.drop()
  }
}

interface FreeOutcome {
  ops: number
  violations: string[]
  lines: string[]
}

async function playFree(scenario: Scenario, seed: number, broken: Break | null, hosts: Hosts): Promise<FreeOutcome> {
  const streams = (stream: string) => new Chance(seed, `free/${scenario}/${stream}`)
  const plan: FreePlan = PLANS[scenario](streams('plan'))
  const town = await layTown(hosts.database, { officers: 1, sessions: [], ...plan }, streams('town'), BEGIN)
  const history = new FreeHistory(town, plan, guardsWithout(broken, streams('breaks')), hosts, BEGIN)
  const phones = await play(scenario, history, hosts, streams)
  await history.settled()
  await check(scenario, history, hosts, phones)
  if (town.sessions.length > 0) await clearSessions(hosts.database.kysely)
  return { ops: history.given.length, violations: history.toldViolations(), lines: history.told() }
}

const PLANS: Record<Scenario, (chance: Chance) => FreePlan> = {
  booking: planFreeBooking,
  sessions: planFreeSessions,
  signin: planFreeSignIn,
  waitlist: planFreeWaitlist,
  outbox: planFreeOutbox,
}

async function play(
  scenario: Scenario,
  history: FreeHistory,
  hosts: Hosts,
  streams: (stream: string) => Chance,
): Promise<readonly FreePhone[]> {
  if (scenario === 'waitlist' || scenario === 'sessions') {
    await (scenario === 'waitlist' ? playFreeWaitlist : playFreeSessions)(history, hosts, streams)
    return []
  }
  if (scenario === 'outbox') return playFreeOutbox(history, streams)
  await (scenario === 'booking' ? playFreeBooking(history, streams) : playFreeSignIn(history, streams))
  return []
}

async function check(scenario: Scenario, history: FreeHistory, hosts: Hosts, phones: readonly FreePhone[]): Promise<void> {
  const { town, witness } = history
  const tables = await readTables(hosts.database.kysely, town)
  const violations = [
    ...checkPlaces(town, tables, scenario === 'waitlist' ? null : witness.operations),
    ...checkNonces(town, tables, history.given),
    ...checkSums(town, tables),
    ...checkPresence(tables),
    ...checkFreeRecords(history, phones, tables),
    ...(await watchedAtTheEnd(hosts.database.kysely, town, history.now)),
    ...(await sessionsAtTheEnd(hosts.database.kysely, town, history.now)),
  ]
  for (const violation of violations) witness.blame(violation)
  const officer = town.people[OFFICER]!
  for (const { id } of town.events) {
    const counted = {
      enrolledCount: tables.enrollments.filter(({ eventId, state }) => eventId === id && ENROLLED.has(state)).length,
      arrivedCount: tables.attendances.filter(({ eventId }) => eventId === id).length,
    }
    const door = await hosts.take(0, { name: 'attendance.door', input: { eventId: id }, token: officer.token })
    if (!door.ok) throw new Error(`the door of an event cannot be read: ${door.code}`)
    const { enrolledCount, arrivedCount } = door.data as typeof counted
    if (enrolledCount !== counted.enrolledCount || arrivedCount !== counted.arrivedCount)
      witness.blame(`the door of ${id} counts ${enrolledCount} enrolled and ${arrivedCount} come, the tables ${JSON.stringify(counted)}`)
  }
}

const ENROLLED = new Set(['enrolled', 'attended', 'absent'])
