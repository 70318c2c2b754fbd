import { sql, type KyselyPlugin } from 'kysely'
import { stepOf } from '@core/rules/attendance/code'
import { planScan, type PresenceEvent, type ScanArrival, type ScanDecision } from '@core/rules/attendance/scan'
import { someNonce, START, World, type Player, type WorldEvent } from '../../tests/fakes/world'
import { placeStore } from './places'
import type { Tables } from './store'
import { RECORD_SCANS, scansParameter, type PlannedScan } from './record-scans'

let world: World
beforeAll(async () => {
  world = await World.open()
})
afterAll(() => world.close())
beforeEach(() => {
  world.now = START
})

const PLAN = {
  ifSignedIn: { kind: 'repeat' },
  ifEnrolled: { kind: 'sign_in', delayed: false, tardyMinutes: 3 },
  ifFree: { kind: 'ticket', need: 'walk_in', delayed: false, places: null },
  ifFull: { kind: 'refused', code: 'not_enrolled_full', params: {} },
} satisfies Record<string, ScanDecision>

const LEFT = { state: 'left', reason: '' } as const

function planned(event: WorldEvent, person: Player, more: Partial<PlannedScan> = {}): PlannedScan {
  const nonce = someNonce()
  return {
    eventId: event.id,
    version: 1,
    nonce,
    personId: person.id,
    device: null,
    ticket: `ticket-of-${nonce}`,
    purpose: 'sign_in',
    step: stepOf(START),
    at: START,
    delivery: 'live',
    payloadHash: `hash-of-${nonce}`,
    receivedAt: START,
    plan: PLAN,
    ...more,
  }
}
const record = async (...scans: PlannedScan[]) => world.store.attendance.recordScans(scans)
const rowsOf = (table: 'scan' | 'attendance', event: WorldEvent) =>
  world.database.kysely
    .selectFrom(table)
    .select(sql<number>`count(*)::int`.as('n'))
    .where('event_id', '=', event.id)
    .executeTakeFirstOrThrow()

test('the statement finds the state of each person and chooses the decision that was planned for it', async () => {
  const event = await world.publish({ places: 2, startsAt: START })
  const [known, stranger] = [await world.player('甲'), await world.player('乙')]
  await world.call(known, 'events.enroll', { eventId: event.id })
  const [enrolled, free] = await record(planned(event, known), planned(event, stranger))
  expect(enrolled).toMatchObject({ answer: PLAN.ifEnrolled, ticket: null, mine: { tardyMinutes: 3, signedInAt: START } })
  expect(free?.answer).toEqual({ ...PLAN.ifFree, places: 1 })
  expect(free?.ticket).toMatch(/^ticket-of-/)
  await world.call(await world.player('丙'), 'events.enroll', { eventId: event.id })
  const [again, full] = await record(planned(event, known), planned(event, stranger))
  expect(again?.answer).toEqual(PLAN.ifSignedIn)
  expect(full).toMatchObject({ answer: PLAN.ifFull, ticket: null, mine: null })
  expect(await rowsOf('scan', event)).toEqual({ n: 4 })
})

test('an unlimited event has always a place, and a left enrollment is none', async () => {
  const event = await world.publish({ places: null, startsAt: START })
  const person = await world.player('甲')
  await world.call(person, 'events.enroll', { eventId: event.id })
  world.now = START - 60_000
  await world.call(person, 'events.leave', { eventId: event.id })
  world.now = START
  expect((await record(planned(event, person)))[0]?.answer).toEqual(PLAN.ifFree)
})

test('what was decided by an old version of the event is not recorded, and nothing of it stays', async () => {
  const event = await world.publish({ startsAt: START })
  const person = await world.player('甲')
  await world.call(person, 'events.enroll', { eventId: event.id })
  await world.call(world.officer, 'events.cancel', { eventId: event.id, reason: '停电了' })
  expect(await record(planned(event, person))).toEqual([null])
  expect(await rowsOf('scan', event)).toEqual({ n: 0 })
  // The host that remembers the event as published learns it in the same call.
  expect(await world.scan(person, event)).toMatchObject({ ok: false, code: 'event_cancelled', params: { reason: '停电了' } })
})

