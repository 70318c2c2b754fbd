import type { FileRef, Instant } from '@core/contract/common'
import { partOf } from '@core/rules/cases/case-steps'
import { fileKey } from '@cloud/store/files'
import type { Tables } from '@cloud/store/store'

/** Whether a picture is a person's own, or belongs to an event of which they are an officer: then an event of theirs may carry it. */
export async function mayUsePicture(store: Tables, ref: FileRef, personId: string, now: Instant): Promise<boolean> {
  if (fileKey(ref).ownerId === personId) return true
  for (const eventId of await store.files.eventsWith(ref))
    if (await store.people.actingOrg(personId, 'officer', { eventId }, now)) return true
  return false
}

/** Whether a person may see a file that is not for everybody: one that they may use, or of a case that they read. */
export async function maySeeFile(store: Tables, ref: FileRef, personId: string, now: Instant): Promise<boolean> {
  return (await mayUsePicture(store, ref, personId, now)) || (await maySeeOfCase(store, ref, personId, now))
}

/** What a case took belongs to it: who reads the case sees its files, its person none that stand in a note among officers. */
async function maySeeOfCase(store: Tables, ref: FileRef, personId: string, now: Instant): Promise<boolean> {
  const file = await store.cases.byId(fileKey(ref).ownerId)
  if (!file) return false
  const part = partOf(file, { personId, orgIds: await store.cases.officeOf(personId, now) })
  return part !== null && (part !== 'person' || (await store.files.isForPerson(ref)))
}
