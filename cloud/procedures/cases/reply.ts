import { takeAttachments } from '@cloud/services/attachments'
import { tellWriter } from '@cloud/services/case-messages'
import { procedure } from '../procedure'
import { changeBy, checkWritten, record, workOn } from './casework'

/** An officer writes to the person; of a whistle, to those who whistled for it. */
export const reply = procedure('cases.reply', async (call) => {
  const { input, person, now, store, services } = call
  await checkWritten(call, [input.text])
  const work = await workOn('reply', call, input.caseId)
  const files = await takeAttachments(store, input.files, person.id, work.file.id, now)
  await changeBy('reply', call, work)
  await record(call, work, { step: 'message', text: input.text, files })
  await tellWriter(store, services, work.file, 'case_message', {}, now, person.id)
  return {}
})