test('a host that has seen an event learns of every change of it before it decides the next scan', async () => {
  const event = await world.publish({ startsAt: START })
  const [one, two] = [await world.player('甲'), await world.player('乙')]
  for (const person of [one, two]) await world.call(person, 'events.enroll', { eventId: event.id })
  expect(await world.scan(one, event)).toMatchObject({ ok: true })
  await world.database.kysely.updateTable('event').set({ strict: true }).where('event_id', '=', event.id).execute()
  const code = await world.codeAt(event, START)
  world.now = START + 45_000
  expect(await world.codeOf(two, 'attendance.scan', { code, delivery: 'live' })).toBe('code_expired')
})

test('the version of an event moves with every change of its row, whoever makes it', async () => {
  const event = await world.publish()
  const version = async () => (await world.store.events.byId(event.id))!.version
  expect(await version()).toBe(1)
  await world.database.kysely.updateTable('event').set({ title: '改名了', version: 1 }).where('event_id', '=', event.id).execute()
  expect(await version()).toBe(2)
  await world.call(world.officer, 'events.cancel', { eventId: event.id, reason: '停电了' })
  expect(await version()).toBe(3)
})

test('the same nonce gets its first answer, also where the person’s state is another by now', async () => {
  const event = await world.publish({ startsAt: START })
  const person = await world.player('甲')
  const scan = planned(event, person)
  const [first] = await record(scan)
  expect(first?.answer).toEqual(PLAN.ifFree)
  await world.call(person, 'events.enroll', { eventId: event.id })
  expect(await record(scan)).toEqual([first])
  expect(await rowsOf('scan', event)).toEqual({ n: 1 })
  expect(await rowsOf('attendance', event)).toEqual({ n: 0 })
})

test('two hosts that write the same scans at the same moment, in any order, make one of each and answer alike', async () => {
  const event = await world.publish({ startsAt: START })
  const people = await world.players(40)
  for (const person of people) await world.call(person, 'events.enroll', { eventId: event.id })
  const scans = people.map((person) => planned(event, person))
  const batches = [scans, [...scans].reverse(), scans.map((scan) => ({ ...scan, nonce: `${scan.nonce.slice(1)}x` }))]
  const answers = await Promise.all(batches.map((batch) => record(...batch)))
  const again = await Promise.all(batches.map((batch) => record(...batch)))
  for (const [index, batch] of answers.entries()) {
    // What one of them could not see yet it says so, and sees it the next time.
    for (const [at, answer] of batch.entries()) if (answer !== null) expect(again[index]![at]).toEqual(answer)
    expect(again[index]).not.toContain(null)
  }
  expect(again[1]!.reverse()).toEqual(again[0])
  expect(await rowsOf('attendance', event)).toEqual({ n: 40 })
  expect(await rowsOf('scan', event)).toEqual({ n: 80 })
})

/** Runs `first` in a transaction that stays open until `second` has begun and waits; answers what `second` came to. */
async function overtaken<T>(first: (tables: Tables) => Promise<unknown>, second: () => Promise<T>): Promise<T> {
  let release: () => void = () => undefined
  const released = new Promise<void>((resolve) => (release = resolve))
  let done: () => void = () => undefined
  const wrote = new Promise<void>((resolve) => (done = resolve))
  const transaction = world.store.transaction(async (tables) => {
    await first(tables)
    done()
    await released
  })
  await wrote
  const answer = second()
  const waits = sql<{ n: number }>`select count(*)::int as n from pg_locks where not granted`
  while ((await waits.execute(world.database.kysely)).rows[0]!.n === 0) await new Promise((resolve) => setImmediate(resolve))
  release()
  await transaction
  return answer
}

test('who leaves while their scan arrives has left, and their scan finds them so', async () => {
  const event = await world.publish({ places: 2, startsAt: START })
  const person = await world.player('甲')
  await world.call(person, 'events.enroll', { eventId: event.id })
  const scan = planned(event, person)
  const seen = await overtaken(
    (tables) => tables.places.leave({ ...event, places: 2 }, person.id, LEFT, START),
    () => record(scan),
  )
  // Left open: the statement had seen an enrollment that is none any more. It is tried again.
  expect(seen).toEqual([null])
  expect((await record(scan))[0]?.answer).toEqual({ ...PLAN.ifFree, places: 2 })
  expect(await rowsOf('attendance', event)).toEqual({ n: 0 })
})

