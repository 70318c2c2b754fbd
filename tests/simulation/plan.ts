import type { Purpose } from '@core/contract/attendance'
import { MINUTE_MS } from '@core/rules/shared/calendar'
import type { Chance } from './chance'
import { planSessions, type PlannedSession, type SessionAct } from './session-plan'

export const SCENARIOS = ['signin', 'booking', 'sessions', 'waitlist', 'outbox'] as const
export type Scenario = (typeof SCENARIOS)[number]

/** An event of a history. Times count from the beginning of the history, in milliseconds. */
export interface PlannedEvent {
  startsIn: number
  endsIn: number
  /** Null: unlimited. */
  places: number | null
  /** Numbers of the people who are enrolled from the beginning. */
  enrolled: readonly number[]
  givesHours: boolean
  creditHundredths: number
}

/** Something a person does on a phone, by the numbers of both; none of it waits for anything else. */
export type Act = { at: number; phone: number } & (
  | { does: 'scan'; event: number; purpose: Purpose; poisoned?: true }
  | { does: 'enroll' | 'leave' | 'propose_leave' | 'close'; event: number }
  | { does: 'wait'; event: number; mode: 'auto' | 'ask' }
  | { does: 'stop_waiting'; event: number }
  | { does: 'answer_offer'; event: number; accept: boolean }
  | { does: 'log_in'; person: number | null }
  | SessionAct
)

/** What may go wrong, and how often at most. */
export interface Troubles {
  kills: number
  restarts: number
  offline: number
  fullDisks: number
}

/** All that is decided before a history begins. */
export interface Plan {
  people: number
  /** So many of them, the first, are officers. */
  officers: number
  /** Whose log-in a phone holds at the beginning (person 0 is an officer), and whether two share it. */
  phones: readonly { person: number | null }[]
  events: readonly PlannedEvent[]
  sessions: readonly PlannedSession[]
  acts: readonly Act[]
  /** When the server's jobs come by, in milliseconds from the beginning. */
  ticks: readonly number[]
  troubles: Troubles
}

export const OFFICER = 0

/** Histories come in four sizes, so that a guard that is switched off is also found by a short one. */
export function sizeOf(seed: number): number {
  return 1 + (seed % 4)
}

/** A plan in which what is not named is not there: one officer, no session, and no jobs that come by. */
type PartialPlan = Omit<Plan, 'ticks' | 'officers' | 'sessions'> & Partial<Pick<Plan, 'ticks' | 'officers' | 'sessions'>>

/** The plan of a seed. */
export function planOf(scenario: Scenario, seed: number, chance: Chance): Plan {
  const plan: PartialPlan = {
    booking: planBooking,
    sessions: planSessions,
    signin: planSignIn,
    waitlist: planWaitlist,
    outbox: planOutbox,
  }[scenario](sizeOf(seed), chance)
  return { ticks: [], officers: 1, sessions: [], ...plan, acts: [...plan.acts].sort((one, other) => one.at - other.at) }
}

const members = (count: number) => Array.from({ length: count }, (_, index) => index + 1)
const SECOND_MS = 1_000

/** Few places, and more people than places: they enroll, leave and walk in, some on two phones. */
function planBooking(size: number, chance: Chance): PartialPlan {
  const count = 2 + size
  const people = members(count)
  const phones = [OFFICER, ...people, ...(chance.happens(0.4) ? [chance.pick(people)] : [])].map((person) => ({ person }))
  const places = chance.between(1, Math.min(4, count - 1))
  // Half of the time they all come at once.
  const within = chance.happens(0.5) ? 3 * SECOND_MS : 60 * SECOND_MS
  const acts = Array.from({ length: 2 + Math.ceil(1.5 * size) }, (): Act => {
    const step = { at: chance.below(within), phone: chance.between(1, phones.length - 1), event: 0 }
    const drawn = chance.fraction()
    if (drawn < 0.6) return { ...step, does: 'enroll' }
    return drawn < 0.8 ? { ...step, does: 'leave' } : { ...step, does: 'scan', purpose: 'sign_in' }
  })
  const enrolled = people.filter(() => chance.happens(0.2)).slice(0, places)
  return {
    people: count + 1,
    phones,
    events: [{ startsIn: 10 * MINUTE_MS, endsIn: 70 * MINUTE_MS, places, enrolled, givesHours: false, creditHundredths: 0 }],
    acts,
    troubles: { kills: chance.below(2), restarts: chance.below(2), offline: chance.below(2), fullDisks: 0 },
  }
}

/**
 * One or two places and a line before them: people join it either way, leave, let offers go or run out, while the jobs come by
 * now and then. The event is near, or hours or more than a day away: offers are short or long, and the line may end.
 */
