import type { Instant } from '@core/contract/common'
import type { Closing, ClosingLine } from '@core/contract/events'
import { flagsOf } from '@core/rules/attendance/flags'
import { presenceWindow } from '@core/rules/attendance/scan'
import { plannedFor, planLine, suggestedLeave, type LinePlan, type ShiftSpan } from '@core/rules/events/closing'
import type { PresenceRow } from '@cloud/store/attendance'
import type { EventRow } from '@cloud/store/events'
import type { Tables } from '@cloud/store/store'

/** One person's presence and what closing would make of it now. Settled lines keep what they were settled with. */
export interface PlannedLine {
  row: PresenceRow
  plan: LinePlan
}

/** Plans every line of an event. `closerId`: whose own line is held; so is that of an officer who registered themselves. */
export async function planClosing(store: Tables, event: EventRow, closerId: string): Promise<PlannedLine[]> {
  const rows = await store.attendance.presence(event.id)
  const open = rows.filter((row) => row.settledAt === null)
  const until = event.endsAt + event.overrunMinutes * 60_000
  const served = event.givesHours
    ? await store.hours.served(
        open.map((row) => row.personId),
        presenceWindow(event).signInOpensAt,
        until,
        event.id,
      )
    : new Map<string, never[]>()
  return rows.map((row) => {
    const own = row.personId === closerId || row.byThemselves
    return { row, plan: planLine(plannedFor(event, shiftOf(row)), row, served.get(row.personId) ?? [], own) }
  })
}

function shiftOf({ shiftFrom, shiftTo }: PresenceRow): ShiftSpan | null {
  return shiftFrom === null || shiftTo === null ? null : { from: shiftFrom, to: shiftTo }
}

/** Whether closing settles a line now: it has something final, or nothing that could still come. */
export function settles({ row, plan }: PlannedLine): boolean {
  const waits = (posting: LinePlan['hours']) => posting === 'pending' || posting === 'no_sign_out'
  if (row.settledAt !== null || waits(plan.hours) || waits(plan.credits)) return false
  return !(row.delayed && !row.confirmed)
}

function presentLine(event: EventRow, expected: number, { row, plan }: PlannedLine): ClosingLine {
  const settled = row.settledAt !== null
  const shift = shiftOf(row)
  const mine = plannedFor(event, shift)
  return {
    personId: row.personId,
    name: row.name,
    signedInAt: row.signedInAt,
    signedOutAt: row.signedOutAt,
    proposedLeftAt: row.proposedLeftAt,
    suggestedLeftAt: event.signOut && row.signedOutAt === null ? suggestedLeave(mine, row.signedInAt, row.proposedLeftAt) : null,
    tardyMinutes: row.tardyMinutes,
    delayed: row.delayed,
    confirmed: row.confirmed,
    enrolled: row.enrolled,
    assurance: row.assurance,
    flags: flagsOf({ ...row, expected }),
    ...(shift ? { shift } : {}),
    ...(row.byThemselves ? { byThemselves: true } : {}),
    minutes: settled ? (row.settledMinutes ?? 0) : plan.minutes,
    creditHundredths: settled ? (row.settledCreditHundredths ?? 0) : plan.creditHundredths,
    hours: settled ? (row.settledHours ?? 'none') : plan.hours,
    credits: settled ? (row.settledCredits ?? 'none') : plan.credits,
    heldReason: settled ? row.heldReason : plan.heldReason,
    settled,
  }
}

/** The closing as an officer sees it: before, what would be posted; after, what has been and what is still open. */
export async function presentClosing(store: Tables, event: EventRow, closerId: string, now: Instant): Promise<Closing> {
  const [planned, card, absent, expected] = await Promise.all([
    planClosing(store, event, closerId),
    store.events.card(event.id),
    store.events.absent(event.id),
    store.events.enrolledCount(event.id),
  ])
  const lines = planned.map((line) => presentLine(event, expected, line))
  const sum = (of: (line: ClosingLine) => number) => lines.reduce((total, line) => total + of(line), 0)
  return {
    event: card,
    signOut: event.signOut,
    signOutClosesAt: presenceWindow(event).signOutClosesAt,
    closedAt: event.closedAt,
    mayClose: event.status === 'closed' || (event.status === 'published' && now >= event.endsAt),
    lines,
    absent,
    postedMinutes: sum((line) => (line.hours === 'posts' ? line.minutes : 0)),
    postedCreditHundredths: sum((line) => (line.credits === 'posts' ? line.creditHundredths : 0)),
    overrunMinutes: event.overrunMinutes,
    claimedMinutes: sum((line) => (line.hours === 'second_approver' || line.hours === 'held' ? line.minutes : 0)),
  }
}
