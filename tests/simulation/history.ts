import { instantOf } from '@core/rules/shared/calendar'
import { sha256Hex } from '@cloud/services/ids'
import type { OpenDatabase } from '@cloud/store/open'
import { briefStatement, briefValues } from './brief-statement'
import { guardsWithout, type Weakening } from './breaks'
import { Chance } from './chance'
import type { OfficersLook } from './checks/sums'
import { answerOffer, close, enroll, leave, proposeLeave, scan, stopWaiting, wait } from './habits'
import { LineWatch } from './line-watch'
import { Network } from './network'
import { Killed, Phone, type App } from './phone'
import { OFFICER, type Act, type Plan, type Scenario } from './plan'
import { Server } from './server'
import { settled } from './settled'
import { actOutAtSession } from './session-habits'
import { SessionWatch } from './session-watch'
import { SimulatedTime } from './simulated-time'
import { Story } from './story'
import type { Town } from './town'
import type { Passage, Turnstile } from './turnstile'
import type { Watch } from './watch'
import { Witness } from './witness'

export const BEGIN = instantOf('2026-11-21', '13:50')

/** A history that does not come to an end by itself is broken off after so many steps. */
const MOST_STEPS = 2_500
const CLOCK_SKEW_MS = 90_000
/** As many hosts, as many turns of the jobs at once. */
const TICKS_AT_ONCE = 2

export interface HistoryOptions {
  scenario: Scenario
  seed: number
  broken: Weakening | null
  /** Whether its lines are kept, to be printed. */
  told: boolean
}

/** What plays in one history, and what may happen next in it. */
export class History {
  readonly time = new SimulatedTime(BEGIN)
  readonly story: Story
  readonly witness = new Witness()
  readonly server: Server
  readonly network: Network
  readonly phones: Phone[]
  readonly chance: Chance
  readonly scenario: Scenario
  /** What an officer saw at the end. */
  readonly looks: OfficersLook[] = []
  /** How many statements have been let through. */
  statements = 0
  private readonly acts: Act[]
  private readonly ticks: number[]
  /** Sees what every commit does to lines and sessions; null where there are none. */
  readonly watch: Watch | null
  private readonly troubles: Plan['troubles']

  constructor(
    options: HistoryOptions,
    readonly plan: Plan,
    readonly town: Town,
    readonly turnstile: Turnstile,
    database: OpenDatabase,
  ) {
    const { seed, scenario, broken, told } = options
    this.scenario = scenario
    const chance = (stream: string) => new Chance(seed, `${scenario}/${stream}`)
    this.chance = chance('steps')
    this.story = new Story(() => this.time.now, told)
    town.people.forEach((person, index) => this.story.name(person.id, index === OFFICER ? 'officer' : `p${index}`))
    for (const { id, token } of town.people) this.story.name(sha256Hex(token), `the token of ${this.story.told(id)}`)
    town.events.forEach((event, index) => {
      this.story.name(event.id, `e${index + 1}`)
      this.story.name(event.code, `E${index + 1}`)
    })
    town.sessions.forEach((session, index) => this.story.name(session.id, `s${index + 1}`))
    const guards = guardsWithout(broken, chance('breaks'))
    this.server = new Server(turnstile, this.time, chance('server'), guards, this.story)
    this.network = new Network(this.server, this.time, chance('network'), this.story)
    const devices = chance('phones')
    const { time, network, server, story, witness } = this
    this.phones = plan.phones.map(({ person }, index) => {
      const device = devices.bytes(16).toString('base64url')
      const skew = devices.between(-CLOCK_SKEW_MS, CLOCK_SKEW_MS)
      const around = { time, network, server, story, witness, guards, chance: chance(`phone ${index}`) }
      story.name(device, `phone${index}`)
      return new Phone(`phone${index}`, device, person === null ? null : town.people[person]!, skew, around)
    })
    // Who is enrolled from the beginning is so by an operation of the time before.
    for (const [index, planned] of plan.events.entries())
      for (const person of planned.enrolled)
        witness.hear(witness.invoke(town.events[index]!.id, town.people[person]!.id, 'enroll'), 'enrolled')
    this.acts = [...plan.acts]
    this.ticks = [...plan.ticks]
    const Watching = scenario === 'waitlist' ? LineWatch : scenario === 'sessions' ? SessionWatch : null
    this.watch = Watching && new Watching(database.kysely, town, this.time, (what) => this.witness.blame(this.story.told(what)))
    this.troubles = { ...plan.troubles }
  }

