/**
 * Watches sessions commit by commit, by plain SQL of its own (domain.md, 「Duty sessions and bookings」): per slot Σ(booked +
 * offered) ≤ places; two active bookings of one person at most, and never two at the same time; nobody booked without a place nor a place
 * without its person; a place that is freed beside a line is offered, in the order of the line; an offer ends by its person, its time or
 * its session; whoever was booked in a cancelled session chooses first in another; a host is in one session at a time; not
 * having come is written down once.
 */
import { sql, type Kysely } from 'kysely'
import { MOST_ACTIVE, SETTLE_AFTER_MS } from '@core/rules/sessions/booking'
import type { Database } from '@cloud/store/schema'
import type { SimulatedTime } from './simulated-time'
import type { Town } from './town'
import type { Watch } from './watch'

interface SlotPlaceSeen {
  slotNo: number
  n: number
  state: 'free' | 'offered' | 'taken'
  personId: string | null
  /** In milliseconds. */
  until: number | null
}

interface BookingSeen {
  personId: string
  /** Null: a walk-in, fitted between. */
  slotNo: number | null
  state: string
  late: boolean
  missedAt: number | null
  /** How often they were told that they had not come. */
  toldMissed: number
}

interface WaitingSeen {
  personId: string
  state: string
  priority: number
  at: number
  nonce: string
}

/** What of one session was committed at a moment. Times in milliseconds. */
export interface SessionSeen {
  hostId: string
  startsAt: number
  endsAt: number
  cancelled: boolean
  settled: boolean
  /** How many are counted as waiting. */
  waiting: number
  slots: { no: number; startsAt: number; endsAt: number }[]
  places: SlotPlaceSeen[]
  bookings: BookingSeen[]
  entries: WaitingSeen[]
}

/** A command of a person that was answered ok, and what it was answered. */
export interface DoneSeen {
  key: string
  personId: string
  name: string
  sessionId: string
  booking: { state: string; slotNo: number } | null
  waiting: { state: string } | null
}

/** All sessions of a town, and what was done. */
export interface SessionsSeen {
  sessions: ReadonlyMap<string, SessionSeen>
  done: readonly DoneSeen[]
}

const ACTIVE = new Set(['booked', 'checked_in'])
/** Holds a place, or has held it to the end. */
const HOLDING = new Set(['booked', 'checked_in', 'met', 'answered', 'case_opened', 'no_show'])

const isAhead = (one: WaitingSeen, other: WaitingSeen) =>
  one.priority !== other.priority ? one.priority < other.priority : one.at !== other.at ? one.at < other.at : one.nonce < other.nonce
const stands = ({ state }: WaitingSeen) => state === 'waiting' || state === 'offered'
const overlap = (one: { startsAt: number; endsAt: number }, other: { startsAt: number; endsAt: number }) =>
  one.startsAt < other.endsAt && other.startsAt < one.endsAt
const bookingOf = (seen: SessionSeen | undefined, personId: string) => seen?.bookings.find((booking) => booking.personId === personId)
const entryOf = (seen: SessionSeen | undefined, personId: string) => seen?.entries.find((entry) => entry.personId === personId)

/** What is wrong with the sessions as they stand committed at some moment, whatever happened before. */
export function judgeStanding({ sessions }: SessionsSeen, now: number): string[] {
  return [
    ...[...sessions].flatMap(([id, seen]) => judgeSession(seen, now).map((violation) => `${id}: ${violation}`)),
    ...tooManyActive(sessions, now),
    ...hostsInTwo(sessions),
  ]
}

