import { AppError } from '@core/contract/errors'
import { partOf } from '@core/rules/cases/case-steps'
import { dateName } from '@core/rules/shared/calendar'
import { tellOfCase, tellWriter } from '@cloud/services/case-messages'
import { procedure } from '../procedure'
import { record, workOn, type Work, type WorkCall } from './casework'

/**
 * Takes a case that nobody has taken, or puts it into somebody's hands, whoever had it before. The person learns whose it is when it is
 * accepted; a colleague, that it is theirs.
 */
export const accept = procedure('cases.accept', async (call) => {
  const { input, person, now, store, services } = call
  const work = await workOn('accept', call, input.caseId)
  const { file } = work
  const isNew = file.state === 'submitted'
  // Two officers at once: the second learns that the first has it.
  if (input.ownerId === null && !isNew && file.ownerId !== person.id) throw new AppError('case_state_wrong')
  const owner = await colleague(call, work, input.ownerId ?? person.id)
  if (file.ownerId === owner.id) return {}
  await store.cases.change(file.id, { ownerId: owner.id, ...(isNew && { state: 'accepted', toldOwnerAt: null }) }, now)
  if (isNew) await record(call, work, { step: 'accepted' })
  const due = dateName(file.dueAt)
  if (owner.id !== person.id || !isNew) await record(call, work, { step: 'assigned', text: owner.name })
  if (owner.id !== person.id) await tellOfCase(store, services, file, [owner.id], 'case_assigned', { name: person.name, due }, now)
  if (isNew) await tellWriter(store, services, file, 'case_accepted', { org: file.ownerOrgName, name: owner.name, due }, now, person.id)
  return {}
})

/** An officer of the organization in charge who may read the case. Throws host_unknown. */
async function colleague({ store, now }: WorkCall, { file }: Work, personId: string): Promise<{ id: string; name: string }> {
  const found = await store.people.byId(personId)
  const part = found && partOf(file, { personId, orgIds: await store.cases.officeOf(personId, now) })
  if (!found || part !== 'in_charge') throw new AppError('host_unknown')
  return { id: found.id, name: found.name }
}
