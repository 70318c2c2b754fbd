import { download } from './download'
import { fileName } from './file-name'
import type { DocumentOutcome, ServedDocument } from './types'

export async function openDocument({ base64, name, mime }: ServedDocument): Promise<DocumentOutcome> {
  download(
    Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)),
    fileName(name),
    mime,
  )
  return 'opened'
}
