import { DAY_MS, HOUR_MS } from '@core/rules/shared/calendar'
import { START, World, type Player, type WorldSession } from '../../../tests/fakes/world'
import { colleague, textsOf } from './_rotas'

let world: World
beforeEach(async () => {
  world = await World.open()
})
afterEach(() => world.close())

const NEXT = START + 7 * DAY_MS
const matter = { topic: 'work' as const, question: '想开一家店' }
const book = (player: Player, session: WorldSession, slotNo = 1) =>
  world.call(player, 'sessions.book', { sessionId: session.id, slotNo, ...matter })
const cancel = (session: WorldSession, by = world.officer) =>
  world.codeOf(by, 'sessions.cancel', { sessionId: session.id, reason: '临时开会' })
const get = (session: WorldSession, player: Player | null = null) => world.call(player, 'sessions.get', { sessionId: session.id })

test('everybody booked hears the reason and chooses first in the next session, in the order in which they booked', async () => {
  const session = await world.session()
  const next = await world.session({ slots: 2, startsAt: NEXT })
  const [first, second, third] = await world.players(3)
  for (const [player, slotNo] of [
    [second!, 3],
    [first!, 1],
    [third!, 2],
  ] as const) {
    await book(player, session, slotNo)
    world.now += 1000
  }
  expect(await cancel(session)).toBe('ok')
  expect(await get(session, first!)).toMatchObject({ cancelReason: '临时开会', free: 3, booking: { state: 'cancelled', late: false } })
  const told = '陈静11月21日来不了：临时开会。抱歉，下一场优先留给你'
  const offered = (time: string) => `11月28日的「面对面」为你留了 ${time} 那一段，留到 11月21日 14:00，也可以换时段`
  expect((await textsOf(world, second!)).sort()).toEqual([offered('14:00'), told])
  expect((await textsOf(world, first!)).sort()).toEqual([offered('14:20'), told])
  expect(await world.messagesOf(third!)).toEqual(['session_cancelled'])
  expect((await get(next, third!)).waiting).toMatchObject({ state: 'waiting', position: 1 })
  await world.call(second!, 'sessions.answerOffer', { sessionId: next.id, accept: true })
  expect((await get(next, second!)).booking).toMatchObject({ slotNo: 1, question: '想开一家店', state: 'booked' })
  await world.call(first!, 'sessions.answerOffer', { sessionId: next.id, accept: false })
  expect((await get(next, third!)).waiting).toMatchObject({ state: 'offered', slotNo: 2 })
  expect(await world.messagesOf(world.officer)).toEqual([])
})

test('who chooses first comes before those who waited there already', async () => {
  const session = await world.session({ slots: 1 })
  const next = await world.session({ slots: 1, startsAt: NEXT })
  const [displaced, inside, waiting] = await world.players(3)
  await book(displaced!, session)
  await book(inside!, next)
  await world.call(waiting!, 'sessions.wait', { sessionId: next.id, ...matter })
  await cancel(session)
  expect((await get(next, waiting!)).waiting).toMatchObject({ position: 2 })
  await world.call(inside!, 'sessions.cancelBooking', { sessionId: next.id })
  expect((await get(next, displaced!)).waiting).toMatchObject({ state: 'offered' })
})

test('those who wait or hold an offer hear it as well, and so does the host where another cancels', async () => {
  const session = await world.session({ slots: 1 })
  const [inside, offered, waiting] = await world.players(3)
  await book(inside!, session)
  for (const player of [offered!, waiting!]) {
    await world.call(player, 'sessions.wait', { sessionId: session.id, ...matter })
    world.now += 1000
  }
  await world.call(inside!, 'sessions.cancelBooking', { sessionId: session.id })
  expect((await get(session, offered!)).waiting).toMatchObject({ state: 'offered' })
  expect(await cancel(session, world.secretary)).toBe('ok')
  for (const player of [offered!, waiting!]) {
    expect((await textsOf(world, player))[0]).toBe('陈静11月21日来不了：临时开会。抱歉，看看别的场次')
    expect((await get(session, player)).waiting).toMatchObject({ state: 'closed' })
  }
  expect(await world.messagesOf(inside!)).toEqual([])
  expect(await textsOf(world, world.officer)).toEqual(['11月21日 的接待有变化：这一场取消了，临时开会'])
  expect(await world.codeOf(offered!, 'sessions.answerOffer', { sessionId: session.id, accept: true })).not.toBe('ok')
})

test('where there is no next session people are told, and promised nothing', async () => {
  const session = await world.session()
  await world.session({ at: 'south', startsAt: NEXT })
  await world.session({ startsAt: START - 2 * HOUR_MS })
  const [person] = await world.players(1)
  await book(person!, session)
  expect(await cancel(session)).toBe('ok')
  expect(await textsOf(world, person!)).toEqual(['陈静11月21日来不了：临时开会。抱歉，有新的场次再来约'])
})

