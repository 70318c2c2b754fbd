/**
 * What a home stands as, by the steps that were taken: awarded the plate of a model home; proposed for taking it down (摘牌), with
 * evidence, to which the home may object once; kept or delisted by somebody else than who proposed it (豫青字〔2019〕6号;
 * product.md, S6). Nothing is ever struck from the history.
 */
import type { HomeStanding, HomeStep } from '@core/contract/homes'

const AFTER = {
  awarded: 'model',
  proposed: 'delisting_proposed',
  objected: 'delisting_proposed',
  kept: 'model',
  delisted: 'delisted',
} as const satisfies Record<HomeStep, HomeStanding>

const FROM = {
  awarded: ['ordinary', 'delisted'],
  proposed: ['model'],
  objected: ['delisting_proposed'],
  kept: ['delisting_proposed'],
  delisted: ['delisting_proposed'],
} as const satisfies Record<HomeStep, readonly HomeStanding[]>

/** What a home stands as after these steps, in their order. */
export function standingOf(steps: readonly HomeStep[]): HomeStanding {
  const last = steps[steps.length - 1]
  return last === undefined ? 'ordinary' : AFTER[last]
}

/** Whether a step may follow these. A proposal is objected to once. */
export function mayFollow(step: HomeStep, steps: readonly HomeStep[]): boolean {
  if (step === 'objected' && steps[steps.length - 1] === 'objected') return false
  return (FROM[step] as readonly HomeStanding[]).includes(standingOf(steps))
}
