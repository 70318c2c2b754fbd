import fc from 'fast-check'
import type { HomeStep } from '@core/contract/homes'
import { mayFollow, standingOf } from './standing'

const STEPS: readonly HomeStep[] = ['awarded', 'proposed', 'objected', 'kept', 'delisted']
const next = (...steps: HomeStep[]) => STEPS.filter((step) => mayFollow(step, steps))

test('a home is ordinary until it is awarded, and may be awarded again after it lost the plate', () => {
  expect(standingOf([])).toBe('ordinary')
  expect(standingOf(['awarded'])).toBe('model')
  expect(next()).toEqual(['awarded'])
  expect(next('awarded', 'proposed', 'delisted')).toEqual(['awarded'])
})

test('a model home can be proposed for delisting, and a proposal is objected to once and decided once', () => {
  expect(next('awarded')).toEqual(['proposed'])
  expect(next('awarded', 'proposed')).toEqual(['objected', 'kept', 'delisted'])
  expect(next('awarded', 'proposed', 'objected')).toEqual(['kept', 'delisted'])
  expect(standingOf(['awarded', 'proposed', 'objected'])).toBe('delisting_proposed')
})

test('kept, it is a model home again; delisted, it is not', () => {
  expect(standingOf(['awarded', 'proposed', 'kept'])).toBe('model')
  expect(standingOf(['awarded', 'proposed', 'delisted'])).toBe('delisted')
  expect(next('awarded', 'proposed', 'kept')).toEqual(['proposed'])
})

test('whatever is tried in whatever order, a plate is taken down only after a proposal that nobody has decided', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...STEPS), { maxLength: 40 }), (tried) => {
      const taken: HomeStep[] = []
      for (const step of tried) if (mayFollow(step, taken)) taken.push(step)
      taken.forEach((step, index) => {
        if (step !== 'delisted' && step !== 'kept') return
        const since = taken.slice(0, index)
        expect(since.lastIndexOf('proposed')).toBeGreaterThan(Math.max(since.lastIndexOf('kept'), since.lastIndexOf('delisted'), -1))
      })
    }),
  )
})
