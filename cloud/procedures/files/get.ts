import { AppError } from '@core/contract/errors'
import { maySeeFile } from '@cloud/services/picture-access'
import { procedure } from '../procedure'

/** A picture that everybody may see, one's own, one of a case that the caller reads, or of an event that they have to look at as an officer. */
export const get = procedure('files.get', async ({ input, person, now, store }) => {
  const file = await store.files.content(input.file)
  const maySee = file !== null && (file.isPublic || (person?.consented && (await maySeeFile(store, input.file, person.id, now))))
  if (!file || !maySee) throw new AppError('not_found')
  return { mime: file.mime, base64: file.bytes.toString('base64') }
})
