import { DAY_MS, HOUR_MS, instantOf, MINUTE_MS } from '@core/rules/shared/calendar'
import { START, World, type Player, type WorldSession } from '../../../tests/fakes/world'
import { disagreements, standing, tryBook, waitFor } from './_booking'

let world: World
let young: Player
let session: WorldSession
beforeAll(async () => {
  world = await World.open()
})
afterAll(() => world.close())
beforeEach(async () => {
  world.now = START - 5 * DAY_MS
  world.reported.length = 0
  young = await world.player('赵一')
  session = await world.session({ slots: 2, places: 2 })
})
afterEach(() => {
  expect(world.reported).toEqual([])
})

const cancel = (player: Player) => world.call(player, 'sessions.cancelBooking', { sessionId: session.id })
const tryCancel = (player: Player) => world.codeOf(player, 'sessions.cancelBooking', { sessionId: session.id })
const comes = (player: Player, coming = true) => world.codeOf(player, 'sessions.answerComing', { sessionId: session.id, coming })
const get = (player: Player) => world.call(player, 'sessions.get', { sessionId: session.id })
const isLate = async (player: Player) => (await world.store.slots.booking(session.id, player.id))!.late
const misses = (player: Player) => world.store.slots.missesOf(player.id, 0)

/** After the session, when who did not come has been written down. */
async function settle(): Promise<void> {
  world.now = session.endsAt + HOUR_MS
  await world.tick()
}

test('until two hours before, giving up is free, and the page says until when', async () => {
  await tryBook(world, young, session, 2)
  const slotAt = START + 20 * MINUTE_MS
  expect((await get(young)).freeCancelUntil).toBe(slotAt - 2 * HOUR_MS)
  world.now = slotAt - 2 * HOUR_MS
  expect((await cancel(young)).booking).toMatchObject({ state: 'cancelled', late: false })
  expect(await get(young)).toMatchObject({ mine: null, freeCancelUntil: null })
  await settle()
  expect(await misses(young)).toEqual([])
})

test('later it counts as not having come, where nobody takes the place', async () => {
  await tryBook(world, young, session, 1)
  world.now = START - 2 * HOUR_MS + 1
  expect((await cancel(young)).booking).toMatchObject({ state: 'cancelled', late: true })
  await settle()
  expect(await misses(young)).toEqual([START])
  expect(await world.messagesOf(young)).toContain('session_missed')
})

test('later is free too when the place is taken again, by whoever books it or was offered it', async () => {
  const [two, three, four] = (await world.players(3)) as [Player, Player, Player]
  await tryBook(world, young, session, 1)
  world.now = START - HOUR_MS
  await cancel(young)
  expect(await isLate(young)).toBe(true)
  await tryBook(world, two, session, 1)
  expect(await isLate(young)).toBe(false)
  // And by the line: only once the offer is taken.
  for (const [player, slotNo] of [
    [three, 1],
    [four, 2],
    [await world.player('吴八'), 2],
  ] as const)
    await tryBook(world, player, session, slotNo)
  const waiter = await world.player('郑九')
  await waitFor(world, waiter, session)
  await cancel(three)
  expect(await standing(world, session, [waiter])).toEqual(['offered 1'])
  expect(await isLate(three)).toBe(true)
  await world.call(waiter, 'sessions.answerOffer', { sessionId: session.id, accept: true })
  expect(await isLate(three)).toBe(false)
  await settle()
  expect([await misses(young), await misses(three)]).toEqual([[], []])
})

test('one who takes a place frees one who left late, the earliest first', async () => {
  const two = await world.player('钱二')
  for (const player of [young, two]) await tryBook(world, player, session, 1)
  world.now = START - HOUR_MS
  await cancel(two)
  world.now += MINUTE_MS
  await cancel(young)
  await tryBook(world, await world.player('孙三'), session, 1)
  expect([await isLate(two), await isLate(young)]).toEqual([false, true])
  // A place of another slot frees nobody of this one.
  await tryBook(world, await world.player('李四'), session, 2)
  expect(await isLate(young)).toBe(true)
})
test('two who take two places at once free both who left late', async () => {
  const two = await world.player('钱二')
  for (const player of [young, two]) await tryBook(world, player, session, 1)
  world.now = START - HOUR_MS
  for (const player of [young, two]) await cancel(player)
  const [three, four] = (await world.players(2)) as [Player, Player]
  expect(await Promise.all([three, four].map((player) => tryBook(world, player, session, 1)))).toEqual(['ok', 'ok'])
  expect([await isLate(young), await isLate(two)]).toEqual([false, false])
})
test('who takes their own place back frees themselves and nobody else', async () => {
  const two = await world.player('钱二')
  for (const player of [two, young]) await tryBook(world, player, session, 1)
  world.now = START - HOUR_MS
  for (const player of [two, young]) await cancel(player)
  await tryBook(world, young, session, 1)
  expect(await standing(world, session, [young, two])).toEqual([1, 'cancelled'])
  expect([await isLate(young), await isLate(two)]).toEqual([false, true])
})

