import type { Instant } from '@core/contract/common'
import { isKeptFrom } from '@core/rules/cases/case-steps'
import { orgAboveCase } from '@cloud/services/above-case'
import type { CaseRow } from '@cloud/store/cases'
import type { Tables } from '@cloud/store/store'

/** The organization above, where somebody is its secretary; null: the name is none of their business, nor is the case. */
export async function secretaryFor(store: Tables, file: CaseRow, personId: string, now: Instant): Promise<string | null> {
  const aboveId = await orgAboveCase(store, file)
  if (aboveId === null || personId === file.personId) return null
  if (isKeptFrom(file, await store.cases.officeOf(personId, now))) return null
  const above = await store.officers.of(aboveId, 'secretary', now)
  return above.orgId === aboveId && above.personIds.includes(personId) ? aboveId : null
}
