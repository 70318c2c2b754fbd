import { sql } from 'kysely'
import { instantOf } from '@core/rules/shared/calendar'
import { randomIds } from '@cloud/services/ids'
import { createDatabase } from '@cloud/store/open'
import { testDatabase } from '../../tests/postgres/databases'
import { demoName } from './names'
import { seedDemo } from './seed'

test('the names are all different', () => {
  expect(new Set(Array.from({ length: 200 }, (_, number) => demoName(number))).size).toBe(200)
})

test('the demonstration is worth looking at: 12 homes, 200 people, events in every state, hours and claims', async () => {
  const made = await testDatabase()
  const database = createDatabase(made.connection)
  const parts = { kysely: database.kysely, ids: randomIds, now: instantOf('2026-11-21', '10:10'), publicUrl: 'http://localhost:10086' }
  expect(await seedDemo(parts)).toBe(true)
  expect(await seedDemo(parts)).toBe(false)
  const count = async (query: ReturnType<typeof sql<{ n: number }>>) => (await query.execute(database.kysely)).rows[0]!.n
  expect(await count(sql`select count(*)::int as n from home`)).toBe(12)
  expect(await count(sql`select count(*)::int as n from person`)).toBe(200)
  const states = await sql<{ status: string; n: number }>`select status, count(*)::int as n from event group by status`.execute(
    database.kysely,
  )
  const byState = Object.fromEntries(states.rows.map((row) => [row.status, row.n]))
  expect(byState.closed).toBeGreaterThanOrEqual(24)
  expect(byState.published).toBeGreaterThanOrEqual(30)
  expect(byState.cancelled).toBe(1)
  expect(await count(sql`select count(*)::int as n from hours_entry`)).toBeGreaterThan(100)
  expect(await count(sql`select count(*)::int as n from credit_entry`)).toBeGreaterThan(100)
  expect(await count(sql`select count(*)::int as n from claim`)).toBeGreaterThan(5)
  expect(await count(sql`select count(*)::int as n from attendance where delayed and confirmed_at is null`)).toBeGreaterThan(0)
  expect(
    await count(
      sql`select count(*)::int as n from event e where places is not null and status = 'published' and not exists (select 1 from place p where p.event_id = e.event_id and state = 'free')`,
    ),
  ).toBeGreaterThan(0)
  // What a whole demonstration shows besides.
  for (const [what, rows] of Object.entries({
    'somebody waits': sql<{ n: number }>`select count(*)::int as n from waiting_entry where state = 'waiting'`,
    'somebody is offered a place': sql<{ n: number }>`select count(*)::int as n from place where state = 'offered'`,
    'lots wait for their day': sql<{ n: number }>`select count(*)::int as n from enrollment where state = 'applied'`,
    'people chose a shift': sql<{ n: number }>`select count(*)::int as n from enrollment where shift_n is not null`,
    'a series comes': sql<{ n: number }>`select count(*)::int as n from event where series_id is not null`,
    'something waits for review': sql<{ n: number }>`select count(*)::int as n from event where status = 'in_review'`,
    'a list was ticked': sql<{ n: number }>`select count(*)::int as n from attendance where assurance = 'roll_call'`,
    'a photograph shows it': sql<{ n: number }>`select count(*)::int as n from evidence`,
    'a showcase is public': sql<{
      n: number
    }>`select count(*)::int as n from showcase where state = 'published' and cardinality(pictures) = 4`,
    'people rated': sql<{ n: number }>`select count(*)::int as n from rating`,
    'somebody objects': sql<{ n: number }>`select count(*)::int as n from objection where state = 'open'`,
    'a rhythm runs': sql<{ n: number }>`select count(*)::int as n from clock join clock_turn on clock_turn.clock_id = clock.id`,
    'people came by': sql<{ n: number }>`select count(*)::int as n from visit`,
    'a home is a model': sql<{ n: number }>`select count(*)::int as n from home_status where step = 'awarded'`,
    'hosts have cards': sql<{ n: number }>`select count(*)::int as n from host_card where helps_with <> ''`,
    'somebody waits for a session': sql<{ n: number }>`select count(*)::int as n from session_waiting where state = 'waiting'`,
    'somebody is offered a slot': sql<{
      n: number
    }>`select count(*)::int as n from session_waiting where state = 'offered' and priority = 0`,
    'somebody chooses first': sql<{ n: number }>`select count(*)::int as n from session_waiting where state = 'offered' and priority < 0`,
    'a substitute receives': sql<{ n: number }>`select count(*)::int as n from duty_session where host_id <> meant_host_id`,
    'a session is cancelled': sql<{ n: number }>`select count(*)::int as n from duty_session where cancel_reason is not null`,
    'somebody walked in': sql<{ n: number }>`select count(*)::int as n from booking where source = 'walk_in'`,
    'somebody is unnamed': sql<{ n: number }>`select count(*)::int as n from booking where anonymous`,
    'somebody explains': sql<{ n: number }>`select count(*)::int as n from booking where explanation_enc is not null`,
    'people were told': sql<{ n: number }>`select count(*)::int as n from inbox_message`,
  }))
    expect([what, await count(rows)]).not.toEqual([what, 0])
  expect(await count(sql`select count(*)::int as n from rota where ended_at is null`)).toBe(3)
  const bookings = await sql<{ state: string }>`select distinct state from booking order by state`.execute(database.kysely)
  expect(bookings.rows.map((row) => row.state)).toEqual(['answered', 'booked', 'cancelled', 'checked_in', 'met', 'no_show'])
  await database.close()
  await made.drop()
}, 120_000)
