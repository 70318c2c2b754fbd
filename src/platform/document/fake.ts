import type { AppError } from '@core/contract/errors'
import type { ChosenDocument, DocumentOutcome, ServedDocument } from './types'

/** The documents of tests: what was opened, and what comes of it; what the person picks next, or why they cannot. */
export const documentFake = {
  shown: [] as ServedDocument[],
  outcome: 'opened' as DocumentOutcome,
  wishes: [] as number[],
  folder: [] as ChosenDocument[],
  trouble: null as AppError | null,
  reset(): void {
    documentFake.shown = []
    documentFake.outcome = 'opened'
    documentFake.wishes = []
    documentFake.folder = []
    documentFake.trouble = null
  },
}

/** A file that somebody may choose. */
export function documentOf(name: string, bytes: Uint8Array): ChosenDocument {
  return { name, size: bytes.length, read: async (from, length) => bytes.subarray(from, from + length) }
}
