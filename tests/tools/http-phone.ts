/** A caller over HTTP with a connection of its own that it keeps, as a phone has one. */
import { Agent, request } from 'node:http'
import type { Answer } from '@core/contract/envelope'
import type { InputOf, OutputOf, ProcedureName } from '@core/contract/procedures'
import type { Somebody } from './town'

/** A call as it is made, and may be made again. */
export interface HttpCall<N extends ProcedureName = ProcedureName> {
  name: N
  input: InputOf<N>
  nonce?: string
  who: Somebody | null
}

/** What came back whole. */
export interface Heard<N extends ProcedureName = ProcedureName> {
  status: number
  answer: Answer<OutputOf<N>>
  text: string
}

const ANSWER_WITHIN_MS = 15_000

/** Calls over one kept connection. `localAddress` is where it calls from: the host counts callers by it. */
export class HttpPhone {
  private readonly agent: Agent

  constructor(
    private readonly url: string,
    localAddress?: string,
  ) {
    this.agent = new Agent({ keepAlive: true, maxSockets: 1, localAddress })
  }

  /** Sends a call once. Null where no whole answer came back: refused, broken off, or nothing within 15 s. */
  ask<N extends ProcedureName>({ name, input, nonce, who }: HttpCall<N>): Promise<Heard<N> | null> {
    const body = JSON.stringify({ input, nonce, device: who?.device })
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      ...(who ? { authorization: `Bearer ${who.token}` } : {}),
    }
    return new Promise((resolve) => {
      const asked = request(
        `${this.url}/api/${name}`,
        { method: 'POST', agent: this.agent, headers, timeout: ANSWER_WITHIN_MS },
        (response) => {
          const parts: Buffer[] = []
          response.on('data', (part: Buffer) => parts.push(part))
          response.on('end', () => resolve(heard(response.statusCode!, Buffer.concat(parts).toString('utf8'))))
          response.on('error', () => resolve(null))
          response.on('close', () => resolve(null))
        },
      )
      asked.on('timeout', () => asked.destroy())
      asked.on('error', () => resolve(null))
      asked.end(body)
    })
  }

  close(): void {
    this.agent.destroy()
  }
}

function heard<N extends ProcedureName>(status: number, text: string): Heard<N> | null {
  try {
    return { status, text, answer: JSON.parse(text) as Answer<OutputOf<N>> }
  } catch {
    return null
  }
}
