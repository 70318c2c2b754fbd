import { dueOf } from '@core/rules/cases/due'
import { knownAboveBefore } from '@core/rules/cases/reminding'
import { caseDetail } from '@cloud/presenters/case'
import { toldAbove } from '@cloud/services/above-case'
import { procedure } from '../procedure'
import { readCase } from './known-case'

/** A case with its history, as whoever reads it may know it. */
export const get = procedure('cases.get', async ({ input, person, now, store, services }) => {
  const { file, part } = await readCase(store, input.caseId, person.id, now)
  const isKnownAbove = dueOf(file.state, file) !== null && file.dueAt < knownAboveBefore(now)
  const { orgId } = isKnownAbove ? await toldAbove(store, file, now) : { orgId: null }
  const toldOrgName = orgId === null ? '' : await store.people.nameOfOrg(orgId)
  return caseDetail(file, await store.cases.entries(file.id), { personId: person.id, part, toldOrgName }, services.secrecy, now)
})