function judgeSession(seen: SessionSeen, now: number): string[] {
  const { bookings, entries, places, slots } = seen
  const waiting = entries.filter(({ state }) => state === 'waiting')
  const violations = seen.waiting === waiting.length ? [] : [`${seen.waiting} are counted as waiting, and ${waiting.length} wait`]
  for (const { personId, toldMissed } of bookings)
    if (toldMissed > 1) violations.push(`${personId} was told ${toldMissed} times that they had not come`)
  if (seen.cancelled) {
    const left = [
      ...places.filter(({ state }) => state !== 'free').map(({ personId }) => `${personId} still has a place`),
      ...entries.filter(stands).map(({ personId }) => `${personId} still stands in line`),
      ...bookings.filter(({ state }) => state === 'booked').map(({ personId }) => `${personId} is still booked`),
    ]
    return [...violations, ...left.map((what) => `it is cancelled, and ${what}`)]
  }
  for (const { no, startsAt } of slots) {
    const own = places.filter(({ slotNo }) => slotNo === no)
    const holding = bookings.filter(({ slotNo, state }) => slotNo === no && HOLDING.has(state))
    const offered = own.filter(({ state }) => state === 'offered')
    if (holding.length + offered.length > own.length)
      violations.push(`overbooked: ${holding.length} booked and ${offered.length} offered of ${own.length} in slot ${no}`)
    const late = bookings.filter((booking) => booking.slotNo === no && booking.late)
    if (late.length > 0 && holding.length + late.length > own.length)
      violations.push(
        `${late.length} cancelled slot ${no} late and count as missed, though ${holding.length} of ${own.length} places are taken`,
      )
    for (const { personId } of holding)
      if (!own.some((place) => place.state === 'taken' && place.personId === personId))
        violations.push(`${personId} is booked in slot ${no} without a place`)
    for (const { personId } of own.filter(({ state }) => state === 'taken'))
      if (!holding.some((booking) => booking.personId === personId))
        violations.push(`${personId} has a place in slot ${no} and is not booked`)
    for (const { personId } of offered)
      if (entryOf(seen, personId!)?.state !== 'offered') violations.push(`${personId} is offered slot ${no} and does not wait for it`)
    if (waiting.length > 0 && now < startsAt && own.some(({ state }) => state === 'free'))
      violations.push(`a place of slot ${no} stands free beside a line`)
  }
  for (const { personId } of entries.filter(({ state }) => state === 'offered'))
    if (!places.some((place) => place.state === 'offered' && place.personId === personId))
      violations.push(`${personId} lost an offer: no place is kept for them`)
  return violations
}

function tooManyActive(sessions: SessionsSeen['sessions'], now: number): string[] {
  const active = new Map<string, number>()
  for (const { bookings, slots } of sessions.values())
    for (const { personId, slotNo, state } of bookings) {
      // A slot that is over counts no more, also where the session goes on.
      const endsAt = slots.find(({ no }) => no === slotNo)?.endsAt ?? 0
      if (ACTIVE.has(state) && now < endsAt) active.set(personId, (active.get(personId) ?? 0) + 1)
    }
  return [...active].flatMap(([personId, count]) => (count > MOST_ACTIVE ? [`${personId} has ${count} active bookings`] : []))
}

function hostsInTwo(sessions: SessionsSeen['sessions']): string[] {
  const open = [...sessions].filter(([, { cancelled }]) => !cancelled)
  return open.flatMap(([id, one], index) =>
    open
      .slice(index + 1)
      .flatMap(([otherId, other]) =>
        one.hostId === other.hostId && overlap(one, other) ? [`${one.hostId} receives in ${id} and in ${otherId} at the same time`] : [],
      ),
  )
}

/** Offers that have run out and still hold their places beside a line: the jobs have one turn to take them back. */
export function overdueOffers({ sessions }: SessionsSeen, now: number): string[] {
  return [...sessions].flatMap(([id, { places }]) =>
    places
      .filter(({ state, until }) => state === 'offered' && until! <= now)
      .map(({ slotNo, n, personId, until }) => `place ${n} of slot ${slotNo} of ${id}, offered to ${personId} until ${until}`),
  )
}

/** What one commit did wrong; `now` is when it was seen. */
export function judgeChange(before: SessionsSeen, after: SessionsSeen, now: number): string[] {
  const known = new Set(before.done.map(({ key }) => key))
  const done = after.done.filter(({ key }) => !known.has(key))
  return [
    ...[...after.sessions].flatMap(([id, seen]) => {
      const was = before.sessions.get(id)
      if (!was) return []
      const violations = [...judgeLine(was, seen, now), ...judgeOffers(was, seen, now), ...judgeMissed(was, seen, now)]
      return violations.map((violation) => `${id}: ${violation}`)
    }),
    ...judgeBooked(before, after, done),
    ...judgeDisplaced(before, after),
    ...done.flatMap((command) => judgeDone(command, after)),
  ]
}

