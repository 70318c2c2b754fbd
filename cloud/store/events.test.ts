import { Kysely, PostgresDialect, type CompiledQuery } from 'kysely'
import { DAY_MS, dayOf, MINUTE_MS } from '@core/rules/shared/calendar'
import { START, World } from '../../tests/fakes/world'
import { eventStore, formatCursor, parseCursor } from './events'
import type { Database } from './schema'

const EVENTS = 20_000
const PAGE = 20

let world: World
beforeAll(async () => {
  world = await World.open()
  // One event every ten minutes, from 70 days ago on; half of them over, each with three places, one of six categories, one in a
  // hundred in the east. One in a thousand of a rare category, one in ten seen by nobody yet.
  await world.database.pool.query(
    `insert into event (event_id, code, org_id, home_id, title, category, category_name, summary, contact, starts_at, ends_at, places, sign_out,
       drop_in, strict, gives_hours, credit_hundredths, status, secret, published_by, overrun_minutes, rule_version, version, audience, walk_ins,
       poster, by_lots, first_timer_percent, created_at)
     select lpad(n::text, 32, '0')::uuid, lpad(n::text, 10, '0'), case when n % 100 = 3 then $1::uuid else $2::uuid end, case when n % 100 = 3 then $3::uuid else $4::uuid end,
       '活动 ' || n, case when n % 1000 = 1 then 'rare' else (array['thought', 'volunteer', 'study', 'culture', 'career', 'rights'])[n % 6 + 1] end, '',
       repeat('说明', 200), '', $5::timestamptz + (n - ${EVENTS / 2}) * interval '10 minutes', $5::timestamptz + (n - ${EVENTS / 2} + 12) * interval '10 minutes', 3,
       true, false, false, false, 0,
       case when n % 10 = 0 then (array['draft', 'in_review', 'cancelled'])[n / 10 % 3 + 1] when n < ${EVENTS / 2} - 12 then 'closed' else 'published' end,
       decode(repeat('00', 32), 'hex'), $6, 0, '', 1, 'open', true, false, false, 0, $5::timestamptz
     from generate_series(1, ${EVENTS}) n`,
    [world.org.east, world.org.south, world.home.east, world.home.south, new Date(START), world.officer.id],
  )
  await world.database.pool.query(
    `insert into place (event_id, n, state, created_at) select event_id, i, 'free', created_at from event, generate_series(1, 3) i`,
  )
  await world.database.pool.query('vacuum analyze event, place, home, org')
})
afterAll(() => world.close())

interface PlanNode {
  'Node Type': string
  'Relation Name'?: string
  'Actual Rows': number
  'Actual Loops': number
  'Rows Removed by Filter'?: number
  Plans?: PlanNode[]
}

const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)]

/** How the server finds a page: how many rows of events it reads, and what it reads whole. */
async function planOf(filter: Parameters<ReturnType<typeof eventStore>['list']>[0], after: string | undefined = undefined) {
  const asked: CompiledQuery[] = []
  const listening = new Kysely<Database>({
    dialect: new PostgresDialect({ pool: world.database.pool }),
    log: ({ query }) => void asked.push(query),
  })
  const items = await eventStore(listening).list(filter, START, parseCursor(after), PAGE)
  const { sql, parameters } = asked[0]!
  const { rows } = await world.database.pool.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(`explain (analyze, format json) ${sql}`, [
    ...parameters,
  ])
  const nodes = nodesOf(rows[0]!['QUERY PLAN'][0].Plan)
  const read = (node: PlanNode) => (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops']
  return {
    items,
    eventsRead: nodes.filter((node) => node['Relation Name'] === 'event').reduce((sum, node) => sum + read(node), 0),
    readWhole: nodes.filter((node) => node['Node Type'] === 'Seq Scan').map((node) => node['Relation Name']),
  }
}

const cursorIn = (days: number) => formatCursor({ at: START + days * DAY_MS, id: '00000000-0000-0000-0000-000000000000' })

test.each<[string, { category?: string; day?: string }, string | undefined]>([
  ['the first page of all', {}, undefined],
  ['a page far behind', {}, cursorIn(60)],
  ['a category', { category: 'study' }, undefined],
  ['a rare category', { category: 'rare' }, undefined],
  ['a day', { day: '2026-11-30' }, undefined],
  ['a day that is over', { day: '2026-10-30' }, undefined],
])('of 20,000 events, %s is found by an index, and read are few more than are shown', async (_, filter, after) => {
  const { items, eventsRead, readWhole } = await planOf(filter, after)
  expect(items.length).toBe(filter.category === 'rare' ? 10 : PAGE)
  expect(readWhole).not.toContain('event')
  expect(readWhole).not.toContain('place')
  // What began within the last day and is over is read and left out: no event is longer than a day.
  expect(eventsRead).toBeLessThanOrEqual(PAGE + DAY_MS / (10 * MINUTE_MS))
})

test.each(['east', 'south'] as const)('of 20,000 events, those of the home in the %s are found by that home', async (where) => {
  const { items, eventsRead, readWhole } = await planOf({ homeId: world.home[where] })
  expect(items.map(({ homeId }) => homeId)).toEqual(Array.from({ length: PAGE }, () => world.home[where]))
  expect(readWhole).not.toContain('event')
  expect(eventsRead).toBeLessThanOrEqual(PAGE + DAY_MS / (10 * MINUTE_MS))
})

test('without its index the same page reads every event: what the plan shows is the index', async () => {
  const client = await world.database.pool.connect()
  try {
    await client.query('begin')
    await client.query('drop index event_listed, event_listed_by_category, event_coming, event_of_home')
    const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
      `explain (analyze, format json) select event_id from event where status = 'published' and ends_at > $1 and starts_at > $2
       order by starts_at, event_id limit ${PAGE}`,
      [new Date(START), new Date(START - DAY_MS)],
    )
    expect(nodesOf(rows[0]!['QUERY PLAN'][0].Plan).map((node) => node['Node Type'])).toContain('Seq Scan')
  } finally {
    await client.query('rollback')
    client.release()
  }
})

test('page after page shows every published event that is not over once, soonest first, and none that nobody has seen', async () => {
  const seen: { id: string; startsAt: number }[] = []
  let after: string | undefined
  do {
    const page = await world.call(null, 'events.list', { limit: 100, ...(after && { after }) })
    seen.push(...page.items)
    after = page.next ?? undefined
  } while (after !== undefined && seen.length < 1500)
  expect(new Set(seen.map(({ id }) => id)).size).toBe(seen.length)
  expect(seen.map(({ startsAt }) => startsAt)).toEqual(seen.map(({ startsAt }) => startsAt).sort((one, other) => one - other))
  const { rows } = await world.database.pool.query<{ id: string }>(
    `select event_id as id from event where status = 'published' and ends_at > $1 order by starts_at, event_id limit $2`,
    [new Date(world.now), seen.length],
  )
  expect(seen.map(({ id }) => id)).toEqual(rows.map(({ id }) => id))
})

test('a day shows what was on it, from its midnight to the next in UTC+8', async () => {
  const day = dayOf(START)
  const { items } = await world.call(null, 'events.list', { day, limit: 100 })
  expect(new Set(items.map(({ startsAt }) => dayOf(startsAt)))).toEqual(new Set([day]))
})
