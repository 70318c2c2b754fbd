/** What has to be there before people can sign in: an organisation, a home, people with log-ins, events, enrollments. */
import type { Client } from 'pg'
import { codeFor } from '@core/rules/attendance/code-mac'
import { stepOf } from '@core/rules/attendance/code'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@core/rules/shared/calendar'
import { EVENT_ID, EVENT_SECRET, eventCode, eventId, NUMBER_ZERO, PERSON_ID } from './numbered'

export const ORG = 'a0000000-0000-7000-8000-000000000001'
export const HOME = 'a0000000-0000-7000-8000-000000000002'

/** Some events that follow each other by number; person `p` is enrolled at `first + p % count`. */
export interface Events {
  first: number
  count: number
}

/** Lays the organisation, its home and the people 0 … `people` - 1, each with one log-in. */
export async function layPeople(client: Client, people: number): Promise<void> {
  const at = new Date()
  await client.query(`insert into org (id, parent_id, kind, name, path, created_at) values ($1, null, 'school', '青年大学', $2, $3)`, [
    ORG,
    `/${ORG}/`,
    at,
  ])
  await client.query(
    `insert into home (id, org_id, name, address, hours, services, duty_note, status, created_at)
     values ($1, $2, '青年之家', '', '', '{}', '', 'open', $3)`,
    [HOME, ORG, at],
  )
  await morePeople(client, 0, people)
}

/** Lays the people `from` … `to` - 1. */
export async function morePeople(client: Client, from: number, to: number): Promise<void> {
  const at = new Date()
  await client.query(
    `insert into person (id, name, consented_at, privacy_version, created_at)
     select ($1 || ${NUMBER_ZERO} + i)::uuid, '青年' || i, $2, 1, $2 from generate_series($3::bigint, $4::bigint - 1) i`,
    [PERSON_ID, at, from, to],
  )
  await client.query(
    `insert into login (token_hash, person_id, device, last_seen_at, created_at)
     select encode(sha256(convert_to(lpad((${NUMBER_ZERO} + i)::text, 43, '0'), 'UTF8')), 'hex'), ($1 || ${NUMBER_ZERO} + i)::uuid,
       lpad((${NUMBER_ZERO} + i)::text, 22, 'd'), $2, $2
     from generate_series($3::bigint, $4::bigint - 1) i`,
    [PERSON_ID, at, from, to],
  )
}

/** Lays events that take sign-ins now, with the people 0 … `people` - 1 enrolled, and has the server write all of it down. */
export async function layEvents(client: Client, { first, count }: Events, people: number): Promise<void> {
  const now = Date.now()
  await insertEvents(client, { first, count }, { startsAt: now - 5 * MINUTE_MS, endsAt: now + 6 * HOUR_MS, status: 'published' })
  await client.query(
    `insert into enrollment (event_id, person_id, state, source, at, created_at)
     select ($1 || ${NUMBER_ZERO} + $2::bigint + i % $3::bigint)::uuid, ($4 || ${NUMBER_ZERO} + i)::uuid, 'enrolled', 'app', $5, $5
     from generate_series(0, $6::bigint - 1) i`,
    [EVENT_ID, first, count, PERSON_ID, new Date(now), people],
  )
  await settle(client)
}

/** From when to when events are, whether they are closed, and how many places they have; left out: unlimited. */
export interface EventsLaid {
  startsAt: number
  endsAt: number
  status: 'published' | 'closed'
  places?: number
}

