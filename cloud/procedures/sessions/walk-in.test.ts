import { sql } from 'kysely'
import type { InputOf } from '@core/contract/procedures'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@core/rules/shared/calendar'
import { START, World, type Player, type WorldSession } from '../../../tests/fakes/world'
import { book, bookingOf, listOf, receive } from './_guests'

let world: World
let session: WorldSession
let one: Player
beforeEach(async () => {
  world = await World.open()
  session = await world.session()
  ;[one] = (await world.players(1)) as [Player]
})
afterEach(() => world.close())

const passOf = async (player: Player) => (await world.call(player, 'attendance.pass', {})).pass
const form = (who: { pass: string } | { name: string }): InputOf<'sessions.walkIn'> => ({
  sessionId: session.id,
  pass: null,
  name: null,
  topic: 'rights',
  question: '押金不退',
  ...who,
})
const walkIn = (who: { pass: string } | { name: string }) => world.codeOf(world.officer, 'sessions.walkIn', form(who))

test('who has no account gives a name and is on the list, between the others, by when they came', async () => {
  await book(world, one, session, { slotNo: 2 })
  world.now = START + 5 * MINUTE_MS
  const answer = await world.call(world.officer, 'sessions.walkIn', form({ name: '小赵' }))
  expect(answer).toEqual({ sessionId: session.id, name: '小赵', hostName: '陈静', startsAt: world.now })
  expect(await listOf(world, world.officer, session)).toMatchObject([
    { name: '小赵', walkIn: true, slotNo: 0, state: 'checked_in', startsAt: world.now, question: '押金不退', topic: 'rights', earlier: [] },
    { name: '青年0', walkIn: false },
  ])
  await receive(world, await bookingOf(world, session, '押金不退'))
  expect((await listOf(world, world.officer, session))[0]).toMatchObject({ state: 'answered', record: '说了怎么申请' })
})

test('with a pass it is the person, with what they came with before, and in their own list', async () => {
  world.now = START
  await world.call(world.officer, 'sessions.walkIn', form({ pass: await passOf(one) }))
  await receive(world, await bookingOf(world, session, '押金不退'))
  const mine = await world.call(one, 'sessions.mine', { when: 'past' })
  expect(mine.items).toMatchObject([{ sessionId: session.id, state: 'answered', question: '押金不退' }])
  session = await world.session({ startsAt: START + 7 * DAY_MS })
  world.now = session.startsAt
  await world.call(world.officer, 'sessions.walkIn', form({ pass: await passOf(one) }))
  expect((await listOf(world, world.officer, session))[0]).toMatchObject({ name: '青年0', earlier: [{ question: '押金不退' }] })
})

