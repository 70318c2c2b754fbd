import { AppError } from '@core/contract/errors'
import { helpsUntil } from '@core/rules/attendance/helping'
import { readPass } from '@core/rules/attendance/pass'
import { tellOf } from '@cloud/services/messages'
import { procedure, type Call } from '../procedure'

/** Asks somebody to help at the door of one event, and tells them: by their 我的码, or chosen among the enrolled. */
export const appointHelper = procedure('attendance.appointHelper', async (call) => {
  const { input, person, now, store, services } = call
  const event = await store.events.byId(input.eventId)
  if (!event) throw new AppError('not_found')
  if (event.status !== 'published' || now >= helpsUntil(event.endsAt)) throw new AppError('event_not_open')
  const personId = await whoIsMeant(call)
  await store.people.lock([personId])
  const grant = { id: services.ids.uuid(now), eventId: event.id, personId, until: helpsUntil(event.endsAt), byId: person.id }
  const isNew = await store.helpers.appoint(grant, now)
  if (isNew) await tellOf(store, services.ids, event, [personId], 'helper_appointed', {}, now)
  return { items: await store.helpers.of(event.id, now) }
})

async function whoIsMeant({ input, now, store, services }: Call<'attendance.appointHelper'>): Promise<string> {
  if (input.pass === undefined) {
    const { enrollment } = await store.places.holding(input.eventId, input.personId!)
    if (enrollment !== 'enrolled' && enrollment !== 'attended') throw new AppError('not_on_list', { n: 1 })
    return input.personId!
  }
  const read = readPass(input.pass, await services.signing.keys(store, now), now, services.signing.verify)
  if (!read.ok) throw new AppError(read.refused)
  // A printed card may be in anybody's hand.
  if (read.kind !== 'pass' || !(await store.people.byId(read.personId))) throw new AppError('pass_invalid')
  return read.personId
}
