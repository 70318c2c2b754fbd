import { AppError } from '@core/contract/errors'
import { pictureOf } from '@cloud/services/pictures'
import { procedure } from '../procedure'
import { hasDoor } from './pack'

/** Keeps a photograph of who was there: of the group, or of a sheet of paper. It is never changed and never removed. */
export const addEvidence = procedure('attendance.addEvidence', async ({ input, person, now, store, services }) => {
  const event = await store.events.byId(input.eventId)
  if (!event) throw new AppError('not_found')
  if (!hasDoor(event)) throw new AppError('event_not_open')
  const id = services.ids.uuid(now)
  const file = await store.files.keep({ ownerId: event.id, id: services.ids.uuid(now), ...pictureOf(input.picture), isPublic: false }, now)
  await store.evidence.add({ eventId: event.id, id, kind: input.kind, file, note: input.note, byId: person.id }, now)
  return { id }
})
