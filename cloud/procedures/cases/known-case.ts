import type { Instant } from '@core/contract/common'
import { AppError } from '@core/contract/errors'
import { partOf, whyNotAct, whyNotGive, type AskedOrg, type CaseAct, type CasePart, type CaseParties } from '@core/rules/cases/case-steps'
import { refuse } from '@cloud/services/refuse'
import type { CaseRow } from '@cloud/store/cases'
import type { Tables } from '@cloud/store/store'

/** A case and what part the caller has in it. */
export interface KnownCase {
  file: CaseRow
  part: CasePart
}

/** A case for whoever reads it. Throws not_found for everybody else. */
export async function readCase(store: Tables, caseId: string, personId: string, now: Instant): Promise<KnownCase> {
  return known(store, await store.cases.byId(caseId), personId, now)
}

/**
 * A case for whoever does something with it, locked: its state, its due date and who is in charge stay as they are read here. Throws
 * not_found, not_in_charge or case_state_wrong.
 */
export async function caseFor(act: CaseAct, store: Tables, caseId: string, personId: string, now: Instant): Promise<KnownCase> {
  const { file, part } = await known(store, await store.cases.locked(caseId), personId, now)
  refuse(whyNotAct(act, { ...file, part }))
  return { file, part }
}

async function known(store: Tables, file: CaseRow | null, personId: string, now: Instant): Promise<KnownCase> {
  const part = file && partOf(file, { personId, orgIds: await store.cases.officeOf(personId, now) })
  if (!part) throw new AppError('not_found')
  return { file, part }
}

/** An organization that a case is given to, or that joins in. Throws not_found or org_closed. */
export async function orgToGive(store: Tables, orgId: string, parties: Pick<CaseParties, 'aboutOrgId'>): Promise<AskedOrg> {
  const org = await store.cases.orgToGive(orgId)
  refuse(whyNotGive(org, parties))
  if (!org) throw new AppError('not_found')
  return org
}
