/**
 * What the product itself sends to the database for one booking, written down while it happens and made into statements
 * that anybody's booking can be put into: the database alone is asked the very same.
 */
import { Client, type PoolClient } from 'pg'
import { AppError, type ErrorCode } from '@core/contract/errors'
import { createDispatch } from '@cloud/dispatch'
import { systemClock } from '@cloud/services/clock'
import { randomIds } from '@cloud/services/ids'
import { createDatabase, type DatabaseAddress } from '@cloud/store/open'
import { createStore } from '@cloud/store/store'
import type { BookingKind } from './booking-kinds'
import { bookingId, deviceOf, nonceOf, NUMBER_ZERO, roundDigits, tokenOf } from './numbered'
import type { Statement } from './statement'

/** Stands for the round in recorded values; `inRound` puts one in. */
const ROUND = '{round}'
/** Ten digits that nothing else in a recording has. */
const RECORDING_ROUND = 9_999_999_999

/** Who books what while it is recorded. Their numbers must differ. */
export interface Sample {
  person: number
  event: number
}

/**
 * Books `event` for `person` through the real dispatch, for good, and answers all that went over the connection behind the
 * look at the log-in. Throws where the answer is not `expected`.
 */
export async function recordBooking(
  connection: DatabaseAddress,
  kind: Pick<BookingKind, 'procedure' | 'input'>,
  { person, event }: Sample,
  expected: 'ok' | ErrorCode,
): Promise<Statement[]> {
  const sent: { text: string; values: readonly unknown[] }[] = []
  const database = createDatabase(connection, { connections: 1 })
  database.pool.on('connect', (client) => listen(client, (text, values) => sent.push({ text, values })))
  try {
    const dispatch = createDispatch({
      store: createStore(database.kysely),
      clock: systemClock,
      // What is made for a person is known by their number.
      ids: { ...randomIds, uuid: () => bookingId(person) },
      publicUrl: 'http://localhost',
      demo: false,
      openidForCode: () => Promise.reject(new AppError('login_unavailable')),
      report: (error) => {
        throw error
      },
    })
    const envelope = {
      name: kind.procedure,
      input: JSON.parse(kind.input(event)) as unknown,
      nonce: nonceOf(person, RECORDING_ROUND),
      device: deviceOf(person),
      token: tokenOf(person),
    }
    const answer = await dispatch({ envelope, openid: null, address: '127.0.0.1', requestId: randomIds.uuid(systemClock.now()) })
    if ((answer.ok ? 'ok' : answer.code) !== expected) throw new Error(`a booking to be recorded was answered ${JSON.stringify(answer)}`)
  } finally {
    await database.close()
  }
  const loggedIn = sent.map(({ text }) => /\blogin\b/.test(text)).lastIndexOf(true)
  const recorded = sent.slice(loggedIn + 1).map(({ text, values }, nth) => ({
    name: `${expected}_${nth}`,
    text,
    values: values.map((value) => withPlaceholders(written(value), { person, event })),
  }))
  return withTypes(connection, recorded)
}

/** Statements of a recording for a round: nobody's nonce comes twice. */
export function inRound(statements: readonly Statement[], round: number): Statement[] {
  return statements.map((statement) => ({
    ...statement,
    values: statement.values.map((value) => value && value.replaceAll(ROUND, roundDigits(round))),
  }))
}

/** Tells each statement that goes over a connection, before it goes. */
function listen(client: PoolClient, hear: (text: string, values: readonly unknown[]) => void): void {
  const query = client.query.bind(client) as (...args: unknown[]) => unknown
  client.query = ((...args: unknown[]): unknown => {
    const [first, values] = args
    if (typeof first !== 'string') throw new TypeError('a statement that is no text cannot be recorded')
    hear(first, (values as unknown[] | undefined) ?? [])
    return query(...args)
  }) as PoolClient['query']
}

/** A value as PostgreSQL reads it. */
function written(value: unknown): string | null {
  if (value === null || value === undefined) return null
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value)) return `{${value.map((each) => `"${String(written(each)).replaceAll(/["\\]/g, String.raw`\$&`)}"`).join(',')}}`
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  throw new TypeError(`no way is known to write ${typeof value} for PostgreSQL`)
}

function withPlaceholders(value: string | null, { person, event }: Sample): string | null {
  return (
    value &&
    value
      .replaceAll(roundDigits(RECORDING_ROUND), ROUND)
      .replaceAll(String(NUMBER_ZERO + person), '{person}')
      .replaceAll(String(NUMBER_ZERO + event), '{event}')
  )
}

/** Asks the server of which types it takes the values: one that is put together has to be told. */
async function withTypes(connection: DatabaseAddress, statements: readonly Statement[]): Promise<Statement[]> {
  const client = new Client(connection)
  await client.connect()
  try {
    const typed: Statement[] = []
    for (const statement of statements) {
      if (statement.values.length === 0) {
        typed.push(statement)
        continue
      }
      await client.query(`prepare ${statement.name} as ${statement.text}`)
      const { rows } = await client.query<{ types: string[] }>(
        'select parameter_types::text[] as types from pg_prepared_statements where name = $1',
        [statement.name],
      )
      typed.push({ ...statement, types: rows[0]!.types })
    }
    return typed
  } finally {
    await client.end()
  }
}
