import { Kysely, PostgresDialect } from 'kysely'
import type { Answer } from '@core/contract/envelope'
import { AppError } from '@core/contract/errors'
import { createDispatch, refusal, type Dispatch } from '@cloud/dispatch'
import { createJobs } from '@cloud/jobs'
import { idsFrom } from '@cloud/services/ids'
import type { Database } from '@cloud/store/schema'
import { createStore } from '@cloud/store/store'
import type { CallEnvelope } from '@/platform/call/types'
import type { Guards } from './breaks'
import type { Chance } from './chance'
import type { SimulatedTime } from './simulated-time'
import type { Story } from './story'
import type { Turnstile } from './turnstile'

/** An answer that the server gave, whether or not it was heard. */
export interface GivenAnswer {
  /** Who called: their token, or the device where nobody was logged in. */
  caller: string
  name: string
  nonce: string
  input: unknown
  answer: Answer<unknown>
}

/** So many calls of one caller run at once: what waits for the same new row is then one call, and who goes first is certain. */
const CALLS_AT_ONCE = 2
const ALL_AT_ONCE = 6

/** The real server on the turnstile's connections. It can be restarted between any two statements. */
export class Server {
  readonly given: GivenAnswer[] = []
  /** What it could not answer properly. */
  readonly failures: string[] = []
  /** Nonces on which it always fails, as a record that trips a fault does. */
  readonly poisoned = new Set<string>()
  private readonly running = new Map<string, number>()
  private life = 0
  private dispatch!: Dispatch
  private jobs!: () => Promise<void>
  /** How many turns of the jobs are under way: those of two hosts do no harm to each other. */
  ticking = 0

  constructor(
    private readonly turnstile: Turnstile,
    private readonly time: SimulatedTime,
    private readonly chance: Chance,
    private readonly guards: Guards,
    private readonly story: Story,
  ) {
    this.boot()
  }

  /** Whether a call would be taken in now. */
  takes(envelope: CallEnvelope): boolean {
    const all = [...this.running.values()].reduce((sum, count) => sum + count, 0)
    return all < ALL_AT_ONCE && (this.running.get(callerOf(envelope)) ?? 0) < CALLS_AT_ONCE
  }

  /** Takes a call in; `answered` is called unless the server goes down before. */
  take(envelope: CallEnvelope, answered: (answer: Answer<unknown>) => void): void {
    const caller = callerOf(envelope)
    const { life } = this
    this.running.set(caller, (this.running.get(caller) ?? 0) + 1)
    void this.answer(envelope).then((answer) => {
      if (life !== this.life) return
      this.running.set(caller, this.running.get(caller)! - 1)
      this.given.push({ caller, name: envelope.name, nonce: envelope.nonce ?? '', input: envelope.input, answer })
      this.story.aside('server', () => `answers ${envelope.name}: ${toldAnswer(answer)}`)
      answered(answer)
    })
  }

  /** Goes down and comes up again with nothing in memory. */
  async restart(): Promise<void> {
    this.life += 1
    this.running.clear()
    await this.turnstile.restart()
    this.ticking = 0
    this.boot()
  }

  /** Lets the jobs come by; `ended` is called when they are through, unless the server goes down before. */
  tick(ended: () => void): void {
    const { life } = this
    this.ticking += 1
    this.jobs().then(
      () => {
        if (life !== this.life) return
        this.ticking -= 1
        ended()
      },
      (error: unknown) => {
        if (life !== this.life) return
        this.ticking -= 1
        this.failures.push(`jobs: ${error instanceof Error ? error.message : String(error)}`)
      },
    )
  }

  private answer(envelope: CallEnvelope): Promise<Answer<unknown>> {
    if (this.poisoned.has(envelope.nonce ?? '')) return Promise.resolve(refusal('server_error', {}, 'poisoned'))
    const sent = this.guards.envelope(envelope, callerOf(envelope))
    return this.dispatch({ envelope: sent, openid: null, address: null, requestId: 'simulated' })
  }

  private boot(): void {
    const { life } = this
    const pool = this.turnstile.pool(this.guards.rewrite)
    const kysely = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) })
    const store = createStore(kysely)
    const clock = { now: () => this.time.now }
    const ids = idsFrom((count) => this.chance.bytes(count))
    this.jobs = createJobs({ store, clock, ids })
    this.dispatch = createDispatch({
      store,
      clock,
      ids,
      publicUrl: 'https://qn.example',
      demo: false,
      openidForCode: () => Promise.reject(new AppError('login_unavailable')),
      report: (error, { name }) => {
        if (life === this.life) this.failures.push(`${name}: ${error instanceof Error ? error.message : String(error)}`)
      },
      checkOutput: true,
    })
  }
}

/** Who calls: as the server tells people apart. */
export function callerOf({ token, device }: CallEnvelope): string {
  return token ?? `nobody on ${device ?? 'no device'}`
}

export function toldAnswer(answer: Answer<unknown>): string {
  if (!answer.ok) return answer.code
  const { outcome, state } = answer.data as { outcome?: string; state?: string }
  return outcome ?? state ?? 'ok'
}
