import { AppError } from '@core/contract/errors'
import type { InputOf, NamesOf, OutputOf, ProcedureName } from '@core/contract/procedures'
import { send } from '@/platform/call'
import { isOnline } from '@/platform/network'
import { makeNonce } from '@/platform/random'
import { deviceId } from '@/platform/session'
import { askUntilAnswered } from './request'
import { currentSession, signOff } from './session'

/** Reads. Throws AppError: the refusal, or `offline`, `timeout`, `unavailable`. */
export function query<N extends NamesOf<'query'>>(name: N, input: InputOf<N>): Promise<OutputOf<N>> {
  return call(name, input)
}

/**
 * Asks for something scarce, on line. The nonce is made once, so that a request whose answer was lost is asked again
 * without being done twice. Throws AppError.
 */
export function request<N extends NamesOf<'request'>>(name: N, input: InputOf<N>): Promise<OutputOf<N>> {
  return askUntilAnswered(makeNonce(), isOnline, (nonce) => call(name, input, nonce))
}

/** Logs in or out. Asked once: its answer is a secret that nobody keeps. Throws AppError. */
export function session<N extends NamesOf<'session'>>(name: N, input: InputOf<N>): Promise<OutputOf<N>> {
  return call(name, input, makeNonce())
}

/** One send of a record under the log-in of this moment; the outbox decides when. Throws AppError. */
export function sendRecord<N extends NamesOf<'record'>>(name: N, input: InputOf<N>, nonce: string): Promise<OutputOf<N>> {
  return call(name, input, nonce)
}

async function call<N extends ProcedureName>(name: N, input: InputOf<N>, nonce?: string): Promise<OutputOf<N>> {
  const { token } = currentSession()
  const answer = await send({ name, input, nonce, device: deviceId(), token: token ?? undefined })
  if (!answer.ok) {
    // The server no longer knows this log-in. Another one may have taken its place since.
    if (answer.code === 'not_logged_in' && token !== null && currentSession().token === token) signOff()
    throw new AppError(answer.code, answer.params)
  }
  return answer.data as OutputOf<N>
}
