import type { Instant } from '@core/contract/common'
import type { Settings } from '@core/contract/people'
import { FIRST_CATEGORIES } from '@cloud/store/settings'
import type { Tables } from '@cloud/store/store'
import { procedure } from '../procedure'

/** What holds for an organization now, and who decided it. */
export const settings = procedure('people.settings', ({ input, person, now, store }) => presentSettings(store, input.orgId, person.id, now))

/** The settings of an organization, for somebody who is an officer there. */
export async function presentSettings(store: Tables, orgId: string, personId: string, now: Instant): Promise<Settings> {
  const review = await store.settings.of(orgId, 'review', now)
  const categories = await store.settings.of(orgId, 'categories', now)
  return {
    review: { byParent: review?.value.byParent ?? false, from: review?.from ?? null },
    categories: { items: categories?.value.items ?? FIRST_CATEGORIES, from: categories?.from ?? null },
    hasParent: (await store.orgs.parentOf(orgId)) !== null,
    maySave: (await store.people.actingOrg(personId, 'secretary', { orgId }, now)) !== null,
  }
}