/** First come, first served; nobody who comes later overtakes those who wait. */
function judgeLine(before: SessionSeen, after: SessionSeen, now: number): string[] {
  const waited = before.entries.filter(({ state }) => state === 'waiting')
  const stateNow = (personId: string) => entryOf(after, personId)?.state
  const served = waited.filter(({ personId }) => stateNow(personId) === 'served' || stateNow(personId) === 'offered')
  const still = waited.filter(({ personId }) => stateNow(personId) === 'waiting')
  const passed = served.flatMap((lucky) =>
    still
      .filter((other) => isAhead(other, lucky))
      .map((other) => `${lucky.personId} was served before ${other.personId}, who was ahead in the line`),
  )
  const overtook = after.bookings.filter(({ personId, slotNo, state }) => {
    const held = bookingOf(before, personId)
    const slot = after.slots.find(({ no }) => no === slotNo)
    const came = ACTIVE.has(state) && !(held && HOLDING.has(held.state) && held.slotNo === slotNo)
    return (
      came && slot !== undefined && now < slot.startsAt && !before.entries.some((entry) => entry.personId === personId && stands(entry))
    )
  })
  return [
    ...passed,
    ...(still.length === 0
      ? []
      : overtook.map(({ personId }) => `${personId} came later and overtook ${still.map((entry) => entry.personId).join(', ')}`)),
  ]
}

/** An offer is taken, declined, runs out, or ends with its session; there is no other way out of it. */
function judgeOffers(before: SessionSeen, after: SessionSeen, now: number): string[] {
  return before.entries
    .filter(({ state }) => state === 'offered')
    .flatMap(({ personId }) => {
      const until = before.places.find((place) => place.state === 'offered' && place.personId === personId)?.until ?? Infinity
      const state = entryOf(after, personId)?.state
      const booked = HOLDING.has(bookingOf(after, personId)?.state ?? '')
      if (state === 'offered' || state === 'declined') return []
      if (state === 'served' && booked) return []
      if ((state === 'expired' || state === 'waiting') && until <= now) return []
      if (state === 'closed' && after.cancelled) return []
      return [`the offer to ${personId} was lost: it became ${state}, ${booked ? '' : 'not '}booked, at ${now} and was good until ${until}`]
    })
}

/** Not having come is written down after the session, once, and stays. */
function judgeMissed(before: SessionSeen, after: SessionSeen, now: number): string[] {
  return after.bookings.flatMap((booking) => {
    const was = bookingOf(before, booking.personId)
    const violations: string[] = []
    if (was && was.missedAt !== null && was.missedAt !== booking.missedAt)
      violations.push(`that ${booking.personId} missed ${was.missedAt} became ${booking.missedAt}`)
    if (was && was.missedAt === null && booking.missedAt !== null && now < after.endsAt + SETTLE_AFTER_MS)
      violations.push(`${booking.personId} has not come, it says before the session is over`)
    if (was?.state === 'no_show' && booking.state !== 'no_show')
      violations.push(`${booking.personId} had not come and is now ${booking.state}`)
    return violations
  })
}

/** Who is newly booked asked for it in this very commit, and is nowhere else at that time. */
function judgeBooked(before: SessionsSeen, after: SessionsSeen, done: readonly DoneSeen[]): string[] {
  return [...after.sessions].flatMap(([id, seen]) =>
    seen.bookings.flatMap(({ personId, slotNo, state }) => {
      const was = bookingOf(before.sessions.get(id), personId)
      if (slotNo === null || state !== 'booked' || (was?.state === 'booked' && was.slotNo === slotNo)) return []
      const asked = done.some((command) => command.personId === personId && command.sessionId === id && ASKS.has(command.name))
      return asked ? overlapping(after, id, personId, slotNo) : [`${personId} is booked in ${id} and has not asked for it`]
    }),
  )
}

const ASKS = new Set(['sessions.book', 'sessions.answerOffer'])

