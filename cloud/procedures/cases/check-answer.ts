import { AppError } from '@core/contract/errors'
import { tellOfAnswer } from '@cloud/services/answer-messages'
import type { OwnAnswer } from '@cloud/store/library'
import { procedure } from '../procedure'
import { checkWritten } from './casework'

/**
 * A second officer publishes what a colleague has proposed, or declines it. What is published anybody of the organization may take back,
 * whoever proposed it, too.
 */
export const checkAnswer = procedure('cases.checkAnswer', async (call) => {
  const { input, person, now, store, services } = call
  const { orgId, answerId, publish } = input
  const seen = await store.library.byId(orgId, answerId)
  if (seen && publish) await checkWritten(call, [seen.question, seen.answer])
  const answer = await store.library.lock(orgId, answerId)
  if (!answer || answer.state === 'declined') throw new AppError('not_found')
  if (answer.state === 'proposed') {
    if (answer.proposedById === person.id) throw new AppError('own_answer_check')
    await store.library.decide(orgId, answerId, { publish, byId: person.id }, now)
  } else {
    if (publish) return {}
    await store.library.takeBack(orgId, answerId)
  }
  if (answer.proposedById !== person.id)
    await tellOfAnswer(
      store,
      services.ids,
      [answer.proposedById],
      'answer_checked',
      { question: answer.question, result: resultOf(answer, publish) },
      now,
    )
  return {}
})

function resultOf({ state }: OwnAnswer, publish: boolean): string {
  if (publish) return '放进答案库了'
  return state === 'published' ? '从答案库收回了' : '这次没放进答案库'
}
