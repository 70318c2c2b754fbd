import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { instantOf } from '../shared/calendar'
import { parseScan, stepOf, stepTime, STEP_MS } from './code'
import { codeMac, codeFor } from './code-mac'
import {
  decidePresence,
  planScan,
  redeemTicket,
  tardyMinutes,
  type PresenceEvent,
  type PresencePerson,
  type ScanArrival,
  type ScanDecision,
} from './scan'

const startsAt = instantOf('2026-11-21', '14:00')
const endsAt = instantOf('2026-11-21', '17:00')
const event: PresenceEvent = {
  id: 'e1',
  title: '旧物改造',
  startsAt,
  endsAt,
  status: 'published',
  cancelReason: null,
  signOut: true,
  dropIn: false,
  strict: false,
  walkIns: true,
  hasShifts: false,
}
const enrolled = { consented: true, enrollment: 'enrolled' as const, signedIn: false }
const at = (clock: string) => instantOf('2026-11-21', clock)
const scanOf = (moment: number, more: Partial<ScanArrival> = {}): ScanArrival => ({
  purpose: 'sign_in',
  step: stepOf(moment),
  macFits: 'sign_in',
  delivery: 'live',
  expectedEventId: null,
  ...more,
})
/** What the plan of a scan comes to for a person as they are, with so many places free (null: unlimited). */
const decide = (
  arrival: ScanArrival,
  now: number,
  person: PresencePerson | null = enrolled,
  more: Partial<PresenceEvent> = {},
  places: number | null = null,
): ScanDecision => {
  const plan = planScan({ ...event, ...more }, arrival, person, now)
  if (person?.signedIn) return plan.ifSignedIn
  if (['enrolled', 'attended', 'absent'].includes(person?.enrollment ?? '')) return plan.ifEnrolled
  if (places === 0) return plan.ifFull
  return plan.ifFree.kind === 'ticket' && plan.ifFree.need === 'walk_in' ? { ...plan.ifFree, places } : plan.ifFree
}
const code = (decision: ReturnType<typeof decide>) => (decision.kind === 'refused' ? decision.code : decision.kind)

