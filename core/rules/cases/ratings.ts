/** How the answers of an organization were rated: the answers, never anybody, and only where there are enough (domain.md, 「Cases」). */
import type { CaseRating } from '@core/contract/cases'

/** Fewer would tell who rated how. */
const LEAST_RATED = 10
const RATINGS = ['solved', 'partly', 'not'] as const satisfies readonly CaseRating[]

/** The ratings in per cent, whole numbers that add up to 100; null where fewer than ten were rated. */
export function ratingShares(counts: Record<CaseRating, number>): Record<CaseRating, number> | null {
  const all = RATINGS.reduce((sum, rating) => sum + counts[rating], 0)
  if (all < LEAST_RATED) return null
  const exact = (rating: CaseRating) => (counts[rating] * 100) / all
  const left = 100 - RATINGS.reduce((sum, rating) => sum + Math.floor(exact(rating)), 0)
  // What rounding down leaves goes to those that it took the most from.
  const first = [...RATINGS].sort((one, other) => (exact(other) % 1) - (exact(one) % 1)).slice(0, left)
  const share = (rating: CaseRating) => Math.floor(exact(rating)) + (first.includes(rating) ? 1 : 0)
  return { solved: share('solved'), partly: share('partly'), not: share('not') }
}
