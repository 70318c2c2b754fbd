import { AppError } from '@core/contract/errors'
import type { Instant } from '@core/contract/common'
import { whyNotReceive } from '@core/rules/sessions/booking'
import { hasCome, whyNotStep } from '@core/rules/sessions/reception'
import { expectTaken } from '@cloud/services/received'
import { refuse } from '@cloud/services/refuse'
import type { SessionRow } from '@cloud/store/sessions'
import type { BookingRow } from '@cloud/store/slots'
import type { Tables } from '@cloud/store/store'

/**
 * Checks in by a code or a pass somebody who is locked. Who has come already gets the first result. Throws session_cancelled, too_early,
 * session_over, not_booked or booking_state_wrong.
 */
export async function arrive(store: Tables, session: SessionRow, personId: string, by: 'code' | 'pass', now: Instant): Promise<BookingRow> {
  refuse(whyNotReceive(session, now))
  const booking = await store.slots.booking(session.id, personId)
  if (!booking || booking.state === 'cancelled') throw new AppError('not_booked')
  if (hasCome(booking.state)) return booking
  refuse(whyNotStep('check_in', session, booking.state, now))
  expectTaken(await store.receptions.checkIn(session.id, personId, by, now))
  return booking
}
