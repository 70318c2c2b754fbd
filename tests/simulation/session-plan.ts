import { DAY_MS, HOUR_MS, MINUTE_MS } from '@core/rules/shared/calendar'
import type { Chance } from './chance'
import type { Act, Plan } from './plan'

/** A session of a history, with its slots one after another. Times count from the beginning of the history, in milliseconds. */
export interface PlannedSession {
  startsIn: number
  slots: number
  slotMinutes: number
  places: number
  /** The number of the officer who receives. */
  host: number
  /** Who is booked from the beginning. */
  booked: readonly { person: number; slotNo: number }[]
}

/** Something that is done about a session, by the numbers of all that it names. */
export type SessionAct =
  | { does: 'book'; session: number; slotNo: number }
  | { does: 'cancel_booking' | 'wait_for_session' | 'stop_waiting_for_session'; session: number }
  | { does: 'answer_slot'; session: number; accept: boolean }
  | { does: 'answer_coming'; session: number; coming: boolean }
  | { does: 'swap'; session: number; other: number }
  | { does: 'take_over'; session: number; host: number | null }
  | { does: 'move'; session: number; byMinutes: number }
  | { does: 'cancel_session' | 'fit_in'; session: number }
  | { does: 'receive'; session: number }

const SECOND_MS = 1_000
export const SLOT_MINUTES = 20
/** Who does not come is written down half an hour after the end (domain.md); the jobs come by a little later. */
const SETTLED_BY_MS = 31 * MINUTE_MS

/**
 * Three or four sessions with few places, and more people than places, some with two phones: they book, change, cancel, late too,
 * wait and answer offers or let them run out, while officers swap, stand in, move, cancel and receive, and the jobs come by. The first
 * session is near, so that it is cancelled late, begins and is settled; the others follow it at the same time, the same
 * day, or days later.
 */
export function planSessions(size: number, chance: Chance): Plan {
  const officers = size < 3 ? 2 : 3
  const youths = Array.from({ length: 2 + size }, (_, index) => officers + index)
  const seconds = chance
    .shuffled(youths)
    .slice(0, 2)
    .filter(() => chance.happens(0.6))
  const phones = [...Array.from({ length: officers }, (_, index) => index), ...youths, ...seconds].map((person) => ({ person }))
  const sessions = withBookings(layOut(officers, chance), youths, chance)
  const focus = chance.below(sessions.length)
  const spans = [3 * SECOND_MS, 60 * SECOND_MS, 25 * MINUTE_MS, 5 * HOUR_MS]
  const within = chance.pick(spans)
  const acts = Array.from({ length: 4 + 3 * size }, (): Act => {
    const session = chance.happens(0.5) ? focus : chance.below(sessions.length)
    const at = chance.below(chance.happens(0.7) ? within : chance.pick(spans))
    if (chance.happens(0.12)) return { at, phone: chance.below(officers), ...officersAct(sessions, session, officers, chance) }
    return { at, phone: chance.between(officers, phones.length - 1), ...youthsAct(sessions[session]!, session, chance) }
  })
  if (seconds.length > 0 && chance.happens(0.4)) acts.push(...onBothPhones(phones, seconds[0]!, sessions, chance.below(within), chance))
  const [first] = sessions
  const firstEnds = first!.startsIn + first!.slots * first!.slotMinutes * MINUTE_MS
  for (const does of ['receive', 'receive', 'fit_in'] as const)
    if (chance.happens(0.3))
      acts.push({ at: Math.max(0, chance.between(first!.startsIn - 5 * MINUTE_MS, firstEnds)), phone: first!.host, does, session: 0 })
  const ticks = Array.from({ length: 1 + chance.below(4) }, () => chance.below(within))
  if (chance.happens(0.5)) ticks.push(firstEnds + SETTLED_BY_MS, firstEnds + SETTLED_BY_MS)
  return {
    people: officers + youths.length,
    officers,
    phones,
    events: [],
    sessions,
    acts,
    ticks: ticks.sort((one, other) => one - other),
    troubles: { kills: chance.below(2), restarts: chance.below(2), offline: chance.below(2), fullDisks: 0 },
  }
}

