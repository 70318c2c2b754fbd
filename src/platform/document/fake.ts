import type { DocumentOutcome, ServedDocument } from './types'

/** The documents of tests: what was opened, and what comes of it. */
export const documentFake = {
  shown: [] as ServedDocument[],
  outcome: 'opened' as DocumentOutcome,
  reset(): void {
    documentFake.shown = []
    documentFake.outcome = 'opened'
  },
}
