import { acceptDue, answerDue, dueAtEndOf, whyNotPromise } from '@core/rules/cases/due'
import { whyNotStep } from '@core/rules/sessions/reception'
import { dateName } from '@core/rules/shared/calendar'
import { tellOfficers, tellWriter } from '@cloud/services/case-messages'
import { expectTaken, loadReceived } from '@cloud/services/received'
import { refuse } from '@cloud/services/refuse'
import type { NewCase } from '@cloud/store/cases'
import { procedure } from '../procedure'
import { record } from './casework'
import { orgToGive } from './known-case'

/** What the person reads of why their case is with others than whom they talked to. */
const WHY = '面对面时没能当场答复，请他们来办'

/**
 * 转办: what could not be answered on the spot becomes a case of the organization named. Whoever hands it to their own has accepted it
 * by that. What the host wrote down stands in it as a note among officers.
 */
export const handOver = procedure('cases.handOver', async (call) => {
  const { input, person, now, store, services } = call
  const { session, booking } = await loadReceived(store, input, now)
  refuse(whyNotStep('finish', session, booking.state, now))
  const org = await orgToGive(store, input.orgId, { aboutOrgId: null })
  const isOwn = booking.personId !== person.id && (await store.cases.officersAmong([person.id], org.id, now)).length > 0
  if (input.dueOn !== null) refuse(whyNotPromise(input.dueOn, isOwn, now))
  const recordEnc = services.secrecy.seal(input.record)
  const made: NewCase = {
    id: services.ids.uuid(now),
    kind: 'session',
    personId: booking.personId,
    anonymous: booking.anonymous,
    openedBy: person.id,
    openedOrgId: session.orgId,
    aboutOrgId: null,
    ownerOrgId: org.id,
    ownerId: isOwn ? person.id : null,
    jointOrgIds: [],
    topic: booking.topic,
    textEnc: booking.questionEnc,
    files: [],
    serviceId: null,
    sessionId: session.id,
    acceptDueAt: acceptDue(now),
    dueAt: input.dueOn === null ? answerDue(now) : dueAtEndOf(input.dueOn),
  }
  expectTaken(await store.receptions.handOver(session.id, booking.personId, { caseId: made.id, recordEnc }, now))
  await store.cases.insert(made, now)
  const byHost = { file: made, orgId: session.orgId }
  await record(call, byHost, { step: 'submitted' })
  if (input.record !== '') await record(call, byHost, { step: 'note', text: input.record })
  if (isOwn) await record(call, { file: made, orgId: org.id }, { step: 'accepted' })
  else await tellOfficers(store, services, made, org.id, 'case_received', { due: dateName(made.acceptDueAt) }, now, person.id)
  // Who came without an account has no inbox.
  if (booking.guestName !== null) return { caseId: made.id }
  if (isOwn) await tellWriter(store, services, made, 'case_accepted', { org: org.name, name: person.name, due: dateName(made.dueAt) }, now)
  else await tellWriter(store, services, made, 'case_moved', { org: org.name, reason: WHY }, now)
  return { caseId: made.id }
})
