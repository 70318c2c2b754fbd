import { pictureOf } from '@cloud/services/pictures'
import { procedure } from '../procedure'

/** Keeps a picture under the caller. Nobody else sees it until it is the cover of something published, or shown afterwards. */
export const keep = procedure('files.keep', async ({ input, person, now, store, services }) => {
  const { bytes, mime } = pictureOf(input.content)
  const file = await store.files.keep({ ownerId: person.id, id: services.ids.uuid(now), bytes, mime, isPublic: false }, now)
  return { file, mime, size: bytes.length }
})
