import { AppError } from '@core/contract/errors'
import { checkChosen, ENDINGS } from './choosable'
import { download } from './download'
import { bytesOf, chooseFiles } from './file-input'
import { fileName } from './file-name'
import type { ChosenDocument, DocumentOutcome, ServedDocument } from './types'

const ACCEPT = ENDINGS.map((ending) => `.${ending}`).join()

export async function chooseDocuments(count: number): Promise<ChosenDocument[]> {
  const files = await chooseFiles({ accept: ACCEPT, multiple: count > 1 })
  const documents = files.slice(0, count).map(chosen)
  for (const document of documents) await checkChosen(document)
  return documents
}

function chosen(file: File): ChosenDocument {
  return {
    name: fileName(file.name),
    size: file.size,
    async read(from, length) {
      try {
        return await bytesOf(file.slice(from, from + length))
      } catch {
        throw new AppError('file_incomplete')
      }
    },
  }
}

export async function openDocument({ base64, name, mime }: ServedDocument): Promise<DocumentOutcome> {
  download(
    Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)),
    fileName(name),
    mime,
  )
  return 'opened'
}