/** Somebody with two phones books two sessions by them at the same time, whatever they have already. */
function onBothPhones(phones: Plan['phones'], who: number, sessions: readonly PlannedSession[], at: number, chance: Chance): Act[] {
  const [one, other] = phones.flatMap(({ person }, phone) => (person === who ? [phone] : []))
  const [first, second] = chance.shuffled(
    sessions.map((_, index) => index).filter((index) => sessions[index]!.booked.every(({ person }) => person !== who)),
  )
  if (one === undefined || other === undefined || first === undefined || second === undefined) return []
  const book = (session: number) => ({ does: 'book' as const, session, slotNo: chance.between(1, sessions[session]!.slots) })
  return [
    { at, phone: one, ...book(first) },
    { at, phone: other, ...book(second) },
  ]
}

/** Sessions without people: hosts in turns, so that two at the same time have two hosts. */
export function layOut(officers: number, chance: Chance): PlannedSession[] {
  const sessions: PlannedSession[] = []
  let startsIn = chance.pick([20, 100, 4 * 60]) * MINUTE_MS
  let besides = false
  for (let nth = chance.between(3, 4); nth > 0; nth -= 1) {
    const session = { startsIn, slots: chance.between(1, 3), slotMinutes: SLOT_MINUTES, places: chance.happens(0.7) ? 1 : 2 }
    sessions.push({ ...session, host: sessions.length % officers, booked: [] })
    const gap: number = chance.pick([...(besides ? [] : [0]), 2 * HOUR_MS, 26 * HOUR_MS, 7 * DAY_MS])
    besides ||= gap === 0
    startsIn += gap
  }
  return sessions
}

/** Half of the people are booked from the beginning, once each. */
export function withBookings(sessions: readonly PlannedSession[], people: readonly number[], chance: Chance): PlannedSession[] {
  const booked = sessions.map((): { person: number; slotNo: number }[] => [])
  for (const person of people) {
    if (!chance.happens(0.5)) continue
    const session = chance.below(sessions.length)
    const slotNo = chance.between(1, sessions[session]!.slots)
    const holding = booked[session]!.filter((booking) => booking.slotNo === slotNo)
    if (holding.length < sessions[session]!.places) booked[session]!.push({ person, slotNo })
  }
  return sessions.map((session, index) => ({ ...session, booked: booked[index]! }))
}

/** What a young person may do about a session. */
export function youthsAct({ slots }: Pick<PlannedSession, 'slots'>, session: number, chance: Chance): SessionAct {
  const drawn = chance.fraction()
  if (drawn < 0.35) return { does: 'book', session, slotNo: chance.between(1, slots) }
  if (drawn < 0.57) return { does: 'wait_for_session', session }
  if (drawn < 0.77) return { does: 'cancel_booking', session }
  if (drawn < 0.9) return { does: 'answer_slot', session, accept: chance.happens(0.7) }
  if (drawn < 0.95) return { does: 'answer_coming', session, coming: chance.happens(0.5) }
  return { does: 'stop_waiting_for_session', session }
}

/** What an officer may do about a session. */
export function officersAct(sessions: readonly PlannedSession[], session: number, officers: number, chance: Chance): SessionAct {
  const drawn = chance.fraction()
  if (drawn < 0.25) return { does: 'swap', session, other: (session + chance.between(1, sessions.length - 1)) % sessions.length }
  if (drawn < 0.5) return { does: 'take_over', session, host: chance.happens(0.5) ? null : chance.below(officers) }
  if (drawn < 0.75) return { does: 'move', session, byMinutes: chance.pick([-10, 30, 120, 24 * 60]) }
  return { does: 'cancel_session', session }
}
