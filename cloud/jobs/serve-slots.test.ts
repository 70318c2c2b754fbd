import { DAY_MS, HOUR_MS, MINUTE_MS } from '@core/rules/shared/calendar'
import { START, World, type Player, type WorldSession } from '../../tests/fakes/world'
import { serveSlots } from './serve-slots'

let world: World
beforeEach(async () => {
  world = await World.open()
})
afterEach(() => world.close())

const run = () => serveSlots({ store: world.store, ids: world.ids, now: world.now })
const matter = { topic: 'work' as const, question: '' }
const line = async (session: WorldSession, player: Player) =>
  (await world.call(player, 'sessions.get', { sessionId: session.id })).waiting!.state

/** A full session of one slot, and a line of people before it; the first of them is offered the slot. */
async function offered(): Promise<{ session: WorldSession; people: Player[] }> {
  const session = await world.session({ slots: 1, startsAt: START + 7 * DAY_MS })
  const [inside, ...people] = await world.players(4)
  await world.call(inside!, 'sessions.book', { sessionId: session.id, slotNo: 1, ...matter })
  for (const player of people) {
    await world.call(player, 'sessions.wait', { sessionId: session.id, ...matter })
    world.now += 1000
  }
  await world.call(inside!, 'sessions.cancelBooking', { sessionId: session.id })
  return { session, people }
}

test('an offer that ran out goes to the next in line, once, by three hosts at once; both are told', async () => {
  const { session, people } = await offered()
  world.now += 2 * HOUR_MS - 1
  await run()
  expect(await line(session, people[0]!)).toBe('offered')
  world.now += 1
  await Promise.all([run(), run(), run()])
  expect(await Promise.all(people.map((player) => line(session, player)))).toEqual(['expired', 'offered', 'waiting'])
  expect(await world.messagesOf(people[0]!)).toEqual(['session_offer_expired', 'session_offer'])
  expect(await world.messagesOf(people[1]!)).toEqual(['session_offer'])
  expect(await world.messagesOf(people[2]!)).toEqual([])
})

test('whoever accepts at the moment the offer runs out has it, or the next has: never both', async () => {
  const { session, people } = await offered()
  world.now += 2 * HOUR_MS
  const [accepted] = await Promise.all([
    world.codeOf(people[0]!, 'sessions.answerOffer', { sessionId: session.id, accept: true }),
    run(),
    run(),
  ])
  expect(accepted).toBe('offer_expired')
  expect(await line(session, people[1]!)).toBe('offered')
  expect(await world.codeOf(people[1]!, 'sessions.answerOffer', { sessionId: session.id, accept: true })).toBe('ok')
})

test('the line is over when the last slot begins', async () => {
  const { session, people } = await offered()
  await world.call(people[0]!, 'sessions.answerOffer', { sessionId: session.id, accept: true })
  world.now = START + 7 * DAY_MS - MINUTE_MS
  await run()
  expect(await line(session, people[1]!)).toBe('waiting')
  world.now = START + 7 * DAY_MS
  await run()
  expect(await line(session, people[1]!)).toBe('closed')
})
