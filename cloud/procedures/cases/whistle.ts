import { acceptDue, answerDue, dueAtEndOf, whyNotPromise } from '@core/rules/cases/due'
import { dateName } from '@core/rules/shared/calendar'
import { takeAttachments } from '@cloud/services/attachments'
import { tellOfficers } from '@cloud/services/case-messages'
import { refuse } from '@cloud/services/refuse'
import type { NewCase } from '@cloud/store/cases'
import { procedure } from '../procedure'
import { record } from './casework'
import { orgToGive } from './known-case'

const KEPT_FROM_NOBODY = { aboutOrgId: null }

/** 吹哨: a township calls an organization, which is in charge, and others that join in. All of them read it, and so does who whistled. */
export const whistle = procedure('cases.whistle', async (call) => {
  const { input, person, now, store, services } = call
  if (input.dueOn !== null) refuse(whyNotPromise(input.dueOn, false, now))
  const id = services.ids.uuid(now)
  const jointOrgIds = [...new Set(input.jointOrgIds)].filter((orgId) => orgId !== input.ownerOrgId).sort()
  const names = new Map<string, string>()
  // In the order of their ids, as everybody locks organizations.
  for (const orgId of [input.ownerOrgId, ...jointOrgIds].sort()) names.set(orgId, (await orgToGive(store, orgId, KEPT_FROM_NOBODY)).name)
  const files = await takeAttachments(store, input.files, person.id, id, now)
  const made: NewCase = {
    id,
    kind: 'whistle',
    personId: null,
    ownerOrgId: input.ownerOrgId,
    jointOrgIds,
    openedOrgId: input.orgId,
    aboutOrgId: null,
    anonymous: false,
    openedBy: person.id,
    ownerId: null,
    topic: input.topic,
    textEnc: services.secrecy.seal(input.text),
    files,
    serviceId: null,
    sessionId: null,
    acceptDueAt: acceptDue(now),
    dueAt: input.dueOn === null ? answerDue(now) : dueAtEndOf(input.dueOn),
  }
  await store.cases.insert(made, now)
  await record(call, { file: made, orgId: input.orgId }, { step: 'submitted' })
  await tellOfficers(store, services, made, made.ownerOrgId, 'case_received', { due: dateName(made.acceptDueAt) }, now, person.id)
  const joined = { org: names.get(made.ownerOrgId) ?? '' }
  for (const orgId of jointOrgIds) await tellOfficers(store, services, made, orgId, 'case_joined', joined, now, person.id)
  return { caseId: id }
})
