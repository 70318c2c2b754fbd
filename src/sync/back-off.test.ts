import fc from 'fast-check'
import { backOff } from './back-off'

it('doubles from two seconds to five minutes', () => {
  expect([1, 2, 3, 8, 9, 100].map((attempts) => backOff(attempts, 1))).toEqual([2_000, 4_000, 8_000, 256_000, 300_000, 300_000])
})

it('spreads a hall full of phones over the second half of the wait', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (attempts, fraction) => {
      const full = backOff(attempts, 1)
      const wait = backOff(attempts, fraction)
      expect(wait).toBeGreaterThanOrEqual(full / 2)
      expect(wait).toBeLessThanOrEqual(full)
    }),
  )
})
