import { procedure } from '../procedure'
import { loadForStep, proposerOf, tellOfHome } from './model-home'

/** Says what a home has to say against its delisting, once, and tells those who decide. */
export const objectDelisting = procedure('homes.objectDelisting', async ({ input, person, now, store, services }) => {
  const { homeId, reason } = input
  const { home, steps } = await loadForStep(store, { homeId, personId: person.id, step: 'objected', above: false }, now)
  await store.homes.addStep({ homeId, step: 'objected', byId: person.id, reason, evidence: null }, now)
  const deciding = await store.officers.of((await store.orgs.parentOf(home.orgId)) ?? home.orgId, 'secretary', now)
  const personIds = [...deciding.personIds, proposerOf(steps) ?? []].flat()
  await tellOfHome(store, services.ids, home, { personIds, exceptId: person.id, kind: 'delisting_objected', params: {} }, now)
  return {}
})
