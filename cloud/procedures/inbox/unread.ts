import { procedure } from '../procedure'

/** How many messages the caller has not read. */
export const unread = procedure('inbox.unread', async ({ person, store }) => ({ unreadCount: await store.inbox.unreadCount(person.id) }))
