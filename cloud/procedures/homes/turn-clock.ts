import { AppError } from '@core/contract/errors'
import { DAY_MS, MINUTE_MS } from '@core/rules/shared/calendar'
import { presentClock } from '@cloud/presenters/clock'
import { procedure } from '../procedure'

/** How far a phone's clock may be ahead. */
const AHEAD_MS = MINUTE_MS
/** What lies further back is no turn of a rhythm of these days. */
const BACK_MS = 366 * DAY_MS

/** Writes down that something came round without an event of its own, with a note of what was done. */
export const turnClock = procedure('homes.turnClock', async ({ input, person, now, store, services }) => {
  const { orgId, clockId, at, note } = input
  if (at > now + AHEAD_MS || at < now - BACK_MS) throw new AppError('bad_request', { field: 'at' })
  const turn = { orgId, clockId, id: services.ids.uuid(now), at, note, byId: person.id, eventId: null }
  const clock = await store.clocks.turn(turn, now)
  if (!clock) throw new AppError('not_found')
  return presentClock(clock, now)
})
