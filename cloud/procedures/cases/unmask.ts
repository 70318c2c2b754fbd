import { AppError } from '@core/contract/errors'
import { askingNow, isGrantedWith, whyNotAgree } from '@core/rules/cases/unmasking'
import { tellInCharge, tellOfCase } from '@cloud/services/case-messages'
import { refuse } from '@cloud/services/refuse'
import { procedure } from '../procedure'
import { record } from './casework'
import { secretaryFor } from './secretary-above'

/**
 * A secretary of the organization above agrees that those in charge learn who an anonymous person is. With the second of them the name
 * shows, and the person is told that it does, and why.
 */
export const unmask = procedure('cases.unmask', async (call) => {
  const { input, person, now, store, services } = call
  const file = await store.cases.locked(input.caseId)
  const orgId = file && (await secretaryFor(store, file, person.id, now))
  if (!file || !orgId) throw new AppError('not_found')
  const history = await store.cases.entries(file.id)
  const asking = askingNow(history)
  refuse(whyNotAgree(asking, person.id))
  const granted = asking !== null && isGrantedWith(asking)
  await record(call, { file, orgId }, { step: 'unmask_agreed' })
  if (!granted) return { granted }
  await store.cases.change(file.id, { unmaskedOrgId: file.ownerOrgId }, now)
  await record(call, { file, orgId }, { step: 'unmasked' })
  const asked = history.filter(({ step }) => step === 'unmask_asked').pop()
  const reason = asked ? services.secrecy.open(asked.textEnc) : ''
  if (file.personId !== null)
    await tellOfCase(store, services, file, [file.personId], 'case_unmasked', { org: file.ownerOrgName, reason }, now)
  await tellInCharge(store, services, file, 'case_name_shown', {}, now)
  return { granted }
})
