import { sql } from 'kysely'
import { DAY_MS, HOUR_MS } from '@core/rules/shared/calendar'
import { someNonce, START, World } from '../../../tests/fakes/world'

let world: World
beforeAll(async () => {
  world = await World.open()
})
afterAll(() => world.close())
beforeEach(() => {
  world.now = START - DAY_MS
})

const taken = async (eventId: string) => {
  const result = await sql<{ places: number; people: number; enrolled: number }>`
    select (select count(*)::int from place where event_id = ${eventId} and state = 'taken') as places,
      (select count(distinct person_id)::int from place where event_id = ${eventId} and state = 'taken') as people,
      (select count(*)::int from enrollment where event_id = ${eventId} and state = 'enrolled') as enrolled`.execute(world.database.kysely)
  return result.rows[0]!
}

test('one hundred and fifty people race for forty places: forty are in, nobody twice, the rest hear 「满」', async () => {
  const event = await world.publish({ places: 40 })
  const crowd = await world.players(150)
  const codes = await Promise.all(crowd.map((person) => world.codeOf(person, 'events.enroll', { eventId: event.id })))
  expect(codes.filter((code) => code === 'ok')).toHaveLength(40)
  expect(codes.filter((code) => code === 'event_full')).toHaveLength(110)
  expect(await taken(event.id)).toEqual({ places: 40, people: 40, enrolled: 40 })
})

test('a competitor that rolls back causes no false 「满」', async () => {
  const event = await world.publish({ places: 1 })
  const person = await world.player('甲')
  let release: () => void = () => undefined
  const held = new Promise<void>((resolve) => (release = resolve))
  const competitor = world.database.kysely
    .transaction()
    .execute(async (tx) => {
      await sql`update place set state = 'taken', person_id = ${world.officer.id} where event_id = ${event.id}`.execute(tx)
      await held
      throw new Error('rolls back')
    })
    .catch((error: Error) => error.message)
  await new Promise((resolve) => setTimeout(resolve, 50))
  const enrolling = world.codeOf(person, 'events.enroll', { eventId: event.id })
  await new Promise((resolve) => setTimeout(resolve, 50))
  release()
  expect(await competitor).toBe('rolls back')
  expect(await enrolling).toBe('ok')
})

