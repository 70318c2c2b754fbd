import { AppError } from '@core/contract/errors'
import { mayUsePicture } from '@cloud/services/picture-access'
import { procedure } from '../procedure'

/** A picture that everybody may see, one's own, or one of an event that the caller is an officer of and has to look at. */
export const get = procedure('files.get', async ({ input, person, now, store }) => {
  const file = await store.files.content(input.file)
  const maySee = file !== null && (file.isPublic || (person?.consented && (await mayUsePicture(store, input.file, person.id, now))))
  if (!file || !maySee) throw new AppError('not_found')
  return { mime: file.mime, base64: file.bytes.toString('base64') }
})
