import { DAY_MS, HOUR_MS, instantOf, MINUTE_MS } from '@core/rules/shared/calendar'
import { START, World, type Player, type WorldSession } from '../../../tests/fakes/world'
import { asks, disagreements, standing, tryBook, waitFor } from './_booking'

let world: World
beforeAll(async () => {
  world = await World.open()
})
afterAll(() => world.close())
beforeEach(() => {
  world.now = START - 5 * DAY_MS
  world.reported.length = 0
})
afterEach(() => {
  expect(world.reported).toEqual([])
})

const answer = (player: Player, session: WorldSession, accept = true) =>
  world.codeOf(player, 'sessions.answerOffer', { sessionId: session.id, accept })
const cancel = (player: Player, session: WorldSession) => world.call(player, 'sessions.cancelBooking', { sessionId: session.id })
const tryWait = (player: Player, session: WorldSession) =>
  world.codeOf(player, 'sessions.wait', { sessionId: session.id, topic: 'life', question: '' })

/** A full session, those who are in by slot, and a line of so many. */
async function crowded({ slots = 2, line = 2, startsAt = START }: { slots?: number; line?: number; startsAt?: number } = {}) {
  const session = await world.session({ slots, startsAt })
  const players = await world.players(slots + line)
  const inside = players.slice(0, slots)
  const waiting = players.slice(slots)
  for (const [index, player] of inside.entries()) await tryBook(world, player, session, index + 1)
  for (const player of waiting) {
    await waitFor(world, player, session)
    world.now += 1
  }
  return { session, inside, waiting }
}

test('the line is for the session: whichever slot is freed is offered to the first, with its time', async () => {
  const { session, inside, waiting } = await crowded()
  expect(await standing(world, session, waiting)).toEqual(['第1', '第2'])
  await cancel(inside[1]!, session)
  expect(await standing(world, session, waiting)).toEqual(['offered 2', '第1'])
  const { items } = await world.call(waiting[0]!, 'inbox.list', {})
  expect(items).toMatchObject([
    { kind: 'session_offer', sessionId: session.id, text: '11月21日「面对面」有空位了，14:20 那一段，为你留到 11月16日 16:00' },
  ])
  const { waiting: mine } = await world.call(waiting[0]!, 'sessions.get', { sessionId: session.id })
  expect(mine).toEqual({
    state: 'offered',
    position: null,
    slotNo: 2,
    startsAt: START + 20 * MINUTE_MS,
    offeredUntil: instantOf('2026-11-16', '16:00') + 2,
    topic: 'life',
    question: '宿舍的事',
    anonymous: false,
  })
  expect(await disagreements(world, session)).toEqual([])
})

test('what is kept for somebody stands with their bookings, as long as it is kept', async () => {
  const { session, inside, waiting } = await crowded()
  const offers = async (player: Player) => (await world.call(player, 'sessions.mine', { when: 'coming' })).offers
  expect(await offers(waiting[0]!)).toEqual([])
  await cancel(inside[1]!, session)
  const offeredUntil = instantOf('2026-11-16', '16:00') + 2
  const slot = { startsAt: START + 20 * MINUTE_MS, endsAt: START + 40 * MINUTE_MS, offeredUntil }
  expect(await offers(waiting[0]!)).toMatchObject([{ sessionId: session.id, code: session.code, ...slot }])
  for (const other of [inside[0]!, waiting[1]!]) expect(await offers(other)).toEqual([])
  world.now = offeredUntil
  expect(await offers(waiting[0]!)).toEqual([])
  world.now -= 1
  expect(await offers(waiting[0]!)).toHaveLength(1)
  expect(await answer(waiting[0]!, session)).toBe('ok')
  expect(await offers(waiting[0]!)).toEqual([])
})

test('an offer that is taken is a booking with what one waited with; nobody else gets the slot meanwhile', async () => {
  const { session, inside, waiting } = await crowded()
  await cancel(inside[0]!, session)
  const newcomer = await world.player('周七')
  expect(await tryBook(world, newcomer, session, 1)).toBe('session_full')
  const taken = await world.call(waiting[0]!, 'sessions.answerOffer', { sessionId: session.id, accept: true })
  expect(taken).toMatchObject({
    booking: { slotNo: 1, state: 'booked', topic: 'life', question: '宿舍的事' },
    waiting: { state: 'served' },
  })
  // The same answer from a second phone is no mistake.
  expect(await answer(waiting[0]!, session)).toBe('ok')
  expect(await disagreements(world, session)).toEqual([])
})

test('an offer that is let go reaches the next at once; who let it go may wait again, behind the others', async () => {
  const { session, inside, waiting } = await crowded()
  await cancel(inside[0]!, session)
  expect(await answer(waiting[0]!, session, false)).toBe('ok')
  expect(await standing(world, session, waiting)).toEqual(['declined', 'offered 1'])
  expect(await answer(waiting[0]!, session)).toBe('no_offer')
  expect(await answer(waiting[0]!, session, false)).toBe('no_offer')
  await waitFor(world, waiting[0]!, session)
  expect(await standing(world, session, waiting)).toEqual(['第1', 'offered 1'])
  expect(await world.messagesOf(waiting[1]!)).toEqual(['session_offer'])
})

