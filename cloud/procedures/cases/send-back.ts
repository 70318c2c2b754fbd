import { tellWriter } from '@cloud/services/case-messages'
import { procedure } from '../procedure'
import { record, workOn } from './casework'

/** Returns what is nobody's to do, with a reason. It is at its end. */
export const sendBack = procedure('cases.sendBack', async (call) => {
  const { input, person, now, store, services } = call
  const work = await workOn('send_back', call, input.caseId)
  await store.cases.change(work.file.id, { state: 'returned' }, now)
  await record(call, work, { step: 'returned', text: input.reason })
  await tellWriter(store, services, work.file, 'case_returned', { reason: input.reason }, now, person.id)
  return {}
})
