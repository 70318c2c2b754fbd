import { AppError } from '@core/contract/errors'
import { whyNotAnswer } from '@core/rules/sessions/booking'
import { procedure } from '../procedure'
import { giveUp } from './cancel-booking'
import { ownPart } from './own-part'

/** The answer to the question of the day before: 「来」 is kept for the host's list, 「不来了」 gives the slot to the next. */
export const answerComing = procedure('sessions.answerComing', async ({ input, person, now, store, services }) => {
  await store.people.lock([person.id])
  if (!input.coming) return giveUp(store, services, input.sessionId, person.id, now)
  const refused = whyNotAnswer(await store.slots.booking(input.sessionId, person.id), now)
  if (refused) throw new AppError(refused.code, refused.params)
  if (!(await store.slots.sayComing(input.sessionId, person.id, now))) throw new AppError('not_booked')
  return ownPart(store, input.sessionId, person.id, services.secrecy)
})
