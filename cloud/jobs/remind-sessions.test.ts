import { DAY_MS, HOUR_MS, instantOf, MINUTE_MS } from '@core/rules/shared/calendar'
import { START, World, type Player, type WorldSession } from '../../tests/fakes/world'
import { colleague, textsOf } from '../procedures/sessions/_rotas'
import { remindOfSessions } from './remind-sessions'

let world: World
beforeEach(async () => {
  world = await World.open()
})
afterEach(() => world.close())

const run = () => remindOfSessions({ store: world.store, ids: world.ids, now: world.now })
const book = (player: Player, session: WorldSession, slotNo: number) =>
  world.call(player, 'sessions.book', { sessionId: session.id, slotNo, topic: 'work', question: '' })

// START is Saturday, 2026-11-21, 14:00.
const EVENING = instantOf('2026-11-20', '18:00')

test('from 18:00 of the day before everybody booked is asked whether they come, with their own time, once', async () => {
  const session = await world.session()
  const [first, third, gone, late] = await world.players(4)
  await book(first!, session, 1)
  await book(third!, session, 3)
  await book(gone!, session, 2)
  await world.call(gone!, 'sessions.cancelBooking', { sessionId: session.id })
  world.now = EVENING - 1
  await run()
  expect(await world.messagesOf(first!)).toEqual([])
  world.now = EVENING
  await book(late!, session, 2)
  await Promise.all([run(), run(), run()])
  world.now += HOUR_MS
  await run()
  expect(await textsOf(world, first!)).toEqual(['11月21日 14:00 陈静在east青年之家等你，来不来？说一声，好让位子不空着'])
  expect(await textsOf(world, third!)).toEqual(['11月21日 14:40 陈静在east青年之家等你，来不来？说一声，好让位子不空着'])
  for (const player of [gone!, late!]) expect(await world.messagesOf(player)).toEqual([])
})

test('an hour before the session those still to come are reminded of their own time, once', async () => {
  const session = await world.session()
  const [first, second, early] = await world.players(3)
  for (const [index, player] of [first!, second!, early!].entries()) await book(player, session, index + 1)
  world.now = EVENING
  await run()
  world.now = START - HOUR_MS - 1
  await run()
  expect(await world.messagesOf(second!)).toEqual(['session_day_before'])
  world.now = START - HOUR_MS
  const { items } = await world.call(world.officer, 'sessions.reception', { sessionId: session.id })
  const bookingId = items.find(({ slotNo }) => slotNo === 3)!.bookingId
  await world.call(world.officer, 'sessions.checkIn', { sessionId: session.id, bookingId })
  await Promise.all([run(), run()])
  world.now += MINUTE_MS
  await run()
  expect((await textsOf(world, second!))[0]).toBe('11月21日 14:20 陈静在east青年之家等你，别忘了')
  expect(await world.messagesOf(second!)).toEqual(['session_hour_before', 'session_day_before'])
  expect(await world.messagesOf(early!)).toEqual(['session_day_before'])
})

test('a host hears of their duty three days before, once; who takes over hears of it as well', async () => {
  const zhao = await colleague(world, '赵磊')
  const session = await world.session({ startsAt: START + 7 * DAY_MS })
  world.now = START + 4 * DAY_MS - 1
  await run()
  expect(await world.messagesOf(world.officer)).toEqual([])
  world.now += 1
  await Promise.all([run(), run()])
  expect(await textsOf(world, world.officer)).toEqual(['11月28日 14:00 轮到你在east青年之家接待'])
  world.now += MINUTE_MS
  await world.call(zhao, 'sessions.takeOver', { sessionId: session.id, hostId: null })
  world.now += MINUTE_MS
  await run()
  expect((await world.messagesOf(zhao))[0]).toBe('duty_coming')
})

test('of a session that is cancelled, or has begun, nobody is reminded', async () => {
  const [cancelled, begun] = [await world.session(), await world.session({ startsAt: START - 3 * HOUR_MS })]
  const [one, other] = await world.players(2)
  await book(one!, cancelled, 1)
  await book(other!, begun, 1)
  await world.call(world.officer, 'sessions.cancel', { sessionId: cancelled.id, reason: '临时开会' })
  world.now = START - 3 * HOUR_MS
  await run()
  for (const player of [one!, other!]) expect((await world.messagesOf(player)).filter((kind) => kind !== 'session_cancelled')).toEqual([])
  expect(await world.messagesOf(world.officer)).toEqual([])
})
