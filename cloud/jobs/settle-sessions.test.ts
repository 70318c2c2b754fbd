import { DAY_MS, HOUR_MS, MINUTE_MS } from '@core/rules/shared/calendar'
import type { Store, Tables } from '@cloud/store/store'
import { START, World, type Player, type WorldSession } from '../../tests/fakes/world'
import { book, bookingOf, listOf } from '../procedures/sessions/_guests'
import { settleSessions } from './settle-sessions'

let world: World
let session: WorldSession
let one: Player
let two: Player
beforeEach(async () => {
  world = await World.open()
  session = await world.session()
  ;[one, two] = (await world.players(2)) as [Player, Player]
})
afterEach(() => world.close())

const settle = (store: Store = world.store) => settleSessions({ store, ids: world.ids, now: world.now })
const statesOf = async (of = session) => (await listOf(world, world.officer, of)).map(({ question, state }) => [question, state])
const missesOf = (player: Player) => world.store.slots.missesOf(player.id, 0)
const told = async (player: Player) => (await world.call(player, 'inbox.list', { limit: 100 })).items.map(({ text }) => text)
/** A session that somebody books and does not come to. */
async function miss(player: Player, startsAt: number): Promise<WorldSession> {
  const missed = await world.session({ startsAt })
  world.now = startsAt - 3 * HOUR_MS
  await book(world, player, missed)
  world.now = missed.endsAt + 30 * MINUTE_MS
  await settle()
  return missed
}

test('half an hour after the end, and not before, who did not come is written down and told', async () => {
  await book(world, one, session, { slotNo: 2, question: '没来的' })
  await book(world, two, session, { slotNo: 3, question: '来了的' })
  world.now = session.endsAt + 30 * MINUTE_MS - 1
  await world.call(world.officer, 'sessions.checkIn', await bookingOf(world, session, '来了的'))
  await settle()
  expect(await statesOf()).toEqual([
    ['没来的', 'booked'],
    ['来了的', 'checked_in'],
  ])
  world.now += 1
  await settle()
  expect(await statesOf()).toEqual([
    ['没来的', 'no_show'],
    ['来了的', 'checked_in'],
  ])
  expect(await missesOf(one)).toEqual([START + 20 * MINUTE_MS])
  expect(await missesOf(two)).toEqual([])
  expect(await told(one)).toEqual(['11月21日的「面对面」没等到你。有原因？说明一下，可以不算'])
  expect(await told(two)).toEqual([])
})

test('once, whoever runs it at the same time and however often', async () => {
  await book(world, one, session)
  world.now = session.endsAt + HOUR_MS
  await Promise.all([settle(), settle(), settle()])
  await settle()
  await world.tick()
  expect(await world.messagesOf(one)).toEqual(['session_missed'])
})

test('were it not written down that a session is settled, every tick would take it up again', async () => {
  await book(world, one, session)
  world.now = session.endsAt + HOUR_MS
  let looks = 0
  const forgetful = (tables: Tables): Tables => ({
    ...tables,
    receptions: {
      ...tables.receptions,
      markSettled: () => Promise.resolve(true),
      settle: (sessionId) => {
        looks += 1
        return tables.receptions.settle(sessionId)
      },
    },
  })
  const store: Store = { ...world.store, transaction: (work) => world.store.transaction((tx) => work(forgetful(tx))) }
  for (let tick = 0; tick < 3; tick += 1) await settle(store)
  expect(looks).toBe(3)
  for (let tick = 0; tick < 3; tick += 1) await settle()
  expect(await world.store.receptions.toSettle(world.now, 10)).toEqual([])
})

test('a late cancellation counts where nobody took the place, and not where somebody did', async () => {
  await book(world, one, session, { slotNo: 1, question: '没人补上' })
  await book(world, two, session, { slotNo: 2, question: '有人补上' })
  world.now = START - HOUR_MS
  for (const player of [one, two]) await world.call(player, 'sessions.cancelBooking', { sessionId: session.id })
  const [third] = (await world.players(1)) as [Player]
  await book(world, third, session, { slotNo: 2, question: '补上的' })
  world.now = session.endsAt + HOUR_MS
  await settle()
  expect(await statesOf()).toEqual([
    ['没人补上', 'cancelled'],
    ['补上的', 'no_show'],
  ])
  expect(await missesOf(one)).toEqual([START])
  expect(await missesOf(two)).toEqual([])
  expect([await world.messagesOf(one), await world.messagesOf(two)]).toEqual([['session_missed'], []])
})

