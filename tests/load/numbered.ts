/**
 * The people and events of a measurement, known by their numbers: the load generators must be able to name every one of
 * them without asking, and the database to lay a million of them in one statement. A number always has twelve digits.
 */
import { createHash } from 'node:crypto'

export const PERSON_ID = 'b0000000-0000-7000-8000-'
export const EVENT_ID = 'e0000000-0000-7000-8000-'
export const SESSION_ID = 'd0000000-0000-7000-8000-'
/** Of a booking: it is the person's own number, so that a recorded one can be anybody's. */
export const BOOKING_ID = 'f0000000-0000-7000-8000-'

/** Number 0: what every other is counted from. */
export const NUMBER_ZERO = 100_000_000_000

/** The secret of every event here, 32 bytes. */
export const EVENT_SECRET = createHash('sha256').update('the secret of a measured event').digest()

/**
 * People come in this stride, not in the order of their ids, so that no index is written from left to right only. A prime,
 * and larger than any difference that matters, so that everybody comes once.
 */
export const STRIDE = 611_953

/** The number of who comes as the `nth` of `people`. */
export function nthPerson(nth: number, people: number): number {
  return (nth * STRIDE) % people
}

const digits = (number: number) => String(NUMBER_ZERO + number)

export const personId = (person: number) => PERSON_ID + digits(person)
export const eventId = (event: number) => EVENT_ID + digits(event)
export const sessionId = (session: number) => SESSION_ID + digits(session)
export const bookingId = (person: number) => BOOKING_ID + digits(person)
/** A public code: Crockford's base 32, ten characters. */
export const eventCode = (event: number) => `B${String(event).padStart(9, '0')}`
export const tokenOf = (person: number) => digits(person).padStart(43, '0')
export const deviceOf = (person: number) => digits(person).padStart(22, 'd')
/** `round` keeps apart the calls of one person in several rounds. */
export const nonceOf = (person: number, round = 0) => `${roundDigits(round)}${digits(person)}`
/** What the nonces of a round begin with. */
export const roundDigits = (round: number) => String(round).padStart(10, '0')
