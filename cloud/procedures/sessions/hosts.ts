import { procedure } from '../procedure'

/** Who may receive for an organization, by name: its own officers. Who has written no card yet has an empty one. */
export const hosts = procedure('sessions.hosts', async ({ input, now, store }) => ({
  items: await store.sessions.cards(await store.sessions.officersOf(input.orgId, now)),
}))
