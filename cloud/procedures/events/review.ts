import { AppError } from '@core/contract/errors'
import type { Instant } from '@core/contract/common'
import type { EventRow } from '@cloud/store/events'
import type { Tables } from '@cloud/store/store'
import { procedure } from '../procedure'
import { tellOf } from '@cloud/services/messages'

/**
 * The look of an organization above, before anybody sees an event: approves it, or returns it with a reason. What was changed
 * since they looked is looked at again. Nobody reviews what they have published themselves.
 */
export const review = procedure('events.review', async ({ input, person, now, store, services }) => {
  const event = await eventToReview(store, input.eventId, person.id, now)
  if (event.status !== 'in_review') throw new AppError('not_in_review')
  if (!input.approve && input.reason === '') throw new AppError('reason_needed')
  const eventIds = input.andSeries && event.seriesId ? await store.events.inReviewOfSeries(event.seriesId) : [event.id]
  await store.events.lockAll(eventIds)
  const locked = await store.events.byId(event.id)
  if (locked?.status !== 'in_review') throw new AppError('not_in_review')
  if (locked.version !== input.version) throw new AppError('review_outdated')
  if (input.approve) await store.files.show(await store.events.approve(eventIds, person.id))
  else await store.events.sendBack(eventIds, person.id, input.reason)
  const kind = input.approve ? 'review_approved' : 'review_returned'
  await tellOf(store, services.ids, event, [event.publishedBy], kind, input.approve ? {} : { reason: input.reason }, now)
  return {}
})

/** The event, for a secretary of an organization strictly above its own who has not published it. Throws not_found otherwise. */
async function eventToReview(store: Tables, eventId: string, personId: string, now: Instant): Promise<EventRow> {
  const event = await store.events.byId(eventId)
  const parentId = event && (await store.orgs.parentOf(event.orgId))
  const isAbove = parentId && (await store.people.actingOrg(personId, 'secretary', { orgId: parentId }, now)) !== null
  if (!event || !isAbove || event.publishedBy === personId) throw new AppError('not_found')
  return event
}
