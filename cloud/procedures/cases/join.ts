import { AppError } from '@core/contract/errors'
import { tellOfficers } from '@cloud/services/case-messages'
import { procedure } from '../procedure'
import { changeBy, record, workOn } from './casework'
import { orgToGive } from './known-case'

/** So many organizations may join in, as a whistle calls at once. */
const MOST_JOINT = 20

/** Asks other organizations to help: their officers read the case and write in it, and the one in charge stays in charge. */
export const join = procedure('cases.join', async (call) => {
  const { input, person, now, store, services } = call
  const work = await workOn('join', call, input.caseId)
  const { file } = work
  // In the order of their ids, as everybody locks organizations.
  const asked = [...new Set(input.orgIds)].filter((orgId) => !file.jointOrgIds.includes(orgId)).sort()
  if (asked.includes(file.ownerOrgId) || file.jointOrgIds.length + asked.length > MOST_JOINT)
    throw new AppError('bad_request', { field: 'orgIds' })
  if (asked.length === 0) return {}
  const names: string[] = []
  for (const orgId of asked) names.push((await orgToGive(store, orgId, file)).name)
  await changeBy('join', call, work, { jointOrgIds: [...file.jointOrgIds, ...asked] })
  await record(call, work, { step: 'joined', text: names.join('、') })
  for (const orgId of asked) await tellOfficers(store, services, file, orgId, 'case_joined', { org: file.ownerOrgName }, now, person.id)
  return {}
})
