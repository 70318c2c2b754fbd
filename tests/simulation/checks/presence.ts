import type { TownTables } from './tables'

const ENROLLED = new Set(['enrolled', 'attended', 'absent'])

/**
 * Whoever was signed in by a code that came in time is enrolled, then and at the end: nobody leaves after signing in, and
 * nobody signs in after leaving. (What comes late needs no enrollment: the officer decides.)
 */
export function checkPresence(tables: TownTables): string[] {
  const enrolled = new Set(
    tables.enrollments.filter(({ state }) => ENROLLED.has(state)).map(({ eventId, personId }) => `${eventId} ${personId}`),
  )
  const late = new Set(tables.scans.filter(({ answer }) => answer.delayed === true).map(({ eventId, nonce }) => `${eventId} ${nonce}`))
  return tables.attendances
    .filter(({ eventId, personId, inNonce }) => !late.has(`${eventId} ${inNonce}`) && !enrolled.has(`${eventId} ${personId}`))
    .map(({ eventId, personId }) => `${personId} has signed in to ${eventId} in time and is not enrolled`)
}
