import type { Answer } from '@core/contract/envelope'
import type { Instant } from '@core/contract/common'
import type { InputOf, OutputOf, ProcedureName } from '@core/contract/procedures'
import type { CallEnvelope } from '@/platform/call/types'
import type { Guards } from './breaks'
import type { Chance } from './chance'
import { HOSTS, type Hosts } from './free-hosts'
import { OFFICER, type PlannedEvent } from './plan'
import type { PlannedSession } from './session-plan'
import { callerOf, toldAnswer, type GivenAnswer } from './server'
import { Story } from './story'
import type { Person, Town } from './town'
import { Witness } from './witness'

/** So many clients ask at the same time. */
export const CLIENTS = 16
/** How often a call goes out twice at once, with one nonce. */
const TWICE = 0.3

/** What a free history begins with. */
export interface FreePlan {
  people: number
  /** So many of them, the first, are officers; one where nothing is said. */
  officers?: number
  events: readonly PlannedEvent[]
  sessions?: readonly PlannedSession[]
}

/** Somebody with a phone who waits for each answer before asking on. */
export interface Client {
  name: string
  device: string
  person: Person | null
  chance: Chance
}

interface Line {
  at: number
  text: string
}

/** One history of real concurrency: what was asked, in the order of one counter, what was answered, and what was heard. */
export class FreeHistory {
  readonly witness = new Witness()
  readonly given: GivenAnswer[] = []
  /** The time on every host. */
  now: Instant
  private readonly lines: Line[] = []
  private readonly story = new Story(() => 0, false)
  private readonly onTheirWay: Promise<unknown>[] = []

  constructor(
    readonly town: Town,
    plan: FreePlan,
    readonly guards: Guards,
    private readonly hosts: Hosts,
    begin: Instant,
  ) {
    this.now = begin
    town.people.forEach((person, index) => this.story.name(person.id, index === OFFICER ? 'officer' : `p${index}`))
    town.events.forEach((event, index) => this.story.name(event.id, `e${index + 1}`))
    town.sessions.forEach((session, index) => this.story.name(session.id, `s${index + 1}`))
    // Who is enrolled from the beginning is so by an operation of the time before.
    for (const [index, { enrolled }] of plan.events.entries())
      for (const person of enrolled)
        this.witness.hear(this.witness.invoke(town.events[index]!.id, town.people[person]!.id, 'enroll'), 'enrolled')
    hosts.listening = {
      now: () => this.now,
      failed: (name, error) =>
        this.witness.blame(`the server failed at ${name}: ${error instanceof Error ? error.message : String(error)}`),
    }
  }

  /** A client of this history. `stream` decides what it does. */
  client(index: number, person: Person | null, chance: Chance): Client {
    return { name: `client ${index}`, device: chance.bytes(16).toString('base64url'), person, chance }
  }

  /** Calls, some twice at once with the same nonce; answers what is heard first. */
  async ask<N extends ProcedureName>(client: Client, name: N, input: InputOf<N>): Promise<Answer<OutputOf<N>>> {
    const { chance, device, person } = client
    const envelope: CallEnvelope = { name, input, nonce: chance.bytes(16).toString('base64url'), device, token: person?.token }
    const hosts = Array.from({ length: chance.happens(TWICE) ? 2 : 1 }, () => chance.below(HOSTS))
    const askedAt = this.witness.tick()
    const answers = hosts.map((host) => this.deliver(host, envelope))
    this.onTheirWay.push(...answers)
    const answer = await Promise.race(answers)
    const heardAt = this.witness.tick()
    const who = `${client.name.padEnd(9)} ${person?.id ?? 'nobody'}`
    this.tell(askedAt, `–${heardAt}  ${who}: ${name} on host ${hosts.join(' and ')} → ${toldAnswer(answer)}`)
    return answer as Answer<OutputOf<N>>
  }

  /** Brings one envelope to a host, and remembers what it answered. */
  async deliver(host: number, envelope: CallEnvelope): Promise<Answer<unknown>> {
    const caller = callerOf(envelope)
    const answer = await this.hosts.take(host, this.guards.envelope(envelope, caller))
    this.given.push({ caller, name: envelope.name, nonce: envelope.nonce ?? '', input: envelope.input, answer })
    return answer
  }

  /** A line of what happened at a moment. */
  tell(at: number, text: string): void {
    this.lines.push({ at, text })
  }

  /** Waits for the answers that nobody waited for. */
  async settled(): Promise<void> {
    await Promise.all(this.onTheirWay)
  }

  /** All that was asked, a line each, in the order of asking. */
  told(): string[] {
    const inOrder = [...this.lines].sort((one, other) => one.at - other.at)
    return inOrder.map(({ at, text }) => this.story.told(`${String(at).padStart(6)}${text}`))
  }

  /** A violation, with short names in place of ids. */
  toldViolations(): string[] {
    return this.witness.violations.map((violation) => this.story.told(violation))
  }
}
