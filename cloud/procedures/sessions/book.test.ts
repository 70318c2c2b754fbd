import { sql } from 'kysely'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@core/rules/shared/calendar'
import { whyNotBook } from '@core/rules/sessions/booking'
import { createSecrecy } from '../../services/secrecy'
import { DATA_KEY, someNonce, START, World, type Player, type WorldSession } from '../../../tests/fakes/world'
import { asks, bookedBySlot, disagreements, standing, tryBook, waitFor } from './_booking'
import { standingOf } from './own-part'

let world: World
let young: Player
beforeAll(async () => {
  world = await World.open()
})
afterAll(() => world.close())
beforeEach(async () => {
  world.now = START - DAY_MS
  world.reported.length = 0
  young = await world.player('赵一')
})
afterEach(() => {
  expect(world.reported).toEqual([])
})

/** Somebody who did not come so many times, by the sessions of the last weeks. */
async function missed(player: Player, times: number): Promise<void> {
  for (let week = times; week > 0; week -= 1) {
    const startsAt = START - week * 7 * DAY_MS
    world.now = startsAt - DAY_MS
    const session = await world.session({ startsAt })
    await world.call(player, 'sessions.book', asks(session))
    world.now = startsAt + 2 * HOUR_MS
    await world.tick()
  }
  world.now = START - DAY_MS
}

async function cancelBecause(session: WorldSession, reason: string): Promise<void> {
  await world.store.transaction((tx) => tx.sessions.cancel(session.id, reason, world.now))
}

test('who books is told their slot, with what they come with; it lies sealed in the database', async () => {
  const session = await world.session()
  const mine = await world.call(young, 'sessions.book', asks(session, 2, { anonymous: true }))
  expect(mine).toEqual({
    booking: {
      sessionId: session.id,
      slotNo: 2,
      startsAt: START + 20 * MINUTE_MS,
      endsAt: START + 40 * MINUTE_MS,
      state: 'booked',
      topic: 'work',
      question: '想开一家店',
      anonymous: true,
      comingAt: null,
      late: false,
      explained: false,
      excused: false,
      caseId: null,
    },
    waiting: null,
  })
  const row = (await world.store.slots.booking(session.id, young.id))!
  expect(row.questionEnc).not.toContain('想开一家店')
  expect(createSecrecy([DATA_KEY]).open(row.questionEnc)).toBe('想开一家店')
})

test('forty people at once for ten slots: ten are in, one in each, the rest hear 「约满了」', async () => {
  const session = await world.session({ slots: 10 })
  const crowd = await world.players(40)
  const codes = await Promise.all(crowd.map((player, index) => tryBook(world, player, session, (index % 10) + 1)))
  expect(codes.filter((code) => code === 'ok')).toHaveLength(10)
  expect(codes.filter((code) => code === 'session_full')).toHaveLength(30)
  expect(Object.values(await bookedBySlot(world, session))).toEqual(Array(10).fill(1))
  expect(await disagreements(world, session)).toEqual([])
})

test('without the place rows the same rush overbooks: the guard is what holds', async () => {
  // Read, check, write: what a booking without a row per place comes to.
  await sql`create table naive_booking (slot_no int, person_id int)`.execute(world.database.kysely)
  const naive = async (person: number) => {
    const slotNo = (person % 10) + 1
    const { rows } = await sql<{ count: number }>`select count(*)::int as count from naive_booking where slot_no = ${slotNo}`.execute(
      world.database.kysely,
    )
    if (rows[0]!.count < 1) await sql`insert into naive_booking values (${slotNo}, ${person})`.execute(world.database.kysely)
  }
  await Promise.all(Array.from({ length: 40 }, (_, person) => naive(person)))
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from naive_booking`.execute(world.database.kysely)
  expect(rows[0]!.count).toBeGreaterThan(10)
})

test('a competitor for the last place that rolls back causes no false 「约满了」', async () => {
  const session = await world.session({ slots: 1 })
  let release: () => void = () => undefined
  const held = new Promise<void>((resolve) => (release = resolve))
  let taken: () => void = () => undefined
  const holds = new Promise<void>((resolve) => (taken = resolve))
  const competitor = world.database.kysely
    .transaction()
    .execute(async (tx) => {
      await sql`update slot_place set state = 'taken', person_id = ${world.officer.id} where session_id = ${session.id}`.execute(tx)
      taken()
      await held
      throw new Error('rolls back')
    })
    .catch((error: Error) => error.message)
  await holds
  const booking = tryBook(world, young, session)
  await expectBlocked()
  release()
  expect(await competitor).toBe('rolls back')
  expect(await booking).toBe('ok')
})

/** Waits until somebody waits for a lock in this database. */
async function expectBlocked(): Promise<void> {
  for (;;) {
    const { rows } = await sql`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(
      world.database.kysely,
    )
    if (rows.length > 0) return
  }
}