test('who booked before the session changed leaves without a record until their slot begins', async () => {
  const two = await world.player('钱二')
  await tryBook(world, young, session, 1)
  world.now = START - 3 * HOUR_MS
  await world.call(world.officer, 'sessions.move', {
    sessionId: session.id,
    homeId: world.home.east,
    startsAt: START - HOUR_MS,
    reason: '下午要开会',
  })
  world.now += MINUTE_MS
  await tryBook(world, two, session, 2)
  world.now = START - HOUR_MS - MINUTE_MS
  expect((await get(young)).freeCancelUntil).toBe(START - HOUR_MS)
  expect((await cancel(young)).booking).toMatchObject({ late: false })
  expect((await cancel(two)).booking).toMatchObject({ late: true })
})

test('whether it is late is never decided by a time that the session has no more: it is worth running again', async () => {
  await tryBook(world, young, session, 1)
  const read = (await world.store.slots.asked(session.id, 1))!
  const homeId = world.home.east
  await world.call(world.officer, 'sessions.move', { sessionId: session.id, homeId, startsAt: START + DAY_MS, reason: '下午要开会' })
  const giveUp = world.store.transaction((tx) => tx.slots.cancel(read, young.id, { late: true }, world.now))
  await expect(giveUp).rejects.toMatchObject({ code: '40001' })
  expect(await isLate(young)).toBe(false)
})

test('who has signed in cannot give up any more, nor who never booked or has cancelled; nor once the slot is over', async () => {
  const [never, waiter] = (await world.players(2)) as [Player, Player]
  expect(await tryCancel(never)).toBe('not_booked')
  await tryBook(world, young, session, 1)
  await tryBook(world, waiter, session, 2)
  world.now = START - 5 * MINUTE_MS
  const booking = (await world.store.slots.booking(session.id, young.id))!
  await world.call(world.officer, 'sessions.checkIn', { sessionId: session.id, bookingId: booking.id })
  expect([await tryCancel(young), await comes(young, false), await comes(young)]).toEqual(Array(3).fill('booking_begun'))
  world.now = session.endsAt
  expect([await tryCancel(waiter), await comes(waiter)]).toEqual(['not_booked', 'not_booked'])
  await settle()
  expect(await tryCancel(waiter)).toBe('not_booked')
  expect(await disagreements(world, session)).toEqual([])
})

test('pressed twice at once, it is given up once and the line is served once', async () => {
  const single = await world.session({ slots: 1 })
  const [first, second] = (await world.players(2)) as [Player, Player]
  await tryBook(world, young, single, 1)
  for (const player of [first, second]) {
    await waitFor(world, player, single)
    world.now += 1
  }
  const give = () => world.codeOf(young, 'sessions.cancelBooking', { sessionId: single.id })
  expect((await Promise.all([give(), give(), give()])).sort()).toEqual(['not_booked', 'not_booked', 'ok'])
  expect(await standing(world, single, [first, second])).toEqual(['offered 1', '第1'])
})

describe('the day before', () => {
  test('whether one comes is asked from 18:00; 「来」 is kept, for the host to see', async () => {
    await tryBook(world, young, session, 1)
    world.now = instantOf('2026-11-20', '18:00') - 1
    expect((await get(young)).askComing).toBe(false)
    world.now += 1
    expect((await get(young)).askComing).toBe(true)
    expect(await comes(young)).toBe('ok')
    expect(await get(young)).toMatchObject({ askComing: false, booking: { comingAt: world.now, state: 'booked' } })
  })
  test('「不来了」 gives the slot to the next in line', async () => {
    const full = await world.session({ slots: 1 })
    const next = await world.player('钱二')
    await tryBook(world, young, full, 1)
    await waitFor(world, next, full)
    world.now = instantOf('2026-11-20', '19:00')
    const answer = await world.call(young, 'sessions.answerComing', { sessionId: full.id, coming: false })
    expect(answer.booking).toMatchObject({ state: 'cancelled', late: false })
    expect(await standing(world, full, [next])).toEqual(['offered 1'])
  })
  test('who is not booked is not asked', async () => {
    expect(await comes(young)).toBe('not_booked')
    expect(await comes(young, false)).toBe('not_booked')
  })
})
