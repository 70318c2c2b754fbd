/**
 * How long nothing has happened at a home: the evidence that a proposal to take its model status away (摘牌) rests on
 * (豫青字〔2019〕6号; product.md, S6). What counts is what leaves a record by itself: closed events and visits. It is evidence
 * for people, who propose, object and decide; it decides nothing.
 */
import type { Instant } from '@core/contract/common'
import { dayOf } from '../shared/calendar'
import { daysBetween } from '../shared/days'

/** Days without activity after which a proposal may be made, where an organization has set nothing else. */
export const IDLE_LIMIT_DAYS = 180

export interface Dormancy {
  /** The last activity; null: none since `since`. */
  lastAt: Instant | null
  /** Calendar days in UTC+8 since then, or since `since` where there was none. */
  idleDays: number
}

/**
 * How long a home has been idle. `since`: when it opened or became a model home, so that nothing before counts,
 * for or against it. `activity`: when its closed events ended and its visits were, in any order; what lies after `now` has not happened.
 */
export function dormancy(home: { since: Instant; activity: readonly Instant[] }, now: Instant): Dormancy {
  let lastAt: Instant | null = null
  for (const at of home.activity) if (at >= home.since && at <= now && (lastAt === null || at > lastAt)) lastAt = at
  return { lastAt, idleDays: Math.max(0, daysBetween(dayOf(lastAt ?? home.since), dayOf(now))) }
}

/** Whether a home has been idle long enough to propose 摘牌. */
export function mayProposeDelisting(idleDays: number, limitDays: number = IDLE_LIMIT_DAYS): boolean {
  return idleDays >= limitDays
}
