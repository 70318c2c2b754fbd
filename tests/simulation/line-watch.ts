/**
 * Watches waiting lists commit by commit, by plain SQL of its own (domain.md, 「Events」): Σ(enrolled + offered) ≤ places; first
 * come, first served within equal priority; nobody who comes later overtakes those who wait; an offer that ran out is taken by
 * nobody and blocks nobody; never a free place beside somebody who waits for more than one tick of the jobs.
 */
import { sql, type Kysely } from 'kysely'
import type { Database } from '@cloud/store/schema'
import type { TownTables } from './checks/tables'
import type { SimulatedTime } from './simulated-time'
import type { Town, TownEvent } from './town'
import type { Watch } from './watch'

interface PlaceSeen {
  n: number
  state: 'free' | 'offered' | 'taken'
  personId: string | null
  /** In milliseconds. */
  until: number | null
}

interface EntrySeen {
  personId: string
  state: string
  priority: number
  at: number
  nonce: string
}

/** What of one event was committed at a moment. */
export interface LineSeen {
  places: PlaceSeen[]
  entries: EntrySeen[]
  enrolled: string[]
}

/** An offer that somebody took, and until when it was good. */
interface Taken {
  personId: string
  until: number
}

const NOTHING: LineSeen = { places: [], entries: [], enrolled: [] }

const isAhead = (one: EntrySeen, other: EntrySeen) =>
  one.priority !== other.priority ? one.priority < other.priority : one.at !== other.at ? one.at < other.at : one.nonce < other.nonce

/** What one commit did wrong to a line; `now` is when it was seen, `startsAt` when the line ends. */
export function judgeCommit(before: LineSeen, after: LineSeen, event: { places: number; startsAt: number }, now: number): string[] {
  const violations: string[] = []
  const held = after.places.filter((place) => place.state !== 'free').length
  const offered = after.entries.filter((entry) => entry.state === 'offered').length
  if (held > event.places || after.enrolled.length + offered > event.places)
    violations.push(`overbooked: ${held} places held, ${after.enrolled.length} enrolled and ${offered} offered of ${event.places}`)
  const stateNow = new Map(after.entries.map((entry) => [entry.personId, entry.state]))
  const waited = before.entries.filter((entry) => entry.state === 'waiting')
  const served = waited.filter((entry) => stateNow.get(entry.personId) === 'served' || stateNow.get(entry.personId) === 'offered')
  const still = waited.filter((entry) => stateNow.get(entry.personId) === 'waiting')
  for (const lucky of served)
    for (const passed of still)
      if (isAhead(passed, lucky)) violations.push(`${lucky.personId} was served before ${passed.personId}, who was ahead in the line`)
  const hadClaim = new Set(
    before.entries.filter((entry) => entry.state === 'waiting' || entry.state === 'offered').map((entry) => entry.personId),
  )
  for (const personId of after.enrolled)
    if (!before.enrolled.includes(personId) && !hadClaim.has(personId) && still.length > 0 && now < event.startsAt)
      violations.push(`${personId} came later and overtook ${still.map((entry) => entry.personId).join(', ')}`)
  return violations
}

/** Places that could serve somebody who waits: free ones, and offers that have run out. None where nobody waits. */
export function strandedPlaces(seen: LineSeen, startsAt: number, now: number): string[] {
  if (now >= startsAt || !seen.entries.some((entry) => entry.state === 'waiting')) return []
  return seen.places
    .filter((place) => place.state === 'free' || (place.state === 'offered' && place.until! <= now))
    .map((place) => `${place.n} ${place.state} ${place.personId ?? ''} ${place.until ?? ''}`)
}

/** Offers that became enrollments by a commit. */
function takenOffers(before: LineSeen, after: LineSeen): Taken[] {
  return before.places.flatMap(({ state, personId, until }) =>
    state === 'offered' && !before.enrolled.includes(personId!) && after.enrolled.includes(personId!)
      ? [{ personId: personId!, until: until! }]
      : [],
  )
}

export class LineWatch implements Watch {
  private seen = new Map<string, LineSeen>()
  private readonly taken: (Taken & { eventId: string })[] = []

  constructor(
    private readonly kysely: Kysely<Database>,
    private readonly town: Town,
    private readonly time: SimulatedTime,
    private readonly blame: (violation: string) => void,
  ) {}

  async begin(): Promise<void> {
    this.seen = await this.look()
  }

