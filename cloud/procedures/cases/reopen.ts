import { whyNotReopen } from '@core/rules/cases/case-steps'
import { answerDue } from '@core/rules/cases/due'
import { dateName } from '@core/rules/shared/calendar'
import { tellInCharge } from '@cloud/services/case-messages'
import { refuse } from '@cloud/services/refuse'
import { procedure } from '../procedure'
import { caseFor } from './known-case'
import { checkOwnWords, recordOwn } from './own-case'

/**
 * It did not help: the case is taken up again, with seven working days anew. The answer and the rating of before stay in the history,
 * and nowhere else.
 */
export const reopen = procedure('cases.reopen', async (call) => {
  const { input, person, now, store, services } = call
  await checkOwnWords(call, input.text)
  const known = await caseFor('reopen', store, input.caseId, person.id, now)
  const { file } = known
  refuse(whyNotReopen(file, now))
  const dueAt = answerDue(now)
  const anew = { answer: null, rating: null, toldOwnerAt: null, toldParentAt: null }
  await store.cases.change(file.id, { state: 'working', reopened: true, dueAt, ...anew }, now)
  await recordOwn(call, known, { step: 'reopened', text: input.text })
  await tellInCharge(store, services, file, 'case_reopened', { due: dateName(dueAt) }, now)
  return {}
})
