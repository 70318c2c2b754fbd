/** A client that asks until it is answered, always with the same nonce, as the outbox of a phone does. */
import { randomInt } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Answer } from '@core/contract/envelope'
import { RETRY } from '@core/contract/errors'
import type { InputOf, OutputOf, ProcedureName } from '@core/contract/procedures'
import { HttpPhone, type HttpCall, type Heard } from '../tools/http-phone'
import { newNonce, type Somebody } from '../tools/town'
import type { Journal } from './journal'

/** No answer for so long: the server is not coming back. */
const PATIENCE_MS = 60_000

/** A client has given up: the server did not come back. */
export class GaveUp extends Error {}

export interface Watch {
  /** Hears of every try that was answered with success: when it was begun and when the answer was there, by `performance.now()`. */
  succeeded(begunAt: number, answeredAt: number): void
}

export class PatientPhone {
  private readonly phone: HttpPhone
  private closed = false

  constructor(
    url: string,
    localAddress: string,
    private readonly journal: Journal,
    private readonly watch: Watch,
  ) {
    this.phone = new HttpPhone(url, localAddress)
  }

  /** A command with a new nonce, written down with its answer. Throws GaveUp. */
  async command<N extends ProcedureName>(who: Somebody, name: N, input: InputOf<N>, nonce = newNonce()): Promise<Answer<OutputOf<N>>> {
    const call: HttpCall<N> = { name, input, nonce, who }
    this.journal.sent.add(nonce)
    const answer = await this.insist(call)
    this.journal.acknowledged.push({ call, answer })
    return answer
  }

  /** Asks until there is an answer. A refusal is one, unless it means 「later」. Throws GaveUp. */
  async insist<N extends ProcedureName>(call: HttpCall<N>): Promise<Answer<OutputOf<N>>> {
    const since = performance.now()
    for (let attempt: HttpCall<N> = call; ; attempt = asStored(call)) {
      const begunAt = performance.now()
      const heard = await this.phone.ask(attempt)
      const answer = this.lastWordOf(heard)
      if (answer?.ok) this.watch.succeeded(begunAt, performance.now())
      if (answer) return answer
      if (this.closed) throw new GaveUp(`${call.name} was not answered before the phone was closed`)
      if (performance.now() - since > PATIENCE_MS) throw new GaveUp(`no answer to ${call.name} within ${PATIENCE_MS / 1000} s`)
      // A phone waits for seconds. Here the first success of 32 clients tells when the server is back, so they come more often,
      // and no more often than leaves the machine to the recovery that is measured.
      await sleep(randomInt(100, 300))
    }
  }

  /** What is under way is given up. */
  close(): void {
    this.closed = true
    this.phone.close()
  }

  private lastWordOf<N extends ProcedureName>(heard: Heard<N> | null): Answer<OutputOf<N>> | null {
    const { unanswered } = this.journal
    if (heard === null) unanswered.silence += 1
    else if (heard.answer.ok || RETRY[heard.answer.code] !== 'later') return heard.answer
    else if (heard.answer.code in unanswered) unanswered[heard.answer.code as keyof typeof unanswered] += 1
    return null
  }
}

/** A scan is live when it is sent first, and comes from the outbox after that. */
export function asStored<N extends ProcedureName>(call: HttpCall<N>): HttpCall<N> {
  return call.name === 'attendance.scan' ? { ...call, input: { ...call.input, delivery: 'stored' } } : call
}
