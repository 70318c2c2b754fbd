import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { sql } from 'kysely'
import { testDatabase, type TestDatabase } from '../../tests/postgres/databases'
import { createDatabase, type OpenDatabase } from './open'

/**
 * The kind of every table (docs of the data model): D = distributed by the first column of its key, R = reference (copied
 * everywhere), L = lookup (distributed by an outside name).
 */
const TABLES: Record<string, { kind: 'D' | 'R' | 'L'; key: string[] }> = {
  org: { kind: 'R', key: ['id'] },
  home: { kind: 'R', key: ['id'] },
  person: { kind: 'D', key: ['id'] },
  identity: { kind: 'L', key: ['provider', 'subject'] },
  login: { kind: 'L', key: ['token_hash'] },
  membership: { kind: 'D', key: ['person_id', 'org_id', 'from_at'] },
  role_grant: { kind: 'D', key: ['person_id', 'id'] },
  event: { kind: 'D', key: ['event_id'] },
  public_code: { kind: 'L', key: ['code'] },
  screen_pass: { kind: 'L', key: ['pass_hash'] },
  intake: { kind: 'D', key: ['event_id'] },
  place: { kind: 'D', key: ['event_id', 'n'] },
  enrollment: { kind: 'D', key: ['event_id', 'person_id'] },
  scan: { kind: 'D', key: ['event_id', 'nonce'] },
  attendance: { kind: 'D', key: ['event_id', 'person_id'] },
  claim: { kind: 'D', key: ['person_id', 'id'] },
  claim_step: { kind: 'D', key: ['person_id', 'claim_id', 'id'] },
  hours_entry: { kind: 'D', key: ['person_id', 'id'] },
  credit_entry: { kind: 'D', key: ['person_id', 'id'] },
  demonstration: { kind: 'R', key: ['id'] },
  command: { kind: 'D', key: ['actor_id', 'nonce'] },
  org_setting: { kind: 'R', key: ['org_id', 'name', 'version'] },
  signing_key: { kind: 'R', key: ['kid'] },
  file: { kind: 'D', key: ['owner_id', 'id'] },
  file_part: { kind: 'D', key: ['owner_id', 'upload', 'n'] },
  shift: { kind: 'D', key: ['event_id', 'n'] },
  waiting_entry: { kind: 'D', key: ['event_id', 'person_id'] },
  evidence: { kind: 'D', key: ['event_id', 'id'] },
  showcase: { kind: 'D', key: ['event_id', 'state'] },
  rating: { kind: 'D', key: ['event_id', 'person_id'] },
  objection: { kind: 'D', key: ['event_id', 'id'] },
  resident: { kind: 'R', key: ['home_id', 'id'] },
  visit: { kind: 'D', key: ['home_id', 'person_id', 'day'] },
  home_status: { kind: 'R', key: ['home_id', 'n'] },
  clock: { kind: 'R', key: ['org_id', 'id'] },
  clock_turn: { kind: 'R', key: ['org_id', 'clock_id', 'id'] },
  inbox_message: { kind: 'D', key: ['person_id', 'id'] },
  subscription: { kind: 'D', key: ['person_id', 'use'] },
  subscription_message: { kind: 'D', key: ['person_id', 'message_id'] },
  rota: { kind: 'R', key: ['org_id', 'id'] },
  host_card: { kind: 'D', key: ['person_id'] },
  duty_session: { kind: 'D', key: ['session_id'] },
  slot: { kind: 'D', key: ['session_id', 'slot_no'] },
  session_intake: { kind: 'D', key: ['session_id'] },
  slot_place: { kind: 'D', key: ['session_id', 'slot_no', 'n'] },
  booking: { kind: 'D', key: ['session_id', 'person_id'] },
  session_waiting: { kind: 'D', key: ['session_id', 'person_id'] },
  service: { kind: 'R', key: ['org_id', 'id'] },
  case_file: { kind: 'D', key: ['case_id'] },
  case_entry: { kind: 'D', key: ['case_id', 'id'] },
  library_answer: { kind: 'R', key: ['org_id', 'id'] },
}

let made: TestDatabase
let database: OpenDatabase
beforeAll(async () => {
  made = await testDatabase()
  database = createDatabase(made.connection, { connections: 1 })
})
afterAll(async () => {
  await database.close()
  await made.drop()
})

const rows = async <T>(query: ReturnType<typeof sql<T>>) => (await query.execute(database.kysely)).rows

test('every table has its kind and exactly the key it says', async () => {
  const keys = await rows(sql<{ table: string; key: string[] }>`
    select c.relname as table, array_agg(a.attname::text order by k.n) as key
    from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace s on s.oid = c.relnamespace
    cross join lateral unnest(i.indkey) with ordinality k (number, n)
    join pg_attribute a on a.attrelid = c.oid and a.attnum = k.number
    where i.indisprimary and s.nspname = 'public' and c.relname not like 'kysely%' group by c.relname`)
  expect(Object.fromEntries(keys.map((row) => [row.table, row.key]))).toEqual(
    Object.fromEntries(Object.entries(TABLES).map(([name, { key }]) => [name, key])),
  )
})

test('every unique key of a distributed table holds its distribution column, or it could not be distributed', async () => {
  const unique = await rows(sql<{ table: string; name: string; columns: string[] }>`
    select c.relname as table, x.relname as name, array_agg(a.attname::text) as columns
    from pg_index i join pg_class c on c.oid = i.indrelid join pg_class x on x.oid = i.indexrelid join pg_namespace s on s.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum = any(i.indkey)
    where i.indisunique and s.nspname = 'public' and c.relname not like 'kysely%' group by 1, 2`)
  expect(unique.length).toBeGreaterThan(Object.keys(TABLES).length)
  const wrong = unique.filter(({ table, columns }) => TABLES[table]!.kind === 'D' && !columns.includes(TABLES[table]!.key[0]!))
  expect(wrong).toEqual([])
})

test('nothing comes out of the database by itself: no sequence, no default, no now() or random() in any statement', async () => {
  expect(
    await rows(
      sql`select relname from pg_class c join pg_namespace s on s.oid = c.relnamespace where relkind = 'S' and s.nspname = 'public'`,
    ),
  ).toEqual([])
  expect(
    await rows(
      sql`select table_name, column_name from information_schema.columns where table_schema = 'public' and table_name not like 'kysely%' and column_default is not null`,
    ),
  ).toEqual([])
  const forbidden =
    /(?<!Date\.)\b(now|random|gen_random_uuid|clock_timestamp)\s*\(|current_timestamp|lock table|\blisten\b|\bnotify\b|deferrable/i
  const files = [...sources(__dirname)].filter((file) =>
    forbidden.test(readFileSync(file, 'utf8').replace(/--.*$|\/\*[\s\S]*?\*\/|^\s*\*.*$|\/\/.*$/gm, '')),
  )
  expect(files.map((file) => path.relative(__dirname, file))).toEqual([])
  expect(forbidden.test('insert into x values (now())')).toBe(true)
})

function* sources(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const full = path.join(folder, entry.name)
    // The embedded server's own files manage a process, not data: their now() is the clock of the machine.
    if (entry.isDirectory() && entry.name !== 'embedded') yield* sources(full)
    else if (/\.(ts|sql)$/.test(entry.name) && !/\.test\.ts$|^_/.test(entry.name)) yield full
  }
}