test('who signs in while they leave on another phone is there, and does not leave', async () => {
  const event = await world.publish({ places: 2, startsAt: START })
  const person = await world.player('甲')
  await world.call(person, 'events.enroll', { eventId: event.id })
  const left = await overtaken(
    (tables) => tables.attendance.recordScans([planned(event, person)]),
    () => world.store.transaction((tables) => tables.places.leave({ ...event, places: 2 }, person.id, LEFT, START)),
  )
  expect(left).toBeNull()
  expect(await rowsOf('attendance', event)).toEqual({ n: 1 })
})

test('leaving leaves only what it could lock: an enrollment that appears right after the lock, and signs in, stays', async () => {
  const event = await world.publish({ places: 2, startsAt: START })
  const person = await world.player('甲')
  let commitScan: () => void = () => undefined
  const mayCommit = new Promise<void>((resolve) => (commitScan = resolve))
  let scanned: Promise<unknown> = Promise.resolve()
  let looked = false
  // Between the first statement of leaving and its second another phone enrolls, and a scan of theirs has not committed yet.
  const meanwhile: KyselyPlugin = {
    transformQuery: ({ node }) => node,
    async transformResult({ result }) {
      if (looked) return result
      looked = true
      await world.call(person, 'events.enroll', { eventId: event.id })
      await new Promise<void>((written) => {
        scanned = world.store.transaction(async (tables) => {
          expect((await tables.attendance.recordScans([planned(event, person)]))[0]?.answer).toEqual(PLAN.ifEnrolled)
          written()
          await mayCommit
        })
      })
      return result
    },
  }
  const left = await world.database.kysely
    .withPlugin(meanwhile)
    .transaction()
    .execute((tx) => placeStore(tx).leave({ ...event, places: 2 }, person.id, LEFT, START))
  commitScan()
  await scanned
  expect(looked).toBe(true)
  expect(left).toBeNull()
  expect(await world.store.attendance.enrollment({ eventId: event.id, personId: person.id })).toBe('enrolled')
  expect(await rowsOf('attendance', event)).toEqual({ n: 1 })
})

test('how somebody stands with an event is held: who is seen as enrolled does not leave before the commit', async () => {
  const event = await world.publish({ places: 2, startsAt: START })
  const person = await world.player('甲')
  const pair = { eventId: event.id, personId: person.id }
  await world.call(person, 'events.enroll', { eventId: event.id })
  const seen: (string | null)[] = []
  const left = await overtaken(
    async (tables) => {
      seen.push((await tables.attendance.standing(pair)).enrollment)
      await tables.attendance.signIn(
        [{ ...pair, nonce: 'n', device: null, signedInAt: START, tardyMinutes: 0, assurance: 'code', delayed: false }],
        START,
      )
    },
    () => world.store.transaction((tables) => tables.places.leave({ ...event, places: 2 }, person.id, LEFT, START)),
  )
  expect(seen).toEqual(['enrolled'])
  expect(left).toBeNull()
})

test('how somebody stands is looked at again where they left before it could be held, and no place is missed', async () => {
  const event = await world.publish({ places: 1, startsAt: START })
  const person = await world.player('甲')
  await world.call(person, 'events.enroll', { eventId: event.id })
  const standing = await overtaken(
    (tables) => tables.places.leave({ ...event, places: 1 }, person.id, LEFT, START),
    () => world.store.transaction((tables) => tables.attendance.standing({ eventId: event.id, personId: person.id })),
  )
  expect(standing).toEqual({ enrollment: 'left', signedIn: false, free: 1 })
})

test('a closing does not make a late sign-in wait', async () => {
  const event = await world.publish({ startsAt: START })
  const person = await world.player('甲')
  await world.call(person, 'events.enroll', { eventId: event.id })
  await world.store.transaction(async (tables) => {
    await tables.events.settleEnrollments(event.id)
    expect((await record(planned(event, person)))[0]?.answer).toEqual(PLAN.ifEnrolled)
  })
})

