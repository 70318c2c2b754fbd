import { AppError } from '@core/contract/errors'
import type { Instant } from '@core/contract/common'
import type { CloseInput } from '@core/contract/events'
import { presenceWindow } from '@core/rules/attendance/scan'
import { CLOSING_RULES } from '@core/rules/events/closing'
import { clockOf, dayName, dayOf } from '@core/rules/shared/calendar'
import type { Ids } from '@cloud/services/ids'
import type { EventRow } from '@cloud/store/events'
import type { NewClaim } from '@cloud/store/hours'
import type { NewCredit, NewHours } from '@cloud/store/ledger-rows'
import type { StoredEvidence } from '@cloud/store/schema'
import type { Tables } from '@cloud/store/store'
import { procedure } from '../procedure'
import { planClosing, presentClosing, settles, type PlannedLine } from './closing-plan'

/**
 * Closes an event (完结): confirms what the officer confirmed, fills in the times of leaving, posts minutes and credits as
 * append-only entries, and stores the rest as claims. May be sent again for lines that were still open; without such lines
 * it changes nothing. Lock order: the people, then the event.
 */
export const close = procedure('events.close', async ({ input, person, now, store, services }) => {
  const event = await load(store, input, now)
  await store.attendance.confirm(event.id, input.confirm, person.id, now)
  await store.attendance.fillLeave(event.id, input.left)
  const lines = (await planClosing(store, event, person.id)).filter(settles)
  await save(store, services.ids, event, lines, person.id, now)
  return presentClosing(store, (await store.events.byId(event.id))!, person.id, now)
})

async function load(store: Tables, input: CloseInput, now: Instant): Promise<EventRow> {
  const attending = await store.attendance.presence(input.eventId)
  await store.people.lock(attending.map((row) => row.personId))
  await store.events.lock(input.eventId)
  const event = await store.events.byId(input.eventId)
  if (!event || event.status === 'draft' || event.status === 'in_review') throw new AppError('not_found')
  if (event.status === 'cancelled') throw new AppError('event_not_open')
  if (now < event.endsAt)
    throw new AppError('event_not_over', {
      time: dayOf(now) === dayOf(event.endsAt) ? clockOf(event.endsAt) : `${dayName(event.endsAt, now)} ${clockOf(event.endsAt)}`,
    })
  const latest = Math.min(now, presenceWindow(event).signOutClosesAt + (input.overrun?.minutes ?? event.overrunMinutes) * 60_000)
  if (input.left.some((row) => row.leftAt < event.startsAt || row.leftAt > latest)) throw new AppError('invalid_time')
  // An overrun belongs to the first closing: later ones must not change what is posted.
  if (input.overrun && event.status === 'published') {
    await store.events.setOverrun(event.id, input.overrun.minutes, input.overrun.reason)
    return { ...event, overrunMinutes: input.overrun.minutes }
  }
  return event
}

async function save(
  store: Tables,
  ids: Ids,
  event: EventRow,
  lines: readonly PlannedLine[],
  closerId: string,
  now: Instant,
): Promise<void> {
  const posted = lines.map((line) => write(ids, event, line, closerId, now))
  await store.hours.insertEntries(
    posted.flatMap((line) => line.hours),
    now,
  )
  await store.transcript.insertEntries(
    posted.flatMap((line) => line.credits),
    now,
  )
  await store.hours.insertClaims(
    posted.flatMap((line) => line.claims),
    now,
  )
  await store.attendance.settle(
    event.id,
    lines.map((line) => line.plan),
    now,
  )
  await store.events.markClosed(event.id, closerId, now)
  if (event.status === 'published') await store.clocks.turnByEvent(event, now, ids.uuid(now))
  await store.events.settleEnrollments(event.id)
}

function write(ids: Ids, event: EventRow, { row, plan }: PlannedLine, closerId: string, now: Instant) {
  const evidence: StoredEvidence = {
    eventId: event.id,
    title: event.title,
    homeName: event.homeName,
    signedInAt: row.signedInAt,
    signedOutAt: row.signedOutAt,
    assurance: row.assurance,
    outAssurance: row.outAssurance,
    delayed: row.delayed,
  }
  const common = { personId: row.personId, eventId: event.id, orgId: event.orgId, evidence, ruleVersion: CLOSING_RULES }
  const span = { from: plan.from, to: plan.to }
  const hours: NewHours[] =
    plan.hours === 'posts' ? [{ ...common, ...span, id: ids.uuid(now), minutes: plan.minutes, approvers: [closerId] }] : []
  const credits: NewCredit[] =
    plan.credits === 'posts' && event.creditModule
      ? [{ ...common, id: ids.uuid(now), module: event.creditModule, hundredths: plan.creditHundredths, approvers: [closerId] }]
      : []
  const claim = (kind: 'hours' | 'credit'): NewClaim => {
    const held = (kind === 'hours' ? plan.hours : plan.credits) === 'held'
    return {
      ...common,
      ...span,
      id: ids.uuid(now),
      stepId: ids.uuid(now),
      kind,
      state: held ? 'submitted' : 'verified',
      heldReason: held ? plan.heldReason : null,
      minutes: kind === 'hours' ? plan.minutes : 0,
      module: kind === 'credit' ? event.creditModule : null,
      hundredths: kind === 'credit' ? plan.creditHundredths : 0,
      byId: closerId,
    }
  }
  const claims: NewClaim[] = []
  if (plan.hours === 'held' || plan.hours === 'second_approver') claims.push(claim('hours'))
  if (plan.credits === 'held') claims.push(claim('credit'))
  return { hours, credits, claims }
}
