import { AppError } from '@core/contract/errors'
import { writerName, type CasePart } from '@core/rules/cases/case-steps'
import { comparableText, gramsOf } from '@core/rules/cases/grams'
import { UNNAMED } from '@core/rules/sessions/reception'
import { tellOfAnswer } from '@cloud/services/answer-messages'
import type { CaseRow } from '@cloud/store/cases'
import { procedure } from '../procedure'
import { checkWritten, workOn } from './casework'

/**
 * Proposes a question and its answer for the library, as the officer has written them anew: what the person wrote is never taken over,
 * and their name stands in neither. Another officer of the same organization looks at it.
 */
export const proposeAnswer = procedure('cases.proposeAnswer', async (call) => {
  const { input, person, now, store, services } = call
  const { question, answer } = input
  await checkWritten(call, [question, answer])
  const { file, part, orgId } = await workOn('propose_answer', call, input.caseId)
  const grams = gramsOf(question)
  const name = nameKnownTo(person.id, part, file)
  // Nobody would ever find it.
  if (grams.length === 0 || names(question, name)) throw new AppError('bad_request', { field: 'question' })
  if (names(answer, name)) throw new AppError('bad_request', { field: 'answer' })
  const id = services.ids.uuid(now)
  await store.library.propose({ orgId, id, caseId: file.id, topic: file.topic, question, answer, grams, proposedBy: person.id }, now)
  const { orgId: itsOrgId, personIds } = await store.officers.of(orgId, 'officer', now, person.id)
  if (itsOrgId === orgId) await tellOfAnswer(store, services.ids, personIds, 'answer_to_check', { question }, now)
  return {}
})

/**
 * The person's name where the officer may know it: it is shown to them, or they are the host whom it was told. Else none: that a text is
 * refused would tell who it is to anybody who guesses. Whoever does not know a name does not write it by mistake, and a second officer looks.
 */
function nameKnownTo(officerId: string, part: CasePart, file: CaseRow): string {
  const shown = writerName(part, file)
  if (shown !== UNNAMED) return shown
  return file.hostId === officerId ? file.personName : ''
}

/** Whether a text names somebody, however it is spaced. One character alone names nobody. */
function names(text: string, personName: string): boolean {
  const name = comparableText(personName)
  return Array.from(name).length > 1 && comparableText(text).includes(name)
}
