import { AppError } from '@core/contract/errors'
import type { ParsedOf } from '@core/contract/procedures'
import type { AskedOrg } from '@core/rules/cases/case-steps'
import { acceptDue, answerDue } from '@core/rules/cases/due'
import { dateName } from '@core/rules/shared/calendar'
import { takeAttachments } from '@cloud/services/attachments'
import { tellOfficers } from '@cloud/services/case-messages'
import type { NewCase } from '@cloud/store/cases'
import type { Tables } from '@cloud/store/store'
import { procedure } from '../procedure'
import { orgToGive } from './known-case'
import { checkOwnWords, recordOwn } from './own-case'

/** Writes to an organization: an order (点单), a question, or a complaint, which goes above whom it is about. */
export const submit = procedure('cases.submit', async (call) => {
  const { input, person, now, store, services } = call
  await checkOwnWords(call, input.text, input.files)
  const { org, aboutOrgId } = await goesTo(store, input)
  await expectService(store, org.id, input)
  const id = services.ids.uuid(now)
  const made: NewCase = {
    id,
    kind: input.kind,
    personId: person.id,
    anonymous: input.anonymous,
    openedBy: person.id,
    openedOrgId: null,
    aboutOrgId,
    ownerOrgId: org.id,
    ownerId: null,
    jointOrgIds: [],
    topic: input.topic,
    textEnc: services.secrecy.seal(input.text),
    files: await takeAttachments(store, input.files, person.id, id, now),
    serviceId: input.serviceId,
    sessionId: null,
    acceptDueAt: acceptDue(now),
    dueAt: answerDue(now),
  }
  await store.cases.insert(made, now)
  await recordOwn(call, { file: made, part: 'person' }, { step: 'submitted' })
  await tellOfficers(store, services, made, org.id, 'case_received', { due: dateName(made.acceptDueAt) }, now)
  return { caseId: id }
})

type Submitted = ParsedOf<'cases.submit'>

/**
 * The organization that gets it, and from whose officers it is kept: what is about them, or not for their eyes (「不想让他看到？直接
 * 交给上级」), goes to the one above. Throws not_found, org_closed or nobody_above.
 */
async function goesTo(store: Tables, { kind, orgId, toParent }: Submitted): Promise<{ org: AskedOrg; aboutOrgId: string | null }> {
  if (kind !== 'complaint' && !toParent) return { org: await orgToGive(store, orgId, { aboutOrgId: null }), aboutOrgId: null }
  if (!(await store.orgs.exists(orgId))) throw new AppError('not_found')
  const above = await store.orgs.parentOf(orgId)
  if (above === null) throw new AppError('nobody_above')
  return { org: await orgToGive(store, above, { aboutOrgId: orgId }), aboutOrgId: orgId }
}

/** Only who offers a service gets orders of it. Throws service_unknown. */
async function expectService(store: Tables, orgId: string, { kind, serviceId }: Submitted): Promise<void> {
  if (serviceId === null) return
  if (kind !== 'order') throw new AppError('bad_request', { field: 'serviceId' })
  if (!(await store.services.byId(orgId, serviceId))) throw new AppError('service_unknown')
}
