import { AppError } from '@core/contract/errors'
import { maskName } from '@core/rules/people/mask'
import { procedure } from '../procedure'

/** What comes after an event, for its officers. Upwards of the event's organization names are masked. */
export const afterwards = procedure('events.afterwards', async ({ input, actingOrgId, store }) => {
  const event = await store.events.byId(input.eventId)
  if (!event) throw new AppError('not_found')
  const [showcases, rating, words, objections] = await Promise.all([
    store.afterwards.showcases(event.id),
    store.afterwards.rating(event.id),
    store.afterwards.words(event.id),
    store.afterwards.objections(event.id),
  ])
  const shown = (name: string) => (actingOrgId === event.orgId ? name : maskName(name))
  return {
    showcase: showcases[0] ?? null,
    rating,
    words,
    objections: objections.map(({ id, name, text, state, at, dueAt, answer }) => ({
      id,
      name: shown(name),
      text,
      state,
      at,
      dueAt,
      answer,
    })),
  }
})