test.each([
  ['five days before', 5 * DAY_MS, 2 * HOUR_MS],
  ['on the last day', 20 * HOUR_MS, 30 * MINUTE_MS],
  ['in the last three hours', 2 * HOUR_MS, 10 * MINUTE_MS],
])('an offer made %s holds for its time, then goes on to the next, also where no job came by', async (_, ahead, length) => {
  const { session, inside, waiting } = await crowded()
  world.now = START - ahead
  await cancel(inside[0]!, session)
  expect((await world.store.slots.waitingOf(session.id, waiting[0]!.id))!.offeredUntil).toBe(world.now + length)
  world.now += length
  expect(await answer(waiting[0]!, session)).toBe('offer_expired')
  await world.tick()
  expect(await standing(world, session, waiting)).toEqual(['expired', 'offered 1'])
  expect(await answer(waiting[0]!, session)).toBe('offer_expired')
  expect((await world.messagesOf(waiting[0]!)).slice(0, 2)).toEqual(['session_offer_expired', 'session_offer'])
  expect(await world.messagesOf(waiting[1]!)).toContain('session_offer')
  expect(await disagreements(world, session)).toEqual([])
})

test('nobody has to answer at night: the clock of an offer stands still from 22:00 to 08:00', async () => {
  const { session, inside, waiting } = await crowded()
  world.now = instantOf('2026-11-16', '21:00')
  await cancel(inside[0]!, session)
  expect((await world.store.slots.waitingOf(session.id, waiting[0]!.id))!.offeredUntil).toBe(instantOf('2026-11-17', '09:00'))
  world.now = instantOf('2026-11-17', '08:59')
  await world.tick()
  expect(await answer(waiting[0]!, session)).toBe('ok')
})

test('an offer never holds beyond the start of its slot', async () => {
  const { session, inside, waiting } = await crowded()
  world.now = START - 4 * MINUTE_MS
  await cancel(inside[0]!, session)
  expect((await world.store.slots.waitingOf(session.id, waiting[0]!.id))!.offeredUntil).toBe(START)
  world.now = START
  expect(await answer(waiting[0]!, session)).toBe('offer_expired')
  await world.tick()
  // The slot has begun: it is nobody's to be offered, and the line waits for the other.
  expect(await standing(world, session, waiting)).toEqual(['expired', '第1'])
  expect(await disagreements(world, session)).toEqual([])
})

test('an offer that ran out is taken by whoever comes, before any job did', async () => {
  const { session, inside, waiting } = await crowded({ line: 1 })
  await cancel(inside[0]!, session)
  world.now += 2 * HOUR_MS
  expect(await tryBook(world, await world.player('周七'), session, 1)).toBe('ok')
  expect(await standing(world, session, waiting)).toEqual(['expired'])
  expect(await world.messagesOf(waiting[0]!)).toEqual(['session_offer_expired', 'session_offer'])
})

test('there is nothing to wait for while a slot is free, and who is booked does not wait', async () => {
  const session = await world.session({ slots: 2 })
  const [one, two] = (await world.players(2)) as [Player, Player]
  await tryBook(world, one, session, 1)
  expect(await tryWait(two, session)).toBe('slot_free')
  await tryBook(world, two, session, 2)
  expect(await tryWait(two, session)).toBe('already_booked')
})

test('one waits once: asking again keeps the rank and renews the words', async () => {
  const { session, waiting } = await crowded()
  const again = { sessionId: session.id, topic: 'study' as const, question: '改问升学' }
  expect(await world.call(waiting[0]!, 'sessions.wait', again)).toMatchObject({ booking: null, waiting: { state: 'waiting', position: 1 } })
  await Promise.all(Array.from({ length: 5 }, () => world.call(waiting[0]!, 'sessions.wait', again)))
  expect(await standing(world, session, waiting)).toEqual(['第1', '第2'])
})

test('who leaves the line is out of it, and those behind move up; an offer that is left goes on', async () => {
  const { session, inside, waiting } = await crowded({ line: 3 })
  await world.call(waiting[0]!, 'sessions.stopWaiting', { sessionId: session.id })
  expect(await standing(world, session, waiting)).toEqual(['left', '第1', '第2'])
  expect(await world.codeOf(waiting[0]!, 'sessions.stopWaiting', { sessionId: session.id })).toBe('not_waiting')
  await cancel(inside[0]!, session)
  await world.call(waiting[1]!, 'sessions.stopWaiting', { sessionId: session.id })
  expect(await standing(world, session, waiting)).toEqual(['left', 'declined', 'offered 1'])
  expect(await world.codeOf(inside[0]!, 'sessions.stopWaiting', { sessionId: world.ids.uuid(world.now) })).toBe('not_waiting')
})