test('the next session is one that is held, of the same home before another', async () => {
  const session = await world.session({ slots: 1 })
  const cancelled = await world.session({ slots: 1, startsAt: NEXT })
  await cancel(cancelled)
  const next = await world.session({ slots: 1, startsAt: NEXT + 7 * DAY_MS })
  const [person] = await world.players(1)
  await book(person!, session)
  await cancel(session)
  expect((await get(cancelled, person!)).waiting).toBeNull()
  expect((await get(next, person!)).waiting).toMatchObject({ state: 'offered' })
})

test('where the next session is cancelled too, they choose first in the one after it', async () => {
  const session = await world.session({ slots: 1 })
  const next = await world.session({ slots: 1, startsAt: NEXT })
  const last = await world.session({ slots: 3, startsAt: NEXT + 7 * DAY_MS })
  const [displaced, inside, waiting] = await world.players(3)
  await book(displaced!, session)
  await book(inside!, next)
  await world.call(waiting!, 'sessions.wait', { sessionId: next.id, ...matter })
  await cancel(session)
  await cancel(next)
  expect((await get(last, displaced!)).waiting).toMatchObject({ state: 'offered', slotNo: 1 })
  expect((await get(last, inside!)).waiting).toMatchObject({ state: 'offered', slotNo: 2 })
  expect((await get(last, waiting!)).waiting).toBeNull()
})

test('who is booked in the next session already is offered no second place', async () => {
  const session = await world.session({ slots: 1 })
  const next = await world.session({ slots: 2, startsAt: NEXT })
  const [person] = await world.players(1)
  await book(person!, session)
  await book(person!, next)
  await cancel(session)
  expect(await get(next, person!)).toMatchObject({ free: 1, waiting: null, booking: { slotNo: 1 } })
})

test('it needs a reason, happens once, and not any more once the session has begun; others’ officers cancel nothing', async () => {
  const session = await world.session()
  expect(await world.codeOf(world.officer, 'sessions.cancel', { sessionId: session.id, reason: ' ' })).toBe('bad_request')
  expect(await cancel(session, world.stranger)).toBe('not_found')
  expect((await Promise.all([cancel(session), cancel(session), cancel(session)])).sort()).toEqual([
    'ok',
    'session_cancelled',
    'session_cancelled',
  ])
  const begun = await world.session({ startsAt: START + HOUR_MS })
  world.now = START + HOUR_MS
  expect(await cancel(begun)).toBe('session_begun')
})

test('whoever books while it is cancelled is refused, or cancelled and told with the others', async () => {
  for (let round = 0; round < 3; round += 1) {
    const people = await world.players(8)
    const session = await world.session({ slots: 1, places: 6, startsAt: START + round * HOUR_MS })
    const [cancelled, ...booked] = await Promise.all([
      cancel(session),
      ...people.map((player) => world.codeOf(player, 'sessions.book', { sessionId: session.id, slotNo: 1, ...matter })),
    ])
    expect(cancelled).toBe('ok')
    expect(booked.filter((code) => !['ok', 'session_full', 'session_cancelled'].includes(code!))).toEqual([])
    for (const [index, player] of people.entries()) {
      const told = (await world.messagesOf(player)).includes('session_cancelled')
      expect([booked[index], told]).toEqual([booked[index], booked[index] === 'ok'])
      if (booked[index] === 'ok') expect((await get(session, player)).booking).toMatchObject({ state: 'cancelled' })
    }
    expect((await get(session)).free).toBe(6)
  }
  expect(world.reported).toEqual([])
})

test('people are put into no session that is cancelled at the same moment, and hold one place where they book themselves meanwhile', async () => {
  const zhao = await colleague(world, '赵磊')
  const [session, next, last] = [
    await world.session({ places: 2 }),
    await world.session({ places: 2, startsAt: NEXT }),
    await world.session({ host: zhao, places: 2, startsAt: NEXT + 7 * DAY_MS }),
  ]
  const people = await world.players(6)
  for (const [index, player] of people.entries()) await book(player, session, 1 + (index % 3))
  const codes = await Promise.all([
    cancel(session),
    cancel(next),
    ...people.map((player) => world.codeOf(player, 'sessions.book', { sessionId: last.id, slotNo: 1, ...matter })),
  ])
  expect(codes.slice(0, 2)).toEqual(['ok', 'ok'])
  const state = async (player: Player) => {
    const { booking, waiting } = await get(last, player)
    return booking?.state === 'booked' ? 'booked' : waiting?.state
  }
  for (const player of people) {
    expect(['closed', undefined]).toContain((await get(next, player)).waiting?.state)
    expect(['booked', 'offered', 'waiting']).toContain(await state(player))
  }
  expect((await get(last)).free).toBe(0)
  expect(world.reported).toEqual([])
})
