import { AppError } from '@core/contract/errors'
import { DOCUMENT_MAX_BYTES } from '@core/contract/file-sizes'
import { documentName, documentType } from '@cloud/services/documents'
import { procedure } from '../procedure'

/** How many documents of one person may wait to be used: three cases full of them. */
const MOST_UNUSED = 18

/** Makes a document of its parts, kept under the caller. Nobody else sees it until a case takes it. */
export const keepDocument = procedure('files.keepDocument', async ({ input, person, now, store, services }) => {
  const { upload } = input
  await store.people.lock([person.id])
  const whole = await store.files.uploaded(person.id, upload)
  if (whole?.sha256 !== input.sha256) throw new AppError('file_incomplete')
  if (whole.size > DOCUMENT_MAX_BYTES) throw new AppError('file_too_large')
  const mime = documentType(whole)
  if (!mime) throw new AppError('not_a_document')
  if ((await store.files.unusedCount(person.id, 'documents', MOST_UNUSED)) >= MOST_UNUSED) throw new AppError('too_many_files')
  const name = documentName(input.name, mime)
  const file = await store.files.keepDocument({ ownerId: person.id, id: services.ids.uuid(now), upload, name, mime }, now)
  return { file, mime, name, size: whole.size }
})
