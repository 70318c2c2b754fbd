import { AppError } from '@core/contract/errors'
import { procedure } from '../procedure'

/** Writes the caller's own public card: their post, and what they can help with. */
export const saveHostCard = procedure('sessions.saveHostCard', async ({ input, person, openid, now, store, services }) => {
  const verdict = await services.checkContent({
    texts: [input.post, input.helpsWith].filter((text) => text !== ''),
    pictures: [],
    openid: openid ?? (await store.officers.openidOf(person.id)),
  })
  if (verdict === 'refused') throw new AppError('content_refused')
  await store.sessions.saveCard(person.id, input, now)
  return { id: person.id, name: person.name, post: input.post, helpsWith: input.helpsWith }
})