function planWaitlist(size: number, chance: Chance): PartialPlan {
  const count = 2 + size
  const people = members(count)
  const phones = [OFFICER, ...people, ...(chance.happens(0.3) ? [chance.pick(people)] : [])].map((person) => ({ person }))
  const places = chance.between(1, Math.min(3, count - 1))
  const enrolled = people.filter(() => chance.happens(0.6)).slice(0, places)
  const startsIn = chance.pick([20, 4 * 60, 30 * 60]) * MINUTE_MS
  const spans = [3 * SECOND_MS, 60 * SECOND_MS, 25 * MINUTE_MS, 5 * 60 * MINUTE_MS]
  const within = chance.pick(spans)
  const acts = Array.from({ length: 4 + 3 * size }, (): Act => {
    const step = {
      at: chance.below(chance.happens(0.7) ? within : chance.pick(spans)),
      phone: chance.between(1, phones.length - 1),
      event: 0,
    }
    const drawn = chance.fraction()
    if (drawn < 0.2) return { ...step, does: 'enroll' }
    if (drawn < 0.55) return { ...step, does: 'wait', mode: chance.happens(0.5) ? 'auto' : 'ask' }
    if (drawn < 0.8) return { ...step, does: 'leave' }
    if (drawn < 0.9) return { ...step, does: 'answer_offer', accept: chance.happens(0.7) }
    return { ...step, does: 'stop_waiting' }
  })
  return {
    people: count + 1,
    phones,
    events: [{ startsIn, endsIn: startsIn + 60 * MINUTE_MS, places, enrolled, givesHours: false, creditHundredths: 0 }],
    acts,
    ticks: Array.from({ length: 1 + chance.below(4) }, () => chance.below(within)).sort((one, other) => one - other),
    troubles: { kills: chance.below(2), restarts: chance.below(2), offline: chance.below(2), fullDisks: 0 },
  }
}

/** A door: signing in and out, again and again, on two phones, with tickets; an officer who closes. */
function planSignIn(size: number, chance: Chance): PartialPlan {
  const count = 1 + size + chance.below(2)
  const people = members(count)
  const second = chance.happens(0.5) ? [chance.pick(people)] : []
  const phones = [OFFICER, ...people, ...second, ...(chance.happens(0.2) ? [null] : [])].map((person) => ({ person }))
  const startsIn = 5 * MINUTE_MS
  const endsIn = startsIn + 60 * MINUTE_MS
  const events = Array.from({ length: chance.happens(0.3) ? 2 : 1 }, (): PlannedEvent => {
    const enrolled = people.filter(() => chance.happens(0.7))
    const places = chance.happens(0.4) ? Math.max(1, enrolled.length + chance.below(2)) : null
    return { startsIn, endsIn, places, enrolled, givesHours: chance.happens(0.7), creditHundredths: chance.happens(0.7) ? 25 : 0 }
  })
  const acts: Act[] = []
  const act = (phone: number, from: number, to: number, what: { does: 'scan'; purpose: Purpose } | { does: 'propose_leave' | 'close' }) =>
    acts.push({ at: chance.between(from, to), phone, event: chance.below(events.length), ...what } as Act)
  for (let phone = 1; phone < phones.length; phone += 1) {
    const scans = chance.happens(0.3) ? 2 : 1
    for (let scan = 0; scan < scans; scan += 1)
      act(phone, 0, chance.pick([2 * SECOND_MS, 40 * SECOND_MS, 25 * MINUTE_MS]), { does: 'scan', purpose: 'sign_in' })
    if (chance.happens(0.5)) act(phone, endsIn - 30 * MINUTE_MS, endsIn + 20 * MINUTE_MS, { does: 'scan', purpose: 'sign_out' })
    else if (chance.happens(0.3)) act(phone, endsIn + 1, endsIn + 30 * MINUTE_MS, { does: 'propose_leave' })
  }
  if (chance.happens(0.6)) {
    const from = endsIn + chance.between(5, 50) * MINUTE_MS
    act(OFFICER, from, from + 60_000, { does: 'close' })
    if (chance.happens(0.3)) act(OFFICER, from, from + 60_000, { does: 'close' })
  }
  return {
    people: count + 1,
    phones,
    events,
    acts,
    troubles: { kills: chance.below(2), restarts: chance.below(2), offline: chance.below(3), fullDisks: chance.happens(0.1) ? 1 : 0 },
  }
}

/** Phones that lose their network, their memory and their room, one of them shared by two people, and a record that cannot be read. */
function planOutbox(size: number, chance: Chance): PartialPlan {
  const people = [1, 2, 3]
  const phones = [OFFICER, 1, 3].map((person) => ({ person }))
  const events = Array.from({ length: 2 + chance.below(2) }, (): PlannedEvent => ({
    startsIn: 0,
    endsIn: 3 * 60 * MINUTE_MS,
    places: null,
    enrolled: people,
    givesHours: true,
    creditHundredths: 0,
  }))
  const until = 20 * MINUTE_MS
  const acts = Array.from({ length: 2 + 2 * size }, (): Act => {
    const purpose: Purpose = chance.happens(0.7) ? 'sign_in' : 'sign_out'
    const scan = { does: 'scan' as const, event: chance.below(events.length), purpose }
    return { at: chance.below(chance.happens(0.5) ? 60_000 : until), phone: chance.between(1, 2), ...scan }
  })
  const first = chance.below(acts.length)
  if (chance.happens(0.7)) Object.assign(acts[first]!, { poisoned: true, at: chance.below(30_000) })
  for (let turn = chance.below(3); turn > 0; turn -= 1)
    acts.push({ at: chance.below(until), phone: 1, does: 'log_in', person: chance.pick([1, 2, null]) })
  return {
    people: 4,
    phones,
    events,
    acts,
    troubles: { kills: chance.below(4), restarts: chance.below(2), offline: chance.below(4), fullDisks: chance.happens(0.25) ? 1 : 0 },
  }
}
