import { sql, type Kysely } from 'kysely'
import type { Purpose } from '@core/contract/attendance'
import type { Instant } from '@core/contract/common'
import type { Assurance } from '@core/contract/events'
import type { ScanDecision } from '@core/rules/attendance/scan'
import type { Database } from './schema'

/** One word of presence that has been decided on. */
export interface PresenceWord {
  /** Unique within the event. */
  nonce: string
  personId: string
  purpose: Purpose
  assurance: Assurance
  at: Instant
  /** The 10 s step that `at` falls into. */
  step: number
  delayed: boolean
  tardyMinutes: number
  reason: string
  payloadHash: string
}

/** Whose word it is: an officer's, which needs no confirmation, or that of a person who arrives (`byId` null). */
export interface WordOf {
  eventId: string
  byId: string | null
  /** The phone that made it. */
  device: string | null
}

/** The attendance of a person as it stands after the words. */
export interface Arrived {
  inNonce: string
  signedInAt: Instant
  tardyMinutes: number
}

/**
 * Writes words of presence, however many, in four statements: who arrives, who leaves, every word as a scan, and what came of
 * it. The first result of a person stays. Null: one of the nonces was there already, and the transaction is to be given up.
 *
 * Rows are written in the order of their keys, so that two deliveries that meet wait for each other instead of deadlocking.
 */
export async function recordPresence(
  db: Kysely<Database>,
  { eventId, byId, device }: WordOf,
  words: readonly PresenceWord[],
  now: Instant,
): Promise<Map<string, Arrived> | null> {
  const at = new Date(now)
  const lines = JSON.stringify(
    words.map((word, n) => ({
      n,
      nonce: word.nonce,
      person_id: word.personId,
      purpose: word.purpose,
      assurance: word.assurance,
      at: new Date(word.at),
      step: word.step,
      delayed: word.delayed,
      tardy: word.tardyMinutes,
      reason: word.reason || null,
      payload_hash: word.payloadHash,
      answer: decisionOf(word),
    })),
  )
  const word = sql`json_to_recordset(${lines}::json) as w (n int, nonce text, person_id uuid, purpose text, assurance text, at timestamptz,
    step bigint, delayed boolean, tardy int, reason text, payload_hash text, answer jsonb)`
  // Flags look at the phone of a person; an officer's is nobody's.
  const phone = byId === null ? device : null
  const arrived = await sql<{ nonce: string }>`
    insert into attendance (event_id, person_id, in_nonce, device, signed_in_at, tardy_minutes, assurance, delayed, confirmed_by, confirmed_at, created_at)
    select ${eventId}, f.person_id, f.nonce, ${phone}, f.at, f.tardy, f.assurance, f.delayed,
      case when f.delayed then ${byId}::uuid end, case when f.delayed and ${byId}::uuid is not null then ${at}::timestamptz end, ${at}
    from (select distinct on (w.person_id) w.* from ${word} where w.purpose = 'sign_in' order by w.person_id, w.n) f
    order by f.person_id
    on conflict do nothing
    returning in_nonce as nonce`.execute(db)
  if (words.some((one) => one.purpose === 'sign_out')) await signOut()
  const kept = await sql`
    insert into scan (event_id, nonce, person_id, device, ticket, purpose, step, delivery, verdict, answer, payload_hash, received_at, created_at,
      by_id, assurance, reason)
    select ${eventId}, w.nonce, w.person_id, ${device}, null, w.purpose, w.step, case when w.delayed then 'stored' else 'live' end,
      case when w.delayed then 'delayed' else 'fresh' end,
      case when w.purpose = 'sign_in' and not (w.nonce = any(${arrived.rows.map((row) => row.nonce)}::text[])) then '{"kind":"repeat"}'::jsonb else w.answer end,
      w.payload_hash, ${at}, ${at}, ${byId}, w.assurance, w.reason
    from ${word} order by w.nonce
    on conflict do nothing
    returning nonce`.execute(db)
  if (kept.rows.length < words.length) return null
  const { rows } = await sql<Arrived & { personId: string }>`
    select person_id as "personId", in_nonce as "inNonce", signed_in_at as "signedInAt", tardy_minutes as "tardyMinutes"
    from attendance where event_id = ${eventId} and person_id = any(${[...new Set(words.map((one) => one.personId))]}::uuid[])`.execute(db)
  return new Map(rows.map(({ personId, ...row }) => [personId, row]))

  /** The latest proven time of leaving counts; what a closing has settled stays. */
  async function signOut(): Promise<void> {
    await sql`
      select a.person_id from attendance a
      where a.event_id = ${eventId} and a.person_id in (select w.person_id from ${word} where w.purpose = 'sign_out')
      order by a.person_id for update`.execute(db)
    // An officer vouches for the leaving, not for a delayed arrival that nobody has confirmed yet.
    await sql`
      update attendance a set signed_out_at = l.at, out_nonce = l.nonce, out_assurance = l.assurance, delayed = a.delayed or l.delayed,
        confirmed_by = case when l.delayed and not a.delayed then ${byId}::uuid else a.confirmed_by end,
        confirmed_at = case when l.delayed and not a.delayed then ${at}::timestamptz else a.confirmed_at end
      from (select distinct on (w.person_id) w.* from ${word} where w.purpose = 'sign_out' order by w.person_id, w.at desc, w.n) l
      where a.event_id = ${eventId} and a.person_id = l.person_id and a.settled_at is null and (a.signed_out_at is null or a.signed_out_at < l.at)`.execute(
      db,
    )
  }
}

function decisionOf({ purpose, delayed, tardyMinutes }: PresenceWord): ScanDecision {
  return purpose === 'sign_out' ? { kind: 'sign_out', delayed } : { kind: 'sign_in', delayed, tardyMinutes }
}
