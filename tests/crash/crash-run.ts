/**
 * Kills the real server under load, round after round, and compares what its clients were told with what its tables hold.
 * A killed process loses what it had in memory; what the system had taken to write stays. So this proves that nothing is
 * acknowledged before it is handed to the disk, and that everything opens again, not that a disk keeps its word.
 */
import { randomInt } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import { Client } from 'pg'
import { ChildServer, makeServerFolder } from '../tools/child-server'
import { layPeople, layTown, type Somebody, type Town } from '../tools/town'
import { compareAcknowledged, compareWhole } from './compare'
import { ACKNOWLEDGE_EARLY, checkAcknowledging } from './durability'
import { Journal, wordOf, type Acknowledged } from './journal'
import { publishEvent, type OpenEvent } from './open-event'
import { asStored, GaveUp, PatientPhone } from './patient-phone'
import { visit } from './stories'

/** What is killed: Node alone, PostgreSQL alone (all its processes), or both. */
export type Victim = 'node' | 'postgres' | 'both'

export const CLIENTS = 32
export const BACK_WITHIN_MS = 3_000

/** People who may come in one round, places that they compete for, and answers that a load has at least. */
const PEOPLE = 1_500
const PLACES = 40
const UNDER_LOAD = 100

export interface RoundReport {
  victim: Victim
  acknowledged: number
  /** From the kill to the first success of a call made after it. Null: nobody was answered any more. */
  backAfterMs: number | null
}

export interface CrashReport {
  /** Where the server lived; gone with it. */
  dataDir: string
  rounds: RoundReport[]
  acknowledged: number
  lost: string[]
  duplicated: string[]
  unanswered: Journal['unanswered']
}

export interface CrashOptions {
  /** Who is killed in each round. */
  victims: readonly Victim[]
  /** The positive control: commits are acknowledged before they are on the disk. */
  acknowledgeEarly?: boolean
  /** Hears of every round. */
  tell?: (line: string) => void
}

/** So many rounds, each kind of accident in every three of them, in a random order. */
export function randomVictims(rounds: number, kinds: readonly Victim[] = ['node', 'postgres', 'both']): Victim[] {
  const victims: Victim[] = []
  while (victims.length < rounds) {
    const rest = [...kinds]
    while (rest.length > 0) victims.push(...rest.splice(randomInt(rest.length), 1))
  }
  return victims.slice(0, rounds)
}

/** Plays the rounds; ends with the first that lost or doubled something, or from which the server did not come back. */
export async function crashRounds({ victims, acknowledgeEarly = false, tell = () => undefined }: CrashOptions): Promise<CrashReport> {
  const folder = makeServerFolder()
  const report: CrashReport = {
    dataDir: folder.dataDir,
    rounds: [],
    acknowledged: 0,
    lost: [],
    duplicated: [],
    unanswered: new Journal().unanswered,
  }
  let run: CrashRun | null = null
  try {
    const server = await ChildServer.start(folder.dataDir, acknowledgeEarly ? { PGOPTIONS: ACKNOWLEDGE_EARLY } : {})
    await checkAcknowledging(server, acknowledgeEarly)
    run = await CrashRun.open(server)
    for (const victim of victims) {
      const round = await run.play(victim)
      report.rounds.push(round)
      const back = round.backAfterMs === null ? 'never' : `after ${Math.round(round.backAfterMs)} ms`
      tell(`round ${report.rounds.length}: ${victim} killed, ${round.acknowledged} acknowledged, back ${back}`)
      if (round.backAfterMs === null || run.lost.length + run.duplicated.length > 0) break
    }
    if (report.rounds.at(-1)?.backAfterMs !== null) await run.compareAll()
    const { journal, lost, duplicated } = run
    Object.assign(report, { acknowledged: journal.acknowledged.length, lost, duplicated, unanswered: journal.unanswered })
    const exitCode = await server.stop()
    if (exitCode !== 0) throw new Error(`the server did not stop as it should (exit code ${exitCode}): ${server.said}`)
    return report
  } finally {
    run?.close()
    await folder.remove()
  }
}

class CrashRun {
  readonly journal = new Journal()
  readonly lost: string[] = []
  readonly duplicated: string[] = []
  private readonly events: OpenEvent[] = []
  private readonly phones: PatientPhone[]
  private killedAt = Infinity
  private backAt: number | null = null

  private constructor(
    private readonly server: ChildServer,
    private readonly town: Town,
  ) {
    const watch = {
      succeeded: (begunAt: number, answeredAt: number) => {
        if (begunAt > this.killedAt) this.backAt ??= answeredAt
      },
    }
    // Addresses of their own, as phones have them: the host counts callers by address until their log-in has proved good.
    this.phones = Array.from({ length: CLIENTS }, (_, index) => new PatientPhone(server.url, `127.0.0.${index + 2}`, this.journal, watch))
  }

