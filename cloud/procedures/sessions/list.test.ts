import { DAY_MS, HOUR_MS, MINUTE_MS } from '@core/rules/shared/calendar'
import { START, World, type Player, type WorldSession } from '../../../tests/fakes/world'
import { asks, tryBook, waitFor } from './_booking'

let world: World
let young: Player
const WEEK_MS = 7 * DAY_MS
beforeAll(async () => {
  world = await World.open()
})
afterAll(() => world.close())
beforeEach(async () => {
  world.now = START - DAY_MS
  world.reported.length = 0
  for (const table of ['duty_session', 'slot', 'slot_place', 'session_intake', 'booking', 'session_waiting'] as const)
    await world.database.kysely.deleteFrom(table).execute()
  young = await world.player('赵一')
})
afterEach(() => {
  expect(world.reported).toEqual([])
})

const list = (player: Player | null, more: { homeId?: string; after?: string; limit?: number } = {}) =>
  world.call(player, 'sessions.list', more)

test('the coming sessions are shown at a glance: whom, where, when, and how much is free; also to whoever is not logged in', async () => {
  const session = await world.session({ places: 2 })
  await world.call(world.officer, 'sessions.saveHostCard', { orgId: world.org.east, post: '团委书记', helpsWith: '创业、升学' })
  await tryBook(world, young, session, 1)
  const card = {
    id: session.id,
    code: session.code,
    orgId: world.org.east,
    orgName: 'east',
    homeId: world.home.east,
    homeName: 'east青年之家',
    host: { id: world.officer.id, name: '陈静', post: '团委书记', helpsWith: '创业、升学' },
    substitute: false,
    startsAt: START,
    endsAt: START + HOUR_MS,
    cancelReason: null,
    places: 6,
    free: 5,
    waitingCount: 0,
  }
  expect(await list(null)).toEqual({ items: [{ ...card, mine: null }], next: null })
  expect((await list(young)).items).toEqual([{ ...card, mine: { slotNo: 1, startsAt: START, state: 'booked' } }])
})

test('full is shown as full, with how many wait; a slot that has begun has nothing free', async () => {
  const session = await world.session({ slots: 2 })
  const [one, two, three] = (await world.players(3)) as [Player, Player, Player]
  await tryBook(world, one, session, 1)
  await tryBook(world, two, session, 2)
  await waitFor(world, three, session)
  expect((await list(null)).items[0]).toMatchObject({ free: 0, waitingCount: 1 })
  const detail = await world.call(three, 'sessions.get', { sessionId: session.id })
  expect(detail.slots.map(({ no, places, free }) => [no, places, free])).toEqual([
    [1, 1, 0],
    [2, 1, 0],
  ])
  const other = await world.session()
  world.now = START + 20 * MINUTE_MS
  expect((await world.call(null, 'sessions.get', { sessionId: other.id })).slots.map(({ free }) => free)).toEqual([0, 0, 1])
  expect((await list(null)).items.find(({ id }) => id === other.id)).toMatchObject({ free: 1 })
})

test('what is over is not listed; what is cancelled is, with why', async () => {
  const [over, on] = [await world.session({ startsAt: START - HOUR_MS }), await world.session()]
  world.now = START
  await world.store.transaction((tx) => tx.sessions.cancel(on.id, '下乡', world.now))
  const { items } = await list(young)
  expect(items.map(({ id, cancelReason }) => [id, cancelReason])).toEqual([[on.id, '下乡']])
  expect(items.some(({ id }) => id === over.id)).toBe(false)
})

test('a home shows its own, and pages go on where the last one ended, also among sessions of the same time', async () => {
  const made: WorldSession[] = []
  for (const at of ['east', 'south', 'east', 'south', 'east'] as const) made.push(await world.session({ at, startsAt: START + WEEK_MS }))
  const seen: string[] = []
  let after: string | undefined
  do {
    const page = await list(null, { limit: 2, ...(after === undefined ? {} : { after }) })
    seen.push(...page.items.map(({ id }) => id))
    after = page.next ?? undefined
  } while (after !== undefined)
  expect(seen).toEqual(made.map(({ id }) => id).sort())
  expect((await list(null, { homeId: world.home.south })).items.map(({ homeName }) => homeName)).toEqual(['south青年之家', 'south青年之家'])
})

test('a session is found by its id and by the code of its link; what is not there is not found', async () => {
  const session = await world.session()
  expect(await world.call(null, 'sessions.get', { code: session.code })).toEqual(
    await world.call(null, 'sessions.get', { sessionId: session.id }),
  )
  expect(await world.codeOf(null, 'sessions.get', { sessionId: world.ids.uuid(world.now) })).toBe('not_found')
  expect(await world.codeOf(null, 'sessions.get', { code: 'ZZZZZZZZZZ' })).toBe('not_found')
  expect(await world.codeOf(null, 'sessions.get', {})).toBe('bad_request')
})

