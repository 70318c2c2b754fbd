import { procedure } from '../procedure'

/** All open youth homes. */
export const list = procedure('homes.list', async ({ store }) => ({ items: await store.homes.all() }))