test('cancelling in time costs nothing', async () => {
  await book(world, one, session)
  world.now = START - 2 * HOUR_MS
  await world.call(one, 'sessions.cancelBooking', { sessionId: session.id })
  world.now = session.endsAt + HOUR_MS
  await settle()
  expect([await missesOf(one), await world.messagesOf(one)]).toEqual([[], []])
})

test('a session that was cancelled is settled by nobody', async () => {
  await book(world, one, session)
  await world.store.sessions.cancel(session.id, '临时开会', world.now)
  world.now = session.endsAt + HOUR_MS
  await settle()
  expect([await missesOf(one), await world.messagesOf(one)]).toEqual([[], []])
})

test('the third miss in sixty days pauses, and says until when and what stays open', async () => {
  await miss(one, START - 14 * DAY_MS)
  await miss(one, START - 7 * DAY_MS)
  expect(await world.messagesOf(one)).toEqual(['session_missed', 'session_missed'])
  await miss(one, START)
  expect((await told(one)).slice(0, 2).sort()).toEqual([
    '11月21日的「面对面」没等到你。有原因？说明一下，可以不算',
    '几次约了没来，11月29日 起可再预约。直接来、留言都行',
  ])
  const next = await world.session({ startsAt: START + 3 * DAY_MS })
  const again = { sessionId: next.id, slotNo: 1, topic: 'work', question: '' } as const
  expect(await world.codeOf(one, 'sessions.book', again)).toBe('booking_paused')
  world.now = START + 8 * DAY_MS
  const later = await world.session({ startsAt: START + 9 * DAY_MS })
  expect(await world.codeOf(one, 'sessions.book', { ...again, sessionId: later.id })).toBe('ok')
})

describe('an excuse', () => {
  test('takes a miss away, for who missed, and they are told', async () => {
    const missed = await miss(one, START)
    const booking = await bookingOf(world, missed)
    for (const other of [world.secretary, world.stranger, one])
      expect(await world.codeOf(other, 'sessions.excuse', booking)).toBe('not_found')
    world.now += MINUTE_MS
    await world.call(world.officer, 'sessions.excuse', booking)
    expect(await missesOf(one)).toEqual([])
    expect((await told(one))[0]).toBe('11月21日 那次没来，已经不算了')
    expect(await listOf(world, world.officer, missed)).toMatchObject([{ state: 'no_show', excused: true }])
    expect(await world.codeOf(world.officer, 'sessions.excuse', booking)).toBe('booking_state_wrong')
  })

  test('ends a pause that stood on it', async () => {
    await miss(one, START - 14 * DAY_MS)
    await miss(one, START - 7 * DAY_MS)
    const third = await miss(one, START)
    const next = await world.session({ startsAt: START + 3 * DAY_MS })
    const again = { sessionId: next.id, slotNo: 1, topic: 'work', question: '' } as const
    expect(await world.codeOf(one, 'sessions.book', again)).toBe('booking_paused')
    await world.call(world.officer, 'sessions.excuse', await bookingOf(world, third))
    expect(await world.codeOf(one, 'sessions.book', again)).toBe('ok')
  })

  test('given before the end keeps a late cancellation from counting', async () => {
    await book(world, one, session)
    world.now = START - HOUR_MS
    await world.call(one, 'sessions.cancelBooking', { sessionId: session.id })
    await world.call(world.officer, 'sessions.excuse', await bookingOf(world, session))
    world.now = session.endsAt + HOUR_MS
    await settle()
    expect([await missesOf(one), await world.messagesOf(one)]).toEqual([[], ['session_excused']])
  })

  test('is for that once: who books the session again and does not come has missed it', async () => {
    await book(world, one, session, { slotNo: 3 })
    world.now = START - HOUR_MS
    await world.call(one, 'sessions.cancelBooking', { sessionId: session.id })
    await world.call(world.officer, 'sessions.excuse', await bookingOf(world, session))
    await book(world, one, session, { slotNo: 3 })
    world.now = session.endsAt + HOUR_MS
    await settle()
    expect(await missesOf(one)).toEqual([START + 40 * MINUTE_MS])
    expect(await world.messagesOf(one)).toEqual(['session_missed', 'session_excused'])
  })

  test('by two officers at once is given once', async () => {
    const colleague = await world.grant(await world.player('周同事'), 'officer', world.org.east)
    const booking = await bookingOf(world, await miss(one, START))
    const codes = await Promise.all([world.officer, colleague].map((officer) => world.codeOf(officer, 'sessions.excuse', booking)))
    expect(codes.sort()).toEqual(['booking_state_wrong', 'ok'])
    expect((await world.messagesOf(one)).filter((kind) => kind === 'session_excused')).toHaveLength(1)
  })
})
