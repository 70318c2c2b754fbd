import { AppError } from '@core/contract/errors'
import type { Instant } from '@core/contract/common'
import { mostMissingMinutes, OBJECTION_RULES } from '@core/rules/events/objection'
import { MINUTE_MS } from '@core/rules/shared/calendar'
import type { EventRow } from '@cloud/store/events'
import type { ObjectionRow } from '@cloud/store/afterwards'
import type { NewClaim } from '@cloud/store/hours'
import type { Tables } from '@cloud/store/store'
import { procedure } from '../procedure'
import { tellOf } from '@cloud/services/messages'

/**
 * Answers an objection. Minutes that were missing become a claim that a second approver decides on; an absence that was
 * wrongly written down is taken back. Minutes beside a refusal say nothing. Lock order: the person, then the rest.
 */
export const answerObjection = procedure('events.answerObjection', async ({ input, person, now, store, services }) => {
  const [event, objection] = await Promise.all([
    store.events.byId(input.eventId),
    store.afterwards.objection(input.eventId, input.objectionId),
  ])
  if (!event || !objection) throw new AppError('not_found')
  if (objection.personId === person.id) throw new AppError('own_objection')
  await store.people.lock([objection.personId])
  if (input.accept) await store.afterwards.liftAbsence(event.id, objection.personId)
  const answer = { state: input.accept ? 'accepted' : 'declined', answer: input.answer, byId: person.id } as const
  if (!(await store.afterwards.answerObjection(event.id, objection.id, answer, now))) throw new AppError('standing_wrong')
  if (input.accept && input.minutes > 0) {
    const ids = { id: services.ids.uuid(now), stepId: services.ids.uuid(now), byId: person.id }
    await store.hours.insertClaims([{ ...(await missingMinutes(store, event, objection, input.minutes)), ...ids }], now)
  }
  await tellOf(store, services.ids, event, [objection.personId], 'objection_answered', {}, now)
  return {}
})

/** The claim for minutes that are missing: after those that count already, else from when the person came. */
async function missingMinutes(
  store: Tables,
  event: EventRow,
  objection: ObjectionRow,
  minutes: number,
): Promise<Omit<NewClaim, 'id' | 'stepId' | 'byId'>> {
  const [line, planned] = await Promise.all([
    store.afterwards.lineOf(event.id, objection.personId),
    plannedFor(store, event, objection.personId),
  ])
  const span = { ...planned, overrunMinutes: event.overrunMinutes, givesHours: event.givesHours }
  if (minutes > mostMissingMinutes(span, line.countedMinutes)) throw new AppError('bad_request', { field: 'minutes' })
  const from = line.countedUntil ?? line.signedInAt ?? planned.from
  return {
    personId: objection.personId,
    kind: 'hours',
    state: 'verified',
    heldReason: null,
    // The event may have its claim already: the evidence names it.
    eventId: null,
    orgId: event.orgId,
    minutes,
    from,
    to: from + minutes * MINUTE_MS,
    module: null,
    hundredths: 0,
    evidence: {
      eventId: event.id,
      title: event.title,
      homeName: event.homeName,
      signedInAt: line.signedInAt,
      signedOutAt: line.signedOutAt,
      assurance: line.assurance,
      outAssurance: line.outAssurance,
      delayed: line.delayed,
      objectionId: objection.id,
    },
    ruleVersion: OBJECTION_RULES,
  }
}

/** When somebody was meant to be there: their shift, or the whole event. */
async function plannedFor(store: Tables, event: EventRow, personId: string): Promise<{ from: Instant; to: Instant }> {
  const whole = { from: event.startsAt, to: event.endsAt }
  if (!event.hasShifts) return whole
  const [enrollment, shifts] = await Promise.all([store.places.enrollment(event.id, personId), store.events.shifts(event.id)])
  return shifts.find((shift) => shift.n === enrollment?.shift) ?? whole
}
