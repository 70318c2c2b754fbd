import { DAY_MS, HOUR_MS, instantOf } from '@core/rules/shared/calendar'
import { START, World, type Player, type WorldSession } from '../../../tests/fakes/world'
import { book, bookingOf, receive } from './_guests'

let world: World
let colleague: Player
beforeEach(async () => {
  world = await World.open()
  colleague = await world.grant(await world.player('周同事'), 'officer', world.org.east)
})
afterEach(() => world.close())

const yearOf = async (officer: Player, year = 2026) => world.call(officer, 'sessions.hostYear', { year })
const counts = async (officer: Player, year = 2026) => {
  const { received, answeredOnTheSpot, days } = await yearOf(officer, year)
  return { received, answeredOnTheSpot, days }
}
const NOTHING = { received: 0, answeredOnTheSpot: 0, days: 0 }

/** Somebody books, comes, and is received. */
async function receiveAt(session: WorldSession, officer: Player, { answer = true } = {}) {
  const [player] = (await world.players(1)) as [Player]
  world.now = Math.min(world.now, session.startsAt - HOUR_MS)
  await book(world, player, session, { slotNo: 1, question: player.id })
  world.now = session.startsAt
  const booking = await bookingOf(world, session, player.id)
  if (answer) await receive(world, booking, '答了', officer)
  else await world.call(officer, 'sessions.start', booking)
}

test('counts whom one received and answered oneself, and the days', async () => {
  const session = await world.session({ places: 3 })
  await receiveAt(session, world.officer)
  await receiveAt(session, world.officer, { answer: false })
  await receiveAt(session, colleague)
  expect(await counts(world.officer)).toEqual({ received: 2, answeredOnTheSpot: 1, days: 1 })
  expect(await counts(colleague)).toEqual({ received: 1, answeredOnTheSpot: 1, days: 1 })
  expect(await counts(world.stranger)).toEqual(NOTHING)
})

test('walk-ins count, who was only checked in does not', async () => {
  const session = await world.session()
  world.now = session.startsAt
  const form = { sessionId: session.id, pass: null, topic: 'other', question: '路过' } as const
  await world.call(world.officer, 'sessions.walkIn', { ...form, name: '小赵' })
  expect(await counts(world.officer)).toEqual(NOTHING)
  await receive(world, await bookingOf(world, session, '路过'))
  expect(await counts(world.officer)).toEqual({ received: 1, answeredOnTheSpot: 1, days: 1 })
})

test('a session that was held and nobody came to is a day on duty, once it is over', async () => {
  const session = await world.session()
  await world.session({ startsAt: START + 2 * HOUR_MS })
  world.now = session.endsAt - 1
  expect(await counts(world.officer)).toEqual(NOTHING)
  world.now = START + DAY_MS
  expect(await counts(world.officer)).toEqual({ ...NOTHING, days: 1 })
})

test('a session that was cancelled, or that somebody else held, is none', async () => {
  const cancelled = await world.session()
  const given = await world.session({ startsAt: START + DAY_MS })
  await world.store.sessions.cancel(cancelled.id, '临时开会', world.now)
  await world.store.sessions.setHost(given.id, colleague.id, { meant: false }, world.now)
  world.now = START + 3 * DAY_MS
  expect(await counts(world.officer)).toEqual(NOTHING)
  expect(await counts(colleague)).toEqual({ ...NOTHING, days: 1 })
})

test('the year is that of UTC+8', async () => {
  world.now = instantOf('2026-12-31', '12:00')
  const last = await world.session({ startsAt: instantOf('2026-12-31', '23:00'), slots: 1 })
  const first = await world.session({ startsAt: instantOf('2027-01-01', '00:00'), slots: 1 })
  await receiveAt(last, world.officer)
  await receiveAt(first, world.officer)
  for (const year of [2026, 2027]) expect(await counts(world.officer, year)).toEqual({ received: 1, answeredOnTheSpot: 1, days: 1 })
  expect(await counts(world.officer, 2025)).toEqual(NOTHING)
})

test('shows the next duties, the soonest first, without those that are cancelled, over, or somebody else’s', async () => {
  const [later, sooner, cancelled, over] = [
    await world.session({ startsAt: START + 8 * DAY_MS }),
    await world.session({ startsAt: START + DAY_MS }),
    await world.session({ startsAt: START + 2 * DAY_MS }),
    await world.session({ startsAt: START }),
  ]
  await world.session({ startsAt: START + DAY_MS, host: colleague })
  await world.store.sessions.cancel(cancelled.id, '临时开会', world.now)
  world.now = over.endsAt
  expect((await yearOf(world.officer)).next.map(({ id }) => id)).toEqual([sooner.id, later.id])
})