  /** Plays until everything planned has been done. */
  async play(): Promise<void> {
    await this.watch?.begin()
    for (const phone of this.phones) phone.start()
    await settled()
    while (this.story.steps < MOST_STEPS && !this.isOver()) {
      await this.chooseStep()()
      await settled()
    }
    this.acts.length = 0
    this.ticks.length = 0
  }

  /** Lets the jobs come by once. */
  async tick(): Promise<void> {
    this.story.step('server', () => 'the jobs come by')
    const ended = await this.watch?.tickBegins()
    this.server.tick(() => ended?.())
  }

  /** Whether nothing is under way: no message, no statement, nobody who waits for an answer. */
  isQuiet(): boolean {
    return this.network.isQuiet() && !this.turnstile.isBusy() && this.server.ticking === 0 && this.network.openCalls === 0
  }

  /** Lets what is under way go on by one step: a statement or a message. False where there is none. */
  async stepOn(): Promise<boolean> {
    const statements = this.turnstile.ready()
    const messages = this.network.arriving()
    if (statements.length + messages.length === 0) return false
    if (messages.length === 0 || (statements.length > 0 && this.chance.happens(0.6))) await this.pass(this.chance.pick(statements).session)
    else this.network.deliver(this.chance.pick(messages))
    await settled()
    return true
  }

  private isOver(): boolean {
    const idle = this.phones.every((phone) => phone.running && !phone.running.busy && phone.online && !phone.full)
    return this.acts.length === 0 && this.ticks.length === 0 && idle && this.isQuiet()
  }

  private async pass(session: number): Promise<void> {
    const statement = this.turnstile.ready().find((ready) => ready.session === session)!
    this.statements += 1
    const { text, values } = statement
    const told = () => values.map((value) => (typeof value === 'string' ? this.story.told(value) : value))
    const came = (answer: Passage['answer']) =>
      answer === null ? 'waits for a lock' : 'error' in answer ? `fails: ${answer.error}` : `${answer.rows} rows`
    const passages = await this.turnstile.pass(session)
    for (const { session: answered, answer } of passages)
      if (answered === session)
        this.story.step(`session ${session}`, () => `${briefStatement(text)} ${briefValues(told())} → ${came(answer)}`)
    if (/^commit$/i.test(text)) await this.watch?.committed()
    for (const { session: answered, answer } of passages)
      if (answered !== session) this.story.aside(`session ${answered}`, () => `waits no longer → ${came(answer)}`)
  }

  /** What may happen next, each as often as its weight says. */
  private chooseStep(): () => Promise<void> | void {
    const choices: [weight: number, step: () => Promise<void> | void][] = []
    const statements = this.turnstile.ready()
    if (statements.length > 0) choices.push([6, () => this.pass(this.chance.pick(statements).session)])
    const messages = this.network.arriving()
    if (messages.length > 0) choices.push([3, () => this.network.deliver(this.chance.pick(messages))])
    const acts = this.dueActs()
    if (acts.length > 0) choices.push([3, () => this.perform(this.chance.pick(acts))])
    if (this.server.ticking < TICKS_AT_ONCE && this.ticks.length > 0 && BEGIN + this.ticks[0]! <= this.time.now)
      choices.push([
        2,
        () => {
          this.ticks.shift()
          return this.tick()
        },
      ])
    choices.push(...this.recoveries())
    const busy = choices.length > 0
    choices.push([busy ? 0.5 : 1, () => this.letTimePass(busy)])
    if (busy) choices.push(...this.troublesNow())
    let drawn = this.chance.fraction() * choices.reduce((sum, [weight]) => sum + weight, 0)
    for (const [weight, step] of choices) {
      drawn -= weight
      if (drawn < 0) return step
    }
    return choices.at(-1)![1]
  }

  /** The next thing each person does, of those who are free to. */
  private dueActs(): Act[] {
    const first = new Map<number, Act>()
    for (const act of this.acts) if (!first.has(act.phone)) first.set(act.phone, act)
    return [...first.values()].filter((act) => {
      const app = this.phones[act.phone]!.running
      return BEGIN + act.at <= this.time.now && app !== null && !app.busy
    })
  }

