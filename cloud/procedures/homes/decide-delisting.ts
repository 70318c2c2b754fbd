import { AppError } from '@core/contract/errors'
import { procedure } from '../procedure'
import { loadForStep, proposerOf, tellOfHome } from './model-home'

/** Decides on a proposal to take the plate down: by another secretary than who made it. */
export const decideDelisting = procedure('homes.decideDelisting', async ({ input, person, now, store, services }) => {
  const { homeId, reason } = input
  const step = input.delist ? 'delisted' : 'kept'
  const { home, steps } = await loadForStep(store, { homeId, personId: person.id, step, above: true }, now)
  const proposerId = proposerOf(steps)
  if (proposerId === person.id) throw new AppError('own_proposal')
  await store.homes.addStep({ homeId, step, byId: person.id, reason, evidence: null }, now)
  const { personIds } = await store.officers.of(home.orgId, 'secretary', now)
  const told = { personIds: [...personIds, proposerId ?? []].flat(), exceptId: person.id }
  await tellOfHome(store, services.ids, home, { ...told, kind: 'delisting_decided', params: { what: input.delist ? '摘牌' : '保留' } }, now)
  return {}
})
