import { maySeeFile } from '@cloud/services/picture-access'
import { procedure } from '../procedure'

/** What files are: for a list of attachments, before anybody fetches one. */
export const about = procedure('files.about', async ({ input, person, now, store }) => {
  const seen = []
  for (const file of new Set(input.files)) if (await maySeeFile(store, file, person.id, now)) seen.push(file)
  return { items: await store.files.about(seen) }
})