test('an enrolled person with a fresh code is signed in', () => {
  expect(decide(scanOf(at('14:00')), at('14:00'))).toEqual({ kind: 'sign_in', delayed: false, tardyMinutes: 0 })
})
test('a live code is good for exactly 60 s after its step began', () => {
  const scan = scanOf(at('14:00'))
  expect(code(decide(scan, at('14:00') + 60_000))).toBe('sign_in')
  expect(code(decide(scan, at('14:00') + 60_001))).toBe('code_expired')
  expect(code(decide(scan, at('14:00') + 61_000))).toBe('code_expired')
})
test('the same old code out of the outbox is delayed', () => {
  expect(decide(scanOf(at('14:00'), { delivery: 'stored' }), at('14:01') + 1000)).toEqual({
    kind: 'sign_in',
    delayed: true,
    tardyMinutes: 0,
  })
  expect(code(decide(scanOf(at('14:00'), { delivery: 'stored' }), at('14:00') + 7 * 86_400_000 + 1))).toBe('code_expired')
})
test('a strict event takes 30 s', () => {
  expect(code(decide(scanOf(at('14:00')), at('14:00') + 30_001, enrolled, { strict: true }))).toBe('code_expired')
  expect(code(decide(scanOf(at('14:00')), at('14:00') + 30_000, enrolled, { strict: true }))).toBe('sign_in')
})
test('one step ahead is a screen that runs fast, two steps are refused', () => {
  const now = at('14:00')
  expect(code(decide(scanOf(now + STEP_MS), now))).toBe('sign_in')
  expect(code(decide(scanOf(now + 2 * STEP_MS), now))).toBe('code_ahead')
})
test('the window opens 30 min before the start and closes at the end', () => {
  expect(decide(scanOf(at('13:29')), at('13:29'))).toEqual({ kind: 'refused', code: 'too_early', params: { time: '13:30' } })
  expect(code(decide(scanOf(at('13:30')), at('13:30')))).toBe('sign_in')
  expect(code(decide(scanOf(at('17:00')), at('17:00')))).toBe('sign_in')
  expect(code(decide(scanOf(at('17:01')), at('17:01')))).toBe('sign_in_closed')
  expect(code(decide(scanOf(at('17:01'), { delivery: 'stored' }), at('18:00')))).toBe('sign_in_closed')
})
test('the window is judged by the code, not by its arrival', () => {
  expect(code(decide(scanOf(at('16:59'), { delivery: 'stored' }), at('19:00')))).toBe('sign_in')
})
test('who comes more than 15 minutes late is told so, and only that; a drop-in event knows no lateness', () => {
  expect(decide(scanOf(at('14:15')), at('14:15'))).toMatchObject({ tardyMinutes: 0 })
  expect(decide(scanOf(at('14:16')), at('14:16'))).toMatchObject({ kind: 'sign_in', tardyMinutes: 16 })
  expect(decide(scanOf(at('15:00')), at('15:00'), enrolled, { dropIn: true })).toMatchObject({ tardyMinutes: 0 })
})
test('a forged mac, a changed purpose and the code of another event are refused before anything else', () => {
  const now = at('14:00')
  expect(code(decide(scanOf(now, { macFits: null }), now))).toBe('code_invalid')
  expect(code(decide(scanOf(now, { purpose: 'sign_out' }), now))).toBe('wrong_purpose')
  expect(decide(scanOf(now, { expectedEventId: 'e2' }), now)).toEqual({
    kind: 'refused',
    code: 'other_event',
    params: { title: '旧物改造' },
  })
})
test('a cancelled event says why', () => {
  expect(decide(scanOf(startsAt), startsAt, enrolled, { status: 'cancelled', cancelReason: '台风' })).toEqual({
    kind: 'refused',
    code: 'event_cancelled',
    params: { reason: '台风' },
  })
})
test.each(['draft', 'in_review'] as const)('a code of an event that is %s is none: nobody has looked at it yet', (status) => {
  expect(code(decide(scanOf(startsAt), startsAt, enrolled, { status }))).toBe('code_invalid')
})
test('who is not logged in, has not consented or has not enrolled gets a ticket for what is missing', () => {
  const scan = scanOf(startsAt)
  expect(decide(scan, startsAt, null)).toMatchObject({ kind: 'ticket', need: 'login' })
  expect(decide(scan, startsAt, { consented: false, enrollment: null, signedIn: false })).toMatchObject({ kind: 'ticket', need: 'consent' })
  expect(decide(scan, startsAt, { consented: true, enrollment: null, signedIn: false }, {}, 6)).toMatchObject({
    kind: 'ticket',
    need: 'walk_in',
    places: 6,
  })
  expect(decide(scan, startsAt, { consented: true, enrollment: 'left', signedIn: false }, {}, null)).toMatchObject({
    need: 'walk_in',
    places: null,
  })
  expect(code(decide(scan, startsAt, { consented: true, enrollment: null, signedIn: false }, {}, 0))).toBe('not_enrolled_full')
})
test('a delayed sign-in without enrollment is kept for the officer to decide', () => {
  const scan = scanOf(startsAt, { delivery: 'stored' })
  expect(decide(scan, at('15:00'), { consented: true, enrollment: null, signedIn: false }, {}, 0)).toMatchObject({
    kind: 'sign_in',
    delayed: true,
  })
})
test('signing out needs a sign-in and ends 60 min after the event', () => {
  const out = (moment: number, signedIn: boolean) =>
    decide(scanOf(moment, { purpose: 'sign_out', macFits: 'sign_out' }), moment, { ...enrolled, signedIn })
  expect(code(out(at('17:05'), false))).toBe('not_signed_in')
  expect(out(at('18:00'), true)).toEqual({ kind: 'sign_out', delayed: false })
  expect(code(out(at('18:01'), true))).toBe('sign_out_closed')
  expect(
    code(
      decide(scanOf(startsAt, { purpose: 'sign_out', macFits: 'sign_out' }), startsAt, { ...enrolled, signedIn: true }, { signOut: false }),
    ),
  ).toBe('wrong_purpose')
})
test('a second sign-in is a repeat', () => {
  expect(decidePresence(event, 'sign_in', { at: startsAt, delayed: false }, { ...enrolled, signedIn: true }, null)).toEqual({
    kind: 'repeat',
  })
})
test('a ticket belongs to the device that scanned and lasts 10 minutes', () => {
  const kept = { ticket: 't', device: 'd', receivedAt: startsAt, purpose: 'sign_in' as const, step: stepOf(startsAt), delayed: false }
  expect(redeemTicket(kept, 't', 'd', startsAt + 600_000)).toEqual({ at: startsAt, delayed: false })
  expect(redeemTicket(kept, 't', 'd', startsAt + 600_001)).toBe('ticket_expired')
  expect(redeemTicket(kept, 't', 'other', startsAt)).toBe('ticket_invalid')
  expect(redeemTicket(kept, 'u', 'd', startsAt)).toBe('ticket_invalid')
  expect(redeemTicket(null, 't', 'd', startsAt)).toBe('ticket_invalid')
})