  private perform(act: Act): void {
    this.acts.splice(this.acts.indexOf(act), 1)
    const phone = this.phones[act.phone]!
    if (act.does === 'log_in') {
      const person = act.person === null ? null : this.town.people[act.person]!
      this.story.step(phone.name, () => (person ? `${person.id} logs in` : 'logs out'))
      phone.logIn(person)
      return
    }
    const app = phone.running!
    const purpose = act.does === 'scan' ? ` ${act.purpose}${act.poisoned ? ' (poisoned)' : ''}` : ''
    const where = 'session' in act ? this.town.sessions[act.session]!.id : this.town.events[act.event]!.id
    this.story.step(phone.name, () => `${phone.person?.id ?? 'nobody'}: ${act.does} ${where}${purpose}`)
    phone.poisoning = act.does === 'scan' && act.poisoned === true
    app.busy = true
    this.actOut(app, act)
      .catch((error: unknown) => {
        // Killed, or no room: the person sees that it did not work.
        const expected = error instanceof Killed || (error instanceof Error && error.message === 'storage_full')
        if (!expected) this.witness.blame(`${phone.name} cannot ${act.does}: ${error instanceof Error ? error.message : String(error)}`)
      })
      .finally(() => {
        app.busy = false
      })
    // What is made in the same breath is poisoned; what comes later is not.
    phone.poisoning = false
  }

  private actOut(app: App, act: Exclude<Act, { does: 'log_in' }>): Promise<void> {
    if ('session' in act) return actOutAtSession(app, act, this.town)
    const event = this.town.events[act.event]!
    const owner = this.town.people[this.plan.phones[act.phone]!.person ?? 1]!
    if (act.does === 'scan') return scan(app, event, act.purpose, owner)
    if (act.does === 'wait') return wait(app, event, act.mode)
    if (act.does === 'answer_offer') return answerOffer(app, event, act.accept)
    return { enroll, leave, close, propose_leave: proposeLeave, stop_waiting: stopWaiting }[act.does](app, event)
  }

  /** To the next thing that has a time; while something is under way mostly by a little. */
  private letTimePass(busy: boolean): void {
    const before = this.time.now
    const times = [
      this.time.next() ?? Infinity,
      ...this.acts.slice(0, 1).map((act) => BEGIN + act.at),
      ...this.ticks.slice(0, 1).map((at) => BEGIN + at),
    ]
    const next = Math.min(...times.filter((at) => at > before))
    const little = before + this.chance.between(50, 3_000)
    const jumps = Number.isFinite(next) && !(busy && this.chance.happens(0.85))
    this.time.advance(jumps ? next : Math.min(little, next))
    this.story.step('time', () => `passes: ${((this.time.now - before) / 1_000).toFixed(3)} s`)
  }

  private recoveries(): [number, () => void][] {
    return this.phones.flatMap((phone): [number, () => void][] => {
      const choices: [number, () => void][] = []
      if (!phone.running) choices.push([1, () => this.trouble(phone.name, 'starts the app again', () => phone.start())])
      if (!phone.online) choices.push([0.4, () => this.trouble(phone.name, 'is on line again', () => phone.setOnline(true))])
      if (phone.full) choices.push([0.5, () => this.trouble(phone.name, 'has room again', () => (phone.full = false))])
      return choices
    })
  }

  /** What may go wrong now, of what the plan still has in store. */
  private troublesNow(): [number, () => Promise<void> | void][] {
    const { troubles } = this
    const running = this.phones.filter((phone) => phone.running)
    const onPhone = (happen: (phone: Phone) => void) => () => happen(this.chance.pick(running))
    const kinds: [keyof Plan['troubles'], number, () => Promise<void> | void][] = [
      ['restarts', this.turnstile.isBusy() ? 0.2 : 0, () => this.restartServer()],
      ['kills', running.length > 0 ? 0.25 : 0, onPhone((phone) => this.kill(phone))],
      ['offline', running.length > 0 ? 0.25 : 0, onPhone((phone) => this.goOffline(phone))],
      ['fullDisks', running.length > 0 ? 0.2 : 0, onPhone((phone) => this.fillDisk(phone))],
    ]
    return kinds.flatMap(([kind, weight, happen]): [number, () => Promise<void> | void][] => {
      if (troubles[kind] === 0 || weight === 0) return []
      const spend = () => {
        troubles[kind] -= 1
        return happen()
      }
      return [[weight, spend]]
    })
  }

  private restartServer(): Promise<void> {
    this.story.step('server', () => 'goes down and comes up again')
    return this.server.restart()
  }

  private kill(phone: Phone): void {
    const halves = this.chance.below(6)
    if (halves < 3) this.trouble(phone.name, 'is killed', () => phone.kill())
    else this.trouble(phone.name, `will be killed after ${halves - 3} more halves of a change`, () => (phone.running!.fuse = halves - 3))
  }

  private goOffline(phone: Phone): void {
    this.trouble(phone.name, 'loses its network', () => phone.setOnline(false))
  }

  private fillDisk(phone: Phone): void {
    this.trouble(phone.name, 'has no room left', () => (phone.full = true))
  }

  private trouble(who: string, what: string, happen: () => void): void {
    this.story.step(who, () => what)
    happen()
  }
}
