import { instantOf, MINUTE_MS } from '../shared/calendar'
import { isLate, whyNotRecord, type OfficerEntry, type RecordContext } from './record'
import type { PresenceEvent } from './scan'

const at = (clock: string) => instantOf('2026-11-21', clock)
const NOW = at('14:05')
const event: PresenceEvent = {
  id: 'e1',
  title: '旧物改造',
  startsAt: at('14:00'),
  endsAt: at('17:00'),
  status: 'published',
  cancelReason: null,
  signOut: true,
  dropIn: false,
  strict: false,
  walkIns: true,
  hasShifts: false,
}
const entry: OfficerEntry = { personId: 'a', purpose: 'sign_in', by: 'pass', at: NOW, reason: '' }
const context: RecordContext = { belong: new Set(['a', 'b']), signedIn: new Set(), hasSheet: false }

function codeOf(more: Partial<OfficerEntry> = {}, on: Partial<PresenceEvent> = {}, by: Partial<RecordContext> = {}, now = NOW): string {
  return whyNotRecord({ ...event, ...on }, [{ ...entry, ...more }], { ...context, ...by }, now)?.code ?? 'recorded'
}

test('a pass that was read at the door is recorded', () => expect(codeOf()).toBe('recorded'))
test('a closed event still takes what was carried home', () => expect(codeOf({}, { status: 'closed' })).toBe('recorded'))
test('a cancelled event takes nothing, nor does one that is not published', () => {
  expect(whyNotRecord({ ...event, status: 'cancelled', cancelReason: '停电' }, [entry], context, NOW)).toEqual({
    code: 'event_cancelled',
    params: { reason: '停电' },
  })
  expect(codeOf({}, { status: 'draft' })).toBe('event_not_open')
  expect(codeOf({}, { status: 'in_review' })).toBe('event_not_open')
})
test('signing in: from 30 minutes before the start until the end', () => {
  expect(codeOf({ at: at('13:30') })).toBe('recorded')
  expect(codeOf({ at: at('13:30') - 1 })).toBe('too_early')
  expect(codeOf({ at: at('17:00') }, {}, {}, at('18:00'))).toBe('recorded')
  expect(codeOf({ at: at('17:00') + 1 }, {}, {}, at('18:00'))).toBe('sign_in_closed')
})
test('signing out: until an hour after the end, where the event has it', () => {
  const out = { purpose: 'sign_out', at: at('18:00') } as const
  const here = { signedIn: new Set(['a']) }
  expect(codeOf(out, {}, here, at('18:30'))).toBe('recorded')
  expect(codeOf({ ...out, at: at('18:00') + 1 }, {}, here, at('18:30'))).toBe('sign_out_closed')
  expect(codeOf(out, { signOut: false }, here, at('18:30'))).toBe('wrong_purpose')
})
test('who is not signed in cannot be signed out, unless the same delivery signs them in', () => {
  const out = { ...entry, purpose: 'sign_out' } as const
  expect(codeOf(out)).toBe('not_signed_in')
  expect(codeOf(out, {}, { signedIn: new Set(['a']) })).toBe('recorded')
  expect(whyNotRecord(event, [entry, out], context, NOW)).toBeNull()
  expect(whyNotRecord(event, [{ ...entry, personId: 'b' }, out], context, NOW)?.code).toBe('not_signed_in')
})
test('a phone may be a minute ahead, and a delivery seven days old', () => {
  expect(codeOf({ at: NOW + MINUTE_MS })).toBe('recorded')
  expect(codeOf({ at: NOW + MINUTE_MS + 1 })).toBe('invalid_time')
  const week = 7 * 24 * 60 * MINUTE_MS
  expect(codeOf({}, {}, {}, NOW + week)).toBe('recorded')
  expect(codeOf({}, {}, {}, NOW + week + 1)).toBe('invalid_time')
})
test('a tap in the list needs its reason', () => {
  expect(codeOf({ by: 'manual' })).toBe('reason_needed')
  expect(codeOf({ by: 'manual', reason: '手机没电' })).toBe('recorded')
})
test('paper needs its photograph', () => {
  expect(codeOf({ by: 'paper' })).toBe('evidence_needed')
  expect(codeOf({ by: 'paper' }, {}, { hasSheet: true })).toBe('recorded')
})
test.each(['roll_call', 'manual', 'paper'] as const)('%s names only people of the event; each stranger is counted once', (by) => {
  const named = (personId: string | null) => ({ ...entry, by, personId, reason: '点名' })
  const all = { ...context, hasSheet: true }
  expect(whyNotRecord(event, [named('a'), named('b')], all, NOW)).toBeNull()
  expect(whyNotRecord(event, [named('a'), named('x'), named('y'), named('x')], all, NOW)).toEqual({ code: 'not_on_list', params: { n: 2 } })
  expect(whyNotRecord(event, [named(null)], all, NOW)).toEqual({ code: 'not_on_list', params: { n: 1 } })
})
test.each(['pass', 'card'] as const)('a %s speaks for itself: it may be of somebody who is on no list', (by) => {
  expect(codeOf({ by, personId: 'x' })).toBe('recorded')
})
test('what arrives more than a minute after its moment was delayed', () => {
  expect(isLate(NOW, NOW + MINUTE_MS)).toBe(false)
  expect(isLate(NOW, NOW + MINUTE_MS + 1)).toBe(true)
})
