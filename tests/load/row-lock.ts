/**
 * What the product is measured against: signing in the way peers do, behind the same host, with the same pool. The event's
 * row is locked, those who are there are counted against the places, the attendance is inserted, the lock goes with the
 * commit. Log-in, input and code are checked as in the product; only what it keeps besides (every scan) is left out.
 */
import type { Pool, PoolClient, QueryResultRow } from 'pg'
import { EnvelopeSchema } from '@core/contract/envelope'
import type { ErrorCode } from '@core/contract/errors'
import { procedures } from '@core/contract/procedures'
import { parseScan, sameText, stepOf, stepTime } from '@core/rules/attendance/code'
import { codeMac } from '@core/rules/attendance/code-mac'
import { FRESH_MS } from '@core/rules/attendance/scan'
import { refusal, type Dispatch } from '@cloud/dispatch'
import type { Clock } from '@cloud/services/clock'
import { sha256Hex } from '@cloud/services/ids'
import { EVENT_ID, PERSON_ID } from './numbered'
import type { Statement } from './statement'

const PLACES = 1_000_000

const BY_TOKEN = `select person.id, person.name from login join person on person.id = login.person_id
  where login.token_hash = $1 and login.revoked_at is null and person.consented_at is not null`
const BY_CODE = `select target_id as id from public_code where code = $1 and kind = 'event'`

/** The statements of the pattern, for the host and for pgbench alike. */
export const ROW_LOCK = {
  lock: 'select status, secret, title from event where event_id = $1::uuid for update',
  count: 'select count(*)::int as taken from attendance where event_id = $1::uuid',
  insert: `insert into attendance (event_id, person_id, in_nonce, device, signed_in_at, tardy_minutes, assurance, delayed, created_at)
    values ($1::uuid, $2::uuid, $3::text, $4::text, $5::timestamptz, 0, 'code', false, $5::timestamptz)`,
}

/** The same transaction for pgbench. */
export function rowLockStatements(now = Date.now()): Statement[] {
  const event = `${EVENT_ID}{event}`
  const at = new Date(stepTime(stepOf(now))).toISOString()
  const plain = (name: string): Statement => ({ name, text: name, values: [] })
  return [
    plain('begin'),
    { name: 'lock', text: ROW_LOCK.lock, values: [event] },
    { name: 'count', text: ROW_LOCK.count, values: [event] },
    { name: 'insert', text: ROW_LOCK.insert, values: [event, `${PERSON_ID}{person}`, '0000000000{person}', 'dddddddddd{person}', at] },
    plain('commit'),
  ]
}

/** Takes sign-ins alone, one transaction each. */
export function createRowLockDispatch({ clock, pool }: { clock: Clock; pool: Pool }): Dispatch {
  return async ({ envelope, requestId }) => {
    const refused = (code: ErrorCode) => refusal(code, {}, requestId)
    const parsed = EnvelopeSchema.safeParse(envelope)
    if (!parsed.success || !parsed.data.nonce) return refused('bad_request')
    const { nonce, device = null, token } = parsed.data
    const input = procedures['attendance.scan'].input.safeParse(parsed.data.input)
    const code = input.success ? parseScan(input.data.code) : null
    if (!code) return refused('code_unreadable')
    if (clock.now() - stepTime(code.step) > FRESH_MS) return refused('code_expired')
    const person = await first<{ id: string; name: string }>(pool, 'by_token', BY_TOKEN, [token ? sha256Hex(token) : ''])
    const event = await first<{ id: string }>(pool, 'by_code', BY_CODE, [code.eventCode])
    if (!person || !event) return refused(person ? 'not_found' : 'not_logged_in')

    const client = await pool.connect()
    try {
      await client.query('begin')
      const locked = await first<{ status: string; secret: Buffer; title: string }>(client, 'lock', ROW_LOCK.lock, [event.id])
      const counted = await first<{ taken: number }>(client, 'count', ROW_LOCK.count, [event.id])
      const fits = sameText(codeMac(locked!.secret, code.purpose, event.id, code.step), code.mac)
      if (!fits || locked!.status !== 'published' || counted!.taken >= PLACES) {
        await client.query('rollback')
        return refused(fits ? 'event_full' : 'code_invalid')
      }
      await first(client, 'insert', ROW_LOCK.insert, [event.id, person.id, nonce, device, new Date(stepTime(code.step))])
      await client.query('commit')
      return { ok: true, data: { outcome: 'signed_in', attendance: { eventId: event.id, title: locked!.title, name: person.name } } }
    } finally {
      client.release()
    }
  }
}

async function first<R extends QueryResultRow>(
  on: Pool | PoolClient,
  name: string,
  text: string,
  values: unknown[],
): Promise<R | undefined> {
  return (await on.query<R>({ name, text, values })).rows[0]
}
