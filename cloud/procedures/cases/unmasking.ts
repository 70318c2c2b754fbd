import { AppError } from '@core/contract/errors'
import { askingNow, whyNotAgree, whyNotDecline } from '@core/rules/cases/unmasking'
import { procedure } from '../procedure'
import { secretaryFor } from './secretary-above'

/** What the secretaries above decide by: who asks for the name, why, and who agreed. They read nothing of the case. */
export const unmasking = procedure('cases.unmasking', async ({ input, person, now, store, services }) => {
  const file = await store.cases.byId(input.caseId)
  if (!file || !(await secretaryFor(store, file, person.id, now))) throw new AppError('not_found')
  const history = await store.cases.entries(file.id)
  const asking = askingNow(history)
  const ask = history.filter(({ step }) => step === 'unmask_asked').pop()
  if (!asking || !ask) return { orgName: file.ownerOrgName, asked: null }
  const agreed = history.filter(({ step, byId, at }) => step === 'unmask_agreed' && at >= ask.at && asking.agreed.includes(byId))
  return {
    orgName: file.ownerOrgName,
    asked: {
      by: ask.byName,
      at: ask.at,
      reason: services.secrecy.open(ask.textEnc),
      agreed: agreed.map(({ byName }) => byName),
      mayAgree: whyNotAgree(asking, person.id) === null,
      mayDecline: whyNotDecline(asking, person.id) === null,
    },
  }
})
