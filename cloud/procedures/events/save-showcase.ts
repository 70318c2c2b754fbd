import { AppError } from '@core/contract/errors'
import type { FileRef, Instant } from '@core/contract/common'
import type { EventRow } from '@cloud/store/events'
import type { Tables } from '@cloud/store/store'
import { procedure } from '../procedure'

/**
 * Saves how an event was. A helper's waits for an officer's look, beside what is published; an officer's own saving is that
 * look, and everybody sees it. An empty one takes down what was there.
 */
export const saveShowcase = procedure('events.saveShowcase', async ({ input, person, openid, now, store, services }) => {
  const event = await store.events.byId(input.eventId)
  if (!event) throw new AppError('not_found')
  if (!hasBegun(event, now)) throw new AppError('event_not_open')
  const pictures = [...new Set(input.pictures)]
  const contents = await picturesOf(store, event.id, pictures, person.id)
  // Before anything is locked: the platform may take its time.
  const author = openid ?? (await store.officers.openidOf(person.id))
  const verdict = await services.checkContent({ texts: [input.text], pictures: contents, openid: author })
  if (verdict === 'refused') throw new AppError('content_refused')

  const isOfficer = (await store.people.actingOrg(person.id, 'officer', { eventId: event.id }, now)) !== null
  const state = isOfficer ? 'published' : 'waiting'
  await store.events.lock(event.id)
  if ((await store.files.hold(pictures)).length < pictures.length) throw new AppError('not_a_picture')
  const before = await store.afterwards.showcases(event.id)
  if (input.text === '' && pictures.length === 0) await store.afterwards.takeDown(event.id, state)
  else {
    const checkedBy = isOfficer && verdict === 'look' ? person.id : null
    await store.afterwards.saveShowcase({ eventId: event.id, state, text: input.text, pictures, byId: person.id, checkedBy }, now)
  }
  if (isOfficer) {
    await store.files.show(pictures)
    await store.files.hideUnused(before.flatMap((showcase) => showcase.pictures).filter((picture) => !pictures.includes(picture)))
  }
  return { state }
})

function hasBegun(event: EventRow, now: Instant): boolean {
  return event.status === 'closed' || (event.status === 'published' && event.startsAt <= now)
}

/** The pictures with their bytes; throws not_a_picture for one that the caller neither handed in nor finds here already. */
async function picturesOf(store: Tables, eventId: string, pictures: readonly FileRef[], personId: string) {
  const there = new Set((await store.afterwards.showcases(eventId)).flatMap((showcase) => showcase.pictures))
  const found = await Promise.all(
    pictures.map((picture) => (picture.startsWith(`${personId}/`) || there.has(picture) ? store.files.content(picture) : null)),
  )
  return found.map((picture) => {
    if (!picture) throw new AppError('not_a_picture')
    return picture
  })
}
