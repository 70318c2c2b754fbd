/** What makes a rotating code genuine (code.ts says what a code is): only the server and a venue's screen hold the secret. */
import { hmac } from '@stablelib/hmac'
import { SHA256 } from '@stablelib/sha256'
import type { Purpose } from '@core/contract/attendance'
import { toBase64url, utf8Bytes } from '../shared/bytes'
import { formatCode, LETTER } from './code'

/** The mac of a rotating code: 96 bits, 16 characters. `what` says what it is for, so that it is good for nothing else. */
export function rotatingMac(secret: Uint8Array, what: string, id: string, step: number): string {
  const message = utf8Bytes(`${what}|${id}|${step.toString(36)}`)
  return toBase64url(hmac(SHA256, secret, message).subarray(0, 12))
}

/** The mac of an event's code. `secret` is the event's, raw bytes. */
export function codeMac(secret: Uint8Array, purpose: Purpose, eventId: string, step: number): string {
  return rotatingMac(secret, LETTER[purpose], eventId, step)
}

/** The code that a screen shows for an event at a step. */
export function codeFor(secret: Uint8Array, purpose: Purpose, event: { id: string; code: string }, step: number): string {
  return formatCode({ purpose, eventCode: event.code, step, mac: codeMac(secret, purpose, event.id, step) })
}
