import { FIRST_CATEGORIES } from '@cloud/store/settings'
import { procedure } from '../procedure'
import { categoriesOf } from './form-checks'

/** What events are sorted by: the list that holds for a home, else that of the root organization. */
export const categories = procedure('events.categories', async ({ input, now, store }) => {
  const home = input.homeId === undefined ? null : await store.homes.byId(input.homeId)
  if (home) return { items: await categoriesOf(store, home.orgId, now) }
  return { items: (await store.settings.ofRoot('categories', now))?.value.items ?? FIRST_CATEGORIES }
})
