import { createPrivateKey, createPublicKey, sign, verify as verifyNatively, type KeyObject } from 'node:crypto'
import { verify } from '@stablelib/ed25519'
import fc from 'fast-check'
import type { PassKey } from '@core/contract/attendance'
import { DAY_MS, instantOf, MINUTE_MS } from '../shared/calendar'
import { fromBase64url, toBase64url } from '../shared/bytes'
import { PASS_MS, readPass, unsignedPass, type PassContent, type Verify } from './pass'

/** A key of its own for each number, in the form that the server keeps. */
function keyOf(number: number): { key: KeyObject; known: PassKey } {
  const seed = Buffer.alloc(32, number)
  const prefix = Buffer.from('302e020100300506032b657004220420', 'hex')
  const key = createPrivateKey({ key: Buffer.concat([prefix, seed]), format: 'der', type: 'pkcs8' })
  const publicKey = createPublicKey(key).export({ format: 'jwk' }).x!
  return { key, known: { kid: toBase64url(Uint8Array.of(0, 0, 0, number)), publicKey } }
}

const ours = keyOf(1)
const theirs = keyOf(2)
const NOW = instantOf('2026-11-21', '14:00')
const content: PassContent = {
  kind: 'pass',
  personId: '01900000-0000-7000-8000-00000000abcd',
  name: '陈静',
  issuedAt: NOW,
  expiresAt: NOW + PASS_MS,
}

function passOf(more: Partial<PassContent> = {}, by = ours, kid = by.known.kid): string {
  const { message, withSignature } = unsignedPass({ ...content, ...more }, kid)
  return `https://qn.example/q/${withSignature(sign(null, message, by.key))}`
}

/** Replaces the payload or signature of a pass. */
function changed(pass: string, part: 'payload' | 'signature', change: (bytes: Uint8Array) => void): string {
  const [, head, payload, signature] = /^(.*\/q\/[pc]\/)([^.]+)\.(.+)$/.exec(pass)!
  const bytes = { payload: fromBase64url(payload!)!, signature: fromBase64url(signature!)! }
  change(bytes[part])
  return `${head}${toBase64url(bytes.payload)}.${toBase64url(bytes.signature)}`
}

const read = (text: string, at = NOW, keys = [ours.known], verifies?: Verify) => readPass(text, keys, at, verifies)
const refusal = (text: string, at = NOW, keys = [ours.known]) => {
  const answer = read(text, at, keys)
  return answer.ok ? 'ok' : answer.refused
}

test('a pass says who it is, without a network', () => {
  expect(read(passOf())).toEqual({ ok: true, personId: content.personId, name: '陈静', kind: 'pass', expiresAt: NOW + PASS_MS })
  expect(read(passOf({ kind: 'card' }))).toMatchObject({ ok: true, kind: 'card' })
  expect(read(encodeURIComponent(passOf()))).toMatchObject({ ok: true })
})
test('any name and any person come back the same', () => {
  const name = fc.string({ unit: 'grapheme', maxLength: 40 }).map((text) => Array.from(text).slice(0, 40).join(''))
  fc.assert(
    fc.property(name, fc.uuid(), fc.constantFrom('pass' as const, 'card' as const), (name, personId, kind) => {
      // The signature is not what is looked at here.
      expect(read(passOf({ name, personId, kind }), NOW, [ours.known], () => true)).toMatchObject({ ok: true, name, personId, kind })
    }),
    { numRuns: 500 },
  )
})
test('a pass is good for seven days from its making, to the second', () => {
  expect(refusal(passOf(), NOW + PASS_MS - 1)).toBe('ok')
  expect(refusal(passOf(), NOW + PASS_MS)).toBe('pass_expired')
})
test('whoever reads it with a clock that is a little behind reads it; nobody reads it before it was made', () => {
  expect(refusal(passOf(), NOW - 10 * MINUTE_MS)).toBe('ok')
  expect(refusal(passOf(), NOW - 10 * MINUTE_MS - 1)).toBe('pass_invalid')
})
test('the code of another system is unreadable', () => {
  for (const text of ['', 'https://other.example/health-code?id=1', 'BEGIN:VCARD', 's/7KQ2M9XZAB.1abc.0123456789abcdef', 'h/7KQ2M9XZAB'])
    expect(refusal(text)).toBe('pass_unreadable')
})
test('a pass of another installation, or signed by nobody we know, is invalid', () => {
  expect(refusal(passOf({}, theirs))).toBe('pass_invalid')
  expect(refusal(passOf({}, theirs, ours.known.kid))).toBe('pass_invalid')
  expect(refusal(passOf(), NOW, [])).toBe('pass_invalid')
  expect(refusal(passOf(), NOW, [theirs.known, ours.known])).toBe('ok')
})
test('a pass is no card and a card is no pass, whatever its link says', () => {
  expect(refusal(passOf().replace('/q/p/', '/q/c/'))).toBe('pass_invalid')
  expect(refusal(passOf({ kind: 'card' }).replace('/q/c/', '/q/p/'))).toBe('pass_invalid')
})
test('an unknown version or kind is invalid even with a right signature', () => {
  for (const [at, value] of [
    [0, 0],
    [0, 2],
    [1, 0],
    [1, 3],
  ] as const) {
    const { message, withSignature } = unsignedPass(content, ours.known.kid)
    message[5 + at] = value
    const signed = withSignature(sign(null, message, ours.key))
    const moved = changed(signed.replace(/^/, '/q/'), 'payload', (bytes) => (bytes[at] = value))
    expect(refusal(moved)).toBe('pass_invalid')
  }
})
test('a signature that was made for something else is none for a pass', () => {
  const { message, withSignature } = unsignedPass(content, ours.known.kid)
  expect(refusal(withSignature(sign(null, message.subarray(5), ours.key)))).toBe('pass_invalid')
  expect(refusal(withSignature(sign(null, message, ours.key)))).toBe('ok')
})
test('the same bytes written in another way are invalid', () => {
  const pass = passOf()
  const last = pass.at(-1)!
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  const same = [...alphabet].filter((each) => each !== last && alphabet.indexOf(each) >> 4 === alphabet.indexOf(last) >> 4)
  expect(same.length).toBeGreaterThan(0)
  for (const each of same) expect(refusal(pass.slice(0, -1) + each)).toBe('pass_invalid')
})