test('the same press twice, also at once, is one booking; a nonce asks once', async () => {
  const session = await world.session({ places: 3 })
  const nonce = someNonce()
  const [first, second] = await Promise.all([
    world.ask(young, 'sessions.book', asks(session), nonce),
    world.ask(young, 'sessions.book', asks(session), nonce),
  ])
  expect(first).toEqual(second)
  expect(await Promise.all([1, 1, 1].map((slotNo) => tryBook(world, young, session, slotNo)))).toEqual(['ok', 'ok', 'ok'])
  expect(await bookedBySlot(world, session)).toEqual({ 1: 1 })
  expect(await disagreements(world, session)).toEqual([])
})

describe('a slot that cannot be had', () => {
  test('one that is full, has begun or is not there; the others stay open', async () => {
    const session = await world.session()
    await tryBook(world, await world.player('钱二'), session, 2)
    expect(await tryBook(world, young, session, 2)).toBe('session_full')
    expect(await tryBook(world, young, session, 4)).toBe('slot_unknown')
    world.now = START
    expect(await tryBook(world, young, session, 1)).toBe('slot_passed')
    expect(await tryBook(world, young, session, 3)).toBe('ok')
    world.now = session.endsAt
    expect(await tryBook(world, young, session, 3)).toBe('session_over')
  })
  test('one of a cancelled session says why; one of a session that never was is not found', async () => {
    const session = await world.session()
    await cancelBecause(session, '去县里开会')
    const answer = await world.ask(young, 'sessions.book', asks(session))
    expect(answer).toMatchObject({ ok: false, code: 'session_cancelled', hint: '这一场取消了：去县里开会。看看别的场次' })
    expect(await world.codeOf(young, 'sessions.book', { ...asks(session), sessionId: world.ids.uuid(world.now) })).toBe('not_found')
  })
})

