import type { FileRef, Instant } from '@core/contract/common'
import { fileKey } from '@cloud/store/files'
import type { Tables } from '@cloud/store/store'

/** Whether a picture is a person's own, or belongs to an event of which they are an officer. */
export async function mayUsePicture(store: Tables, ref: FileRef, personId: string, now: Instant): Promise<boolean> {
  if (fileKey(ref).ownerId === personId) return true
  for (const eventId of await store.files.eventsWith(ref))
    if (await store.people.actingOrg(personId, 'officer', { eventId }, now)) return true
  return false
}
