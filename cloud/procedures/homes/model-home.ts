import { AppError, type ErrorParams } from '@core/contract/errors'
import type { Instant } from '@core/contract/common'
import type { DormancyEvidence, HomeStep } from '@core/contract/homes'
import type { MessageKind } from '@core/contract/inbox'
import { dormancy } from '@core/rules/homes/dormancy'
import { mayFollow } from '@core/rules/homes/standing'
import { DAY_MS, dayOf } from '@core/rules/shared/calendar'
import { addDays } from '@core/rules/shared/days'
import type { Ids } from '@cloud/services/ids'
import type { ActivityRow, HomeRow, StepRow } from '@cloud/store/homes'
import type { Tables } from '@cloud/store/store'

const YEAR_DAYS = 365

/** A home with its history, locked for one more step. */
export interface SteppingHome {
  home: HomeRow
  steps: StepRow[]
}

/**
 * Loads a home for a step of its life, one at a time. `above`: only for a secretary of an organization above it.
 * @throws AppError not_found (none, or not theirs), standing_wrong
 */
export async function loadForStep(
  store: Tables,
  { homeId, personId, step, above }: { homeId: string; personId: string; step: HomeStep; above: boolean },
  now: Instant,
): Promise<SteppingHome> {
  await store.homes.lock(homeId)
  const [home, steps, secretary] = await Promise.all([
    store.homes.byId(homeId),
    store.homes.steps([homeId]),
    store.homes.secretaryOf(personId, [homeId], now),
  ])
  const role = secretary.get(homeId)
  if (!home || !role || (above && !role.above)) throw new AppError('not_found')
  const taken = steps.map((each) => each.step)
  if (!mayFollow(step, taken)) throw new AppError('standing_wrong')
  return { home, steps }
}

/** What is known of the life in homes, by home. */
export async function evidenceOf(
  store: Tables,
  homeIds: readonly string[],
  steps: readonly StepRow[],
  now: Instant,
): Promise<Map<string, DormancyEvidence>> {
  const activity = await store.homes.activity(homeIds, now - YEAR_DAYS * DAY_MS, addDays(dayOf(now), -YEAR_DAYS), now)
  return new Map(
    activity.map((row) => {
      const own = steps.filter((step) => step.homeId === row.homeId)
      return [row.homeId, evidence(row, own, now)]
    }),
  )
}

/** A home's dormancy runs from when it was last awarded or kept: nothing before counts against it. */
function evidence(row: ActivityRow, steps: readonly StepRow[], now: Instant): DormancyEvidence {
  const since = steps.filter((step) => step.step === 'awarded' || step.step === 'kept').at(-1)?.at ?? row.openedAt
  const activity = [row.lastEventAt, row.lastVisitAt].filter((at) => at !== null)
  return { ...dormancy({ since, activity }, now), eventsInYear: row.events, visitsInYear: row.visits }
}

/** Who made the last proposal: they are told what becomes of it, and do not decide on it. */
export function proposerOf(steps: readonly StepRow[]): string | null {
  return steps.filter((step) => step.step === 'proposed').at(-1)?.byId ?? null
}

/** Tells people of a home, each in their inbox; nobody of what they did themselves. `params` besides the home's name. */
export async function tellOfHome(
  store: Tables,
  ids: Ids,
  home: Pick<HomeRow, 'id' | 'name'>,
  { personIds, exceptId, kind, params }: { personIds: readonly string[]; exceptId: string; kind: MessageKind; params: ErrorParams },
  now: Instant,
): Promise<void> {
  const told = [...new Set(personIds)].filter((id) => id !== exceptId)
  await store.inbox.send(
    told.map((personId) => ({ id: ids.uuid(now), personId, kind, params: { home: home.name, ...params }, eventId: null, homeId: home.id })),
    now,
  )
}