describe('two bookings in all', () => {
  test('a third is refused until one of them is given up', async () => {
    const sessions = await Promise.all([0, 1, 2].map((week) => world.session({ startsAt: START + week * 7 * DAY_MS })))
    const codes = []
    for (const session of sessions) codes.push(await tryBook(world, young, session))
    expect(codes).toEqual(['ok', 'ok', 'booking_limit'])
    await world.call(young, 'sessions.cancelBooking', { sessionId: sessions[0]!.id })
    expect(await tryBook(world, young, sessions[2]!)).toBe('ok')
  })
  test('a booking that is over counts no more', async () => {
    const sessions = await Promise.all([0, 1, 2].map((week) => world.session({ startsAt: START + week * 7 * DAY_MS })))
    for (const session of sessions.slice(0, 2)) await tryBook(world, young, session)
    world.now = START + 20 * MINUTE_MS - 1
    expect(await tryBook(world, young, sessions[2]!)).toBe('booking_limit')
    world.now += 1
    expect(await tryBook(world, young, sessions[2]!)).toBe('ok')
  })
  test('pressing in many sessions at once never makes a third', async () => {
    const sessions = await Promise.all([0, 1, 2, 3, 4, 5].map((week) => world.session({ startsAt: START + week * 7 * DAY_MS })))
    const codes = await Promise.all(sessions.map((session) => tryBook(world, young, session)))
    expect(codes.sort()).toEqual([...Array(4).fill('booking_limit'), 'ok', 'ok'])
  })
  test('with one already, two more at once come to two: the second is decided by what the first did', async () => {
    const sessions = await Promise.all([0, 1, 2].map((week) => world.session({ startsAt: START + week * 7 * DAY_MS })))
    await tryBook(world, young, sessions[0]!)
    const codes = await Promise.all(sessions.slice(1).map((session) => tryBook(world, young, session)))
    expect(codes.sort()).toEqual(['booking_limit', 'ok'])
  })
  test('without the lock of the person the same two come to three: the lock is what holds', async () => {
    const sessions = await Promise.all([0, 1, 2].map((week) => world.session({ startsAt: START + week * 7 * DAY_MS })))
    await tryBook(world, young, sessions[0]!)
    let reading = 2
    let bothHaveRead: () => void = () => undefined
    const read = new Promise<void>((resolve) => (bothHaveRead = resolve))
    const unlocked = ({ id }: WorldSession) =>
      world.store.transaction(async (tx) => {
        const session = (await tx.slots.asked(id, 1))!
        const them = await standingOf(tx, young.id, id, world.now)
        if ((reading -= 1) === 0) bothHaveRead()
        await read
        if (whyNotBook({ session, slotNo: 1, slot: session.slot }, null, them, world.now)) return
        const matter = { topic: 'work', questionEnc: '0.', anonymous: false } as const
        await tx.slots.book(session, young.id, { slotNo: 1, id: world.ids.uuid(world.now), matter }, world.now)
      })
    await Promise.all(sessions.slice(1).map(unlocked))
    expect((await world.call(young, 'sessions.mine', { when: 'coming' })).items).toHaveLength(3)
  })
})

test('nobody books two sessions for the same time, and is told which one is in the way', async () => {
  const [here, there] = [await world.session(), await world.session({ at: 'south', startsAt: START + 10 * MINUTE_MS })]
  await tryBook(world, young, here, 1)
  expect(await world.ask(young, 'sessions.book', asks(there, 1))).toMatchObject({
    ok: false,
    code: 'booking_overlap',
    hint: '和你 明天 14:00–14:20 的预约撞了，换一个时段',
  })
  expect(await tryBook(world, young, there, 2)).toBe('ok')
})

test('three misses pause advance booking for seven days, with the day it ends; explaining and coming as one is stay open', async () => {
  await missed(young, 3)
  const session = await world.session()
  expect(await world.ask(young, 'sessions.book', asks(session))).toMatchObject({
    ok: false,
    code: 'booking_paused',
    hint: '几次约了没来，11月22日 起可再预约。直接来、留言都行',
  })
  const { items, pausedUntil } = await world.call(young, 'sessions.mine', { when: 'past' })
  expect(pausedUntil).toBe(START + 10 * HOUR_MS)
  expect(await world.codeOf(young, 'sessions.explain', { sessionId: items[0]!.sessionId, text: '发烧了，在医院' })).toBe('ok')
  world.now = START - 30 * MINUTE_MS
  const walkIn = { sessionId: session.id, pass: null, name: '赵一', topic: 'work' as const, question: '' }
  expect(await world.codeOf(world.officer, 'sessions.walkIn', walkIn)).toBe('ok')
  world.now = pausedUntil!
  expect(await tryBook(world, young, await world.session({ startsAt: START + 7 * DAY_MS }))).toBe('ok')
})
test('two misses pause nobody', async () => {
  await missed(young, 2)
  expect(await tryBook(world, young, await world.session())).toBe('ok')
})

