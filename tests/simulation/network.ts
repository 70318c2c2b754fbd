import type { Answer } from '@core/contract/envelope'
import { AppError } from '@core/contract/errors'
import type { CallEnvelope } from '@/platform/call/types'
import type { Chance } from './chance'
import type { Server } from './server'
import type { SimulatedTime } from './simulated-time'
import type { Story } from './story'

/** How long a phone waits for an answer (platform/call). */
const TIMEOUT_MS = 15_000
const LOSS = 0.25
const DUPLICATES = 0.12

/** A phone as the network sees it: one life of it; what a dead one had asked is answered to nobody. */
export interface Caller {
  name: string
  isAlive(): boolean
  isOnline(): boolean
}

interface Call {
  number: number
  caller: Caller
  envelope: CallEnvelope
  settle: (answer: Answer<unknown> | AppError) => void
}

type Message = { call: Call; answer: Answer<unknown> | null }

/**
 * The network between phones and server. It loses a quarter of the messages each way, brings some twice, and in any order;
 * when, is the scheduler's choice.
 */
export class Network {
  /** Nothing is lost or doubled while it is calm. */
  calm = false
  private messages: Message[] = []
  private calls = 0
  private open = 0

  constructor(
    private readonly server: Server,
    private readonly time: SimulatedTime,
    private readonly chance: Chance,
    private readonly story: Story,
  ) {}

  /** How many calls somebody still waits for. */
  get openCalls(): number {
    return this.open
  }

  /** One send, as `platform/call` does it. Throws AppError `offline` or `timeout`. */
  send(caller: Caller, envelope: CallEnvelope): Promise<Answer<unknown>> {
    if (!caller.isOnline()) return Promise.reject(new AppError('offline'))
    const number = (this.calls += 1)
    return new Promise((resolve, reject) => {
      let settled = false
      const settle = (answer: Answer<unknown> | AppError) => {
        if (settled) return
        settled = true
        this.open -= 1
        giveUp()
        if (!caller.isAlive()) return
        if (answer instanceof AppError) reject(answer)
        else resolve(answer)
      }
      this.open += 1
      const giveUp = this.time.at(this.time.now + TIMEOUT_MS, () => {
        if (caller.isAlive()) this.story.step(caller.name, () => `hears nothing of call ${number}`)
        settle(new AppError('timeout'))
      })
      this.story.aside(
        caller.name,
        () => `sends call ${number}: ${envelope.name} ${JSON.stringify(envelope.input)} nonce ${envelope.nonce}`,
      )
      this.post({ call: { number, caller, envelope, settle }, answer: null })
    })
  }

  /** The messages that may arrive now. */
  arriving(): Message[] {
    return this.messages.filter(({ call, answer }) => answer !== null || this.server.takes(call.envelope))
  }

  isQuiet(): boolean {
    return this.messages.length === 0
  }

  /** Brings a message to where it goes. */
  deliver(message: Message): void {
    const { call, answer } = message
    this.messages = this.messages.filter((other) => other !== message)
    if (answer === null) {
      this.story.step('network', () => `brings call ${call.number} of ${call.caller.name} to the server`)
      this.server.take(call.envelope, (given) => this.post({ call, answer: given }))
      return
    }
    const heard = call.caller.isAlive() && call.caller.isOnline()
    this.story.step('network', () => `brings the answer of call ${call.number} to ${call.caller.name}${heard ? '' : ', who is not there'}`)
    if (heard) call.settle(answer)
  }

  private post(message: Message): void {
    const what = () => (message.answer === null ? `call ${message.call.number}` : `the answer of call ${message.call.number}`)
    if (!this.calm && this.chance.happens(LOSS)) {
      this.story.aside('network', () => `loses ${what()}`)
      return
    }
    this.messages.push(message)
    if (!this.calm && message.answer === null && this.chance.happens(DUPLICATES)) {
      this.story.aside('network', () => `doubles ${what()}`)
      this.messages.push({ ...message })
    }
  }
}
