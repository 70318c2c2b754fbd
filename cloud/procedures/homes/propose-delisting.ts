import { AppError } from '@core/contract/errors'
import { IDLE_LIMIT_DAYS, mayProposeDelisting } from '@core/rules/homes/dormancy'
import { procedure } from '../procedure'
import { evidenceOf, loadForStep, tellOfHome } from './model-home'

/** Proposes to take a model home's plate down (摘牌), with the evidence as it is now, and tells the home. */
export const proposeDelisting = procedure('homes.proposeDelisting', async ({ input, person, now, store, services }) => {
  const { homeId, reason } = input
  const { home, steps } = await loadForStep(store, { homeId, personId: person.id, step: 'proposed', above: true }, now)
  const evidence = (await evidenceOf(store, [homeId], steps, now)).get(homeId)!
  if (!mayProposeDelisting(evidence.idleDays)) throw new AppError('not_dormant', { n: IDLE_LIMIT_DAYS })
  await store.homes.addStep({ homeId, step: 'proposed', byId: person.id, reason, evidence }, now)
  const { personIds } = await store.officers.of(home.orgId, 'secretary', now)
  const message = { personIds, exceptId: person.id, kind: 'delisting_proposed', params: { n: evidence.idleDays } } as const
  await tellOfHome(store, services.ids, home, message, now)
  return {}
})
