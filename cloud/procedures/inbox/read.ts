import { procedure } from '../procedure'

/** Marks messages as read. */
export const read = procedure('inbox.read', async ({ input, person, now, store }) => {
  await store.inbox.read(person.id, input.ids, now)
  return { unreadCount: await store.inbox.unreadCount(person.id) }
})
