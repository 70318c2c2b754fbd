import { procedure } from '../procedure'
import { presentSettings } from './settings'

/** Decides something for an organization and what is below it, from now on. What was published before stays as it is. */
export const saveSetting = procedure('people.saveSetting', async ({ input, person, now, store }) => {
  await store.settings.save(input.orgId, input.setting, { byId: person.id, why: input.why }, now)
  return presentSettings(store, input.orgId, person.id, now)
})
