import type { ModelHome } from '@core/contract/homes'
import { mayFollow, standingOf } from '@core/rules/homes/standing'
import type { StepRow } from '@cloud/store/homes'
import { procedure } from '../procedure'
import { evidenceOf } from './model-home'

/** The homes of an organization and below, with what they stand as and why: those with a history first. */
export const models = procedure('homes.models', async ({ input, person, now, store }) => {
  const homes = await store.homes.below(input.orgId)
  const ids = homes.map((home) => home.id)
  const [steps, secretary] = await Promise.all([store.homes.steps(ids), store.homes.secretaryOf(person.id, ids, now)])
  const evidence = await evidenceOf(store, ids, steps, now)
  const items = homes.map(({ id, name, orgName }): ModelHome => {
    const own = steps.filter((step) => step.homeId === id)
    const taken = own.map((step) => step.step)
    const role = secretary.get(id)
    return {
      homeId: id,
      name,
      orgName,
      standing: standingOf(taken),
      evidence: evidence.get(id)!,
      history: own.map(historyLine),
      maySupervise: role?.above ?? false,
      mayObject: role !== undefined && mayFollow('objected', taken),
    }
  })
  return { items: items.sort((one, other) => Number(other.history.length > 0) - Number(one.history.length > 0)) }
})

function historyLine({ step, at, by, reason, evidence }: StepRow): ModelHome['history'][number] {
  return { step, at, by, reason, evidence }
}
