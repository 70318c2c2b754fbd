import { Client } from 'pg'
import { Journal } from '../crash/journal'
import { publishEvent, type OpenEvent } from '../crash/open-event'
import { PatientPhone } from '../crash/patient-phone'
import { testDatabase, type TestDatabase } from '../postgres/databases'
import { HttpPhone } from '../tools/http-phone'
import { layPeople, layTown, newNonce, type Somebody } from '../tools/town'
import { layLine, type Line } from './line-to-database'
import { startRealHost, type RealHost } from './real-host'

let database: TestDatabase
let line: Line
let host: RealHost
let client: Client
let phone: HttpPhone
let event: OpenEvent
let who: Somebody

beforeAll(async () => {
  database = await testDatabase()
  line = await layLine(database.connection)
  host = await startRealHost(line.address, { statementTimeoutMs: 300 })
  client = new Client(database.connection)
  await client.connect()
  const officers = new PatientPhone(host.url, '127.0.0.1', new Journal(), { succeeded: () => undefined })
  event = await publishEvent(officers, await layTown(client), 5)
  officers.close()
  ;[who] = (await layPeople(client, 1)) as [Somebody]
  phone = new HttpPhone(host.url)
})
afterAll(async () => {
  line.release()
  phone.close()
  await host.close()
  await line.close()
  await client.end()
  await database.drop()
})

test('a database that falls silent is given up after a time; when it speaks again the same nonce enrolls once', async () => {
  const call = { name: 'events.enroll' as const, input: { eventId: event.id }, nonce: newNonce(), who }
  line.holdUp()
  const refused = await phone.ask(call)
  expect(refused).toMatchObject({ status: 503, answer: { code: 'unavailable', hint: expect.stringMatching(/[\u4e00-\u9fff]/) } })
  expect(refused!.text).not.toMatch(/timeout|query/i)

  line.release()
  const first = await phone.ask(call)
  expect(first).toMatchObject({ status: 200, answer: { ok: true, data: { state: 'enrolled' } } })
  expect((await phone.ask(call))!.answer).toEqual(first!.answer)
  const { rows } = await client.query('select n from place where event_id = $1 and person_id = $2', [event.id, who.id])
  expect(rows).toHaveLength(1)
})

test('a connection whose other end is gone without a word is used once in vain, and never again', async () => {
  const [another] = (await layPeople(client, 1)) as [Somebody]
  const call = { name: 'events.enroll' as const, input: { eventId: event.id }, nonce: newNonce(), who: another }
  line.strand()
  expect(await phone.ask(call)).toMatchObject({ status: 503, answer: { code: 'unavailable' } })
  expect(await phone.ask(call)).toMatchObject({ status: 200, answer: { ok: true, data: { state: 'enrolled' } } })
})
