import { readdirSync } from 'node:fs'
import path from 'node:path'
import { sql } from 'kysely'
import { AppError } from '@core/contract/errors'
import { createDispatch } from '@cloud/dispatch'
import { randomIds } from '@cloud/services/ids'
import { restoredDatabase } from '../../tests/postgres/databases'
import { appliedMigrations, listMigrations } from './migrate'
import { createDatabase } from './open'
import { createStore } from './store'

const FOLDER = path.resolve(__dirname, '../../tests/upgrades')
const EXPORTS = readdirSync(FOLDER).filter((name) => name.endsWith('.backup.gz'))

test('there is an export to upgrade from', () => {
  expect(EXPORTS).toContain('0.1.0.backup.gz')
})

test.each(EXPORTS)('%s comes up to today’s schema, its sums agree, and people can go on', async (name) => {
  const made = await restoredDatabase(path.join(FOLDER, name))
  const { kysely, close } = createDatabase(made.connection)
  expect(await appliedMigrations(kysely)).toEqual(listMigrations(path.join(__dirname, 'migrations')))
  const { rows } = await sql<{ hours: number; settledHours: number; credits: number; settledCredits: number }>`
    select (select sum(minutes)::int from hours_entry) as hours,
      (select sum(settled_minutes)::int from attendance where settled_hours = 'posts') as "settledHours",
      (select sum(hundredths)::int from credit_entry) as credits,
      (select sum(settled_credit_hundredths)::int from attendance where settled_credits = 'posts') as "settledCredits"`.execute(kysely)
  const sums = rows[0]!
  expect(sums.hours).toBeGreaterThan(1000)
  expect(sums.settledHours).toBe(sums.hours)
  expect(sums.settledCredits).toBe(sums.credits)

  const newest = await kysely.selectFrom('event').select('starts_at').orderBy('starts_at', 'desc').executeTakeFirstOrThrow()
  const dispatch = createDispatch({
    store: createStore(kysely),
    clock: { now: () => newest.starts_at - 3_600_000 },
    ids: randomIds,
    publicUrl: '',
    demo: true,
    openidForCode: () => Promise.reject(new AppError('login_unavailable')),
    report: (error) => {
      throw error
    },
    checkOutput: true,
  })
  const ask = (name: string, input: unknown, token?: string) =>
    dispatch({ envelope: { name, input, token, nonce: randomIds.secret(16) }, openid: null, address: null, requestId: 'u' })
  const people = (await ask('people.demoPeople', {})) as { data: { items: { id: string }[] } }
  const login = (await ask('people.demoLogin', { personId: people.data.items[0]!.id })) as { data: { token: string } }
  const events = (await ask('events.list', {})) as { data: { items: { id: string; free: number | null }[] } }
  const free = events.data.items.find((event) => event.free !== 0)!
  expect(await ask('events.enroll', { eventId: free.id }, login.data.token)).toMatchObject({ ok: true })
  expect(await ask('hours.mine', {}, login.data.token)).toMatchObject({ ok: true })
  await close()
  await made.drop()
})
