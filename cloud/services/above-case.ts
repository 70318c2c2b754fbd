import type { CaseParties } from '@core/rules/cases/case-steps'
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
