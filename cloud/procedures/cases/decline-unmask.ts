import { AppError } from '@core/contract/errors'
import { askingNow, whyNotDecline } from '@core/rules/cases/unmasking'
import { tellAsker } from '@cloud/services/case-messages'
import { refuse } from '@cloud/services/refuse'
import { procedure } from '../procedure'
import { record } from './casework'
import { secretaryFor } from './secretary-above'

/** A secretary of the organization above says that those in charge do not learn who an anonymous person is. Who asked is told why. */
export const declineUnmask = procedure('cases.declineUnmask', async (call) => {
  const { input, person, now, store, services } = call
  const file = await store.cases.locked(input.caseId)
  const orgId = file && (await secretaryFor(store, file, person.id, now))
  if (!file || !orgId) throw new AppError('not_found')
  const asking = askingNow(await store.cases.entries(file.id))
  refuse(whyNotDecline(asking, person.id))
  await record(call, { file, orgId }, { step: 'unmask_declined', text: input.reason })
  if (asking) await tellAsker(store, services, file, asking.askedBy, 'case_unmask_declined', { reason: input.reason }, now)
  return {}
})
