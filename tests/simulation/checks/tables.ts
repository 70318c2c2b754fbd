import { sql, type Kysely } from 'kysely'
import type { Database } from '@cloud/store/schema'
import type { Town } from '../town'

/** The rows of a town, as plain SQL reads them: none of the product's own reading is trusted here. Instants in milliseconds. */
export interface TownTables {
  places: { eventId: string; n: number; state: string; personId: string | null }[]
  enrollments: { eventId: string; personId: string; state: string }[]
  waiting: { eventId: string; personId: string; state: string }[]
  scans: {
    eventId: string
    nonce: string
    personId: string | null
    step: number
    purpose: string
    answer: { kind: string; delayed?: boolean }
  }[]
  attendances: AttendanceLine[]
  commands: {
    actorId: string
    nonce: string
    name: string
    subject: string
    result: { attendance?: { eventId: string; signedOutAt: number | null } } | null
    refusal: { code: string } | null
    at: number
  }[]
  hours: { eventId: string; personId: string; minutes: number; from: number; to: number }[]
  credits: { eventId: string; personId: string; hundredths: number }[]
  claims: { eventId: string; personId: string; kind: string; minutes: number; hundredths: number }[]
}

export interface AttendanceLine {
  eventId: string
  personId: string
  inNonce: string
  signedInAt: number
  outNonce: string | null
  signedOutAt: number | null
  outAssurance: string | null
  delayed: boolean
  confirmed: boolean
  settled: boolean
  settledMinutes: number | null
  settledHours: string | null
  settledCredits: string | null
}

const ms = (column: string) => sql.raw(`(extract(epoch from ${column}) * 1000)::bigint`)

/** Reads all that a history has left, in one statement. */
export async function readTables(db: Kysely<Database>, { people, events }: Town): Promise<TownTables> {
  const ofEvents = sql`event_id = any(${events.map(({ id }) => id)}::uuid[])`
  const ofPeople = sql`actor_id = any(${people.map(({ id }) => id)}::uuid[])`
  const pair = sql`'eventId', event_id, 'personId', person_id`
  const list = (row: unknown, from: unknown) => sql`(select coalesce(json_agg(json_build_object(${row})), '[]') from ${from})`
  const { rows } = await sql<{ tables: TownTables }>`/* prepared: simulation.tables */ select json_build_object(
    'places', ${list(sql`${pair}, 'n', n, 'state', state`, sql`place where ${ofEvents}`)},
    'enrollments', ${list(sql`${pair}, 'state', state`, sql`enrollment where ${ofEvents}`)},
    'waiting', ${list(sql`${pair}, 'state', state`, sql`waiting_entry where ${ofEvents}`)},
    'scans', ${list(sql`${pair}, 'nonce', nonce, 'step', step, 'purpose', purpose, 'answer', answer`, sql`scan where ${ofEvents}`)},
    'attendances', ${list(
      sql`${pair}, 'inNonce', in_nonce, 'signedInAt', ${ms('signed_in_at')}, 'outNonce', out_nonce, 'signedOutAt', ${ms('signed_out_at')},
        'outAssurance', out_assurance, 'delayed', delayed, 'confirmed', confirmed_at is not null, 'settled', settled_at is not null,
        'settledMinutes', settled_minutes, 'settledHours', settled_hours, 'settledCredits', settled_credits`,
      sql`attendance where ${ofEvents}`,
    )},
    'commands', ${list(
      sql`'actorId', actor_id, 'nonce', nonce, 'name', name, 'subject', subject, 'result', result, 'refusal', refusal, 'at', ${ms('at')}`,
      sql`command where ${ofPeople}`,
    )},
    'hours', ${list(sql`${pair}, 'minutes', minutes, 'from', ${ms('from_at')}, 'to', ${ms('to_at')}`, sql`hours_entry where ${ofEvents}`)},
    'credits', ${list(sql`${pair}, 'hundredths', hundredths`, sql`credit_entry where ${ofEvents}`)},
    'claims', ${list(sql`${pair}, 'kind', kind, 'minutes', minutes, 'hundredths', hundredths`, sql`claim where ${ofEvents}`)}
  ) as tables`.execute(db)
  return rows[0]!.tables
}