/** The fast check of the server; a test below says that both checks agree. */
const nativeKey = createPublicKey(ours.key)
const native: Verify = (_, message, signature) => verifyNatively(null, message, nativeKey, signature)
const TRIES = 10_000

test('of 10,000 passes with one bit flipped none is accepted, and the one without is', () => {
  const pass = passOf()
  const bits = { payload: fromBase64url(pass.split('/q/p/')[1]!.split('.')[0]!)!.length * 8, signature: 64 * 8 }
  let accepted = 0
  let tried = 0
  for (let made = 0; tried < TRIES; made += 1) {
    // Every bit of every one of these passes, each of which is good as it stands.
    const good = passOf({ name: `青年${made}`, expiresAt: NOW + (made + 1) * DAY_MS })
    expect(read(good, NOW, [ours.known], native).ok).toBe(true)
    for (const part of ['payload', 'signature'] as const)
      for (let bit = 0; bit < bits[part] && tried < TRIES; bit += 1) {
        tried += 1
        const bad = changed(good, part, (bytes) => (bytes[bit >> 3]! ^= 1 << (bit & 7)))
        if (read(bad, NOW, [ours.known], native).ok) accepted += 1
      }
  }
  expect({ tried, accepted }).toEqual({ tried: TRIES, accepted: 0 })
})
test('of 10,000 passes with fields of another person none is accepted', () => {
  const FIELDS = [
    [6, 22],
    [22, 26],
    [26, 30],
    [30, 36],
  ] as const
  let accepted = 0
  let tried = 0
  for (let made = 0; tried < TRIES; made += 1) {
    const hex = (made + 1).toString(16).padStart(12, '0')
    const one = passOf()
    const other = passOf({
      personId: `01900000-0000-7000-8000-${hex}`,
      name: '李青',
      issuedAt: NOW + 1000,
      expiresAt: NOW + 30 * DAY_MS + made * 1000,
    })
    const [, payload, signature] = /\/q\/p\/([^.]+)\.(.+)$/.exec(other)!
    const swaps = FIELDS.map(([from, to]) =>
      changed(one, 'payload', (bytes) => bytes.set(fromBase64url(payload!)!.subarray(from, to), from)),
    ).concat(changed(one, 'signature', (bytes) => bytes.set(fromBase64url(signature!)!)))
    for (const swap of swaps) {
      tried += 1
      expect(swap).not.toBe(one)
      if (read(swap, NOW, [ours.known], native).ok) accepted += 1
    }
  }
  expect({ tried, accepted }).toEqual({ tried: TRIES, accepted: 0 })
})
test('the check in pure JavaScript agrees with the one of the server', () => {
  for (let bit = 0; bit < 64 * 8; bit += 37) {
    const bad = changed(passOf(), 'signature', (bytes) => (bytes[bit >> 3]! ^= 1 << (bit & 7)))
    expect([read(bad).ok, read(bad, NOW, [ours.known], native).ok]).toEqual([false, false])
  }
  expect([read(passOf()).ok, read(passOf(), NOW, [ours.known], native).ok]).toEqual([true, true])
})
test('without the check of signatures a changed pass would be accepted', () => {
  const bad = changed(passOf(), 'payload', (bytes) => (bytes[21]! ^= 1))
  expect(read(bad, NOW, [ours.known], () => true)).toMatchObject({ ok: true })
  expect(read(bad, NOW, [ours.known], verify)).toMatchObject({ ok: false })
})
test('no text makes it throw', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 650 }), (text) => void read(text)))
  const base64url = fc.string({ unit: fc.constantFrom(...'ABCDEFGHabcdefgh0123-_'), minLength: 42, maxLength: 120 })
  fc.assert(fc.property(base64url, (payload) => expect(read(`p/${payload}.${'A'.repeat(86)}`).ok).toBe(false)))
})