test('the page says why one cannot book now, to each their own reason', async () => {
  const session = await world.session()
  const refusalOf = async (player: Player | null, of = session) => (await world.call(player, 'sessions.get', { sessionId: of.id })).refusal
  expect(await refusalOf(null)).toBeNull()
  expect(await refusalOf(young)).toBeNull()
  for (const week of [1, 2]) await tryBook(world, young, await world.session({ startsAt: START + week * WEEK_MS }))
  expect(await refusalOf(young)).toEqual({ code: 'booking_limit', params: { n: 2 } })
  expect(await refusalOf(null)).toBeNull()
  const gone = await world.session()
  await world.store.transaction((tx) => tx.sessions.cancel(gone.id, '下乡', world.now))
  expect(await refusalOf(null, gone)).toEqual({ code: 'session_cancelled', params: { reason: '下乡' } })
  world.now = session.endsAt
  expect(await refusalOf(young)).toEqual({ code: 'session_over', params: {} })
})

test('only the officers of that very organization receive there', async () => {
  const session = await world.session()
  const receives = async (player: Player | null) => (await world.call(player, 'sessions.get', { sessionId: session.id })).mayReceive
  expect([await receives(null), await receives(young), await receives(world.officer)]).toEqual([false, false, true])
  expect([await receives(world.secretary), await receives(world.stranger)]).toEqual([false, false])
})

test('nobody reads in a session what others come with', async () => {
  const session = await world.session()
  await world.call(young, 'sessions.book', asks(session, 1, { question: '只给书记看的话' }))
  for (const player of [null, await world.player('钱二'), world.stranger, world.secretary]) {
    expect(JSON.stringify(await world.call(player, 'sessions.get', { sessionId: session.id }))).not.toContain('只给书记看的话')
    expect(JSON.stringify(await list(player))).not.toContain('只给书记看的话')
  }
  expect((await world.call(young, 'sessions.get', { sessionId: session.id })).booking?.question).toBe('只给书记看的话')
})

describe('my own', () => {
  const mine = (when: 'coming' | 'past', more: { after?: string; limit?: number } = {}) =>
    world.call(young, 'sessions.mine', { when, ...more })

  test('those to come stand the soonest first, those that were the latest first, with whom and where', async () => {
    const [next, later] = [await world.session({ startsAt: START + WEEK_MS }), await world.session({ startsAt: START + 2 * WEEK_MS })]
    await tryBook(world, young, later, 2)
    await tryBook(world, young, next, 1)
    expect((await mine('coming')).items.map(({ sessionId }) => sessionId)).toEqual([next.id, later.id])
    expect((await mine('coming')).items[0]).toMatchObject({
      code: next.code,
      homeName: 'east青年之家',
      hostName: '陈静',
      slotNo: 1,
      startsAt: START + WEEK_MS,
      state: 'booked',
      question: '想开一家店',
    })
    expect(await mine('past')).toEqual({ items: [], offers: [], next: null, pausedUntil: null })
    world.now = START + WEEK_MS + 20 * MINUTE_MS
    expect((await mine('coming')).items.map(({ sessionId }) => sessionId)).toEqual([later.id])
    expect((await mine('past')).items.map(({ sessionId }) => sessionId)).toEqual([next.id])
  })
  test('what was given up is no longer to come, and stands among those that were', async () => {
    const session = await world.session()
    await tryBook(world, young, session)
    await world.call(young, 'sessions.cancelBooking', { sessionId: session.id })
    expect((await mine('coming')).items).toEqual([])
    expect((await mine('past')).items).toMatchObject([{ sessionId: session.id, state: 'cancelled' }])
  })
  test('pages go on where the last one ended, in both directions', async () => {
    const sessions: WorldSession[] = []
    for (const week of [0, 1, 2, 3, 4]) {
      const session = await world.session({ startsAt: START + week * WEEK_MS })
      sessions.push(session)
      await tryBook(world, young, session)
      await world.call(young, 'sessions.cancelBooking', { sessionId: session.id })
    }
    const first = await mine('past', { limit: 2 })
    const second = await mine('past', { limit: 2, after: first.next! })
    const third = await mine('past', { limit: 2, after: second.next! })
    const ids = [first, second, third].flatMap(({ items }) => items.map(({ sessionId }) => sessionId))
    expect(ids).toEqual(sessions.map(({ id }) => id).reverse())
    expect(third.next).toBeNull()
    for (const session of sessions.slice(0, 2)) await tryBook(world, young, session)
    const soonest = await mine('coming', { limit: 1 })
    expect(soonest.items[0]?.sessionId).toBe(sessions[0]!.id)
    expect((await mine('coming', { limit: 1, after: soonest.next! })).items[0]?.sessionId).toBe(sessions[1]!.id)
  })
})
