import type { FileRef, Instant } from '@core/contract/common'
import type { CaseStep } from '@core/contract/cases'
import type { CaseAct, CasePart } from '@core/rules/cases/case-steps'
import { stateAfter } from '@core/rules/cases/case-steps'
import { AppError } from '@core/contract/errors'
import type { CaseChange, CaseRow } from '@cloud/store/cases'
import type { Tables } from '@cloud/store/store'
import type { Services } from '../procedure'
import { caseFor } from './known-case'

/** An officer at work on a case, which is locked. */
export interface Work {
  file: CaseRow
  part: CasePart
  /** The organization in whose name they work. */
  orgId: string
}

/** What an officer's command on a case brings along. */
export interface WorkCall {
  person: { id: string }
  now: Instant
  store: Tables
  services: Pick<Services, 'ids' | 'secrecy'>
}

/** Throws not_found, not_in_charge or case_state_wrong. */
export async function workOn(act: CaseAct, { store, person, now }: WorkCall, caseId: string): Promise<Work> {
  const { file, part } = await caseFor(act, store, caseId, person.id, now)
  return { file, part, orgId: await orgOf(store, file, part, person.id, now) }
}

async function orgOf(store: Tables, file: CaseRow, part: CasePart, personId: string, now: Instant): Promise<string> {
  if (part === 'in_charge') return file.ownerOrgId
  if (part === 'opener' && file.openedOrgId !== null) return file.openedOrgId
  const office = await store.cases.officeOf(personId, now)
  const joint = file.jointOrgIds.find((orgId) => office.includes(orgId))
  if (joint === undefined) throw new AppError('not_found')
  return joint
}

/** Writes into the history what an officer does. */
export async function record(
  { store, person, now, services }: WorkCall,
  { file, orgId }: { file: { id: string }; orgId: string },
  { step, text = '', files = [] }: { step: CaseStep; text?: string; files?: readonly FileRef[] },
): Promise<void> {
  const entry = {
    id: services.ids.uuid(now),
    caseId: file.id,
    step,
    byId: person.id,
    byOrgId: orgId,
    textEnc: services.secrecy.seal(text),
    files,
  }
  await store.cases.append(entry, now)
}

/** Changes a case by an act that begins the work on what was accepted. */
export async function changeBy(
  act: CaseAct,
  { store, now }: Pick<WorkCall, 'store' | 'now'>,
  { file, part }: Pick<Work, 'file' | 'part'>,
  change: CaseChange = {},
): Promise<void> {
  const state = stateAfter(act, part, file.state)
  if (state !== file.state || Object.keys(change).length > 0) await store.cases.change(file.id, { state, ...change }, now)
}

/** What an officer writes for others to read is looked at first. Throws content_refused. To be asked before anything is locked. */
export async function checkWritten(
  {
    store,
    person,
    openid,
    services,
  }: { store: Tables; person: { id: string }; openid: string | null; services: Pick<Services, 'checkContent'> },
  texts: readonly string[],
): Promise<void> {
  const verdict = await services.checkContent({ texts, pictures: [], openid: openid ?? (await store.officers.openidOf(person.id)) })
  if (verdict === 'refused') throw new AppError('content_refused')
}
