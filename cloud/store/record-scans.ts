import { CompiledQuery, type Kysely } from 'kysely'
import type { Delivery, Purpose } from '@core/contract/attendance'
import type { Instant } from '@core/contract/common'
import type { ScanDecision, ScanPlan } from '@core/rules/attendance/scan'
import type { Database } from './schema'

/** A scan to be recorded, with what it comes to in each state its person may be found in. */
export interface PlannedScan {
  eventId: string
  /** The version of the event that the plan was made by. */
  version: number
  nonce: string
  personId: string | null
  device: string | null
  /** Used where the plan comes to a ticket. */
  ticket: string | null
  purpose: Purpose
  step: number
  /** When the step began: the time of presence. */
  at: Instant
  delivery: Delivery
  payloadHash: string
  receivedAt: Instant
  plan: ScanPlan
}

/**
 * What became of a scan. Null: the statement could not see enough (the event has another version, or another call wrote
 * the same row at the same moment), nothing was recorded, and it is to be tried again. `mine` is the attendance as it is
 * now, where there is one.
 */
export type RecordedScan = null | {
  answer: ScanDecision
  payloadHash: string
  ticket: string | null
  receivedAt: Instant
  mine: { inNonce: string; signedInAt: Instant; tardyMinutes: number } | null
}

/**
 * One statement for a whole batch: it looks (each by its key, whatever the size of the tables), chooses among the planned
 * decisions, keeps the scans, writes attendances; where a nonce was there already it reads what was kept with it. `$1` is a
 * JSON list, an object for each scan. Being one statement it is atomic by itself, and one round trip.
 *
 * Who signs in by an enrollment holds it till the commit, so that they cannot leave the event at the same moment: a lock on
 * their own row alone, which only their own leaving waits for. Rows are written in the order of their keys, so that two
 * batches of two hosts wait for each other instead of deadlocking. The comment names the prepared statement (open.ts).
 */
export const RECORD_SCANS = `/* prepared: attendance.record-scans */
with item as materialized (
  select * from json_to_recordset($1::json) as item (n int, event_id uuid, version int, nonce text, person_id uuid, device text, ticket text,
    purpose text, step bigint, at timestamptz, delivery text, payload_hash text, received_at timestamptz,
    if_signed_in jsonb, if_enrolled jsonb, if_free jsonb, if_full jsonb)
), seen as materialized (
  select i.*, a.in_nonce, a.signed_in_at, a.tardy_minutes,
    case
      when e.event_id is null then null
      when a.in_nonce is not null then coalesce(i.if_signed_in, i.if_free)
      when held.person_id is not null then i.if_enrolled
      when n.person_id is not null then null
      when i.if_full is null or e.places is null or i.if_free->>'kind' <> 'ticket' then i.if_free
      else (select case when count(*) = 0 then i.if_full else i.if_free || jsonb_build_object('places', count(*)) end
        from place p where p.event_id = i.event_id and (p.state = 'free' or p.state = 'offered' and p.person_id = i.person_id))
    end as answer
  from item i
  left join lateral (select e.event_id, e.places from event e where e.event_id = i.event_id and e.version = i.version limit 1) e on true
  left join lateral (select a.in_nonce, a.signed_in_at, a.tardy_minutes from attendance a
    where a.event_id = i.event_id and a.person_id = i.person_id limit 1) a on true
  left join lateral (select h.person_id from enrollment h where e.event_id is not null and a.in_nonce is null
    and i.if_enrolled is not null and h.event_id = i.event_id and h.person_id = i.person_id
    and h.state in ('enrolled', 'attended', 'absent') limit 1 for key share) held on true
  left join lateral (select n.person_id from enrollment n where held.person_id is null and i.if_enrolled is not null
    and n.event_id = i.event_id and n.person_id = i.person_id and n.state in ('enrolled', 'attended', 'absent') limit 1) n on true
), kept as (
  insert into scan (event_id, nonce, person_id, device, ticket, purpose, step, delivery, verdict, answer, payload_hash, received_at, created_at)
  select event_id, nonce, person_id, device, case when answer->>'kind' = 'ticket' then ticket end, purpose, step, delivery,
    case when answer->>'kind' = 'refused' then 'refused' when answer->>'delayed' = 'true' then 'delayed' else 'fresh' end,
    answer, payload_hash, received_at, received_at
  from seen where answer is not null order by event_id, nonce
  on conflict do nothing
  returning event_id, nonce
), fresh as materialized (
  select s.* from seen s join kept using (event_id, nonce)
), arrived as (
  insert into attendance (event_id, person_id, in_nonce, device, signed_in_at, tardy_minutes, assurance, delayed, created_at)
  select event_id, person_id, nonce, device, at, (answer->>'tardyMinutes')::int, 'code', (answer->>'delayed')::boolean, received_at
  from fresh where answer->>'kind' = 'sign_in' order by event_id, person_id, n
  on conflict do nothing
  returning event_id, person_id, in_nonce, signed_in_at, tardy_minutes
), leaving as materialized (
  select a.event_id, a.person_id, f.nonce, f.at, (f.answer->>'delayed')::boolean as delayed
  from fresh f join attendance a on a.event_id = f.event_id and a.person_id = f.person_id
  where f.answer->>'kind' = 'sign_out' and a.settled_at is null order by a.event_id, a.person_id, f.at for update of a
), gone as (
  update attendance a set signed_out_at = l.at, out_nonce = l.nonce, out_assurance = 'code', delayed = a.delayed or l.delayed,
    confirmed_by = case when l.delayed then null else a.confirmed_by end, confirmed_at = case when l.delayed then null else a.confirmed_at end
  from (select distinct on (event_id, person_id) * from leaving order by event_id, person_id, at desc, nonce) l
  where a.event_id = l.event_id and a.person_id = l.person_id and a.settled_at is null and (a.signed_out_at is null or a.signed_out_at < l.at)
)
select s.n, case when f.n is null then k.answer else s.answer end as answer,
  case when f.n is null then k.payload_hash else s.payload_hash end as "payloadHash",
  case when f.n is null then k.ticket when s.answer->>'kind' = 'ticket' then s.ticket end as ticket,
  case when f.n is null then k.received_at else s.received_at end as "receivedAt",
  coalesce(r.in_nonce, s.in_nonce) as "inNonce", coalesce(r.signed_in_at, s.signed_in_at) as "signedInAt", coalesce(r.tardy_minutes, s.tardy_minutes) as "tardyMinutes"
from seen s
left join fresh f on f.n = s.n
left join arrived r on r.event_id = s.event_id and r.person_id = s.person_id
left join lateral (select answer, payload_hash, ticket, received_at from scan
  where f.n is null and scan.event_id = s.event_id and scan.nonce = s.nonce limit 1) k on true`

