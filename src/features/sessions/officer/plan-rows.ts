/** The plan of an organization as its officers read it: sessions, and the days on which nobody receives. Pure. */
import type { Instant } from '@core/contract/common'
import type { Plan, PlannedSession, Rota } from '@core/contract/sessions'
import { dayOf } from '@core/rules/shared/calendar'

/** One line of the plan. */
export type PlanRow =
  | { kind: 'session'; key: string; day: string; session: PlannedSession }
  /** A public holiday. `rota`: the pattern that it interrupts, where it is known. */
  | { kind: 'skipped'; key: string; day: string; holiday: string; rota: Rota | null }

/** The lines of a plan by day, what is skipped among what is held. */
export function planRows(plan: Plan, rotas: readonly Rota[]): PlanRow[] {
  const held = plan.items.map((session): PlanRow => ({ kind: 'session', key: session.id, day: dayOf(session.startsAt), session }))
  const skipped = plan.skipped.map(({ rotaId, day, holiday }): PlanRow => ({
    kind: 'skipped',
    key: `${rotaId}-${day}`,
    day,
    holiday,
    rota: rotas.find(({ id }) => id === rotaId) ?? null,
  }))
  // The server answers sessions by time, and sorting keeps the order of one day.
  return [...held, ...skipped].sort((one, other) => (one.day < other.day ? -1 : one.day > other.day ? 1 : 0))
}

/** What may be done about a session. */
export type PlanWay = 'reception' | 'take_over' | 'change_host' | 'swap' | 'move' | 'cancel'

export const WAY_NAMES = {
  reception: '看谁来',
  take_over: '我来代班',
  change_host: '换人接待',
  swap: '和另一场对调',
  move: '改期或换地点',
  cancel: '取消这一场',
} satisfies Record<PlanWay, string>

/** Who looks at the plan. */
export interface Planner {
  personId: string | null
  /** The organizations whose own officer they are: only these have them as a host, and let them see who comes. */
  ownOrgIds: readonly string[]
}

/** What may be done about a session now; nothing about one that is cancelled. */
export function waysOf(session: PlannedSession, { personId, ownOrgIds }: Planner, now: Instant): PlanWay[] {
  if (session.cancelReason !== null) return []
  const own = ownOrgIds.includes(session.orgId)
  const ways: PlanWay[] = own ? ['reception'] : []
  if (now >= session.endsAt) return ways
  if (own && session.host.id !== personId) ways.push('take_over')
  ways.push('change_host')
  return now < session.startsAt ? [...ways, 'swap', 'move', 'cancel'] : ways
}

/** The sessions that one can be exchanged with: of the same organization, of somebody else, not begun. */
export function swapChoices(session: PlannedSession, items: readonly PlannedSession[], now: Instant): PlannedSession[] {
  return items.filter(
    (other) =>
      other.id !== session.id &&
      other.orgId === session.orgId &&
      other.host.id !== session.host.id &&
      other.cancelReason === null &&
      now < other.startsAt,
  )
}
