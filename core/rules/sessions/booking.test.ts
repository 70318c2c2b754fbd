import fc from 'fast-check'
import type { Instant } from '@core/contract/common'
import type { BookingState } from '@core/contract/sessions'
import { DAY_MS, dayOf, dayStart, HOUR_MS, instantOf, MINUTE_MS } from '../shared/calendar'
import { momentName } from '../shared/moments'
import {
  askComingFrom,
  asksComing,
  freeCancelUntil,
  isActive,
  isLateToCancel,
  MISSES_MATTER_MS,
  pausedUntil,
  whyNotAnswer,
  whyNotBook,
  whyNotExplain,
  whyNotReceive,
  whyNotThem,
  whyNotWait,
  type OwnBooking,
} from './booking'

const NINE = instantOf('2026-11-21', '09:00')
const session = { startsAt: NINE, endsAt: NINE + HOUR_MS, cancelReason: null, lastSlotAt: NINE + 40 * MINUTE_MS }
const slot = { startsAt: NINE, endsAt: NINE + 20 * MINUTE_MS }
const asked = { session, slotNo: 1, slot }
const free = { others: [], misses: [] }
const before = NINE - DAY_MS

/** A booking of another session, an hour a day later unless said. */
function other(startsAt: Instant = NINE + DAY_MS, state: BookingState = 'booked'): OwnBooking {
  return { sessionId: 'other', startsAt, endsAt: startsAt + HOUR_MS, state }
}
const misses = (...days: string[]) => days.map((day) => instantOf(day, '09:20'))
const PAUSED = misses('2026-10-31', '2026-11-07', '2026-11-14')

describe('booking', () => {
  test('a slot that has not begun is open to whoever has room for it', () => {
    expect(whyNotBook(asked, null, free, before)).toBeNull()
    expect(whyNotBook(asked, null, free, NINE - 1)).toBeNull()
  })
  test('a cancelled session says why, one that is over says so, before anything else', () => {
    const cancelled = { ...asked, slot: null, session: { ...session, cancelReason: '去县里开会' } }
    expect(whyNotBook(cancelled, null, free, before)).toEqual({ code: 'session_cancelled', params: { reason: '去县里开会' } })
    expect(whyNotBook(asked, null, free, session.endsAt)?.code).toBe('session_over')
  })
  test('a slot that is not there, and one that has begun', () => {
    expect(whyNotBook({ ...asked, slot: null }, null, free, before)?.code).toBe('slot_unknown')
    expect(whyNotBook(asked, null, free, NINE)?.code).toBe('slot_passed')
  })
  test.each(['checked_in', 'met', 'answered', 'case_opened'] as const)('who is %s changes nothing any more', (state) => {
    expect(whyNotBook(asked, { state, slotNo: 1 }, free, before)?.code).toBe('booking_begun')
  })
  test('what one comes with is changed at any time, also when the slot has begun or one is paused', () => {
    expect(whyNotBook(asked, { state: 'booked', slotNo: 1 }, { others: [], misses: PAUSED }, NINE + MINUTE_MS)).toBeNull()
  })
  test('a pause takes nothing from whoever has a booking: they may change its slot, but not begin anew', () => {
    const paused = { others: [], misses: PAUSED }
    expect(whyNotBook(asked, { state: 'booked', slotNo: 2 }, paused, before)).toBeNull()
    expect(whyNotBook(asked, { state: 'cancelled', slotNo: 2 }, paused, before)?.code).toBe('booking_paused')
    expect(whyNotBook(asked, null, paused, before)).toEqual({ code: 'booking_paused', params: { date: '11月22日' } })
  })
  test('a changed slot must fit beside the other booking, like a new one', () => {
    const busy = { others: [other(NINE - 30 * MINUTE_MS)], misses: [] }
    expect(whyNotBook(asked, { state: 'booked', slotNo: 2 }, busy, before)?.code).toBe('booking_overlap')
  })
})

