/**
 * What a scanned text is: the one parser for every way in (domain.md, 「Presence」): a camera, WeChat's `q`, a photo, a paste.
 * Nothing of what it reads is proven: the mac of a code and the signature of a pass decide.
 */
import { parseDutyCode, type DutyCode } from '../sessions/duty-code'
import { findIn, parseScan, type ScannedCode } from './code'

/** The longest text that is looked at: a pass with the longest name in the longest link. */
export const LONGEST_SCAN = 600

/**
 * `code`: the turning code of an event's screen; `duty`: that of a session, on the phone of whoever receives; `pass`: 我的码 on a phone;
 * `card`: the same, printed; `home`: the poster of a home.
 */
export type Scanned =
  | { kind: 'code'; code: ScannedCode }
  | { kind: 'duty'; code: DutyCode }
  | { kind: 'pass' | 'card'; payload: string; signature: string }
  | { kind: 'home'; homeCode: string }

/** How a link says what its signed text is. */
export const PASS_LETTER = { pass: 'p', card: 'c' } as const
const PASS = /(?:^|\/q\/)([pc])\/([A-Za-z0-9_-]{40,300})\.([A-Za-z0-9_-]{86})(?:$|[?#])/
const HOME = /(?:^|\/q\/)h\/([0-9A-HJKMNP-TV-Z]{10})(?:$|[?#])/

/** What a text says it is; null where it is nothing of ours. The host of a link is not looked at. */
export function readScanned(text: string): Scanned | null {
  if (text.length > LONGEST_SCAN) return null
  const code = parseScan(text)
  if (code) return { kind: 'code', code }
  const duty = parseDutyCode(text)
  if (duty) return { kind: 'duty', code: duty }
  const [, letter, payload, signature] = findIn(text, PASS) ?? []
  if (letter) return { kind: letter === PASS_LETTER.pass ? 'pass' : 'card', payload: payload!, signature: signature! }
  const homeCode = findIn(text, HOME)?.[1]
  return homeCode === undefined ? null : { kind: 'home', homeCode }
}
