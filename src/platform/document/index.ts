import { documentFake } from './fake'
import type { ChosenDocument, DocumentOutcome, ServedDocument } from './types'

export async function openDocument(document: ServedDocument): Promise<DocumentOutcome> {
  documentFake.shown.push(document)
  return documentFake.outcome
}

export async function chooseDocuments(count: number): Promise<ChosenDocument[]> {
  documentFake.wishes.push(count)
  if (documentFake.trouble) throw documentFake.trouble
  return documentFake.folder.slice(0, count)
}
