import { sql } from 'kysely'
import { instantOf } from '@core/rules/shared/calendar'
import { randomIds } from '@cloud/services/ids'
import { createDatabase } from '@cloud/store/open'
import { testDatabase } from '../../tests/postgres/databases'
import { Play } from './play'
import { layGround } from './seed'
import { showSessions } from './sessions'

// On the day itself and on others, around midnight, and around the longest holiday.
test.each([
  ['2026-11-21', '10:10'],
  ['2026-11-18', '00:20'],
  ['2026-11-22', '23:50'],
  ['2026-10-08', '09:00'],
])('whenever the demonstration is laid (%s %s), a session runs, and others may be booked', async (day, clock) => {
  const made = await testDatabase()
  const database = createDatabase(made.connection)
  const now = instantOf(day, clock)
  const { orgs, ...ground } = await layGround(database.kysely, randomIds, now)
  await showSessions(new Play(database.kysely, randomIds, 'http://localhost:10086'), ground, orgs, now)
  const { rows } = await sql<{ running: number; open: number }>`
    select (count(*) filter (where starts_at <= ${new Date(now)} and ends_at > ${new Date(now)}))::int as running,
      (count(*) filter (where starts_at > ${new Date(now)} and cancelled_at is null))::int as open from duty_session`.execute(
    database.kysely,
  )
  expect(rows[0]!.running).toBeGreaterThanOrEqual(1)
  expect(rows[0]!.open).toBeGreaterThan(10)
  await database.close()
  await made.drop()
})