test('of several sign-outs in one batch the last one counts, and an earlier one later changes nothing', async () => {
  const event = await world.publish({ startsAt: START })
  const person = await world.player('甲')
  await world.call(person, 'events.enroll', { eventId: event.id })
  await record(planned(event, person))
  const leave = (minutes: number) =>
    planned(event, person, {
      purpose: 'sign_out',
      at: START + minutes * 60_000,
      step: stepOf(START + minutes * 60_000),
      plan: { ...PLAN, ifSignedIn: { kind: 'sign_out', delayed: false }, ifEnrolled: PLAN.ifFull, ifFree: PLAN.ifFull },
    })
  const outAt = async () => (await world.store.attendance.of({ eventId: event.id, personId: person.id }))!.signedOutAt
  await record(leave(30), leave(90), leave(60))
  expect(await outAt()).toBe(START + 90 * 60_000)
  await record(leave(80))
  expect(await outAt()).toBe(START + 90 * 60_000)
})

test('every look of the statement goes by a key, so that a scan costs the same whatever lies in the tables', async () => {
  const event = await world.publish({ startsAt: START })
  const client = await world.database.pool.connect()
  await client.query('begin')
  // Small tables are read whole by any planner.
  const rows = `from generate_series(1, 20000) n`
  const id = `lpad(n::text, 32, '0')::uuid`
  await client.query(
    `insert into scan select ${id}, n::text, null, null, null, 'sign_in', 1, 'live', 'refused', '{}', '', $1, $1 ${rows}`,
    [new Date(START)],
  )
  await client.query(
    `insert into attendance (event_id, person_id, in_nonce, signed_in_at, tardy_minutes, assurance, delayed, created_at)
     select ${id}, ${id}, n::text, $1, 0, 'code', false, $1 ${rows}`,
    [new Date(START)],
  )
  await client.query(`insert into enrollment select ${id}, ${id}, 'enrolled', 'app', $1, $1 ${rows}`, [new Date(START)])
  await client.query(`insert into place select ${id}, 1, 'free', null, null, $1 ${rows}`, [new Date(START)])
  await client.query(
    `insert into event (event_id, code, org_id, home_id, title, category, category_name, summary, contact, starts_at, ends_at, places, sign_out,
       drop_in, strict, gives_hours, credit_hundredths, status, secret, published_by, overrun_minutes, rule_version, version, audience, walk_ins,
       poster, by_lots, first_timer_percent, created_at)
     select ${id}, n::text, $1, $1, '', '', '', '', '', $2::timestamptz, $2::timestamptz + interval '1 hour', 1, true,
       false, false, false, 0, 'published', decode(repeat('00', 32), 'hex'), $1, 0, '', 1, 'open', true,
       false, false, 0, $2 ${rows}`,
    [event.id, new Date(START)],
  )
  await client.query('analyze scan, attendance, enrollment, place, event')
  const parameter = scansParameter([planned(event, world.officer)])
  const plan = await client.query<{ 'QUERY PLAN': unknown }>(`explain (format json) ${RECORD_SCANS}`, [parameter])
  await client.query('rollback')
  client.release()
  const text = JSON.stringify(plan.rows[0]!['QUERY PLAN'])
  expect(text).toMatch(/"Node Type":"Index (Only )?Scan"/)
  expect(text.match(/"Node Type":"Seq Scan"[^}]*?"Relation Name":"(\w+)"/g) ?? []).toEqual([])
})

test('the plan that the rules make is one of the four states a person may be in', () => {
  const event: PresenceEvent = {
    id: 'e1',
    title: '旧物改造',
    startsAt: START,
    endsAt: START + 3_600_000,
    status: 'published',
    cancelReason: null,
    signOut: true,
    dropIn: false,
    strict: false,
    walkIns: true,
    hasShifts: false,
  }
  const arrival: ScanArrival = { purpose: 'sign_in', step: stepOf(START), macFits: 'sign_in', delivery: 'live', expectedEventId: null }
  const plan = planScan(event, arrival, { consented: true }, START)
  expect(plan.ifSignedIn).toEqual({ kind: 'repeat' })
  expect(plan.ifEnrolled).toEqual({ kind: 'sign_in', delayed: false, tardyMinutes: 0 })
  expect(plan.ifFree).toEqual({ kind: 'ticket', need: 'walk_in', delayed: false, places: null })
  expect(plan.ifFull).toEqual({ kind: 'refused', code: 'not_enrolled_full', params: {} })
})
