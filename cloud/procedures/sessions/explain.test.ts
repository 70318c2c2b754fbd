import { DAY_MS, HOUR_MS } from '@core/rules/shared/calendar'
import { START, World, type Player, type WorldSession } from '../../../tests/fakes/world'
import { asks, tryBook } from './_booking'

let world: World
let young: Player
let session: WorldSession
let colleague: Player
beforeAll(async () => {
  world = await World.open()
  world.now = START - 30 * DAY_MS
  colleague = await world.grant(await world.player('何干事'), 'officer', world.org.east)
})
afterAll(() => world.close())
beforeEach(async () => {
  world.now = START - 5 * DAY_MS
  world.reported.length = 0
  young = await world.player('赵一')
  session = await world.session()
})
afterEach(() => {
  expect(world.reported).toEqual([])
})

const explain = (player = young, text = '发烧了，在医院') => world.codeOf(player, 'sessions.explain', { sessionId: session.id, text })

async function miss(anonymous = false): Promise<void> {
  await world.call(young, 'sessions.book', asks(session, 1, { anonymous }))
  world.now = session.endsAt + HOUR_MS
  await world.tick()
}
async function toldOf(officer: Player): Promise<string[]> {
  const { items } = await world.call(officer, 'inbox.list', { limit: 100 })
  return items.filter((message) => message.kind === 'session_explained' && message.sessionId === session.id).map((message) => message.text)
}

test('who did not come says why; the officers of that organization are told once, and nobody above', async () => {
  await miss()
  expect(await explain()).toBe('ok')
  expect(await explain(young, '发烧了，在县医院，有单子')).toBe('ok')
  expect((await world.call(young, 'sessions.get', { sessionId: session.id })).booking).toMatchObject({ explained: true, excused: false })
  for (const officer of [world.officer, colleague]) expect(await toldOf(officer)).toEqual(['赵一说明了 11月21日 没来的原因，请看看'])
  for (const other of [world.secretary, world.stranger]) expect(await toldOf(other)).toEqual([])
})

test('who wishes to stay unnamed is named to the host alone', async () => {
  await miss(true)
  await explain()
  expect(await toldOf(world.officer)).toEqual(['赵一说明了 11月21日 没来的原因，请看看'])
  expect(await toldOf(colleague)).toEqual(['匿名青年说明了 11月21日 没来的原因，请看看'])
})

test('who cancelled late says why as well; what an officer accepts does not count any more', async () => {
  await tryBook(world, young, session)
  world.now = START - HOUR_MS
  await world.call(young, 'sessions.cancelBooking', { sessionId: session.id })
  expect(await explain()).toBe('ok')
  const bookingId = (await world.store.slots.booking(session.id, young.id))!.id
  await world.call(world.officer, 'sessions.excuse', { sessionId: session.id, bookingId })
  world.now = session.endsAt + HOUR_MS
  await world.tick()
  expect(await world.store.slots.missesOf(young.id, 0)).toEqual([])
  expect((await world.call(young, 'sessions.get', { sessionId: session.id })).booking).toMatchObject({ explained: false, excused: true })
  // It is settled: there is nothing left to explain.
  expect(await explain()).toBe('nothing_missed')
})

test('an excuse for a booking given up does not cover the one made after it', async () => {
  await tryBook(world, young, session)
  world.now = START - HOUR_MS
  await world.call(young, 'sessions.cancelBooking', { sessionId: session.id })
  await explain()
  const bookingId = (await world.store.slots.booking(session.id, young.id))!.id
  await world.call(world.officer, 'sessions.excuse', { sessionId: session.id, bookingId })
  await tryBook(world, young, session)
  world.now = session.endsAt + HOUR_MS
  await world.tick()
  expect(await world.store.slots.missesOf(young.id, 0)).toEqual([START])
  expect(await explain()).toBe('ok')
})

test('there is nothing to explain of a booking that is open, was given up in time, or is somebody else’s', async () => {
  const other = await world.player('钱二')
  expect(await explain()).toBe('nothing_missed')
  await tryBook(world, young, session)
  expect(await explain()).toBe('nothing_missed')
  await world.call(young, 'sessions.cancelBooking', { sessionId: session.id })
  expect(await explain()).toBe('nothing_missed')
  await miss()
  expect(await explain(other)).toBe('nothing_missed')
})

test('three explained and accepted misses pause nobody', async () => {
  const missed: WorldSession[] = []
  for (const week of [3, 2, 1]) {
    const startsAt = START - week * 7 * DAY_MS
    world.now = startsAt - DAY_MS
    session = await world.session({ startsAt })
    missed.push(session)
    await miss()
  }
  const next = await world.session()
  world.now = START - DAY_MS
  expect(await tryBook(world, young, next)).toBe('booking_paused')
  session = missed[1]!
  await explain()
  const bookingId = (await world.store.slots.booking(session.id, young.id))!.id
  await world.call(world.officer, 'sessions.excuse', { sessionId: session.id, bookingId })
  expect(await tryBook(world, young, next)).toBe('ok')
})
