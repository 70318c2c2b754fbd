/**
 * The limit: what the database itself can do, asked for one sign-in at a time by clients that do nothing else. Nothing of
 * HTTP, log-in, validation or deciding is in it.
 */
import { stepOf, stepTime } from '@core/rules/attendance/code'
import { planScan } from '@core/rules/attendance/scan'
import { HOUR_MS } from '@core/rules/shared/calendar'
import { RECORD_SCANS, scansParameter } from '@cloud/store/record-scans'
import type { Events } from './ground'
import { EVENT_ID, NUMBER_ZERO, PERSON_ID, STRIDE } from './numbered'

/**
 * A statement and its values, written as PostgreSQL reads them (null: a null); `{person}` and `{event}` stand for twelve digits.
 * `types`: of the values, where the text itself does not say what one that is put together becomes.
 */
export interface Statement {
  name: string
  text: string
  values: readonly (string | null)[]
  types?: readonly string[]
}

/** What is sent for one person; at events from the `from`th of a round on, where another road is taken, that instead. */
export interface Transaction {
  statements: readonly Statement[]
  otherwise?: { from: number; statements: readonly Statement[] }
}

const PLACEHOLDER = /\{(person|event)\}/

const NONCE = '0000000000{person}'
const DEVICE = 'dddddddddd{person}'
const HASH = '0123456789abcdef'.repeat(4)

/** The product's own statement, prepared, with one scan of somebody who is enrolled. */
export function signInStatement(now = Date.now()): Statement {
  const step = stepOf(now)
  const event = { id: '', title: '', startsAt: now - HOUR_MS, endsAt: now + HOUR_MS, status: 'published' as const, cancelReason: null }
  const arrival = { purpose: 'sign_in' as const, step, macFits: 'sign_in' as const, delivery: 'live' as const, expectedEventId: null }
  const scan = {
    eventId: `${EVENT_ID}{event}`,
    version: 1,
    nonce: NONCE,
    personId: `${PERSON_ID}{person}`,
    device: DEVICE,
    ticket: `B000000000.${NONCE}.0123456789abcdefghijkl`,
    purpose: 'sign_in' as const,
    step,
    at: stepTime(step),
    delivery: 'live' as const,
    payloadHash: HASH,
    receivedAt: now,
    plan: planScan(
      { ...event, signOut: true, dropIn: true, strict: false, walkIns: true, hasShifts: false },
      arrival,
      { consented: true },
      now,
    ),
  }
  return { name: 'sign_in', text: RECORD_SCANS, values: [scansParameter([scan])] }
}

/** The least that keeps a scan and an attendance: two bare inserts that look at nothing. No product could do with less. */
export function bareStatement(now = Date.now()): Statement {
  const step = stepOf(now)
  return {
    name: 'bare',
    text: `with kept as (
        insert into scan (event_id, nonce, person_id, device, purpose, step, delivery, verdict, answer, payload_hash, received_at, created_at)
        values ($1::uuid, $2::text, $3::uuid, $4::text, 'sign_in', $5::bigint, 'live', 'fresh', $6::jsonb, $7::text, $8::timestamptz, $8::timestamptz)
      )
      insert into attendance (event_id, person_id, in_nonce, device, signed_in_at, tardy_minutes, assurance, delayed, created_at)
      values ($1::uuid, $3::uuid, $2::text, $4::text, $9::timestamptz, 0, 'code', false, $8::timestamptz)`,
    values: [
      ...[`${EVENT_ID}{event}`, NONCE, `${PERSON_ID}{person}`, DEVICE, String(step)],
      ...['{"kind":"sign_in","delayed":false,"tardyMinutes":0}', HASH],
      ...[new Date(now).toISOString(), new Date(stepTime(step)).toISOString()],
    ],
  }
}

/** What is sent at the `nth` event of a round. */
export function statementsAt({ statements, otherwise }: Transaction, nth: number): readonly Statement[] {
  return otherwise && nth >= otherwise.from ? otherwise.statements : statements
}

/** The values with a person and an event put in. */
export function valuesFor({ values }: Statement, person: number, event: number): (string | null)[] {
  const digits = { person: String(NUMBER_ZERO + person), event: String(NUMBER_ZERO + event) }
  return values.map((value) => value && value.replace(/\{(person|event)\}/g, (_, which: keyof typeof digits) => digits[which]))
}

/** A script of pgbench: meta-commands that choose the next person, then statements; and the variables it is started with. */
export interface PgbenchScript {
  text: string
  variables: Record<string, string>
}

/**
 * Turns statements into a script of pgbench in which every transaction is another person's, in the same order as over HTTP.
 * What stays the same is given as parameters; pgbench cannot write digits into a text, so the server puts those values
 * together.
 */
export function pgbenchScript(transaction: Transaction, events: Events, clients: number, people: number): PgbenchScript {
  const variables: Record<string, string> = { turn: '-1', clients: String(clients), people: String(people), stride: String(STRIDE) }
  const lines = [
    '\\set turn :turn + 1',
    '\\set who ((:turn * :clients + :client_id) * :stride) % :people',
    `\\set person ${NUMBER_ZERO} + :who`,
    `\\set event ${NUMBER_ZERO + events.first} + :who % ${events.count}`,
  ]
  function add({ name, text, values, types = [] }: Statement) {
    const asked = text.replace(/\$(\d+)/g, (_, number: string) => {
      const value = values[Number(number) - 1]!
      if (value === null) return 'null'
      // Odd pieces are the names of placeholders.
      const pieces = value.split(PLACEHOLDER)
      const type = types[Number(number) - 1]
      const written = pieces.flatMap((piece, index) => {
        if (index % 2 === 1) return [`:${piece}::text`]
        if (piece === '' && pieces.length > 1) return []
        const variable = `${name}_${number}_${index}`
        variables[variable] = piece
        return [pieces.length === 1 ? `:${variable}` : `:${variable}::text`]
      })
      return pieces.length === 1 ? written[0]! : `(${written.join(' || ')})${type === undefined ? '' : `::${type}`}`
    })
    lines.push(
      `${asked
        .replaceAll(/\/\*.*?\*\//g, '')
        .replaceAll(/\s+/g, ' ')
        .trim()};`,
    )
  }
  const { statements, otherwise } = transaction
  if (otherwise) lines.push(`\\if :who % ${events.count} < ${otherwise.from}`)
  statements.forEach(add)
  if (otherwise) {
    lines.push('\\else')
    otherwise.statements.forEach(add)
    lines.push('\\endif')
  }
  return { text: `${lines.join('\n')}\n`, variables }
}
