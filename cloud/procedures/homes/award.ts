import { procedure } from '../procedure'
import { loadForStep } from './model-home'

/** Makes a home a model home. */
export const award = procedure('homes.award', async ({ input, person, now, store }) => {
  await loadForStep(store, { homeId: input.homeId, personId: person.id, step: 'awarded', above: true }, now)
  await store.homes.addStep({ homeId: input.homeId, step: 'awarded', byId: person.id, reason: input.reason, evidence: null }, now)
  return {}
})
