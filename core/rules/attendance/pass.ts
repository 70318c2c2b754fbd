/**
 * 我的码 and printed personal cards (domain.md, 「Presence」): a text signed by the server with Ed25519, which an officer's phone
 * checks without a network.
 *
 * Link: `PUBLIC_URL/q/p/<payload>.<signature>` (`c` for a card), both base64url. Payload, big-endian: version (1 byte), kind
 * (1: 1 pass, 2 card), key id (4), person (16), issued and expires (4 each, unix seconds), name (UTF-8). What is signed is
 * `pass|` and the payload, so that a signature made for something else is none for a pass.
 *
 * Pure JavaScript without BigInt: the oldest phones have none.
 */
import { verify } from '@stablelib/ed25519'
import type { PassKey } from '@core/contract/attendance'
import type { Instant } from '@core/contract/common'
import { DAY_MS, MINUTE_MS } from '../shared/calendar'
import { fromBase64url, toBase64url, utf8Bytes, utf8Text } from '../shared/bytes'
import { PASS_LETTER, readScanned } from './scanned'

/** How long a pass is good for. It is fetched again whenever there is a network. */
export const PASS_MS = 7 * DAY_MS
/** How much the clock of a reader may be behind that of the server. */
const BEHIND_MS = 10 * MINUTE_MS

const VERSION = 1
const KIND_BYTE = { pass: 1, card: 2 } as const
const NAME_FROM = 30
const PURPOSE = utf8Bytes('pass|')

export type PassKind = keyof typeof KIND_BYTE

/** What a pass says. Times are whole seconds, in milliseconds. */
export interface PassContent {
  kind: PassKind
  personId: string
  name: string
  issuedAt: Instant
  expiresAt: Instant
}

/** A pass on its way to its signature. */
export interface UnsignedPass {
  /** What is to be signed. */
  message: Uint8Array
  /** The part of the link behind `/q/`, given the 64 bytes of the signature. */
  withSignature(signature: Uint8Array): string
}

export type ReadPass =
  | { ok: true; personId: string; name: string; kind: PassKind; expiresAt: Instant }
  | { ok: false; refused: 'pass_unreadable' | 'pass_invalid' | 'pass_expired' }

/** Whether a signature of 64 bytes is that of the message by a public key of 32 bytes. */
export type Verify = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean

/** A pass without its signature. `kid`: the id of the key that will sign it, base64url of 4 bytes. */
export function unsignedPass(content: PassContent, kid: string): UnsignedPass {
  const name = utf8Bytes(content.name)
  const payload = new Uint8Array(NAME_FROM + name.length)
  payload.set([VERSION, KIND_BYTE[content.kind]])
  payload.set(fromBase64url(kid)!, 2)
  payload.set(idBytes(content.personId), 6)
  const times = new DataView(payload.buffer)
  times.setUint32(22, Math.floor(content.issuedAt / 1000))
  times.setUint32(26, Math.floor(content.expiresAt / 1000))
  payload.set(name, NAME_FROM)
  return {
    message: messageOf(payload),
    withSignature: (signature) => `${PASS_LETTER[content.kind]}/${toBase64url(payload)}.${toBase64url(signature)}`,
  }
}

/**
 * Reads a scanned text as a pass or card. Something else is `pass_unreadable`; what no key of ours signed, as it stands,
 * is `pass_invalid`; one that was not good at `at` any more is `pass_expired`.
 * @param at when it was read
 * @param verifies the check of a signature: a server has a faster one than the one in pure JavaScript
 */
export function readPass(text: string, keys: readonly PassKey[], at: Instant, verifies: Verify = verify): ReadPass {
  const scanned = readScanned(text)
  if (scanned?.kind !== 'pass' && scanned?.kind !== 'card') return { ok: false, refused: 'pass_unreadable' }
  const payload = canonicalBytes(scanned.payload)
  const signature = canonicalBytes(scanned.signature)
  const content = payload && parsePayload(payload)
  if (!payload || !signature || content?.kind !== scanned.kind) return { ok: false, refused: 'pass_invalid' }
  const kid = toBase64url(payload.subarray(2, 6))
  const publicKey = canonicalBytes(keys.find((key) => key.kid === kid)?.publicKey ?? '')
  if (publicKey?.length !== 32 || !verifies(publicKey, messageOf(payload), signature)) return { ok: false, refused: 'pass_invalid' }
  if (at < content.issuedAt - BEHIND_MS) return { ok: false, refused: 'pass_invalid' }
  if (at >= content.expiresAt) return { ok: false, refused: 'pass_expired' }
  const { personId, name, kind, expiresAt } = content
  return { ok: true, personId, name, kind, expiresAt }
}

function messageOf(payload: Uint8Array): Uint8Array {
  const message = new Uint8Array(PURPOSE.length + payload.length)
  message.set(PURPOSE)
  message.set(payload, PURPOSE.length)
  return message
}

/** Only the one way to write these bytes: what was signed has one text and no other. */
function canonicalBytes(text: string): Uint8Array | null {
  const bytes = fromBase64url(text)
  return bytes && toBase64url(bytes) === text ? bytes : null
}

function parsePayload(payload: Uint8Array): PassContent | null {
  const kind = (Object.keys(KIND_BYTE) as PassKind[]).find((each) => KIND_BYTE[each] === payload[1])
  const name = utf8Text(payload.subarray(NAME_FROM))
  if (payload.length < NAME_FROM || payload[0] !== VERSION || !kind || name === null) return null
  const times = new DataView(payload.buffer, payload.byteOffset)
  return {
    kind,
    personId: idText(payload.subarray(6, 22)),
    name,
    issuedAt: times.getUint32(22) * 1000,
    expiresAt: times.getUint32(26) * 1000,
  }
}

function idBytes(id: string): number[] {
  const hex = id.replace(/-/g, '')
  return Array.from({ length: 16 }, (_, at) => parseInt(hex.slice(2 * at, 2 * at + 2), 16))
}

function idText(bytes: Uint8Array): string {
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
