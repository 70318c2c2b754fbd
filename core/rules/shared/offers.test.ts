import fc from 'fast-check'
import { DAY_MS, HOUR_MS, hourOf, instantOf, MINUTE_MS } from './calendar'
import { offerLength, offerUntil } from './offers'

const start = instantOf('2026-11-28', '14:00')

test('an offer is good for two hours, on the last day for half an hour, in the last three hours for ten minutes', () => {
  expect(offerLength(start, start - 2 * DAY_MS)).toBe(2 * HOUR_MS)
  expect(offerLength(start, start - DAY_MS - 1)).toBe(2 * HOUR_MS)
  expect(offerLength(start, start - DAY_MS)).toBe(30 * MINUTE_MS)
  expect(offerLength(start, start - 3 * HOUR_MS - 1)).toBe(30 * MINUTE_MS)
  expect(offerLength(start, start - 3 * HOUR_MS)).toBe(10 * MINUTE_MS)
})

test('the clock of an offer stands still from ten at night to eight in the morning', () => {
  expect(offerUntil(start, instantOf('2026-11-25', '21:00'))).toBe(instantOf('2026-11-26', '09:00'))
  expect(offerUntil(start, instantOf('2026-11-25', '23:30'))).toBe(instantOf('2026-11-26', '10:00'))
  expect(offerUntil(start, instantOf('2026-11-26', '03:00'))).toBe(instantOf('2026-11-26', '10:00'))
  expect(offerUntil(start, instantOf('2026-11-25', '20:00'))).toBe(instantOf('2026-11-25', '22:00'))
})

test('it runs through the night where the start is within twelve hours, and never beyond the start', () => {
  const early = instantOf('2026-11-28', '07:00')
  expect(offerUntil(early, instantOf('2026-11-27', '23:00'))).toBe(instantOf('2026-11-27', '23:30'))
  expect(offerUntil(early, early - 4 * MINUTE_MS)).toBe(early)
})

test('an offer always leaves time awake, and ends by the start', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20 * 24 * 60 }), (minutes) => {
      const now = start - minutes * MINUTE_MS
      const until = offerUntil(start, now)
      const wanted = offerLength(start, now)
      let awake = 0
      for (let at = now; at < until; at += MINUTE_MS) if (start - now <= 12 * HOUR_MS || (hourOf(at) >= 8 && hourOf(at) < 22)) awake += 1
      expect(until).toBeLessThanOrEqual(start)
      if (until < start) expect(awake).toBe(wanted / MINUTE_MS)
    }),
  )
})