test('without the place rows the same race overbooks: the guard is what holds', async () => {
  // The naive way every booking tool was seen to use: read, check, write.
  await sql`create table naive (event_id int, person_id int)`.execute(world.database.kysely)
  const naive = async (person: number) => {
    const { rows } = await sql<{ count: number }>`select count(*)::int as count from naive`.execute(world.database.kysely)
    if (rows[0]!.count < 5) await sql`insert into naive values (1, ${person})`.execute(world.database.kysely)
  }
  await Promise.all(Array.from({ length: 60 }, (_, person) => naive(person)))
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from naive`.execute(world.database.kysely)
  expect(rows[0]!.count).toBeGreaterThan(5)
})

test('enrolling twice, also at once and from two phones, takes one place', async () => {
  const event = await world.publish({ places: 5 })
  const person = await world.player('甲')
  const answers = await Promise.all(Array.from({ length: 10 }, () => world.ask(person, 'events.enroll', { eventId: event.id })))
  expect(answers.every((answer) => answer.ok)).toBe(true)
  expect(await taken(event.id)).toEqual({ places: 1, people: 1, enrolled: 1 })
})

test('the same nonce asks once; with another event it is refused', async () => {
  const [event, other] = [await world.publish({ places: 5 }), await world.publish({ places: 5 })]
  const person = await world.player('甲')
  const nonce = someNonce()
  const first = await world.ask(person, 'events.enroll', { eventId: event.id }, nonce)
  world.now += HOUR_MS
  expect(await world.ask(person, 'events.enroll', { eventId: event.id }, nonce)).toEqual(first)
  expect(await world.codeOf(person, 'events.enroll', { eventId: other.id }, nonce)).toBe('nonce_reused')
  expect((await taken(other.id)).places).toBe(0)
})

test('who leaves frees the place for the next at once, and may come back', async () => {
  const event = await world.publish({ places: 1 })
  const [one, two] = [await world.player('甲'), await world.player('乙')]
  await world.call(one, 'events.enroll', { eventId: event.id })
  expect(await world.codeOf(two, 'events.enroll', { eventId: event.id })).toBe('event_full')
  expect(await world.call(one, 'events.leave', { eventId: event.id })).toMatchObject({ state: 'left' })
  expect(await world.codeOf(two, 'events.enroll', { eventId: event.id })).toBe('ok')
  expect(await world.codeOf(one, 'events.enroll', { eventId: event.id })).toBe('event_full')
  expect(await world.codeOf(one, 'events.leave', { eventId: event.id })).toBe('not_enrolled')
  await world.call(two, 'events.leave', { eventId: event.id })
  expect(await world.codeOf(one, 'events.enroll', { eventId: event.id })).toBe('ok')
  expect(await taken(event.id)).toEqual({ places: 1, people: 1, enrolled: 1 })
})

test('a full event that refused leaves no enrollment behind, and its answer stands', async () => {
  const event = await world.publish({ places: 1 })
  const [one, two] = [await world.player('甲'), await world.player('乙')]
  await world.call(one, 'events.enroll', { eventId: event.id })
  const nonce = someNonce()
  expect(await world.codeOf(two, 'events.enroll', { eventId: event.id }, nonce)).toBe('event_full')
  expect(await world.database.kysely.selectFrom('enrollment').selectAll().where('person_id', '=', two.id).execute()).toEqual([])
  await world.call(one, 'events.leave', { eventId: event.id })
  expect(await world.codeOf(two, 'events.enroll', { eventId: event.id }, nonce)).toBe('event_full')
  expect(await world.codeOf(two, 'events.enroll', { eventId: event.id })).toBe('ok')
})

test('many who come and go at once never overbook and leave no place behind', async () => {
  const event = await world.publish({ places: 10 })
  const crowd = await world.players(40)
  await Promise.all(
    crowd.map(async (person, index) => {
      for (let turn = 0; turn < 4; turn += 1) {
        await world.ask(person, 'events.enroll', { eventId: event.id })
        if ((index + turn) % 2 === 0) await world.ask(person, 'events.leave', { eventId: event.id })
      }
    }),
  )
  const { places, people, enrolled } = await taken(event.id)
  expect(places).toBeLessThanOrEqual(10)
  expect(people).toBe(places)
  expect(enrolled).toBe(places)
  expect(world.reported).toEqual([])
})

test('an unlimited event has no place rows and is never full', async () => {
  const event = await world.publish({ places: null })
  const crowd = await world.players(30)
  const codes = await Promise.all(crowd.map((person) => world.codeOf(person, 'events.enroll', { eventId: event.id })))
  expect(new Set(codes)).toEqual(new Set(['ok']))
  expect(await taken(event.id)).toMatchObject({ places: 0, enrolled: 30 })
  expect(await world.call(null, 'events.get', { eventId: event.id })).toMatchObject({ places: null, free: null, enrolledCount: 30 })
})

test('cancelled, over and unknown events take nobody; who has signed in does not leave', async () => {
  const person = await world.player('甲')
  const event = await world.publish()
  await world.call(person, 'events.enroll', { eventId: event.id })
  world.now = START
  await world.scan(person, event)
  expect(await world.codeOf(person, 'events.leave', { eventId: event.id })).toBe('already_signed_in')
  world.now = event.endsAt
  expect(await world.codeOf(await world.player('乙'), 'events.enroll', { eventId: event.id })).toBe('enrollment_closed')
  world.now = START - DAY_MS
  const cancelled = await world.publish()
  await world.call(world.officer, 'events.cancel', { eventId: cancelled.id, reason: '停电了' })
  expect(await world.ask(person, 'events.enroll', { eventId: cancelled.id })).toMatchObject({
    code: 'event_cancelled',
    params: { reason: '停电了' },
  })
  expect(await world.codeOf(person, 'events.enroll', { eventId: world.ids.uuid(1) })).toBe('not_found')
})
