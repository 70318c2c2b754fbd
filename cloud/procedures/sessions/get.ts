import { AppError } from '@core/contract/errors'
import type { Instant } from '@core/contract/common'
import type { SessionDetail } from '@core/contract/sessions'
import { asksComing, freeCancelUntil, whyNotOpen, whyNotThem } from '@core/rules/sessions/booking'
import { myBooking, myWaiting, sessionCard, slotNow } from '@cloud/presenters/session'
import type { Secrecy } from '@cloud/services/secrecy'
import type { Person } from '@cloud/store/people'
import type { SessionRow } from '@cloud/store/sessions'
import type { Tables } from '@cloud/store/store'
import { procedure } from '../procedure'
import { standingOf } from './own-part'

type MyPart = Pick<SessionDetail, 'booking' | 'waiting' | 'refusal' | 'freeCancelUntil' | 'askComing' | 'mayReceive'>

/** What the caller has to do with a session, and what they may do now. */
async function myPart(store: Tables, session: SessionRow, person: Person | null, secrecy: Secrecy, now: Instant): Promise<MyPart> {
  const closed = whyNotOpen(session, now)
  if (!person?.consented)
    return { booking: null, waiting: null, refusal: closed, freeCancelUntil: null, askComing: false, mayReceive: false }
  const [booking, waiting, { others, misses }, acting] = await Promise.all([
    store.slots.booking(session.id, person.id),
    store.slots.waitingOf(session.id, person.id),
    standingOf(store, person.id, session.id, now),
    store.people.actingOrg(person.id, 'officer', { sessionId: session.id }, now, true),
  ])
  const booked = booking?.state === 'booked' ? booking : null
  return {
    booking: booking && myBooking(booking, secrecy),
    waiting: waiting && myWaiting(waiting, secrecy),
    refusal: closed ?? whyNotThem({ others, misses: booked ? [] : misses }, null, now),
    freeCancelUntil: booked && freeCancelUntil(booked, session.changedAt),
    askComing: booking !== null && asksComing(booking, now),
    mayReceive: acting !== null,
  }
}

/** All about one session, and what the caller has to do with it. */
export const get = procedure('sessions.get', async ({ input, person, now, store, services }) => {
  const personId = person?.id ?? null
  const session = input.sessionId
    ? await store.sessions.byId(input.sessionId, personId, now)
    : await store.sessions.byCode(input.code ?? '', personId, now)
  if (!session) throw new AppError('not_found')
  const [slots, mine] = await Promise.all([store.slots.slots(session.id), myPart(store, session, person, services.secrecy, now)])
  return { ...sessionCard(session), address: session.address, slots: slots.map((slot) => slotNow(slot, now)), ...mine }
})
