import { MISSES_MATTER_MS, pausedUntil } from '@core/rules/sessions/booking'
import { mySession } from '@cloud/presenters/session'
import { formatCursor, parseCursor } from '@cloud/store/events'
import { procedure } from '../procedure'

/** The caller's own bookings, those to come or all others, what is kept for them, and until when they cannot book in advance. */
export const mine = procedure('sessions.mine', async ({ input, person, now, store, services }) => {
  const [rows, offers, misses] = await Promise.all([
    store.slots.mine(person.id, input.when, now, parseCursor(input.after), input.limit),
    store.slots.offersTo(person.id, now),
    store.slots.missesOf(person.id, now - MISSES_MATTER_MS),
  ])
  const last = rows[input.limit - 1]
  return {
    items: rows.map((row) => mySession(row, services.secrecy)),
    offers,
    next: last ? formatCursor({ at: last.startsAt, id: last.sessionId }) : null,
    pausedUntil: pausedUntil(misses, now),
  }
})
