import { Client } from 'pg'
import { startRealHost, type RealHost } from '../faults/real-host'
import { testDatabase, type TestDatabase } from '../postgres/databases'
import { layPeople, layTown, type Somebody } from '../tools/town'
import { compareAcknowledged, compareWhole } from './compare'
import { Journal, wordOf } from './journal'
import { codeNow, publishEvent, type OpenEvent } from './open-event'
import { PatientPhone } from './patient-phone'

let database: TestDatabase
let host: RealHost
let client: Client
let phone: PatientPhone
let hall: OpenEvent
let room: OpenEvent
const journal = new Journal()
let stays: Somebody
let gone: Somebody
let walked: Somebody

/** One person who stays in the room to its end, one who gave a place up, one who walked into the hall, one who was refused. */
beforeAll(async () => {
  database = await testDatabase()
  host = await startRealHost(database.connection)
  client = new Client(database.connection)
  await client.connect()
  phone = new PatientPhone(host.url, '127.0.0.1', journal, { succeeded: () => undefined })
  const town = await layTown(client)
  hall = await publishEvent(phone, town, null)
  room = await publishEvent(phone, town, 1)
  const people = await layPeople(client, 4)
  ;[stays, gone, walked] = people as [Somebody, Somebody, Somebody]
  const scan = (who: Somebody, event: OpenEvent, purpose: 'sign_in' | 'sign_out' = 'sign_in') =>
    phone.command(who, 'attendance.scan', { code: codeNow(event, purpose), delivery: 'live' })
  await phone.command(gone, 'events.enroll', { eventId: room.id })
  await phone.command(gone, 'events.leave', { eventId: room.id })
  await phone.command(stays, 'events.enroll', { eventId: room.id })
  await phone.command(people[3]!, 'events.enroll', { eventId: room.id })
  await scan(people[3]!, room)
  await scan(stays, room)
  await scan(stays, room)
  await scan(stays, room, 'sign_out')
  const ticket = await scan(walked, hall)
  if (!ticket.ok || ticket.data.outcome !== 'ticket') throw new Error('no ticket')
  await phone.command(walked, 'attendance.walkIn', { ticket: ticket.data.ticket })
})
afterAll(async () => {
  phone.close()
  await host.close()
  await client.end()
  await database.drop()
})

async function compare(entries = journal.acknowledged) {
  const { lost, duplicated } = await compareAcknowledged(client, [hall, room], entries)
  return { lost, duplicated: [...duplicated, ...(await compareWhole(client, [hall, room], journal))] }
}

/** Compares after a change of the tables that is then taken back. */
async function after(change: string, values: unknown[] = []) {
  await client.query('begin')
  try {
    await client.query('alter table scan disable trigger scan_append_only')
    expect((await client.query(change, values)).rowCount).toBeGreaterThan(0)
    return await compare()
  } finally {
    await client.query('rollback')
  }
}

test('what was acknowledged and what the tables hold agree, refusals too', async () => {
  expect(journal.acknowledged.map(({ answer }) => wordOf(answer))).toEqual([
    ...['ok', 'ok', 'enrolled', 'left', 'enrolled', 'event_full', 'not_enrolled_full', 'signed_in', 'repeat', 'signed_out'],
    ...['ticket', 'signed_in'],
  ])
  expect(await compare()).toEqual({ lost: [], duplicated: [] })
})

describe('what was acknowledged and is not there is found', () => {
  test.each([
    ['a command', `delete from command where name = 'events.leave'`],
    ['a refusal', `delete from command where refusal is not null`],
    [
      'the result of a command',
      `update command set result = result || '{"state": "absent"}' where name = 'events.enroll' and result is not null`,
    ],
    ['the reason of a refusal', `update command set refusal = '{"code": "not_found", "params": {}}' where refusal is not null`],
    ['a scan', `delete from scan where answer->>'kind' = 'repeat'`],
    ['the decision on a scan', `update scan set answer = answer || '{"kind": "repeat"}' where answer->>'kind' = 'sign_in'`],
    ['a ticket', `update scan set ticket = 'another' where ticket is not null`],
    ['the publishing of an event', `delete from command where name = 'events.publish'`],
  ])('%s', async (_, change) => expect((await after(change)).lost).not.toEqual([]))

  test.each([
    ['an attendance', () => stays, 'delete from attendance where person_id = $1'],
    ['the attendance of a walk-in', () => walked, 'delete from attendance where person_id = $1'],
    ['whose scan it was', () => stays, `update attendance set in_nonce = 'another' where person_id = $1`],
    ['when somebody came', () => stays, `update attendance set signed_in_at = signed_in_at - interval '10 s' where person_id = $1`],
    ['when somebody left', () => stays, 'update attendance set signed_out_at = null where person_id = $1'],
    ['a place', () => stays, `update place set state = 'free', person_id = null where person_id = $1`],
    ['an enrollment', () => walked, 'delete from enrollment where person_id = $1'],
    ['that somebody gave up', () => gone, `update enrollment set state = 'enrolled' where person_id = $1`],
  ])('%s', async (_, who, change) => expect((await after(change, [who().id])).lost).not.toEqual([]))
})

describe('what is there twice, or although nobody asked, is found', () => {
  test.each([
    ['more places than the event has', `insert into place select event_id, n + 1, 'free', null, null, created_at from place`],
    ['more enrolled than places', `update enrollment set state = 'enrolled' where state = 'left'`],
    [
      'a command that nobody sent',
      `insert into command select actor_id, 'unsent', name, subject, in_whose_name, payload_hash, result, request_id, address, device, at, created_at, refusal
       from command where name = 'events.leave'`,
    ],
    [
      'a scan that nobody sent',
      `insert into scan select event_id, 'unsent', person_id, device, ticket, purpose, step, delivery, verdict, answer, payload_hash, received_at, created_at
       from scan where answer->>'kind' = 'repeat'`,
    ],
    ['an event that nobody published', `update event set event_id = '00000000-0000-7000-8000-000000000001' where places is null`],
  ])('%s', async (_, change) => expect((await after(change)).duplicated).not.toEqual([]))

  test('one person signed in by two scans', async () => {
    const entry = journal.acknowledged.find(({ answer }) => wordOf(answer) === 'signed_in')!
    const again = await compare([...journal.acknowledged, entry])
    expect(again.duplicated).toHaveLength(1)
  })
})