describe('the other bookings of a person', () => {
  test('two in all are the most; a third waits until one is over or given up', () => {
    const [one, two] = [other(), other(NINE + 2 * DAY_MS)]
    expect(whyNotThem({ others: [one], misses: [] }, slot, before)).toBeNull()
    expect(whyNotThem({ others: [one, two], misses: [] }, slot, before)).toEqual({ code: 'booking_limit', params: { n: 2 } })
    expect(whyNotThem({ others: [one, { ...two, state: 'cancelled' }], misses: [] }, slot, before)).toBeNull()
    expect(whyNotThem({ others: [other(NINE - 2 * DAY_MS), two], misses: [] }, slot, before)).toBeNull()
  })
  test('a booking at the same time is named with its time; one that ends as the other begins is none', () => {
    const busy = (startsAt: Instant) => whyNotThem({ others: [other(startsAt)], misses: [] }, slot, before)
    expect(busy(slot.endsAt - 1)).toEqual({ code: 'booking_overlap', params: { time: '明天 09:19–10:19' } })
    expect(busy(slot.endsAt)).toBeNull()
    expect(busy(slot.startsAt - HOUR_MS)).toBeNull()
    expect(busy(slot.startsAt - HOUR_MS + 1)?.code).toBe('booking_overlap')
  })
  test('whoever only waits is not asked for a time', () => {
    expect(whyNotWait(session, { others: [other(NINE)], misses: [] }, before)).toBeNull()
    expect(whyNotWait(session, { others: [other(), other(NINE)], misses: [] }, before)?.code).toBe('booking_limit')
    expect(whyNotWait(session, { others: [], misses: PAUSED }, before)?.code).toBe('booking_paused')
  })
  test('there is nothing to wait for once the last slot has begun', () => {
    expect(whyNotWait(session, free, session.lastSlotAt - 1)).toBeNull()
    expect(whyNotWait(session, free, session.lastSlotAt)?.code).toBe('session_over')
  })
  test.each([
    ['booked', true],
    ['checked_in', true],
    ['met', false],
    ['answered', false],
    ['cancelled', false],
    ['no_show', false],
  ] as const)('%s: counts towards the two in all until its end: %p', (state, counts) => {
    expect(isActive(other(NINE, state), NINE)).toBe(counts)
    expect(isActive(other(NINE, state), NINE + HOUR_MS)).toBe(false)
  })
})

describe('the pause', () => {
  test('three misses within sixty days pause for the seven days after the third', () => {
    const three = misses('2026-09-15', '2026-10-31', '2026-11-14')
    const until = instantOf('2026-11-22', '00:00')
    expect(pausedUntil(three, instantOf('2026-11-14', '12:00'))).toBe(until)
    expect(pausedUntil(three, until - 1)).toBe(until)
    expect(pausedUntil(three, until)).toBeNull()
  })
  test('two misses pause nobody, nor three that lie further apart', () => {
    expect(pausedUntil(misses('2026-11-07', '2026-11-14'), instantOf('2026-11-14', '12:00'))).toBeNull()
    expect(pausedUntil(misses('2026-09-14', '2026-11-07', '2026-11-14'), instantOf('2026-11-14', '12:00'))).toBeNull()
  })
  test('a fourth miss pauses anew', () => {
    const four = [...PAUSED, ...misses('2026-11-20')]
    expect(pausedUntil(four, instantOf('2026-11-21', '09:00'))).toBe(instantOf('2026-11-28', '00:00'))
  })

  /** Day by day and triple by triple, as somebody with a calendar would do it. */
  function isPausedPlainly(at: readonly Instant[], now: Instant): boolean {
    return at.some((first, i) =>
      at.some((second, j) =>
        at.some((third, k) => {
          const three = i !== j && j !== k && i !== k && first <= second && second <= third && third - first <= 60 * DAY_MS
          return three && (dayStart(dayOf(now)) - dayStart(dayOf(third))) / DAY_MS <= 7
        }),
      ),
    )
  }
  const someMisses = fc.array(fc.integer({ min: 0, max: 80 * 24 * 4 }), { maxLength: 7 })

  test('is what a plain look at every three misses says, in any order', () => {
    let paused = 0
    fc.assert(
      fc.property(someMisses, fc.integer({ min: 0, max: 12 * 24 * 4 }), (quarters, later) => {
        const at = quarters.map((quarter) => NINE + quarter * 15 * MINUTE_MS)
        const now = Math.max(NINE, ...at) + later * 15 * MINUTE_MS
        const until = pausedUntil(at, now)
        paused += until === null ? 0 : 1
        expect(until !== null).toBe(isPausedPlainly(at, now))
        if (until !== null) expect(pausedUntil(at, until)).toBeNull()
      }),
      { numRuns: 600 },
    )
    // The generator reaches both answers.
    expect(paused).toBeGreaterThan(30)
    expect(paused).toBeLessThan(570)
  })
  test('misses from longer ago than are asked for change nothing', () => {
    fc.assert(
      fc.property(someMisses, (quarters) => {
        const at = quarters.map((quarter) => NINE + quarter * 15 * MINUTE_MS)
        const now = Math.max(NINE, ...at) + DAY_MS
        expect(
          pausedUntil(
            at.filter((miss) => miss >= now - MISSES_MATTER_MS),
            now,
          ),
        ).toBe(pausedUntil(at, now))
      }),
      { numRuns: 500 },
    )
  })
})

