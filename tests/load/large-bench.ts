/**
 * What is large at once, at the server and without HTTP: the list of a region's events, its first page and the deepest ones; and
 * one officer's roll call of a whole hall in one delivery.
 */
import { performance } from 'node:perf_hooks'
import { sql } from 'kysely'
import type { OutputOf } from '@core/contract/procedures'
import { DAY_MS, HOUR_MS } from '@core/rules/shared/calendar'
import { START, World } from '../fakes/world'
import { CountError } from './bench-world'

/** How much there is; `calls` and `rounds`: how often it is measured. */
export interface LargeSizes {
  events: number
  people: number
  calls: number
  rounds: number
}

/** Milliseconds, one number a call. */
export interface LargeMeasured {
  firstPages: number[]
  deepPages: number[]
  rollCalls: number[]
}

const PAGE = 20

/** Lays what there is on a database of its own, and measures. Throws CountError where an answer or a row is missing. */
export async function measureLarge(sizes: LargeSizes): Promise<LargeMeasured> {
  const world = await World.open()
  try {
    await layEvents(world, sizes.events)
    const pages = await listPages(world, sizes)
    return { ...pages, rollCalls: await callRolls(world, sizes) }
  } finally {
    await world.close()
  }
}

/** Copies of one event, five minutes apart. */
async function layEvents(world: World, count: number): Promise<void> {
  const model = await world.publish()
  const db = world.database.kysely
  const { rows } = await sql<{ column: string }>`
    select column_name as column from information_schema.columns where table_name = 'event' order by ordinal_position`.execute(db)
  const step = sql`make_interval(mins => 5 * n)`
  const own: Record<string, typeof step> = {
    event_id: sql`gen_random_uuid()`,
    code: sql`'M' || lpad(n::text, 9, '0')`,
    starts_at: sql`starts_at + ${step}`,
    ends_at: sql`ends_at + ${step}`,
  }
  const columns = rows.map((row) => row.column)
  await sql`
    insert into event (${sql.join(columns.map((column) => sql.ref(column)))})
    select ${sql.join(columns.map((column) => own[column] ?? sql.ref(column)))}
    from event cross join generate_series(1, ${count - 1}::int) n where event_id = ${model.id}`.execute(db)
  await sql`insert into intake (event_id, waiting, created_at) select event_id, 0, created_at from event on conflict do nothing`.execute(db)
  await sql`vacuum analyze event`.execute(db)
}

async function listPages(world: World, { events, calls }: LargeSizes): Promise<Pick<LargeMeasured, 'firstPages' | 'deepPages'>> {
  const firstPages: number[] = []
  const deepPages: number[] = []
  for (let call = 0; call < calls; call += 1) firstPages.push(await timed(() => world.call(null, 'events.list', { limit: PAGE })))
  let listed = 0
  let after: string | undefined
  do {
    let page: OutputOf<'events.list'> | undefined
    const took = await timed(async () => {
      page = await world.call(null, 'events.list', { limit: PAGE, ...(after === undefined ? {} : { after }) })
    })
    if (listed >= events / 2) deepPages.push(took)
    listed += page!.items.length
    after = page!.next ?? undefined
  } while (after !== undefined)
  if (listed !== events) throw new CountError(`${listed} events were listed, there are ${events}`)
  return { firstPages, deepPages }
}

async function callRolls(world: World, { people, rounds }: LargeSizes): Promise<number[]> {
  const personIds = await layPeople(world, people)
  const took: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const startsAt = START + (round + 1) * DAY_MS
    world.now = START
    const event = await world.publish({ startsAt, endsAt: startsAt + 2 * HOUR_MS })
    await sql`insert into enrollment (event_id, person_id, state, source, at, created_at)
      select ${event.id}, id, 'enrolled', 'app', ${new Date(START)}, ${new Date(START)} from unnest(${personIds}::uuid[]) one (id)`.execute(
      world.database.kysely,
    )
    world.now = startsAt
    const entries = personIds.map((personId) => ({
      personId,
      purpose: 'sign_in' as const,
      by: 'roll_call' as const,
      at: startsAt,
      reason: '',
    }))
    took.push(await timed(() => world.call(world.officer, 'attendance.record', { eventId: event.id, entries })))
    const here = await sql<{ count: number }>`select count(*)::int as count from attendance where event_id = ${event.id}`.execute(
      world.database.kysely,
    )
    if (here.rows[0]!.count !== people) throw new CountError(`${here.rows[0]!.count} of ${people} are signed in`)
  }
  return took
}

async function layPeople(world: World, count: number): Promise<string[]> {
  const at = new Date(world.now)
  const { rows } = await sql<{ id: string }>`
    insert into person (id, name, consented_at, privacy_version, created_at)
    select gen_random_uuid(), '青年' || n, ${at}, 1, ${at} from generate_series(1, ${count}::int) n returning id`.execute(
    world.database.kysely,
  )
  await sql`vacuum analyze person`.execute(world.database.kysely)
  return rows.map((row) => row.id)
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}
