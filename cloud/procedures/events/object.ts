import { AppError } from '@core/contract/errors'
import { ANSWER_WORKING_DAYS, whyNotObject } from '@core/rules/events/objection'
import { maskName } from '@core/rules/people/mask'
import { dateName } from '@core/rules/shared/calendar'
import { addWorkingDays } from '@core/rules/shared/working-days'
import { procedure } from '../procedure'
import { tellOf } from '@cloud/services/messages'

/** Objects to one's line of a closed event, and tells those who answer by when. Lock order: the person, then the rest. */
export const object = procedure('events.object', async ({ input, person, now, store, services }) => {
  await store.people.lock([person.id])
  const pair = { eventId: input.eventId, personId: person.id }
  const [event, attendance, enrollment, earlier] = await Promise.all([
    store.events.byId(input.eventId),
    store.attendance.of(pair),
    store.attendance.enrollment(pair),
    store.afterwards.objectionOf(input.eventId, person.id),
  ])
  const hasLine = attendance !== null || enrollment === 'absent' || enrollment === 'attended'
  const refusal = whyNotObject({ hasLine, hasOpen: earlier?.state === 'open' }, event?.closedAt ?? null, now)
  if (!event || refusal) throw new AppError(refusal ?? 'not_attended')

  const dueAt = addWorkingDays(now, ANSWER_WORKING_DAYS)
  await store.afterwards.openObjection({ ...pair, id: services.ids.uuid(now), text: input.text, dueAt }, now)
  const { orgId, personIds } = await store.officers.of(event.orgId, 'officer', now, person.id)
  // Inside their own organization people are called by their names, upwards they are masked.
  const name = orgId === event.orgId ? person.name : maskName(person.name)
  await tellOf(store, services.ids, event, personIds, 'objection_received', { name, due: dateName(dueAt) }, now)
  return { state: 'open', text: input.text, at: now, dueAt, answer: null }
})