test('nobody is refused for want of a place, and no place is taken for them', async () => {
  for (const [index, player] of (await world.players(3)).entries()) await book(world, player, session, { slotNo: index + 1 })
  world.now = START
  for (let n = 0; n < 5; n += 1) expect(await walkIn({ name: `来客${n}` })).toBe('ok')
  expect(await listOf(world, world.officer, session)).toHaveLength(8)
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from slot_place where state = 'taken'`.execute(world.database.kysely)
  expect(rows).toEqual([{ n: 3 }])
})

test('nor for a pause of advance booking', async () => {
  for (let week = 0; week < 3; week += 1) {
    const missed = await world.session({ startsAt: START + week * DAY_MS })
    world.now = missed.startsAt - HOUR_MS
    await book(world, one, missed)
    world.now = missed.endsAt + HOUR_MS
    await world.tick()
  }
  session = await world.session({ startsAt: START + 4 * DAY_MS })
  expect(await world.codeOf(one, 'sessions.book', { sessionId: session.id, slotNo: 1, topic: 'work', question: '' })).toBe('booking_paused')
  world.now = session.startsAt
  expect(await walkIn({ pass: await passOf(one) })).toBe('ok')
})

test('who has booked is checked in instead, whatever they have done since', async () => {
  await book(world, one, session)
  world.now = START
  const pass = await passOf(one)
  expect(await walkIn({ pass })).toBe('already_booked')
  const booking = await bookingOf(world, session)
  await world.call(world.officer, 'sessions.checkIn', booking)
  expect(await walkIn({ pass })).toBe('already_booked')
  await receive(world, booking)
  expect(await walkIn({ pass })).toBe('already_booked')
})

test('who cancelled and came all the same has come: nothing is held against them', async () => {
  await book(world, one, session)
  world.now = START - HOUR_MS
  await world.call(one, 'sessions.cancelBooking', { sessionId: session.id })
  expect(await listOf(world, world.officer, session)).toMatchObject([{ state: 'cancelled' }])
  expect(await walkIn({ pass: await passOf(one) })).toBe('ok')
  world.now = session.endsAt + HOUR_MS
  await world.tick()
  expect(await world.messagesOf(one)).not.toContain('session_missed')
  expect(await listOf(world, world.officer, session)).toMatchObject([{ state: 'checked_in', walkIn: true }])
})

test('who waited for a place waits no longer, and one that was kept for them goes on to the next', async () => {
  const [full, next] = (await world.players(2)) as [Player, Player]
  session = await world.session({ slots: 1, slotMinutes: 60, startsAt: START + HOUR_MS })
  await book(world, full, session)
  const matter = { sessionId: session.id, topic: 'work', question: '排队的' } as const
  await world.call(one, 'sessions.wait', matter)
  world.now += MINUTE_MS
  await world.call(next, 'sessions.wait', matter)
  world.now = session.startsAt - HOUR_MS
  await world.call(full, 'sessions.cancelBooking', { sessionId: session.id })
  expect(await world.messagesOf(one)).toContain('session_offer')
  expect(await walkIn({ pass: await passOf(one) })).toBe('ok')
  expect(await world.codeOf(one, 'sessions.answerOffer', { sessionId: session.id, accept: true })).toBe('no_offer')
  expect(await world.messagesOf(next)).toContain('session_offer')
})

test('from an hour before the session to half an hour after it, and not where it is cancelled', async () => {
  world.now = START - HOUR_MS - 1
  expect(await walkIn({ name: '小赵' })).toBe('too_early')
  world.now = session.endsAt + 30 * MINUTE_MS
  expect(await walkIn({ name: '小赵' })).toBe('session_over')
  world.now = START
  await world.store.sessions.cancel(session.id, '临时开会', world.now)
  expect(await walkIn({ name: '小赵' })).toBe('session_cancelled')
})

test('what is no pass is refused by name, and neither or both of pass and name is no form', async () => {
  world.now = START
  expect(await walkIn({ pass: 'p/abc' })).toBe('pass_unreadable')
  expect(await walkIn({ pass: `${await passOf(one)}A` })).toBe('pass_unreadable')
  expect(await world.codeOf(world.officer, 'sessions.walkIn', { ...form({ name: '小赵' }), name: null })).toBe('bad_request')
  expect(await world.codeOf(world.officer, 'sessions.walkIn', { ...form({ name: '小赵' }), pass: await passOf(one) })).toBe('bad_request')
})

test('two officers who let the same person in at once do so once', async () => {
  const colleague = await world.grant(await world.player('周同事'), 'officer', world.org.east)
  world.now = START
  const input = form({ pass: await passOf(one) })
  const codes = await Promise.all([world.officer, colleague].map((officer) => world.codeOf(officer, 'sessions.walkIn', input)))
  expect(codes.sort()).toEqual(['already_booked', 'ok'])
  expect(await listOf(world, world.officer, session)).toHaveLength(1)
})

test('booking on the phone and walking in at once end as one line', async () => {
  session = await world.session({ startsAt: START + 2 * HOUR_MS })
  world.now = session.startsAt - HOUR_MS
  const input = form({ pass: await passOf(one) })
  const codes = await Promise.all([
    world.codeOf(one, 'sessions.book', { sessionId: session.id, slotNo: 1, topic: 'work', question: '' }),
    world.codeOf(world.officer, 'sessions.walkIn', input),
  ])
  expect([
    ['ok', 'already_booked'],
    ['booking_begun', 'ok'],
    ['already_booked', 'ok'],
  ]).toContainEqual(codes)
  expect(await listOf(world, world.officer, session)).toHaveLength(1)
  expect(world.reported).toEqual([])
})