describe('changing a booking', () => {
  test('to another slot frees the old one for others', async () => {
    const session = await world.session()
    await tryBook(world, young, session, 1)
    expect(await tryBook(world, young, session, 3)).toBe('ok')
    expect(await tryBook(world, await world.player('钱二'), session, 1)).toBe('ok')
    expect(await bookedBySlot(world, session)).toEqual({ 1: 1, 3: 1 })
    expect(await disagreements(world, session)).toEqual([])
  })
  test('to a slot that is full keeps what one had', async () => {
    const session = await world.session()
    const rival = await world.player('钱二')
    await tryBook(world, young, session, 1)
    await tryBook(world, rival, session, 2)
    expect(await tryBook(world, young, session, 2)).toBe('session_full')
    expect(await standing(world, session, [young, rival])).toEqual([1, 2])
    expect(await disagreements(world, session)).toEqual([])
  })
  test('two who want each other’s slots at once both keep what they have', async () => {
    const session = await world.session({ slots: 2 })
    const rival = await world.player('钱二')
    await tryBook(world, young, session, 1)
    await tryBook(world, rival, session, 2)
    expect(await Promise.all([tryBook(world, young, session, 2), tryBook(world, rival, session, 1)])).toEqual([
      'session_full',
      'session_full',
    ])
    expect(await standing(world, session, [young, rival])).toEqual([1, 2])
  })
  test('its words alone keeps slot and time, and is the same booking to officers', async () => {
    const session = await world.session()
    await tryBook(world, young, session, 2)
    const before = (await world.store.slots.booking(session.id, young.id))!
    world.now += HOUR_MS
    const said = await world.call(young, 'sessions.book', asks(session, 2, { topic: 'life', question: '改问宿舍', anonymous: true }))
    expect(said.booking).toMatchObject({ slotNo: 2, topic: 'life', question: '改问宿舍', anonymous: true })
    const after = (await world.store.slots.booking(session.id, young.id))!
    expect([after.id, after.at]).toEqual([before.id, before.at])
  })
  test('is over once one has signed in', async () => {
    const session = await world.session()
    await tryBook(world, young, session, 1)
    world.now = START - 10 * MINUTE_MS
    const booking = (await world.store.slots.booking(session.id, young.id))!
    await world.call(world.officer, 'sessions.checkIn', { sessionId: session.id, bookingId: booking.id })
    expect(await tryBook(world, young, session, 2)).toBe('booking_begun')
    expect(await tryBook(world, young, session, 1)).toBe('booking_begun')
  })
  test('gives the slot that is left to the first in line, who is told its time', async () => {
    const session = await world.session({ slots: 2, places: 1 })
    const [two, three] = (await world.players(2)) as [Player, Player]
    await tryBook(world, young, session, 1)
    await tryBook(world, two, session, 2)
    await waitFor(world, three, session)
    await world.call(two, 'sessions.cancelBooking', { sessionId: session.id })
    expect(await standing(world, session, [young, two, three])).toEqual([1, 'cancelled', 'offered 2'])
    // The line has the slot: whoever is booked does not get it by changing.
    expect(await tryBook(world, young, session, 2)).toBe('session_full')
    expect(await disagreements(world, session)).toEqual([])
  })
})

test('giving up and booking at once leave every place with one person or free', async () => {
  const session = await world.session({ slots: 4 })
  const crowd = await world.players(12)
  const inside = crowd.slice(0, 4)
  await Promise.all(inside.map((player, index) => tryBook(world, player, session, index + 1)))
  await Promise.all([
    ...inside.map((player) => world.codeOf(player, 'sessions.cancelBooking', { sessionId: session.id })),
    ...crowd.slice(4).map((player, index) => tryBook(world, player, session, (index % 4) + 1)),
    ...inside.slice(0, 2).map((player, index) => tryBook(world, player, session, 4 - index)),
  ])
  expect(Object.values(await bookedBySlot(world, session)).every((count) => count === 1)).toBe(true)
  expect(await disagreements(world, session)).toEqual([])
})

test('who books while the session is being cancelled hears of it, and holds nothing', async () => {
  const session = await world.session({ slots: 6 })
  const crowd = await world.players(6)
  const [codes] = await Promise.all([
    Promise.all(crowd.map((player, index) => tryBook(world, player, session, index + 1))),
    world.call(world.officer, 'sessions.cancel', { sessionId: session.id, reason: '下乡' }),
  ])
  expect(codes.every((code) => code === 'ok' || code === 'session_cancelled')).toBe(true)
  expect(await bookedBySlot(world, session)).toEqual({})
  const { rows } = await sql`select 1 from slot_place where session_id = ${session.id} and state <> 'free'`.execute(world.database.kysely)
  expect(rows).toEqual([])
})
