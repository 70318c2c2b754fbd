import type { Instant } from '@core/contract/common'
import type { ErrorParams } from '@core/contract/errors'
import type { MessageKind } from '@core/contract/inbox'
import { clockOf, dateName } from '@core/rules/shared/calendar'
import type { Ids } from './ids'
import type { EventRow } from '@cloud/store/events'
import type { Served } from '@cloud/store/places'
import type { Tables } from '@cloud/store/store'

/** `11月28日 14:30`: a message may be read on another day than it was written. */
export function timeName(at: Instant): string {
  return `${dateName(at)} ${clockOf(at)}`
}

/** Tells people of an event, each in their inbox. `params` besides the event's title. */
export async function tellOf(
  store: Tables,
  ids: Ids,
  event: Pick<EventRow, 'id' | 'title'>,
  personIds: readonly string[],
  kind: MessageKind,
  params: ErrorParams,
  now: Instant,
): Promise<void> {
  await store.inbox.send(
    personIds.map((personId) => ({
      id: ids.uuid(now),
      personId,
      kind,
      params: { title: event.title, ...params },
      eventId: event.id,
      homeId: null,
    })),
    now,
  )
}

const KIND = { promoted: 'promoted', offered: 'offer', offer_expired: 'offer_expired' } as const satisfies Record<
  Served['became'],
  MessageKind
>

/** Tells those whom a freed place has reached. */
export async function tellServed(
  store: Tables,
  ids: Ids,
  event: Pick<EventRow, 'id' | 'title'>,
  served: readonly Served[],
  now: Instant,
): Promise<void> {
  await store.inbox.send(
    served.map(({ personId, became, until }) => ({
      id: ids.uuid(now),
      personId,
      kind: KIND[became],
      params: { title: event.title, ...(until === null ? {} : { time: timeName(until) }) },
      eventId: event.id,
      homeId: null,
    })),
    now,
  )
}
