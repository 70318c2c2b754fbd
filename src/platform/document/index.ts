import { documentFake } from './fake'
import type { DocumentOutcome, ServedDocument } from './types'

export async function openDocument(document: ServedDocument): Promise<DocumentOutcome> {
  documentFake.shown.push(document)
  return documentFake.outcome
}
