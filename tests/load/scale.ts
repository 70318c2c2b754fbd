/** Whether a sign-in costs the same however full the tables are: a small database and one that grows, on one server. */
import type { Client } from 'pg'
import { DAY_MS, HOUR_MS } from '@core/rules/shared/calendar'
import type { BenchDatabase } from './bench-world'
import { insertEvents, morePeople, type Events } from './ground'
import { EVENT_ID, NUMBER_ZERO, PERSON_ID, STRIDE } from './numbered'
import { signInStatement, valuesFor } from './statement'

/** How full the small database is, and the large one at first; the large one then grows tenfold at a time. */
export const SMALLEST = 10_000
/** What most events are like (domain.md: about 20 people; large ones weigh more). */
const PER_EVENT = 50
/** Attendances that the average person has. */
const PER_PERSON = 20
/** Rows a statement: a few hundred megabytes of log each. */
const PORTION = 1_000_000

/** A database that is filled with the past: events that are over and closed, with everybody there. */
export class FilledDatabase {
  attendances = 0

  constructor(
    readonly database: BenchDatabase,
    private people: number,
  ) {}

  /** Fills up to so many attendances, with as many scans and enrollments, and with the people they need. */
  async fillTo(attendances: number): Promise<void> {
    const { client } = this.database
    const people = Math.max(this.people, Math.floor(attendances / PER_PERSON))
    if (people > this.people) await morePeople(client, this.people, people)
    this.people = people
    const missing = attendances - this.attendances
    const events = this.database.takeNumbers(Math.ceil(missing / PER_EVENT))
    const startsAt = Date.now() - DAY_MS
    await insertEvents(client, events, { startsAt, endsAt: startsAt + 2 * HOUR_MS, status: 'closed' })
    await withoutIndexes(client, ['attendance', 'enrollment'], async () => {
      for (let from = 0; from < missing; from += PORTION)
        await insertPast(client, events, { from, to: Math.min(missing, from + PORTION) }, people, startsAt)
    })
    this.attendances = attendances
    for (const table of ['person', 'login', 'event', 'public_code', 'enrollment', 'scan', 'attendance'])
      await client.query(`vacuum (analyze, freeze) ${table}`)
    await client.query('checkpoint')
  }
}

/** Lines `from` … `to` - 1 of the past: line `i` is person `i * STRIDE`, so that everybody's lines lie far apart. */
async function insertPast(client: Client, { first }: Events, { from, to }: { from: number; to: number }, people: number, at: number) {
  const lines = `select ($1 || ${NUMBER_ZERO} + $2::bigint + i / ${PER_EVENT})::uuid as event_id, ($3 || ${NUMBER_ZERO} + p)::uuid as person_id,
      lpad((${NUMBER_ZERO} + p)::text, 22, '0') as nonce, lpad((${NUMBER_ZERO} + p)::text, 22, 'd') as device
    from (select i, i * ${STRIDE} % $4::bigint as p from generate_series($5::bigint, $6::bigint - 1) i) line`
  const values = [EVENT_ID, first, PERSON_ID, people, from, to, new Date(at)]
  await client.query(
    `insert into enrollment (event_id, person_id, state, source, at, created_at)
     select event_id, person_id, 'attended', 'app', $7, $7 from (${lines}) line`,
    values,
  )
  await client.query(
    `insert into scan (event_id, nonce, person_id, device, purpose, step, delivery, verdict, answer, payload_hash, received_at, created_at)
     select event_id, nonce, person_id, device, 'sign_in', extract(epoch from $7::timestamptz)::bigint / 10, 'live', 'fresh',
       '{"kind":"sign_in","delayed":false,"tardyMinutes":0}', md5(nonce) || md5(device), $7, $7 from (${lines}) line`,
    values,
  )
  await client.query(
    `insert into attendance (event_id, person_id, in_nonce, device, signed_in_at, tardy_minutes, assurance, delayed,
       settled_at, settled_minutes, settled_credit_hundredths, settled_hours, settled_credits, created_at)
     select event_id, person_id, nonce, device, $7, 0, 'code', false, $7, 120, 0, 'posts', 'none', $7 from (${lines}) line`,
    values,
  )
}

/** Takes the indexes of these tables away while much is inserted (but for the keys), and makes them again. */
async function withoutIndexes(client: Client, tables: readonly string[], insert: () => Promise<void>): Promise<void> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `select c.relname as name, pg_get_indexdef(i.indexrelid) as definition
     from pg_index i join pg_class c on c.oid = i.indexrelid where i.indrelid = any($1::regclass[]) and not i.indisunique`,
    [tables],
  )
  for (const { name } of rows) await client.query(`drop index ${client.escapeIdentifier(name)}`)
  await insert()
  for (const { definition } of rows) await client.query(definition)
}

interface ExplainedNode {
  'Shared Hit Blocks': number
  'Shared Read Blocks': number
  'Local Hit Blocks': number
  'Local Read Blocks': number
}

/**
 * The pages that the product's statement looks at for one sign-in, as EXPLAIN counts them, by the plan that it is prepared
 * with: of each of `times` people at one event. Everything is rolled back.
 */
export async function pagesPerStatement({ client, people }: BenchDatabase, { first }: Events, times: number): Promise<number[]> {
  const statement = signInStatement()
  await client.query('set plan_cache_mode = force_generic_plan')
  await client.query(`prepare explained (json) as ${statement.text}`)
  const pages: number[] = []
  for (let turn = 0; turn < times; turn += 1) {
    const [value] = valuesFor(statement, (turn * STRIDE) % people, first)
    await client.query('begin')
    const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: ExplainedNode }] }>(
      `explain (analyze, buffers, format json) execute explained (${client.escapeLiteral(value!)})`,
    )
    await client.query('rollback')
    const plan = rows[0]!['QUERY PLAN'][0].Plan
    pages.push(plan['Shared Hit Blocks'] + plan['Shared Read Blocks'] + plan['Local Hit Blocks'] + plan['Local Read Blocks'])
  }
  await client.query('deallocate explained')
  await client.query('reset plan_cache_mode')
  return pages
}
