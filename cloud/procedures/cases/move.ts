import { AppError } from '@core/contract/errors'
import { acceptDue } from '@core/rules/cases/due'
import { dateName } from '@core/rules/shared/calendar'
import { tellOfficers, tellWriter } from '@cloud/services/case-messages'
import { procedure } from '../procedure'
import { record, workOn } from './casework'
import { orgToGive } from './known-case'

/**
 * Gives a case to another organization, which is in charge from then on and has to accept it anew; the day promised for the answer
 * stays. Whoever gave it away reads it no more, unless they join in.
 */
export const move = procedure('cases.move', async (call) => {
  const { input, person, now, store, services } = call
  const work = await workOn('move', call, input.caseId)
  const { file } = work
  if (input.orgId === file.ownerOrgId) throw new AppError('bad_request', { field: 'orgId' })
  const org = await orgToGive(store, input.orgId, file)
  const acceptDueAt = acceptDue(now)
  const jointOrgIds = file.jointOrgIds.filter((orgId) => orgId !== org.id)
  await store.cases.change(
    file.id,
    { state: 'submitted', ownerOrgId: org.id, ownerId: null, jointOrgIds, acceptDueAt, toldOwnerAt: null },
    now,
  )
  await record(call, work, { step: 'moved', text: `${org.name}：${input.reason}` })
  const moved = { ...file, ownerOrgId: org.id, ownerId: null }
  await tellOfficers(store, services, moved, org.id, 'case_received', { due: dateName(acceptDueAt) }, now, person.id)
  await tellWriter(store, services, moved, 'case_moved', { org: org.name, reason: input.reason }, now, person.id)
  return {}
})
