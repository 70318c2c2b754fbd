import { AppError } from '@core/contract/errors'
import { pictureOf } from '@cloud/services/pictures'
import { procedure } from '../procedure'

/** How many pictures of one person may wait to be used: more than any event needs, and less than would fill a disk. */
const MOST_UNUSED = 200

/** Keeps a picture under the caller. Nobody else sees it until it is the cover of something published, or shown afterwards. */
export const keep = procedure('files.keep', async ({ input, person, now, store, services }) => {
  const { bytes, mime } = pictureOf(input.content)
  await store.people.lock([person.id])
  if ((await store.files.unusedCount(person.id, 'pictures', MOST_UNUSED)) >= MOST_UNUSED) throw new AppError('too_many_pictures')
  const file = await store.files.keep({ ownerId: person.id, id: services.ids.uuid(now), bytes, mime, isPublic: false }, now)
  return { file, mime, size: bytes.length }
})
