import { CASE_RATING_NAMES } from '@core/contract/names'
import { tellInCharge } from '@cloud/services/case-messages'
import { procedure } from '../procedure'
import { caseFor } from './known-case'
import { recordOwn } from './own-case'

/** The person, or who whistled, says how the answer helped, once. It is the answer that is rated, never an official. */
export const rate = procedure('cases.rate', async (call) => {
  const { input, person, now, store, services } = call
  const known = await caseFor('rate', store, input.caseId, person.id, now)
  const { file } = known
  const rating = CASE_RATING_NAMES[input.rating]
  await store.cases.change(file.id, { state: 'rated', rating: input.rating }, now)
  await recordOwn(call, known, { step: 'rated', text: rating })
  await tellInCharge(store, services, file, 'case_rated', { rating }, now)
  return {}
})
