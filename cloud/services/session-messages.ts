import type { Instant } from '@core/contract/common'
import type { ErrorParams } from '@core/contract/errors'
import type { MessageKind } from '@core/contract/inbox'
import { clockOf, dateName } from '@core/rules/shared/calendar'
import type { SessionRow } from '@cloud/store/sessions'
import type { SlotServed } from '@cloud/store/slots'
import type { Tables } from '@cloud/store/store'
import type { Ids } from './ids'
import { timeName } from './messages'

/** What messages say of a session. */
type SessionTold = Pick<SessionRow, 'id' | 'startsAt' | 'homeName'> & { host: Pick<SessionRow['host'], 'name'> }

/** Messages of a session, and nothing else. */
export type SessionMessageKind = Extract<MessageKind, `session_${string}` | `duty_${string}`>

/**
 * Tells people of a session, each in their inbox. `{day}`, `{host}` and `{home}` are filled from the session; `params` are the others
 * of the kind's sentence, or other values for these. Times are `timeName` or `clockOf`: a message is read on another day than it was
 * written.
 */
export async function tellOfSession(
  store: Pick<Tables, 'inbox'>,
  ids: Ids,
  session: SessionTold,
  personIds: readonly string[],
  kind: SessionMessageKind,
  params: ErrorParams,
  now: Instant,
): Promise<void> {
  await store.inbox.send(
    personIds.map((personId) => ({
      id: ids.uuid(now),
      personId,
      kind,
      params: { day: dateName(session.startsAt), host: session.host.name, home: session.homeName, ...params },
      eventId: null,
      homeId: null,
      sessionId: session.id,
    })),
    now,
  )
}

/** Tells those whom a freed slot has reached: which part of the session it is, and until when it is kept for them. */
export async function tellSlotServed(
  store: Pick<Tables, 'inbox'>,
  ids: Ids,
  session: Pick<SessionRow, 'id' | 'startsAt'>,
  served: readonly SlotServed[],
  now: Instant,
): Promise<void> {
  await store.inbox.send(
    served.map((reached) => ({
      id: ids.uuid(now),
      personId: reached.personId,
      ...offerMessage(session, reached),
      eventId: null,
      homeId: null,
      sessionId: session.id,
    })),
    now,
  )
}

function offerMessage(
  session: Pick<SessionRow, 'startsAt'>,
  { startsAt, until, displaced }: SlotServed,
): { kind: SessionMessageKind; params: ErrorParams } {
  const day = dateName(session.startsAt)
  if (startsAt === null || until === null) return { kind: 'session_offer_expired', params: { day } }
  const kind = displaced ? 'session_first_choice' : 'session_offer'
  return { kind, params: { day, time: clockOf(startsAt), until: timeName(until) } }
}
