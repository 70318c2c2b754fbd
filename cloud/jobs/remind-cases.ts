import { dueOf, overdueDays } from '@core/rules/cases/due'
import { reminderOf, remindingDay, type RemindingDay } from '@core/rules/cases/reminding'
import { dateName } from '@core/rules/shared/calendar'
import { toldAbove } from '../services/above-case'
import { tellInCharge, tellNoReaders, tellWriter } from '../services/case-messages'
import type { Secrecy } from '../services/secrecy'
import type { CaseRow } from '../store/cases'
import type { Tables } from '../store/store'
import type { JobParts } from './parts'

const MOST = 100

/** A job that tells people what is sealed. */
export interface SealedJobParts extends JobParts {
  secrecy: Secrecy
}

/**
 * Tells of cases that nobody has finished: whoever has one, on the day it is due and on every working day that it is late; the
 * organization above, that one is late, and the person that it knows. Each of them once a day at most, the latter two once. A case that
 * cannot be told of keeps the others from nothing; the first failure is thrown at the end.
 */
export async function remindOfCases(parts: SealedJobParts): Promise<void> {
  const { store, now } = parts
  const day = remindingDay(now)
  if (day === null) return
  const failures: unknown[] = []
  for (const caseId of await store.cases.toRemind(day, MOST))
    await store.transaction((tx) => remind(tx, parts, caseId, day)).catch((error: unknown) => failures.push(error))
  if (failures.length > 0) throw failures[0]
}

async function remind(store: Tables, parts: SealedJobParts, caseId: string, day: RemindingDay): Promise<void> {
  const { now } = parts
  const file = await store.cases.locked(caseId)
  if (!file) return
  const { owner, above } = reminderOf({ ...file, ...(await store.cases.toldAt(caseId)) }, day)
  if (owner !== null) {
    await store.cases.change(caseId, { toldOwnerAt: now }, now)
    await tellOwner(store, parts, file, owner)
  }
  if (above) {
    await store.cases.change(caseId, { toldParentAt: now }, now)
    await tellAbove(store, parts, file)
  }
}

async function tellOwner(store: Tables, means: SealedJobParts, file: CaseRow, what: 'due' | 'overdue'): Promise<void> {
  const due = dueOf(file.state, file) ?? file.dueAt
  if (what === 'due') await tellInCharge(store, means, file, 'case_due', { due: dateName(due) }, means.now)
  else await tellInCharge(store, means, file, 'case_overdue', { n: overdueDays(due, means.now) }, means.now)
}

/** Whoever wrote learns who was told. Where nobody is above, those in charge have been, and it is their name. */
async function tellAbove(store: Tables, means: SealedJobParts, file: CaseRow): Promise<void> {
  const { now } = means
  const n = overdueDays(file.dueAt, now)
  const above = await toldAbove(store, file, now)
  await tellNoReaders(store, means, file, above.personIds, 'case_overdue_below', { org: file.ownerOrgName, n }, now)
  const parent = above.orgId === null ? file.ownerOrgName : await store.people.nameOfOrg(above.orgId)
  await tellWriter(store, means, file, 'case_overdue_mine', { n, parent }, now)
}