test('who holds an offer may take another slot that is free: theirs goes back', async () => {
  const { session, inside, waiting } = await crowded({ line: 1 })
  await cancel(inside[0]!, session)
  await cancel(inside[1]!, session)
  expect(await standing(world, session, waiting)).toEqual(['offered 1'])
  expect(await tryBook(world, waiting[0]!, session, 2)).toBe('ok')
  expect(await standing(world, session, waiting)).toEqual([2])
  expect(await tryBook(world, inside[0]!, session, 1)).toBe('ok')
  expect(await disagreements(world, session)).toEqual([])
})
test('who holds an offer books that very slot by booking it', async () => {
  const { session, inside, waiting } = await crowded({ line: 1 })
  await cancel(inside[1]!, session)
  expect(await tryBook(world, waiting[0]!, session, 2)).toBe('ok')
  expect(await standing(world, session, waiting)).toEqual([2])
  expect((await world.store.slots.waitingOf(session.id, waiting[0]!.id))!.state).toBe('served')
  expect(await disagreements(world, session)).toEqual([])
})

test('taking an offer is booking: with two already, or one at that time, it is refused and stays open', async () => {
  const { session, inside, waiting } = await crowded()
  const [first] = waiting as [Player]
  const others = await Promise.all([1, 2].map((week) => world.session({ startsAt: START + week * 7 * DAY_MS })))
  for (const other of others) await tryBook(world, first, other)
  await cancel(inside[0]!, session)
  expect(await answer(first, session)).toBe('booking_limit')
  await cancel(first, others[0]!)
  await tryBook(world, first, await world.session({ at: 'south' }), 1)
  await cancel(first, others[1]!)
  expect(await world.ask(first, 'sessions.answerOffer', { sessionId: session.id, accept: true })).toMatchObject({ code: 'booking_overlap' })
  expect(await standing(world, session, waiting)).toEqual(['offered 1', '第1'])
  expect(await disagreements(world, session)).toEqual([])
})

test('two freed slots at once reach the first two in line, never the same person twice', async () => {
  const { session, inside, waiting } = await crowded({ slots: 4, line: 6 })
  await Promise.all(inside.map((player) => cancel(player, session)))
  expect((await standing(world, session, waiting)).map(String).sort()).toEqual([
    'offered 1',
    'offered 2',
    'offered 3',
    'offered 4',
    '第1',
    '第2',
  ])
  expect((await standing(world, session, waiting)).slice(4)).toEqual(['第1', '第2'])
  expect(await disagreements(world, session)).toEqual([])
})

test('nobody who comes later overtakes the line, also while slots are being handed on', async () => {
  const { session, inside, waiting } = await crowded({ slots: 3, line: 6 })
  const late = await world.players(6)
  await Promise.all([
    ...inside.map((player) => cancel(player, session)),
    ...late.map((player, index) => tryBook(world, player, session, (index % 3) + 1)),
  ])
  expect(await standing(world, session, late)).toEqual(Array(6).fill(null))
  expect((await standing(world, session, waiting)).filter((each) => String(each).startsWith('offered'))).toHaveLength(3)
  expect(await disagreements(world, session)).toEqual([])
})

test('an answer, a leaving and the job at the same moment end in one result', async () => {
  const { session, inside, waiting } = await crowded({ slots: 1, line: 2 })
  await cancel(inside[0]!, session)
  await Promise.all([
    answer(waiting[0]!, session),
    world.codeOf(waiting[0]!, 'sessions.stopWaiting', { sessionId: session.id }),
    world.tick(),
    world.tick(),
  ])
  const [first, second] = await standing(world, session, waiting)
  expect([
    [1, '第1'],
    ['declined', 'offered 1'],
  ]).toContainEqual([first, second])
  expect(await disagreements(world, session)).toEqual([])
})

test('the line ends when the last slot begins: nobody is offered anything, and nobody joins it', async () => {
  const { session, inside, waiting } = await crowded()
  world.now = START + 20 * MINUTE_MS
  await world.tick()
  expect(await standing(world, session, waiting)).toEqual(['closed', 'closed'])
  expect(await tryWait(waiting[0]!, session)).toBe('session_over')
  await cancel(inside[1]!, session)
  expect(await standing(world, session, waiting)).toEqual(['closed', 'closed'])
  expect(await disagreements(world, session)).toEqual([])
})

test('whoever waits is told that the session is cancelled when they try to take a slot', async () => {
  const { session, inside, waiting } = await crowded()
  await cancel(inside[0]!, session)
  await world.call(world.officer, 'sessions.cancel', { sessionId: session.id, reason: '下乡' })
  expect(await answer(waiting[0]!, session)).toBe('session_cancelled')
  expect(await tryWait(waiting[1]!, session)).toBe('session_cancelled')
  expect(await world.codeOf(waiting[1]!, 'sessions.book', asks(session))).toBe('session_cancelled')
})

test('there is no offer where one never waited', async () => {
  const session = await world.session()
  const young = await world.player('赵一')
  expect(await answer(young, session)).toBe('no_offer')
  expect(await answer(young, { ...session, id: world.ids.uuid(world.now) })).toBe('no_offer')
  expect(await tryWait(young, { ...session, id: world.ids.uuid(world.now) })).toBe('not_found')
})