  /** A transaction was committed. */
  async committed(): Promise<void> {
    const seen = await this.look()
    for (const event of this.limited()) {
      const [before, after] = [this.seen.get(event.id) ?? NOTHING, seen.get(event.id) ?? NOTHING]
      for (const violation of judgeCommit(before, after, event, this.time.now)) this.blame(violation)
      this.taken.push(...takenOffers(before, after).map((taken) => ({ ...taken, eventId: event.id })))
    }
    this.seen = seen
  }

  /** What stands free beside a line when the jobs begin must not do so when they are through. */
  async tickBegins(): Promise<() => void> {
    await this.committed()
    const strandedAt = (event: TownEvent) => strandedPlaces(this.seen.get(event.id) ?? NOTHING, event.startsAt, this.time.now)
    const before = new Map(this.limited().map((event) => [event.id, strandedAt(event)]))
    return () => {
      for (const event of this.limited())
        for (const place of strandedAt(event))
          if (before.get(event.id)!.includes(place))
            this.blame(`place ${place.split(' ', 2).join(', ')}: it stood beside a line for a whole tick`)
    }
  }

  /** At the end: nothing stands beside a line, no offer is overdue, and no offer was taken by a call that came too late. */
  end(tables: TownTables): string[] {
    const { now } = this.time
    return this.limited().flatMap((event) => {
      const seen = this.seen.get(event.id) ?? NOTHING
      const late = this.taken.filter(
        ({ eventId, personId, until }) =>
          eventId === event.id &&
          !tables.commands.some(
            ({ actorId, subject, refusal, at }) => actorId === personId && subject === event.id && refusal === null && at < until,
          ),
      )
      return [...leftOver(event, seen, now), ...late.map(({ personId }) => `${personId} took an offer that had run out`)]
    })
  }

  private limited(): (TownEvent & { places: number })[] {
    return this.town.events.flatMap((event) => (event.places === null ? [] : [{ ...event, places: event.places }]))
  }

  private look(): Promise<Map<string, LineSeen>> {
    return lookAtLines(this.kysely, this.town)
  }
}

/** What of each event of a town is committed now. */
async function lookAtLines(kysely: Kysely<Database>, town: Town): Promise<Map<string, LineSeen>> {
  const { rows } = await sql<{ eventId: string; seen: LineSeen }>`/* prepared: simulation.line */
    select e.id as "eventId", json_build_object(
      'places', (select coalesce(json_agg(json_build_object('n', n, 'state', state, 'personId', person_id,
        'until', (extract(epoch from offered_until) * 1000)::bigint) order by n), '[]') from place where event_id = e.id),
      'entries', (select coalesce(json_agg(json_build_object('personId', person_id, 'state', state, 'priority', priority,
        'at', (extract(epoch from at) * 1000)::bigint, 'nonce', nonce)), '[]') from waiting_entry where event_id = e.id),
      'enrolled', (select coalesce(json_agg(person_id), '[]') from enrollment where event_id = e.id and state in ('enrolled', 'attended', 'absent'))
    ) as seen from unnest(${town.events.map(({ id }) => id)}::uuid[]) e (id)`.execute(kysely)
  return new Map(rows.map(({ eventId, seen }) => [eventId, seen]))
}

/** What must not be once everything is quiet and the jobs have come by. */
function leftOver({ startsAt }: Pick<TownEvent, 'startsAt'>, seen: LineSeen, now: number): string[] {
  return [
    ...strandedPlaces(seen, startsAt, now).map((place) => `place ${place} stands free beside a line at the end`),
    ...seen.places
      .filter((place) => place.state === 'offered' && place.until! <= now)
      .map((place) => `the offer to ${place.personId} ran out and was never taken back`),
  ]
}

/** The same for a history whose commits nobody watched; also that the counter of each line is right. */
export async function watchedAtTheEnd(kysely: Kysely<Database>, town: Town, now: number): Promise<string[]> {
  if (town.events.length === 0) return []
  const seen = await lookAtLines(kysely, town)
  const counted = await kysely
    .selectFrom('intake')
    .select(['event_id as eventId', 'waiting'])
    .where(
      'event_id',
      'in',
      town.events.map(({ id }) => id),
    )
    .execute()
  return town.events.flatMap((event) => {
    const line = seen.get(event.id) ?? NOTHING
    const waiting = line.entries.filter((entry) => entry.state === 'waiting').length
    const counter = counted.find((row) => row.eventId === event.id)?.waiting
    return [
      ...leftOver(event, line, now),
      ...(counter === waiting ? [] : [`${counter} are counted as waiting at ${event.id}, and ${waiting} wait`]),
    ]
  })
}
