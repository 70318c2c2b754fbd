import type { Instant } from '@core/contract/common'
import { isUnanswered } from '@core/rules/events/unanswered'
import { DAY_MS } from '@core/rules/shared/calendar'
import type { Tables } from '../store/store'
import { tellOf } from '../services/messages'
import type { JobParts } from './parts'

const MOST = 100
/** Three working days are never shorter than three days. */
const SOONEST_MS = 3 * DAY_MS

/** Tells the organization above, once for each event, of late scans that nobody has confirmed for three working days. */
export async function tellUnanswered({ store, ids, now }: JobParts): Promise<void> {
  for (const eventId of await store.afterwards.unanswered(now - SOONEST_MS, MOST)) {
    await store.transaction(async (tx) => {
      await tx.events.lock(eventId)
      const event = await tx.events.byId(eventId)
      if (!event) return
      const arrivals = await tx.afterwards.unconfirmed(eventId)
      const n = arrivals.filter((arrivedAt) => isUnanswered({ endsAt: event.endsAt, arrivedAt }, now)).length
      if (n === 0 || !(await tx.afterwards.markEscalated(eventId, now))) return
      await tellOf(tx, ids, event, await secretariesAbove(tx, event.orgId, now), 'delayed_unanswered', { n }, now)
    })
  }
}

/** Those of the parent, or of the nearest above it; where nobody stands above, the organization's own. */
async function secretariesAbove(store: Tables, orgId: string, now: Instant): Promise<string[]> {
  const parentId = await store.orgs.parentOf(orgId)
  const above = parentId === null ? [] : (await store.officers.of(parentId, 'secretary', now)).personIds
  return above.length > 0 ? above : (await store.officers.of(orgId, 'secretary', now)).personIds
}