/** Other bookings of the same person at the same time. Those that an officer has moved there are not the person's doing. */
function overlapping({ sessions }: SessionsSeen, id: string, personId: string, slotNo: number): string[] {
  const slot = sessions.get(id)!.slots.find(({ no }) => no === slotNo)!
  return [...sessions].flatMap(([otherId, other]) => {
    const booking = otherId === id ? undefined : bookingOf(other, personId)
    const at = booking && ACTIVE.has(booking.state) && !other.cancelled ? other.slots.find(({ no }) => no === booking.slotNo) : undefined
    return at && overlap(slot, at) ? [`${personId} is booked in ${id} and in ${otherId} at the same time`] : []
  })
}

/** Whoever was booked in a session that is cancelled stands first in the line of another, where there is a later one. */
function judgeDisplaced(before: SessionsSeen, after: SessionsSeen): string[] {
  return [...after.sessions].flatMap(([id, seen]) => {
    const was = before.sessions.get(id)
    if (!seen.cancelled || !was || was.cancelled) return []
    const others = [...after.sessions].filter(([otherId, other]) => otherId !== id && !other.cancelled).map(([, other]) => other)
    if (!others.some(({ startsAt }) => startsAt > seen.startsAt)) return []
    const booked = was.bookings.filter(({ slotNo, state }) => slotNo !== null && ACTIVE.has(state))
    return booked.flatMap(({ personId }) => {
      const found = others.some((other) => {
        const entry = entryOf(other, personId)
        return (
          HOLDING.has(bookingOf(other, personId)?.state ?? '') ||
          (entry !== undefined && stands(entry) && (entry.priority < 0 || entry.state === 'offered'))
        )
      })
      return found ? [] : [`${id} was cancelled, and ${personId}, who was booked, does not choose first anywhere`]
    })
  })
}

/** What somebody was told is what lies in the tables at that moment. */
function judgeDone({ personId, name, sessionId, booking, waiting }: DoneSeen, { sessions }: SessionsSeen): string[] {
  const seen = sessions.get(sessionId)
  const kept = bookingOf(seen, personId)
  const entry = entryOf(seen, personId)
  const told = `${personId} was told of ${name} at ${sessionId}`
  const violations: string[] = []
  if (booking && (kept?.state !== booking.state || kept.slotNo !== booking.slotNo))
    violations.push(`${told}: ${booking.state} in slot ${booking.slotNo}, and is ${kept?.state} in slot ${kept?.slotNo}`)
  if (waiting && entry?.state !== waiting.state) violations.push(`${told}: ${waiting.state}, and is ${entry?.state}`)
  if (name === 'sessions.book' && booking?.state !== 'booked') violations.push(`${told}: ok, and is not booked`)
  if (name === 'sessions.cancelBooking' && kept?.state !== 'cancelled') violations.push(`${told}: ok, and is ${kept?.state}`)
  if (name === 'sessions.wait' && !(entry && stands(entry))) violations.push(`${told}: ok, and does not wait`)
  if (name === 'sessions.stopWaiting' && entry && stands(entry)) violations.push(`${told}: ok, and still waits`)
  return violations
}

const NOTHING: SessionsSeen = { sessions: new Map(), done: [] }

/** Watches the sessions of a history. */
export class SessionWatch implements Watch {
  private seen: SessionsSeen = NOTHING
  /** What was wrong already at the last look, and has been told. */
  private standing: readonly string[] = []

  constructor(
    private readonly kysely: Kysely<Database>,
    private readonly town: Town,
    private readonly time: SimulatedTime,
    private readonly blame: (violation: string) => void,
  ) {}

  async begin(): Promise<void> {
    this.seen = await lookAtSessions(this.kysely, this.town)
  }

  /** A transaction was committed. */
  async committed(): Promise<void> {
    const { now } = this.time
    const seen = await lookAtSessions(this.kysely, this.town)
    const standing = judgeStanding(seen, now)
    for (const violation of standing) if (!this.standing.includes(violation)) this.blame(violation)
    for (const violation of judgeChange(this.seen, seen, now)) this.blame(violation)
    this.seen = seen
    this.standing = standing
  }