describe('giving a booking up', () => {
  const booking = { startsAt: NINE, at: before }
  test('is free until two hours before, and counts afterwards', () => {
    expect(freeCancelUntil(booking, null)).toBe(NINE - 2 * HOUR_MS)
    expect(isLateToCancel(booking, null, NINE - 2 * HOUR_MS)).toBe(false)
    expect(isLateToCancel(booking, null, NINE - 2 * HOUR_MS + 1)).toBe(true)
  })
  test('is free until the slot begins where the session changed since it was booked', () => {
    expect(freeCancelUntil(booking, before + HOUR_MS)).toBe(NINE)
    expect(freeCancelUntil(booking, before - HOUR_MS)).toBe(NINE - 2 * HOUR_MS)
  })
  test('is possible until the slot is over, for who is booked and has not come', () => {
    const own = (state: BookingState) => ({ state, endsAt: slot.endsAt })
    expect(whyNotAnswer(own('booked'), slot.endsAt - 1)).toBeNull()
    expect(whyNotAnswer(own('booked'), slot.endsAt)?.code).toBe('not_booked')
    for (const state of ['checked_in', 'met', 'answered', 'case_opened'] as const)
      expect(whyNotAnswer(own(state), before)?.code).toBe('booking_begun')
    for (const state of ['cancelled', 'no_show'] as const) expect(whyNotAnswer(own(state), before)?.code).toBe('not_booked')
    expect(whyNotAnswer(null, before)?.code).toBe('not_booked')
  })
})

describe('the day before', () => {
  const booking = { state: 'booked' as BookingState, startsAt: NINE, at: before - DAY_MS, comingAt: null as Instant | null }
  test('people are asked from 18:00 until their slot begins', () => {
    const six = instantOf('2026-11-20', '18:00')
    expect(askComingFrom(NINE)).toBe(six)
    expect([six - 1, six, NINE - 1, NINE].map((now) => asksComing(booking, now))).toEqual([false, true, true, false])
  })
  test('who has said so, booked afterwards or is here already is not asked', () => {
    const night = instantOf('2026-11-20', '20:00')
    expect(asksComing({ ...booking, comingAt: night - HOUR_MS }, night)).toBe(false)
    expect(asksComing({ ...booking, at: night - HOUR_MS }, night)).toBe(false)
    expect(asksComing({ ...booking, state: 'checked_in' }, night)).toBe(false)
  })
})

test.each([
  [{ state: 'no_show', late: false, excusedAt: null }, true],
  [{ state: 'cancelled', late: true, excusedAt: null }, true],
  [{ state: 'cancelled', late: false, excusedAt: null }, false],
  [{ state: 'no_show', late: false, excusedAt: NINE }, false],
  [{ state: 'booked', late: false, excusedAt: null }, false],
  [null, false],
] as const)('what counts as missed can be explained, and nothing else: %j', (booking, can) => {
  expect(whyNotExplain(booking)?.code ?? 'ok').toBe(can ? 'ok' : 'nothing_missed')
})

test('people are received from an hour before a session to half an hour after it', () => {
  // It says when it begins: an hour before nine.
  expect(whyNotReceive(session, NINE - HOUR_MS - 1)).toEqual({ code: 'too_early', params: { time: momentName(NINE - HOUR_MS, NINE) } })
  expect(whyNotReceive(session, NINE - HOUR_MS)).toBeNull()
  expect(whyNotReceive(session, session.endsAt + 30 * MINUTE_MS - 1)).toBeNull()
  expect(whyNotReceive(session, session.endsAt + 30 * MINUTE_MS)?.code).toBe('session_over')
})
