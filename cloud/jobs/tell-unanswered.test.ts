import { DAY_MS, HOUR_MS, instantOf } from '@core/rules/shared/calendar'
import { START, World, type Player, type WorldEvent } from '../../tests/fakes/world'
import type { Store, Tables } from '../store/store'
import { tellUnanswered } from './tell-unanswered'

let world: World
beforeEach(async () => {
  world = await World.open()
})
afterEach(() => world.close())

const run = () => tellUnanswered({ store: world.store, ids: world.ids, now: world.now })
const texts = async (player: Player) => (await world.call(player, 'inbox.list', {})).items.map((message) => message.text)

/** Delivers the scans of phones that were off line at the start. */
async function delivered(event: WorldEvent, people: readonly Player[], at: number): Promise<void> {
  const code = await world.codeAt(event, START)
  world.now = at
  for (const person of people) await world.call(person, 'attendance.scan', { code, delivery: 'stored' })
}

async function eventWith(people: readonly Player[]): Promise<WorldEvent> {
  const event = await world.publish()
  for (const person of people) await world.call(person, 'events.enroll', { eventId: event.id })
  return event
}

// The event is on Saturday 2026-11-21: its third working day is Wednesday the 25th.
const LATE = instantOf('2026-11-26', '00:00')

test('the secretaries above are told once, by three jobs at once, of late scans that nobody has confirmed', async () => {
  const people = await world.players(3)
  const event = await eventWith(people)
  await delivered(event, people.slice(0, 2), event.endsAt + HOUR_MS)
  await delivered(event, people.slice(2), event.endsAt + DAY_MS * 3)
  world.now = LATE - 1
  await run()
  expect(await texts(world.secretary)).toEqual([])
  world.now = LATE
  await Promise.all([run(), run(), run()])
  world.now += 5 * DAY_MS
  await run()
  expect(await texts(world.secretary)).toEqual(['「旧物改造工作坊」有 2 条补送的签到，三个工作日没人确认'])
  for (const other of [world.officer, world.stranger]) expect(await texts(other)).toEqual([])
})

test('nobody is told of what was confirmed, or was never late', async () => {
  const people = await world.players(2)
  const event = await eventWith(people)
  world.now = START
  await world.scan(people[1]!, event)
  await delivered(event, people.slice(0, 1), event.endsAt + HOUR_MS)
  await world.call(world.officer, 'events.close', { eventId: event.id, confirm: [people[0]!.id] })
  world.now = LATE
  await run()
  expect(await texts(world.secretary)).toEqual([])
})

test('after its closing an event’s unconfirmed scans are told of all the same', async () => {
  const people = await world.players(1)
  const event = await eventWith(people)
  await delivered(event, people, event.endsAt + HOUR_MS)
  await world.call(world.officer, 'events.close', { eventId: event.id })
  world.now = LATE
  await run()
  expect(await texts(world.secretary)).toHaveLength(1)
})

test('where nobody stands above, the organization’s own secretaries are told', async () => {
  const people = await world.players(1)
  await world.database.kysely.updateTable('home').set({ org_id: world.org.county }).where('id', '=', world.home.east).execute()
  const event = await world.publish({}, world.secretary)
  for (const person of people) await world.call(person, 'events.enroll', { eventId: event.id })
  await delivered(event, people, event.endsAt + HOUR_MS)
  world.now = LATE
  await run()
  expect(await texts(world.secretary)).toHaveLength(1)
})

test('were it not written down that they are told, they would be told with every tick', async () => {
  const people = await world.players(1)
  const event = await eventWith(people)
  await delivered(event, people, event.endsAt + HOUR_MS)
  world.now = LATE
  const forgetful = (tables: Tables): Tables => ({
    ...tables,
    afterwards: { ...tables.afterwards, markEscalated: () => Promise.resolve(true) },
  })
  const store: Store = { ...world.store, transaction: (work) => world.store.transaction((tx) => work(forgetful(tx))) }
  for (let tick = 0; tick < 3; tick += 1) await tellUnanswered({ store, ids: world.ids, now: world.now })
  expect(await texts(world.secretary)).toHaveLength(3)
})