describe('the code', () => {
  const secret = new Uint8Array(32).map((_, index) => index)
  const id = '0197c3a2-0000-7000-8000-000000000001'
  test('is read from a link, from the percent-encoded q option and alone', () => {
    const text = codeFor(secret, 'sign_in', { id, code: '0123456789' }, 178_000_000)
    const expected = { purpose: 'sign_in', eventCode: '0123456789', step: 178_000_000, mac: codeMac(secret, 'sign_in', id, 178_000_000) }
    const link = `https://qn.example/q/${text}`
    for (const form of [text, link, encodeURIComponent(link), ` ${link}\n`, `${link}?from=x`]) expect(parseScan(form)).toEqual(expected)
  })
  test('truncated, lengthened or foreign text is not a code', () => {
    const text = codeFor(secret, 'sign_out', { id, code: '0123456789' }, 178_000_000)
    for (const form of ['', 'https://example.com', text.slice(0, -1), `${text}A`, text.replace('.', ''), 'x'.repeat(10_000), `${text}%`])
      expect(parseScan(form)).toBeNull()
  })
  test('agrees with HMAC-SHA256 of the platform', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.nat(0x7fffffff), fc.boolean(), (key, step, comes) => {
        const expected = createHmac('sha256', key)
          .update(`${comes ? 's' : 'o'}|${id}|${step.toString(36)}`)
          .digest()
          .subarray(0, 12)
          .toString('base64url')
        expect(codeMac(key, comes ? 'sign_in' : 'sign_out', id, step)).toBe(expected)
      }),
    )
  })
  test('two events, two purposes and two steps never share a mac', () => {
    const macs = new Set<string>()
    for (const purpose of ['sign_in', 'sign_out'] as const)
      for (const event of ['a', 'b']) for (let step = 0; step < 50; step += 1) macs.add(codeMac(secret, purpose, event, step))
    expect(macs.size).toBe(200)
  })
  test('a step holds ten seconds', () => {
    expect(stepOf(stepTime(7))).toBe(7)
    expect(stepOf(stepTime(8) - 1)).toBe(7)
  })
})

test('where nobody may enroll at the door, a stranger hears so, and who is enrolled comes in', () => {
  const closedDoor = { ...event, walkIns: false }
  const fresh = { at: event.startsAt, delayed: false }
  const stranger = { consented: true, enrollment: null, signedIn: false }
  expect(decidePresence(closedDoor, 'sign_in', fresh, stranger, 5)).toMatchObject({ kind: 'refused', code: 'walk_in_not_allowed' })
  expect(decidePresence(closedDoor, 'sign_in', fresh, { ...stranger, enrollment: 'enrolled' }, 0)).toMatchObject({ kind: 'sign_in' })
  // What comes late needs no place: the officer decides at closing.
  expect(decidePresence(closedDoor, 'sign_in', { ...fresh, delayed: true }, stranger, 0)).toMatchObject({ kind: 'sign_in', delayed: true })
})

test('nobody is late for the whole of an event that has shifts', () => {
  expect(tardyMinutes({ ...event, hasShifts: true }, event.startsAt + 3 * 3_600_000)).toBe(0)
  expect(tardyMinutes(event, event.startsAt + 3 * 3_600_000)).toBe(180)
})
