import { AppError } from '@core/contract/errors'
import { PART_BYTES } from '@core/contract/file-sizes'
import { maySeeFile } from '@cloud/services/picture-access'
import { procedure } from '../procedure'

/** One part of a file that the caller may see: their own, that of a case they read, or of an event they are an officer of. */
export const getPart = procedure('files.getPart', async ({ input, person, now, store }) => {
  const part = (await maySeeFile(store, input.file, person.id, now)) ? await store.files.part(input.file, input.n) : null
  if (!part) throw new AppError('not_found')
  const { mime, name, size, bytes } = part
  return { mime, name, size, of: Math.ceil(size / PART_BYTES), base64: bytes.toString('base64') }
})
