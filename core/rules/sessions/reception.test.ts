import type { BookingState } from '@core/contract/sessions'
import { DAY_MS, HOUR_MS, instantOf, MINUTE_MS } from '../shared/calendar'
import { hasCome, isExpected, isUnnamedTo, pausedBy, whyNotExcuse, whyNotStep, type ReceptionStep } from './reception'

const startsAt = instantOf('2026-11-21', '09:00')
const session = { startsAt, endsAt: startsAt + 2 * HOUR_MS, cancelReason: null }
const STATES: BookingState[] = ['booked', 'checked_in', 'met', 'answered', 'case_opened', 'cancelled', 'no_show']
const codeOf = (step: ReceptionStep, state: BookingState, now = startsAt, of: Parameters<typeof whyNotStep>[1] = session) =>
  whyNotStep(step, of, state, now)?.code ?? 'ok'

test.each([
  ['check_in', ['booked']],
  ['start', ['booked', 'checked_in']],
  ['finish', ['met']],
] as const)('%s leads on from %j, and from nowhere else', (step, from) => {
  for (const state of STATES)
    expect([state, codeOf(step, state)]).toEqual([state, (from as readonly string[]).includes(state) ? 'ok' : 'booking_state_wrong'])
})

test('people are checked in and received from an hour before the session to half an hour after it', () => {
  for (const step of ['check_in', 'start'] as const) {
    expect(codeOf(step, 'booked', startsAt - HOUR_MS - 1)).toBe('too_early')
    expect(codeOf(step, 'booked', startsAt - HOUR_MS)).toBe('ok')
    expect(codeOf(step, 'booked', session.endsAt + 30 * MINUTE_MS - 1)).toBe('ok')
    expect(codeOf(step, 'booked', session.endsAt + 30 * MINUTE_MS)).toBe('session_over')
    expect(codeOf(step, 'booked', startsAt, { ...session, cancelReason: '开会' })).toBe('session_cancelled')
  }
})

test('what was begun may be finished whenever there is time to write it down', () => {
  expect(codeOf('finish', 'met', session.endsAt + 3 * DAY_MS)).toBe('ok')
})

test('who has come is who was checked in, is being received or was; who is expected has booked or has come', () => {
  expect(STATES.filter(hasCome)).toEqual(['checked_in', 'met', 'answered', 'case_opened'])
  expect(STATES.filter(isExpected)).toEqual(['booked', 'checked_in', 'met', 'answered', 'case_opened'])
})

test('only what was missed or cancelled late can be excused, once', () => {
  const excusable = STATES.filter((state) => whyNotExcuse({ state, late: false, excusedAt: null }) === null)
  expect(excusable).toEqual(['no_show'])
  expect(whyNotExcuse({ state: 'cancelled', late: true, excusedAt: null })).toBeNull()
  expect(whyNotExcuse({ state: 'no_show', late: false, excusedAt: startsAt })).toMatchObject({ code: 'booking_state_wrong' })
})

test('who wishes so is unnamed to everybody but the host', () => {
  expect(isUnnamedTo('host', { hostId: 'host', anonymous: true })).toBe(false)
  expect(isUnnamedTo('colleague', { hostId: 'host', anonymous: true })).toBe(true)
  expect(isUnnamedTo('colleague', { hostId: 'host', anonymous: false })).toBe(false)
})

test('the third miss within sixty days pauses, and a second tells of no pause', () => {
  const now = session.endsAt + 30 * MINUTE_MS
  const week = 7 * DAY_MS
  expect(pausedBy(startsAt, [startsAt, startsAt - week], now)).toBeNull()
  expect(pausedBy(startsAt, [startsAt, startsAt - week, startsAt - 2 * week], now)).toBe(instantOf('2026-11-29', '00:00'))
  expect(pausedBy(startsAt, [startsAt, startsAt - week, startsAt - 61 * DAY_MS], now)).toBeNull()
})

test('a miss that prolongs no pause tells of none', () => {
  const now = session.endsAt + 30 * MINUTE_MS
  expect(pausedBy(startsAt + HOUR_MS, [startsAt + HOUR_MS, startsAt, startsAt - DAY_MS, startsAt - 2 * DAY_MS], now)).toBeNull()
})
