import fc from 'fast-check'
import { ratingShares } from './ratings'

test('fewer than ten ratings are not told apart', () => {
  expect(ratingShares({ solved: 8, partly: 1, not: 0 })).toBeNull()
  expect(ratingShares({ solved: 8, partly: 1, not: 1 })).toEqual({ solved: 80, partly: 10, not: 10 })
  expect(ratingShares({ solved: 0, partly: 0, not: 0 })).toBeNull()
})

test('what rounding leaves goes to whom it took the most from', () => {
  expect(ratingShares({ solved: 5, partly: 5, not: 1 })).toEqual({ solved: 46, partly: 45, not: 9 })
})

test('the shares are whole, add up to 100 and are less than one off', () => {
  const count = fc.integer({ min: 0, max: 10_000 })
  fc.assert(
    fc.property(count, count, count, (solved, partly, not) => {
      const counts = { solved, partly, not }
      const shares = ratingShares(counts)
      const all = solved + partly + not
      if (shares === null) return expect(all).toBeLessThan(10)
      expect(shares.solved + shares.partly + shares.not).toBe(100)
      for (const rating of ['solved', 'partly', 'not'] as const) {
        expect(Number.isInteger(shares[rating])).toBe(true)
        expect(Math.abs(shares[rating] - (counts[rating] * 100) / all)).toBeLessThan(1)
      }
    }),
  )
})
