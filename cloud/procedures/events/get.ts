import { AppError } from '@core/contract/errors'
import type { MyPart } from '@core/contract/events'
import { presenceWindow } from '@core/rules/attendance/scan'
import type { Person } from '@cloud/store/people'
import type { Tables } from '@cloud/store/store'
import { procedure } from '../procedure'

const NOTHING: MyPart = { enrollment: null, signedInAt: null, signedOutAt: null, pending: false, proposedLeftAt: null }

async function myPart(store: Tables, eventId: string, person: Person | null): Promise<MyPart> {
  if (!person) return NOTHING
  const pair = { eventId, personId: person.id }
  const [attendance, enrollment] = await Promise.all([store.attendance.of(pair), store.attendance.enrollment(pair)])
  return {
    enrollment,
    signedInAt: attendance?.signedInAt ?? null,
    signedOutAt: attendance?.signedOutAt ?? null,
    pending: attendance?.pending ?? false,
    proposedLeftAt: attendance?.proposedLeftAt ?? null,
  }
}

/** All about one event, and what the caller has to do with it. */
export const get = procedure('events.get', async ({ input, person, now, store }) => {
  const event = input.eventId ? await store.events.byId(input.eventId) : await store.events.byCode(input.code ?? '')
  if (!event) throw new AppError('not_found')
  const mayManage = person?.consented ? (await store.people.actingOrg(person.id, 'helper', { eventId: event.id }, now)) !== null : false
  if ((event.status === 'draft' || event.status === 'in_review') && !mayManage) throw new AppError('not_found')
  const [card, enrolledCount, mine] = await Promise.all([
    store.events.card(event.id),
    store.events.enrolledCount(event.id),
    myPart(store, event.id, person),
  ])
  return {
    ...card,
    summary: event.summary,
    contact: event.contact,
    orgName: event.orgName,
    address: event.address,
    signOut: event.signOut,
    dropIn: event.dropIn,
    ...presenceWindow(event),
    cancelReason: event.cancelReason,
    enrolledCount,
    mine,
    mayManage,
  }
})
