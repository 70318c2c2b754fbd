/** What makes the code of a session genuine (duty-code.ts): only the server and the phone of whoever receives hold the secret. */
import { rotatingMac } from '../attendance/code-mac'
import { formatDutyCode } from './duty-code'

/** The mac of a code: 96 bits, 16 characters. `secret` is the session's, raw bytes. */
export function dutyMac(secret: Uint8Array, sessionId: string, step: number): string {
  return rotatingMac(secret, 'duty', sessionId, step)
}

/** The code that the phone of whoever receives shows for a session at a step. */
export function dutyCodeFor(secret: Uint8Array, session: { id: string; code: string }, step: number): string {
  return formatDutyCode({ sessionCode: session.code, step, mac: dutyMac(secret, session.id, step) })
}