interface Line {
  n: number
  answer: ScanDecision | null
  payloadHash: string
  ticket: string | null
  receivedAt: Instant
  inNonce: string | null
  signedInAt: Instant
  tardyMinutes: number
}

/** The parameter of RECORD_SCANS. Decisions that equal the one of a stranger with a free place are left out. */
export function scansParameter(scans: readonly PlannedScan[]): string {
  return JSON.stringify(
    scans.map((scan, n) => ({
      n,
      event_id: scan.eventId,
      version: scan.version,
      nonce: scan.nonce,
      person_id: scan.personId,
      device: scan.device,
      ticket: scan.ticket,
      purpose: scan.purpose,
      step: scan.step,
      at: new Date(scan.at),
      delivery: scan.delivery,
      payload_hash: scan.payloadHash,
      received_at: new Date(scan.receivedAt),
      if_free: scan.plan.ifFree,
      ...(scan.plan.ifSignedIn === scan.plan.ifFree ? {} : { if_signed_in: scan.plan.ifSignedIn }),
      ...(scan.plan.ifEnrolled === scan.plan.ifFree ? {} : { if_enrolled: scan.plan.ifEnrolled }),
      ...(scan.plan.ifFull === scan.plan.ifFree ? {} : { if_full: scan.plan.ifFull }),
    })),
  )
}

/** Records scans; answers one by one, in their order. No two of them may have the same event and nonce. */
export async function recordScans(db: Kysely<Database>, scans: readonly PlannedScan[]): Promise<RecordedScan[]> {
  if (scans.length === 0) return []
  const { rows } = await db.executeQuery<Line>(CompiledQuery.raw(RECORD_SCANS, [scansParameter(scans)]))
  const recorded: RecordedScan[] = scans.map(() => null)
  for (const { n, answer, payloadHash, ticket, receivedAt, inNonce, signedInAt, tardyMinutes } of rows) {
    const mine = inNonce === null ? null : { inNonce, signedInAt, tardyMinutes }
    // Signed in by another call that this statement could not see yet.
    const unseen = answer?.kind === 'sign_in' && mine === null && payloadHash === scans[n]!.payloadHash
    if (answer !== null && !unseen) recorded[n] = { answer, payloadHash, ticket, receivedAt, mine }
  }
  return recorded
}
