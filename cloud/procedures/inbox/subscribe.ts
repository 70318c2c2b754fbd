import { procedure } from '../procedure'

/** WeChat was allowed to send the caller one more message of each use. */
export const subscribe = procedure('inbox.subscribe', async ({ input, person, now, store }) => {
  await store.subscriptions.allow(person.id, input.uses, now)
  return {}
})
