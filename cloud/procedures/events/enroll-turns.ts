import type { Instant } from '@core/contract/common'
import { whyNotNow } from '@core/rules/events/enrolling'
import { createTurns, type InTurn } from '@cloud/services/turns'
import type { Store } from '@cloud/store/store'

/** Who asks for a place of what event, and when. */
export interface AskedPlace {
  eventId: string
  personId: string
  at: Instant
}

/** Enrollments of one event take turns; who finds it plainly full hears event_full. */
export function enrollTurns(store: Store): InTurn<AskedPlace> {
  return createTurns({ about: ({ eventId }) => eventId, plainlyFull: (asked) => plainlyFull(store, asked), full: 'event_full' })
}

/** For whom there is plainly no place. Only of an event that anybody may enroll for now: conditions are the enrollment's own to look at. */
async function plainlyFull(store: Store, asked: readonly AskedPlace[]): Promise<boolean[]> {
  const { eventId, at } = asked[0]!
  const personIds = asked.map(({ personId }) => personId)
  const { full, holding } = await store.places.look(eventId, personIds, at)
  const event = full ? await store.events.byId(eventId) : null
  const anybody = event && event.audience === 'open' && event.ageFrom === null && event.ageTo === null && !event.hasShifts && !event.byLots
  if (!anybody || event.places === null) return asked.map(() => false)
  const held = new Set(holding)
  return asked.map((one) => whyNotNow(event, one.at) === null && !held.has(one.personId))
}