  static async open(server: ChildServer): Promise<CrashRun> {
    const run = new CrashRun(server, await asking(server, layTown))
    await run.publish(null)
    return run
  }

  close(): void {
    for (const phone of this.phones) phone.close()
  }

  async play(victim: Victim): Promise<RoundReport> {
    const before = this.journal.acknowledged.length
    const room = await this.publish(PLACES)
    const people = await asking(this.server, (client) => layPeople(client, PEOPLE))
    const load = new Load(this.phones, people, [this.events[0]!, room], this.journal)
    try {
      await this.untilUnderLoad(before)
      await sleep(randomInt(50, 1_200))
      await this.kill(victim)
      await this.untilBack()
      await sleep(randomInt(100, 400))
      await load.end()
    } catch (error) {
      if (!(error instanceof GaveUp)) throw error
      return { victim, acknowledged: this.journal.acknowledged.length - before, backAfterMs: null }
    }
    const backAfterMs = this.backAt! - this.killedAt
    await this.compare(this.journal.acknowledged.slice(before))
    return { victim, acknowledged: this.journal.acknowledged.length - before, backAfterMs }
  }

  /** Everything that was acknowledged in the whole run: a later crash must not take what an earlier one has left. */
  async compareAll(): Promise<void> {
    if (this.lost.length + this.duplicated.length > 0) return
    await this.compareTables(this.journal.acknowledged)
  }

  private async kill(victim: Victim): Promise<void> {
    this.backAt = null
    this.killedAt = performance.now()
    if (victim === 'postgres') {
      if (this.server.killPostgres() === 0) throw new Error('there was no PostgreSQL to kill')
      return
    }
    await (victim === 'node' ? this.server.killNode() : this.server.killBoth())
    await this.server.startNode()
  }

  private async untilUnderLoad(before: number): Promise<void> {
    const since = performance.now()
    while (this.journal.acknowledged.length < before + UNDER_LOAD) {
      if (performance.now() - since > 30_000) throw new Error('there was no load within 30 s')
      await sleep(5)
    }
  }

  private async untilBack(): Promise<void> {
    while (this.backAt === null) {
      if (performance.now() - this.killedAt > 60_000) throw new GaveUp('the server did not come back within 60 s')
      await sleep(5)
    }
  }

  private async publish(places: number | null): Promise<OpenEvent> {
    const event = await publishEvent(this.phones[0]!, this.town, places)
    this.events.push(event)
    return event
  }

  private async compare(entries: readonly Acknowledged[]): Promise<void> {
    this.lost.push(...this.journal.contradictions.splice(0))
    await this.compareTables(entries)
    // What is lost already would only be done anew.
    if (this.lost.length + this.duplicated.length === 0) await this.sendAgain(entries)
  }

  private async compareTables(entries: readonly Acknowledged[]): Promise<void> {
    await asking(this.server, async (client) => {
      const { lost, duplicated } = await compareAcknowledged(client, this.events, entries)
      this.lost.push(...lost)
      this.duplicated.push(...duplicated, ...(await compareWhole(client, this.events, this.journal)))
    })
  }

  /** The same nonces once more: nothing new happens, and the answers are those of the first time. */
  private async sendAgain(entries: readonly Acknowledged[]): Promise<void> {
    await Promise.all(
      this.phones.map(async (phone, index) => {
        for (let at = index; at < entries.length; at += this.phones.length) {
          const { call, answer } = entries[at]!
          const again = await phone.insist(asStored(call))
          if (!isDeepStrictEqual(withoutRequest(again), withoutRequest(answer)))
            this.duplicated.push(`${call.name} ${call.nonce} was answered ${wordOf(answer)}, and sent again ${wordOf(again)}`)
        }
      }),
    )
  }
}

/** People who come, one after the other at every client, until it ends or all have come. */
class Load {
  private ending = false
  private readonly done: Promise<unknown>

  constructor(phones: readonly PatientPhone[], people: Somebody[], events: readonly OpenEvent[], journal: Journal) {
    this.done = Promise.all(
      phones.map(async (phone) => {
        for (let who = people.pop(); who && !this.ending; who = people.pop())
          await visit(phone, who, events[randomInt(events.length)]!, journal)
      }),
    )
    this.done.catch(() => undefined)
  }

  /** Lets everybody finish what they are at. Throws GaveUp. */
  async end(): Promise<void> {
    this.ending = true
    await this.done
  }
}

function withoutRequest(answer: object): object {
  return { ...answer, requestId: null }
}

async function asking<T>(server: ChildServer, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client(server.database)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
