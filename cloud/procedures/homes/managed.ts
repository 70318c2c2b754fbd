import { procedure } from '../procedure'

/** The homes an officer may publish for: those of the organisation and of what is below it. */
export const managed = procedure('homes.managed', async ({ input, store }) => ({ items: await store.homes.below(input.orgId) }))
