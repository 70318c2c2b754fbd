import { takeAttachments } from '@cloud/services/attachments'
import { procedure } from '../procedure'
import { changeBy, record, workOn } from './casework'

/** An officer writes something down for those who work on the case. Its person never sees it. */
export const note = procedure('cases.note', async (call) => {
  const { input, person, now, store } = call
  const work = await workOn('note', call, input.caseId)
  const files = await takeAttachments(store, input.files, person.id, work.file.id, now)
  await changeBy('note', call, work)
  await record(call, work, { step: 'note', text: input.text, files })
  return {}
})
