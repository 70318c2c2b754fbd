import type { Instant } from '@core/contract/common'
import type { CaseParties } from '@core/rules/cases/case-steps'
import type { Responsible } from '@cloud/store/officers'
import type { Tables } from '@cloud/store/store'

/**
 * The organization above the one in charge of a case: it is told what is late, and decides on names. Never one that the case is kept from:
 * then the one above that. Null: there is none.
 */
export async function orgAboveCase(
  store: Pick<Tables, 'orgs'>,
  { ownerOrgId, aboutOrgId }: Pick<CaseParties, 'ownerOrgId' | 'aboutOrgId'>,
): Promise<string | null> {
  const parentId = await store.orgs.parentOf(ownerOrgId)
  return parentId !== null && parentId === aboutOrgId ? store.orgs.parentOf(parentId) : parentId
}

const NOBODY: Responsible = { orgId: null, personIds: [] }

/** Who is told that a case is late below, at the nearest organization above that has somebody: not whose it is, nor those from whom it is kept. */
export async function toldAbove(
  store: Pick<Tables, 'orgs' | 'officers' | 'cases'>,
  file: Pick<CaseParties, 'ownerOrgId' | 'aboutOrgId' | 'personId'>,
  now: Instant,
): Promise<Responsible> {
  const aboveId = await orgAboveCase(store, file)
  const above = aboveId === null ? NOBODY : await store.officers.of(aboveId, 'officer', now)
  const keptFrom = file.aboutOrgId === null ? [] : await store.cases.officersAmong(above.personIds, file.aboutOrgId, now)
  const personIds = above.personIds.filter((id) => id !== file.personId && !keptFrom.includes(id))
  return personIds.length === 0 ? NOBODY : { orgId: above.orgId, personIds }
}
