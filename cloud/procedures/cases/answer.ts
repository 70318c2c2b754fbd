import { takeAttachments } from '@cloud/services/attachments'
import { tellWriter } from '@cloud/services/case-messages'
import { procedure } from '../procedure'
import { checkWritten, record, workOn } from './casework'

/** Answers: it is done, or it cannot be done, why, and whom to ask. */
export const answer = procedure('cases.answer', async (call) => {
  const { input, person, now, store, services } = call
  const { outcome, text } = input
  await checkWritten(call, [text])
  const work = await workOn('answer', call, input.caseId)
  const files = await takeAttachments(store, input.files, person.id, work.file.id, now)
  await store.cases.change(work.file.id, { state: outcome, answer: { outcome, textEnc: services.secrecy.seal(text), files } }, now)
  await record(call, work, { step: outcome, text, files })
  await tellWriter(store, services, work.file, outcome === 'resolved' ? 'case_answered' : 'case_explained', {}, now, person.id)
  return {}
})
