import { AppError } from '@core/contract/errors'
import { whyNotAsk } from '@core/rules/cases/unmasking'
import { orgAboveCase } from '@cloud/services/above-case'
import { tellNoReaders } from '@cloud/services/case-messages'
import { refuse } from '@cloud/services/refuse'
import { procedure } from '../procedure'
import { record, workOn } from './casework'

/** Asks who an anonymous person is. The secretaries of the organization above are told why, and nothing of the case. */
export const askUnmask = procedure('cases.askUnmask', async (call) => {
  const { input, now, store, services } = call
  const work = await workOn('ask_unmask', call, input.caseId)
  const { file } = work
  refuse(whyNotAsk(file, await store.cases.entries(file.id)))
  const aboveId = await orgAboveCase(store, file)
  if (aboveId === null) throw new AppError('nobody_above')
  await record(call, work, { step: 'unmask_asked', text: input.reason })
  const { orgId, personIds } = await store.officers.of(aboveId, 'secretary', now)
  const params = { org: file.ownerOrgName, reason: input.reason }
  if (orgId === aboveId) await tellNoReaders(store, services, file, personIds, 'case_unmask_asked', params, now)
  return {}
})
