import type { Answer } from '@core/contract/envelope'

/** One call as the phone sends it; over HTTP the name goes into the path and the token into `Authorization`. */
export interface CallEnvelope {
  name: string
  input: unknown
  nonce?: string
  device?: string
  token?: string
}

export interface CallPlatform {
  /**
   * Sends a call once and answers what the server said, refusals included. `timeoutMs` is 15,000 by default.
   * Throws AppError `offline` (nothing went out), `timeout` (nothing came back in time) or `unavailable` (what came back
   * is no answer of ours: a gateway's page, a broken body).
   */
  send(envelope: CallEnvelope, timeoutMs?: number): Promise<Answer<unknown>>
}
