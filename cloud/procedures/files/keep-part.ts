import { AppError } from '@core/contract/errors'
import { MOST_PARTS } from '@core/contract/file-sizes'
import { procedure } from '../procedure'

/** How many documents of one person may be under way: a phone sends one after the other, and what broke off is begun anew. */
const MOST_UPLOADS = 3

/** Keeps one part of a document. One that would be too large is refused with its first part. */
export const keepPart = procedure('files.keepPart', async ({ input, person, now, store }) => {
  const { upload, n, of } = input
  if (of > MOST_PARTS) throw new AppError('file_too_large')
  const bytes = Buffer.from(input.content, 'base64')
  if (n > of || bytes.toString('base64') !== input.content) throw new AppError('bad_request', { field: 'files' })
  await store.people.lock([person.id])
  await store.files.keepPart({ ownerId: person.id, upload, n, bytes }, now)
  await store.files.forgetUploads(person.id, MOST_UPLOADS)
  return {}
})
