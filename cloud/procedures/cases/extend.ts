import { dueAtEndOf, whyNotExtend } from '@core/rules/cases/due'
import { dateName } from '@core/rules/shared/calendar'
import { tellWriter } from '@cloud/services/case-messages'
import { refuse } from '@cloud/services/refuse'
import { procedure } from '../procedure'
import { changeBy, record, workOn } from './casework'

/** Puts the answer off, once, with a reason that the person reads. */
export const extend = procedure('cases.extend', async (call) => {
  const { input, person, now, store, services } = call
  const work = await workOn('extend', call, input.caseId)
  refuse(whyNotExtend(work.file, input.dueOn, now))
  const dueAt = dueAtEndOf(input.dueOn)
  const due = dateName(dueAt)
  await changeBy('extend', call, work, { dueAt, extended: true, toldOwnerAt: null, toldParentAt: null })
  await record(call, work, { step: 'extended', text: `${due}：${input.reason}` })
  await tellWriter(store, services, work.file, 'case_extended', { due, reason: input.reason }, now, person.id)
  return {}
})
