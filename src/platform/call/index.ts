import type { Answer } from '@core/contract/envelope'
import { callFake } from './fake'
import type { CallEnvelope } from './types'

export async function send(envelope: CallEnvelope, _timeoutMs = 15_000): Promise<Answer<unknown>> {
  callFake.sent.push(envelope)
  return callFake.server(envelope)
}