  /** What is overdue when the jobs begin must not be so when they are through. */
  async tickBegins(): Promise<() => void> {
    await this.committed()
    const overdue = overdueOffers(this.seen, this.time.now)
    return () => {
      for (const offer of overdueOffers(this.seen, this.time.now))
        if (overdue.includes(offer)) this.blame(`${offer}: it was kept for a whole turn of the jobs`)
    }
  }

  end(): string[] {
    return leftOver(this.seen, this.time.now)
  }
}

/** What must not be once everything is quiet and the jobs have come by. */
function leftOver(seen: SessionsSeen, now: number): string[] {
  return [
    ...overdueOffers(seen, now).map((offer) => `${offer}: it ran out and was never taken back`),
    ...[...seen.sessions].flatMap(([id, { cancelled, endsAt, settled, bookings }]) => {
      if (cancelled || now < endsAt + SETTLE_AFTER_MS) return []
      const unwritten = bookings.filter(
        ({ state, late, missedAt }) => state === 'booked' || ((state === 'no_show' || late) && missedAt === null),
      )
      return [
        ...(settled ? [] : [`${id} is over and not settled`]),
        ...unwritten.map(({ personId }) => `${personId} did not come to ${id}, and it is not written down`),
      ]
    }),
  ]
}

/** The same for a history whose commits nobody watched. */
export async function sessionsAtTheEnd(kysely: Kysely<Database>, town: Town, now: number): Promise<string[]> {
  const seen = await lookAtSessions(kysely, town)
  return [...judgeStanding(seen, now), ...leftOver(seen, now)]
}

/** What is committed of the sessions of a town now, and which of its people's commands were done; in one statement. */
export async function lookAtSessions(kysely: Kysely<Database>, town: Town): Promise<SessionsSeen> {
  const ms = (column: string) => sql.raw(`(extract(epoch from ${column}) * 1000)::bigint`)
  const list = (row: unknown, from: unknown) => sql`(select coalesce(json_agg(json_build_object(${row})), '[]') from ${from})`
  const { rows } = await sql<{ sessions: [string, SessionSeen][]; done: DoneSeen[] }>`/* prepared: simulation.sessions-seen */ select
    coalesce((select json_agg(json_build_array(d.session_id, json_build_object('hostId', d.host_id, 'startsAt', ${ms('d.starts_at')},
      'endsAt', ${ms('d.ends_at')}, 'cancelled', d.cancelled_at is not null, 'settled', d.settled_at is not null,
      'waiting', (select waiting from session_intake i where i.session_id = d.session_id),
      'slots', ${list(
        sql`'no', slot_no, 'startsAt', ${ms('s.starts_at')}, 'endsAt', ${ms('s.ends_at')}`,
        sql`slot s where s.session_id = d.session_id`,
      )},
      'places', ${list(
        sql`'slotNo', slot_no, 'n', n, 'state', state, 'personId', person_id, 'until', ${ms('offered_until')}`,
        sql`slot_place p where p.session_id = d.session_id`,
      )},
      'bookings', ${list(
        sql`'personId', b.person_id, 'slotNo', slot_no, 'state', state, 'late', late, 'missedAt', ${ms('missed_at')}, 'toldMissed',
          (select count(*) from inbox_message m where m.session_id = d.session_id and m.person_id = b.person_id and m.kind = 'session_missed')`,
        sql`booking b where b.session_id = d.session_id`,
      )},
      'entries', ${list(
        sql`'personId', person_id, 'state', state, 'priority', priority, 'at', ${ms('at')}, 'nonce', nonce`,
        sql`session_waiting w where w.session_id = d.session_id`,
      )}))) from duty_session d where d.session_id = any(${town.sessions.map(({ id }) => id)}::uuid[])), '[]') as sessions,
    ${list(
      sql`'key', actor_id || nonce, 'personId', actor_id, 'name', name, 'sessionId', subject, 'booking', result->'booking', 'waiting', result->'waiting'`,
      sql`command where actor_id = any(${town.people.map(({ id }) => id)}::uuid[]) and jsonb_exists(result, 'booking')`,
    )} as done`.execute(kysely)
  return { sessions: new Map(rows[0]!.sessions), done: rows[0]!.done }
}
