/** What people book in the bench: places of events, or slots of sessions (团委书记与你面对面). */
import type { Client } from 'pg'
import type { ErrorCode } from '@core/contract/errors'
import { layFreePlaces, takePlaces, type Events } from './ground'
import { clearSessions, layFreeSlots, takeSlots } from './ground-sessions'
import { eventId, sessionId } from './numbered'

/** A rush: so many people for so many places. */
export interface Rush {
  people: number
  places: number
}

/** Something that is booked, by its numbers; person `p` calls for the `p % count`th of a round. */
export interface BookingKind {
  procedure: 'events.enroll' | 'sessions.book'
  rush: Rush
  /** Milliseconds that the 99th percentile of a rush may take. */
  rushWithin: number
  full: ErrorCode
  /** How many go on at once in a steady round of so many callers. */
  countFor(callers: number): number
  /** How many places each of those has for which there is room for everybody. */
  roomFor(callers: number): number
  /** What a caller sends for a number; JSON. */
  input(number: number): string
  /** What those send who rush for one number, in turns. */
  rushInputs(number: number): string[]
  /** Takes away what an earlier round left and would stand in the way of the next. */
  clear(client: Client): Promise<void>
  /** Lays fresh ones with so many free places. */
  lay(client: Client, numbers: Events, places: number): Promise<void>
  /** One for a rush, with so many free places in all. */
  layForRush(client: Client, numbers: Events, places: number): Promise<void>
  /** Takes every free place: the first by the person `from`, the next by the one behind … */
  take(client: Client, numbers: Events, from: number): Promise<void>
  /** The id of a number. */
  id(number: number): string
  /** The tables behind it, for asking who is in. */
  tables: { place: string; booking: string; key: string; booked: string }
}

/** 500 people for 30 places; fifty events at once, room for everybody in the share of the rush. */
const EVENTS: BookingKind = {
  procedure: 'events.enroll',
  rush: { people: 500, places: 30 },
  rushWithin: 300,
  full: 'event_full',
  countFor: () => 50,
  roomFor: (callers) => Math.ceil(callers / 50),
  input: (number) => JSON.stringify({ eventId: eventId(number) }),
  rushInputs: (number) => [JSON.stringify({ eventId: eventId(number) })],
  clear: () => Promise.resolve(),
  lay: layFreePlaces,
  layForRush: layFreePlaces,
  take: takePlaces,
  id: eventId,
  tables: { place: 'place', booking: 'enrollment', key: 'event_id', booked: 'enrolled' },
}

/** Places of a slot in a steady round. A slot has at most fifty (0005-sessions.sql). */
const SLOT_PLACES = 30
const RUSH_SLOTS = 30

const bookingOf = (number: number, slotNo: number) =>
  JSON.stringify({ sessionId: sessionId(number), slotNo, topic: 'study', question: '想问问助学贷款怎么申请', anonymous: false })

/** 128 people for 30 slots of one place each; as many sessions at once as give everybody a place where there is room. */
const SESSIONS: BookingKind = {
  procedure: 'sessions.book',
  rush: { people: 128, places: RUSH_SLOTS },
  rushWithin: 200,
  full: 'session_full',
  countFor: (callers) => Math.ceil(callers / SLOT_PLACES),
  roomFor: () => SLOT_PLACES,
  input: (number) => bookingOf(number, 1),
  rushInputs: (number) => Array.from({ length: RUSH_SLOTS }, (_, index) => bookingOf(number, index + 1)),
  // Nobody may have more than two bookings.
  clear: clearSessions,
  lay: (client, numbers, places) => layFreeSlots(client, numbers, { slots: 1, places, more: 0 }),
  layForRush: (client, numbers, places) => layFreeSlots(client, numbers, { slots: RUSH_SLOTS, places: 1, more: places - RUSH_SLOTS }),
  take: takeSlots,
  id: sessionId,
  tables: { place: 'slot_place', booking: 'booking', key: 'session_id', booked: 'booked' },
}

export const BOOKING_KINDS = { events: EVENTS, sessions: SESSIONS } as const satisfies Record<string, BookingKind>
export type BookingCase = keyof typeof BOOKING_KINDS
export const BOOKING_CASES = Object.keys(BOOKING_KINDS) as BookingCase[]
