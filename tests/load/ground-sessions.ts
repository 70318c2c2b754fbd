/** Sessions to be booked. Their organization, home and people are those of the events (ground.ts). */
import type { Client } from 'pg'
import { DAY_MS, MINUTE_MS } from '@core/rules/shared/calendar'
import { HOME, ORG, type Events } from './ground'
import { NUMBER_ZERO, PERSON_ID, SESSION_ID, sessionId } from './numbered'

const SLOT_MINUTES = 20
const TABLES = ['duty_session', 'session_intake', 'slot', 'slot_place', 'booking', 'session_waiting'] as const

/** Sessions of tomorrow, each with so many slots, and each slot with so many free places; the first slot with some more. */
export async function layFreeSlots(
  client: Client,
  { first, count }: Events,
  { slots, places, more }: { slots: number; places: number; more: number },
): Promise<void> {
  const at = new Date()
  const startsAt = at.getTime() + DAY_MS
  const id = `($1 || ${NUMBER_ZERO} + i)::uuid`
  const numbers = [SESSION_ID, at, first, first + count]
  const all = `generate_series($3::bigint, $4::bigint - 1) i`
  await client.query(
    `insert into duty_session (session_id, code, org_id, home_id, day, host_id, meant_host_id, starts_at, ends_at, slot_minutes, places_per_slot,
       by_hand, secret, created_at)
     select ${id}, 'D' || lpad(i::text, 9, '0'), $5, $6, '2026-01-01', ($7 || ${NUMBER_ZERO})::uuid, ($7 || ${NUMBER_ZERO})::uuid, $8, $9, $10, $11,
       false, '', $2 from ${all}`,
    [...numbers, ORG, HOME, PERSON_ID, new Date(startsAt), new Date(startsAt + slots * SLOT_MINUTES * MINUTE_MS), SLOT_MINUTES, places],
  )
  await client.query(`insert into session_intake (session_id, waiting, created_at) select ${id}, 0, $2 from ${all}`, numbers)
  await client.query(
    `insert into slot (session_id, slot_no, starts_at, ends_at, created_at)
     select ${id}, no, $5::timestamptz + (no - 1) * $6::interval, $5::timestamptz + no * $6::interval, $2 from ${all}, generate_series(1, $7::int) no`,
    [...numbers, new Date(startsAt), `${SLOT_MINUTES} minutes`, slots],
  )
  await client.query(
    `insert into slot_place (session_id, slot_no, n, state, created_at)
     select ${id}, no, n, 'free', $2 from ${all}, generate_series(1, $5::int) no, generate_series(1, $6::int + $7::int) n
     where n <= $6::int or no = 1`,
    [...numbers, slots, places, more],
  )
}

/** Takes every free place of these sessions: the first of a slot by the person `from`, the next by the one behind … */
export async function takeSlots(client: Client, { first, count }: Events, from: number): Promise<void> {
  const who = `($1 || ${NUMBER_ZERO} + $2::bigint + slot_place.n - 1)::uuid`
  const taken = [PERSON_ID, from, sessionId(first), sessionId(first + count - 1)]
  await client.query(
    `insert into booking (session_id, person_id, id, slot_no, state, source, topic, question_enc, anonymous, at, by_host, late, created_at)
     select session_id, ${who}, ${who}, slot_no, 'booked', 'app', 'study', '0.', false, created_at, false, false, created_at
     from slot_place where session_id between $3 and $4 and state = 'free'`,
    taken,
  )
  await client.query(
    `update slot_place set state = 'taken', person_id = ${who} where session_id between $3 and $4 and state = 'free'`,
    taken,
  )
}

/** Takes all sessions away, with all that was booked. */
export async function clearSessions(client: Client): Promise<void> {
  await client.query(`truncate ${TABLES.join(', ')}`)
}