/** Events without anybody. */
export async function insertEvents(
  client: Client,
  { first, count }: Events,
  { startsAt, endsAt, status, places }: EventsLaid,
): Promise<void> {
  const at = new Date()
  await client.query(
    `insert into event (event_id, code, org_id, home_id, title, category, category_name, summary, contact, starts_at, ends_at, places, sign_out,
       drop_in, strict, gives_hours, credit_module, credit_hundredths, status, secret, published_by, overrun_minutes, rule_version, version,
       audience, walk_ins, poster, by_lots, first_timer_percent, created_at)
     select ($1 || ${NUMBER_ZERO} + i)::uuid, 'B' || lpad(i::text, 9, '0'), $2, $3, '迎新讲座', 'study', '学习成长', '', '', $4, $5, $12::int, true,
       true, false, true, null, 0, $11, $6, ($7 || ${NUMBER_ZERO})::uuid, 0, '1', 1,
       'open', true, false, false, 0, $8
     from generate_series($9::bigint, $10::bigint - 1) i`,
    [EVENT_ID, ORG, HOME, new Date(startsAt), new Date(endsAt), EVENT_SECRET, PERSON_ID, at, first, first + count, status, places ?? null],
  )
  await client.query(
    `insert into intake (event_id, waiting, created_at)
     select ($1 || ${NUMBER_ZERO} + i)::uuid, 0, $2 from generate_series($3::bigint, $4::bigint - 1) i`,
    [EVENT_ID, at, first, first + count],
  )
  await client.query(
    `insert into public_code (code, kind, target_id, created_at)
     select 'B' || lpad(i::text, 9, '0'), 'event', ($1 || ${NUMBER_ZERO} + i)::uuid, $2 from generate_series($3::bigint, $4::bigint - 1) i`,
    [EVENT_ID, at, first, first + count],
  )
}

/** Events of tomorrow that people enroll for, each with so many free places. */
export async function layFreePlaces(client: Client, events: Events, places: number): Promise<void> {
  const startsAt = Date.now() + DAY_MS
  await insertEvents(client, events, { startsAt, endsAt: startsAt + 2 * HOUR_MS, status: 'published', places })
  await client.query(
    `insert into place (event_id, n, state, created_at)
     select ($1 || ${NUMBER_ZERO} + i)::uuid, n, 'free', $2 from generate_series($3::bigint, $4::bigint - 1) i, generate_series(1, $5::int) n`,
    [EVENT_ID, new Date(), events.first, events.first + events.count, places],
  )
}

/** Takes every free place of these events: the first by the person `from`, the next by the one behind … */
export async function takePlaces(client: Client, { first, count }: Events, from: number): Promise<void> {
  const who = `($1 || ${NUMBER_ZERO} + $2::bigint + place.n - 1)::uuid`
  const taken = [PERSON_ID, from, eventId(first), eventId(first + count - 1)]
  await client.query(
    `insert into enrollment (event_id, person_id, state, source, at, created_at)
     select event_id, ${who}, 'enrolled', 'app', created_at, created_at from place where event_id between $3 and $4 and state = 'free'`,
    taken,
  )
  await client.query(`update place set state = 'taken', person_id = ${who} where event_id between $3 and $4 and state = 'free'`, taken)
}

const SETTLED = [
  ...['event', 'intake', 'place', 'enrollment', 'scan', 'attendance', 'command'],
  ...['duty_session', 'session_intake', 'slot', 'slot_place', 'booking'],
]

/** Has everything written down and counted, so that no work of the laying is left for the measured time. */
export async function settle(client: Client): Promise<void> {
  for (const table of SETTLED) await client.query(`vacuum analyze ${table}`)
  await client.query('checkpoint')
}

/** The codes that the screens of these events show now. */
export function codesNow({ first, count }: Events): string[] {
  const step = stepOf(Date.now())
  return Array.from({ length: count }, (_, index) => {
    const event = first + index
    return codeFor(EVENT_SECRET, 'sign_in', { id: eventId(event), code: eventCode(event) }, step)
  })
}

/** How many people have signed in at these events. */
export async function attendances(client: Client, { first, count }: Events): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    'select count(*)::int as count from attendance where event_id between $1::uuid and $2::uuid',
    [eventId(first), eventId(first + count - 1)],
  )
  return rows[0]!.count
}
