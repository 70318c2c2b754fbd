import type { Instant } from '@core/contract/common'
import type { Ids } from '@cloud/services/ids'
import type { NewEvent } from '@cloud/store/events'
import type { Tables } from '@cloud/store/store'
import { tellOf } from '@cloud/services/messages'

/** Asks the secretaries of the nearest organization above to look at an event. Its publisher is not one of them. */
export async function askForReview(
  store: Tables,
  ids: Ids,
  event: Pick<NewEvent, 'id' | 'orgId' | 'publishedBy'> & { title: string },
  now: Instant,
): Promise<void> {
  const reviewers = await store.orgs.secretariesAbove(event.orgId, event.publishedBy, now)
  await tellOf(store, ids, event, reviewers, 'review_wanted', { org: await store.people.nameOfOrg(event.orgId) }, now)
}
