import { takeAttachments } from '@cloud/services/attachments'
import { tellInCharge } from '@cloud/services/case-messages'
import { procedure } from '../procedure'
import { caseFor } from './known-case'
import { checkOwnWords, recordOwn } from './own-case'

/** The person, or who whistled, writes on to whoever has the case in hand. */
export const say = procedure('cases.say', async (call) => {
  const { input, person, now, store, services } = call
  await checkOwnWords(call, input.text, input.files)
  const known = await caseFor('say', store, input.caseId, person.id, now)
  const { file } = known
  const files = await takeAttachments(store, input.files, person.id, file.id, now)
  await recordOwn(call, known, { step: 'message', text: input.text, files })
  await tellInCharge(store, services, file, 'case_said', {}, now)
  return {}
})
