import { Client } from 'pg'
import type { ProcedureName, InputOf } from '@core/contract/procedures'
import { Journal } from '../crash/journal'
import { codeNow, publishEvent, type OpenEvent } from '../crash/open-event'
import { PatientPhone } from '../crash/patient-phone'
import { testDatabase, type TestDatabase } from '../postgres/databases'
import { HttpPhone, type HttpCall } from '../tools/http-phone'
import { layPeople, layTown, newNonce, type Somebody } from '../tools/town'
import { startRealHost, type RealHost } from './real-host'

const LIMIT_MS = 400

let database: TestDatabase
let host: RealHost
let client: Client
let holder: Client
let phone: HttpPhone
let who: Somebody
let neighbor: Somebody
let event: OpenEvent

beforeAll(async () => {
  database = await testDatabase()
  host = await startRealHost(database.connection, { statementTimeoutMs: LIMIT_MS })
  client = new Client(database.connection)
  await client.connect()
  const officers = new PatientPhone(host.url, '127.0.0.1', new Journal(), { succeeded: () => undefined })
  event = await publishEvent(officers, await layTown(client), 5)
  officers.close()
  phone = new HttpPhone(host.url)
})
beforeEach(async () => {
  host.reported.length = 0
  holder = new Client(database.connection)
  await holder.connect()
  ;[who, neighbor] = (await layPeople(client, 2)) as [Somebody, Somebody]
})
afterEach(() => holder.end())
afterAll(async () => {
  phone.close()
  await host.close()
  await client.end()
  await database.drop()
})

function command<N extends ProcedureName>(name: N, input: InputOf<N>): HttpCall<N> {
  return { name, input, nonce: newNonce(), who }
}

/** How many rows of a table are a person's. */
async function rowsOf(table: 'enrollment' | 'place' | 'scan' | 'attendance', { id }: Somebody): Promise<number> {
  return (await client.query(`select 1 from ${table} where person_id = $1`, [id])).rowCount!
}
async function commandsOf({ id }: Somebody): Promise<number> {
  return (await client.query('select 1 from command where actor_id = $1', [id])).rowCount!
}

const UNAVAILABLE = { status: 503, answer: { ok: false, code: 'unavailable', hint: expect.stringMatching(/[\u4e00-\u9fff]/) } }

test('an enrolling that waits too long for places is refused for now and undone whole; the same nonce takes one place later', async () => {
  await holder.query('begin')
  await holder.query('select n from place where event_id = $1 for update', [event.id])
  const call = command('events.enroll', { eventId: event.id })
  const refused = await phone.ask(call)
  expect(refused).toMatchObject(UNAVAILABLE)
  expect(refused!.text).not.toMatch(/statement|timeout|cancel|sql/i)
  expect(host.reported).toEqual([expect.objectContaining({ code: '57014' })])
  expect([await rowsOf('enrollment', who), await rowsOf('place', who), await commandsOf(who)]).toEqual([0, 0, 0])

  await holder.query('rollback')
  const first = await phone.ask(call)
  expect(first).toMatchObject({ status: 200, answer: { ok: true, data: { state: 'enrolled' } } })
  expect((await phone.ask(call))!.answer).toEqual(first!.answer)
  expect([await rowsOf('enrollment', who), await rowsOf('place', who), await commandsOf(who)]).toEqual([1, 1, 1])
})

test('a scan that waits too long for another’s attendance is refused for now and leaves nothing; the same nonce signs in once', async () => {
  const enrolled = await phone.ask(command('events.enroll', { eventId: event.id }))
  expect(enrolled!.answer.ok).toBe(true)
  await holder.query('begin')
  await holder.query(
    `insert into attendance (event_id, person_id, in_nonce, signed_in_at, tardy_minutes, assurance, delayed, created_at)
     values ($1, $2, 'held', now(), 0, 'manual', false, now())`,
    [event.id, who.id],
  )
  const call = command('attendance.scan', { code: codeNow(event), delivery: 'live' })
  expect(await phone.ask(call)).toMatchObject(UNAVAILABLE)
  expect([await rowsOf('scan', who), await rowsOf('attendance', who)]).toEqual([0, 0])

  await holder.query('rollback')
  const first = await phone.ask(call)
  expect(first).toMatchObject({ answer: { ok: true, data: { outcome: 'signed_in' } } })
  expect((await phone.ask(call))!.answer).toEqual(first!.answer)
  expect([await rowsOf('scan', who), await rowsOf('attendance', who)]).toEqual([1, 1])
})

test('where the limit is long enough the same wait is no fault: it is the limit that ends it', async () => {
  const patient = await startRealHost(database.connection, { statementTimeoutMs: 20_000 })
  const patientPhone = new HttpPhone(patient.url)
  await holder.query('begin')
  await holder.query('select n from place where event_id = $1 for update', [event.id])
  let answered = false
  const asked = patientPhone.ask({ ...command('events.enroll', { eventId: event.id }), who: neighbor }).finally(() => (answered = true))
  await untilSomebodyWaits()
  await new Promise((resolve) => setTimeout(resolve, LIMIT_MS * 2))
  expect(answered).toBe(false)
  await holder.query('rollback')
  expect((await asked)!.answer).toMatchObject({ ok: true, data: { state: 'enrolled' } })
  patientPhone.close()
  await patient.close()
})

async function untilSomebodyWaits(): Promise<void> {
  const since = Date.now()
  const waiting = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
  while ((await client.query(waiting)).rowCount === 0) {
    if (Date.now() - since > 10_000) throw new Error('nobody waits')
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
