import { createHmac } from 'node:crypto'
import { parseScan, stepOf, stepTime, STEP_MS } from '../attendance/code'
import { codeMac } from '../attendance/code-mac'
import { parseDutyCode, whyNotFresh } from './duty-code'
import { dutyCodeFor, dutyMac } from './duty-code-mac'

const secret = Uint8Array.from({ length: 32 }, (_, at) => at)
const session = { id: '0192f0c1-2222-7000-8000-00000000000a', code: '0123456789' }
const step = 178_000_000

test('a code is read as it was made, however it came', () => {
  const text = dutyCodeFor(secret, session, step)
  const link = `https://qn.example/q/${text}`
  const expected = { sessionCode: session.code, step, mac: dutyMac(secret, session.id, step) }
  for (const form of [text, link, encodeURIComponent(link), ` ${link}\n`, `${link}?from=x`]) expect(parseDutyCode(form)).toEqual(expected)
})

test('the code of a session is none of an event, nor the other way round', () => {
  const text = dutyCodeFor(secret, session, step)
  expect(parseScan(text)).toBeNull()
  expect(parseDutyCode(`s/${text.slice(2)}`)).toBeNull()
  for (const purpose of ['sign_in', 'sign_out'] as const)
    expect(codeMac(secret, purpose, session.id, step)).not.toBe(dutyMac(secret, session.id, step))
})

test.each(['', 'd/', 'd/0123456789', `d/0123456789.${step.toString(36)}`, 'd/012345678U.abc.0123456789abcdef', 'x'.repeat(600)])(
  'what is no code is nothing: %j',
  (text) => expect(parseDutyCode(text)).toBeNull(),
)

test('the mac is an HMAC-SHA256 over what it is for, the session and the step, cut to 96 bits', () => {
  const mac = createHmac('sha256', secret)
    .update(`duty|${session.id}|${step.toString(36)}`)
    .digest()
    .subarray(0, 12)
    .toString('base64url')
  expect(dutyMac(secret, session.id, step)).toBe(mac)
})

test('every session, step and secret has its own mac', () => {
  const other = Uint8Array.from(secret, (byte) => byte ^ 1)
  const macs = [secret, other].flatMap((key) => ['a', 'b'].flatMap((id) => [1, 2, 3].map((at) => dutyMac(key, id, at))))
  expect(new Set(macs).size).toBe(12)
})

test('a code is fresh for sixty seconds, and at most one step ahead', () => {
  const now = stepTime(step) + 4_000
  expect(stepOf(now)).toBe(step)
  expect(whyNotFresh(step, stepTime(step) + 60_000)).toBeNull()
  expect(whyNotFresh(step, stepTime(step) + 60_001)).toEqual({ code: 'code_expired', params: {} })
  expect(whyNotFresh(step + 1, now)).toBeNull()
  expect(whyNotFresh(step + 2, now)).toEqual({ code: 'code_ahead', params: {} })
  expect(whyNotFresh(step + 2, now + STEP_MS)).toBeNull()
})
