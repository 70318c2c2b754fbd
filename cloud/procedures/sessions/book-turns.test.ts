import { DAY_MS, HOUR_MS } from '@core/rules/shared/calendar'
import type { Store } from '@cloud/store/store'
import { someNonce, START, World, type Player, type WorldSession } from '../../../tests/fakes/world'
import { asks, tryBook, waitFor } from './_booking'

let world: World
let session: WorldSession
let inside: Player
beforeAll(async () => {
  world = await World.open()
})
afterAll(() => world.close())
beforeEach(async () => {
  world.now = START - DAY_MS
  session = await world.session({ slots: 2 })
  inside = await world.player('先来')
  await world.call(inside, 'sessions.book', asks(session, 1))
})

const look = (player: Player, slotNo = 1, at = world.now) => world.store.slots.look(session.id, [{ slotNo, personId: player.id }], at)

/** A dispatch that counts its transactions. */
function counting() {
  const counted = { transactions: 0 }
  const store: Store = {
    ...world.store,
    transaction: (work) => {
      counted.transactions += 1
      return world.store.transaction(work)
    },
  }
  const dispatch = world.dispatchWith({ store })
  const book = (player: Player, slotNo: number, nonce = someNonce()) =>
    dispatch({
      envelope: { name: 'sessions.book', input: asks(session, slotNo), nonce, token: player.token },
      openid: null,
      address: null,
      requestId: 'test',
    })
  return { counted, book }
}

test('each is answered for the slot they ask for; a slot that is given back is free at once', async () => {
  const [first, second] = await world.players(2)
  const both = [1, 2].map((slotNo, index) => ({ slotNo, personId: [first!, second!][index]!.id }))
  expect(await world.store.slots.look(session.id, both, world.now)).toEqual([true, false])
  expect(await world.store.slots.look(session.id, [...both].reverse(), world.now)).toEqual([false, true])
  await world.call(inside, 'sessions.cancelBooking', { sessionId: session.id })
  expect(await look(first!)).toEqual([false])
})

test('a place that is offered is nobody else’s until the offer runs out', async () => {
  const [filling, waiting, other] = await world.players(3)
  await tryBook(world, filling!, session, 2)
  await waitFor(world, waiting!, session)
  await world.call(inside, 'sessions.cancelBooking', { sessionId: session.id })
  const { offeredUntil } = (await world.store.slots.waitingOf(session.id, waiting!.id))!
  expect(await look(other!, 1, offeredUntil! - 1)).toEqual([true])
  expect(await look(other!, 1, offeredUntil!)).toEqual([false])
})

test('who has something of the session, another booking or a miss is let through to the booking, which knows what to say', async () => {
  const [filling, waiting, elsewhere, missed] = await world.players(4)
  expect(await look(inside)).toEqual([false])
  await tryBook(world, filling!, session, 2)
  await waitFor(world, waiting!, session)
  expect(await look(waiting!)).toEqual([false])
  expect(await look(elsewhere!)).toEqual([true])
  await tryBook(world, elsewhere!, await world.session({ startsAt: START + 7 * DAY_MS }))
  expect(await look(elsewhere!)).toEqual([false])
  const before = await world.session({ startsAt: START - 12 * HOUR_MS })
  await tryBook(world, missed!, before)
  world.now = before.endsAt + HOUR_MS
  await world.tick()
  expect(await look(missed!)).toEqual([false])
})

test('a slot that has begun, is not there or is of a cancelled session is the booking’s own to refuse', async () => {
  const late = await world.player('后到')
  expect(await look(late, 1, START - 1)).toEqual([true])
  expect(await look(late, 1, START)).toEqual([false])
  expect(await look(late, 9)).toEqual([false])
  await world.store.transaction((tx) => tx.sessions.cancel(session.id, '下乡调研', world.now))
  expect(await look(late)).toEqual([false])
})

test('a full slot is told without a transaction, and the refusal is kept all the same', async () => {
  const late = await world.player('后到')
  const { counted, book } = counting()
  const nonce = someNonce()
  expect(await book(late, 1, nonce)).toMatchObject({ ok: false, code: 'session_full' })
  expect(counted.transactions).toBe(0)
  await world.call(inside, 'sessions.cancelBooking', { sessionId: session.id })
  expect(await book(late, 1, nonce)).toMatchObject({ ok: false, code: 'session_full' })
  // Asked anew there is a place: the transactions are counted where there are any.
  expect(await book(late, 1)).toMatchObject({ ok: true })
  expect(counted.transactions).toBeGreaterThan(0)
})

test('a copy of a request that succeeded hears so again, however full it is since', async () => {
  const [first, second] = await world.players(2)
  const nonce = someNonce()
  const booked = await world.ask(first!, 'sessions.book', asks(session, 2), nonce)
  expect(booked).toMatchObject({ ok: true })
  await world.call(first!, 'sessions.cancelBooking', { sessionId: session.id })
  expect(await tryBook(world, second!, session, 2)).toBe('ok')
  expect(await world.ask(first!, 'sessions.book', asks(session, 2), nonce)).toEqual(booked)
  expect(await tryBook(world, first!, session, 2)).toBe('session_full')
})
