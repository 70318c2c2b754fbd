import { sql } from 'kysely'
import { DAY_MS, HOUR_MS, instantOf, MINUTE_MS } from '@core/rules/shared/calendar'
import { START, World, type Player, type WorldSession } from '../../../tests/fakes/world'
import { colleague, textsOf } from './_rotas'

let world: World
let zhao: Player
beforeEach(async () => {
  world = await World.open()
  zhao = await colleague(world, '赵磊')
})
afterEach(() => world.close())

const book = (player: Player, session: WorldSession, slotNo = 1) =>
  world.call(player, 'sessions.book', { sessionId: session.id, slotNo, topic: 'work', question: '想开一家店' })
const get = (session: WorldSession, player: Player | null = null) => world.call(player, 'sessions.get', { sessionId: session.id })
const moveTo = (session: WorldSession, startsAt: number, homeId = world.home.east) => ({
  sessionId: session.id,
  homeId,
  startsAt,
  reason: '场地检修',
})
const NEXT = START + 7 * DAY_MS

// It is Friday, 2026-11-20, 14:00; START is Saturday at 14:00.
describe('moving', () => {
  test('slots, bookings and line go along, and everybody hears of their own time', async () => {
    const session = await world.session({ slots: 2 })
    const [first, second, waiting] = await world.players(3)
    await book(first!, session, 1)
    await book(second!, session, 2)
    await world.call(first!, 'sessions.answerComing', { sessionId: session.id, coming: true })
    await world.call(waiting!, 'sessions.wait', { sessionId: session.id, topic: 'life', question: '' })
    const card = await world.call(world.officer, 'sessions.move', moveTo(session, START + DAY_MS + HOUR_MS))
    expect(card).toMatchObject({ startsAt: START + DAY_MS + HOUR_MS, endsAt: START + DAY_MS + HOUR_MS + 40 * MINUTE_MS })
    expect((await get(session, second!)).booking).toMatchObject({ slotNo: 2, startsAt: START + DAY_MS + HOUR_MS + 20 * MINUTE_MS })
    expect((await get(session, first!)).booking).toMatchObject({ state: 'booked', comingAt: null })
    expect((await get(session, waiting!)).waiting).toMatchObject({ state: 'waiting', position: 1 })
    expect((await textsOf(world, second!))[0]).toBe(
      '11月21日 14:20的「面对面」改了：时间改为11月22日 周日 15:20–15:40（场地检修）。来不了可以直接取消，不留记录',
    )
    expect((await textsOf(world, waiting!))[0]).toBe(
      '11月21日 14:00的「面对面」改了：时间改为11月22日 周日 15:00–15:40（场地检修）。来不了可以直接取消，不留记录',
    )
    expect((await textsOf(world, world.officer))[0]).toBe('11月21日 的接待有变化：时间改为11月22日 周日 15:00–15:40（场地检修）')
  })

  test('a reminder that was given comes again for the new time', async () => {
    const session = await world.session()
    const [person] = await world.players(1)
    await book(person!, session)
    world.now = START - 30 * MINUTE_MS
    await world.tick()
    const reminders = async () => (await world.messagesOf(person!)).filter((kind) => kind === 'session_hour_before').length
    expect(await reminders()).toBe(1)
    await world.call(world.officer, 'sessions.move', moveTo(session, START + 3 * HOUR_MS))
    world.now = START + 2 * HOUR_MS + MINUTE_MS
    await world.tick()
    expect(await reminders()).toBe(2)
  })

  test('another home alone is a change as well; the same time and home is none', async () => {
    const session = await world.session()
    const [person] = await world.players(1)
    await book(person!, session)
    await world.call(world.stranger, 'homes.addResident', {
      homeId: world.home.south,
      orgId: world.org.east,
      name: '东关',
      about: '',
      since: '2026-11-01',
    })
    await world.call(world.officer, 'sessions.move', moveTo(session, START))
    expect(await world.messagesOf(person!)).not.toContain('session_moved')
    await world.call(world.officer, 'sessions.move', moveTo(session, START, world.home.south))
    expect((await textsOf(world, person!))[0]).toBe(
      '11月21日 14:00的「面对面」改了：地点改为south青年之家（场地检修）。来不了可以直接取消，不留记录',
    )
  })

  test('it is refused to the past, to a home of others, over the host’s other session, and once begun or cancelled', async () => {
    const session = await world.session()
    const other = await world.session({ startsAt: START + HOUR_MS })
    const codeOf = (startsAt: number, homeId?: string) => world.codeOf(world.officer, 'sessions.move', moveTo(session, startsAt, homeId))
    expect(await codeOf(world.now)).toBe('invalid_time')
    expect(await codeOf(START, world.home.south)).toBe('home_not_yours')
    expect(await world.ask(world.officer, 'sessions.move', moveTo(session, START + 90 * MINUTE_MS))).toMatchObject({
      code: 'host_busy',
      params: { name: '陈静', time: '明天 15:00–16:00' },
    })
    expect(await codeOf(START + 30 * MINUTE_MS)).toBe('host_busy')
    expect(await world.codeOf(world.stranger, 'sessions.move', moveTo(session, START + DAY_MS))).toBe('not_found')
    expect((await get(session)).startsAt).toBe(START)
    await world.call(world.officer, 'sessions.cancel', { sessionId: other.id, reason: '临时开会' })
    expect(await world.codeOf(world.officer, 'sessions.move', moveTo(other, START + DAY_MS))).toBe('session_cancelled')
    expect(await codeOf(START + HOUR_MS)).toBe('ok')
    world.now = START + HOUR_MS
    expect(await codeOf(START + DAY_MS)).toBe('session_begun')
  })

  test('an offer never outlives the start of the slot that is moved to an earlier time', async () => {
    const session = await world.session({ slots: 1, startsAt: NEXT })
    const [inside, waiting] = await world.players(2)
    await book(inside!, session)
    await world.call(waiting!, 'sessions.wait', { sessionId: session.id, topic: 'life', question: '' })
    await world.call(inside!, 'sessions.cancelBooking', { sessionId: session.id })
    expect((await get(session, waiting!)).waiting!.offeredUntil).toBe(world.now + 2 * HOUR_MS)
    await world.call(world.officer, 'sessions.move', moveTo(session, world.now + HOUR_MS))
    expect((await get(session, waiting!)).waiting!.offeredUntil).toBe(world.now + HOUR_MS)
  })

  test('who books while it is moved stands at the time that is true', async () => {
    const people = await world.players(8)
    const session = await world.session({ places: 8 })
    const [moved, ...booked] = await Promise.all([
      world.codeOf(world.officer, 'sessions.move', moveTo(session, START + DAY_MS)),
      ...people.map((player) => world.codeOf(player, 'sessions.book', { sessionId: session.id, slotNo: 1, topic: 'work', question: '' })),
    ])
    expect([moved, ...booked]).toEqual(Array(9).fill('ok'))
    for (const player of people) expect((await get(session, player)).booking!.startsAt).toBe(START + DAY_MS)
  })
})

describe('a substitute', () => {
  test('takes over with one tap; who is booked sees who will receive them, and whose turn it was is kept', async () => {
    const session = await world.session()
    const [person, stranger] = await world.players(2)
    await book(person!, session)
    const card = await world.call(zhao, 'sessions.takeOver', { sessionId: session.id, hostId: null })
    expect(card).toMatchObject({ host: { id: zhao.id, name: '赵磊' }, substitute: true })
    expect((await textsOf(world, person!))[0]).toBe('11月21日的「面对面」改由赵磊接待，时间不变。也可以换一场')
    expect((await textsOf(world, world.officer))[0]).toBe('11月21日 的接待有变化：改由赵磊接待')
    expect((await textsOf(world, zhao))[0]).toBe('11月21日 的接待有变化：由你接待，11月21日 14:00 在east青年之家')
    expect(await world.messagesOf(stranger!)).toEqual([])
    const back = await world.call(world.officer, 'sessions.takeOver', { sessionId: session.id, hostId: null })
    expect(back).toMatchObject({ host: { name: '陈静' }, substitute: false })
  })

  test('may be named by an officer, also while the session runs, till it is over', async () => {
    const session = await world.session()
    world.now = START + 30 * MINUTE_MS
    expect(await world.call(world.secretary, 'sessions.takeOver', { sessionId: session.id, hostId: zhao.id })).toMatchObject({
      host: { name: '赵磊' },
    })
    const told = (await world.messagesOf(zhao)).length
    await world.call(zhao, 'sessions.takeOver', { sessionId: session.id, hostId: null })
    expect(await world.messagesOf(zhao)).toHaveLength(told)
    world.now = session.endsAt
    expect(await world.codeOf(world.officer, 'sessions.takeOver', { sessionId: session.id, hostId: null })).toBe('session_over')
  })

  test('is an officer of that very organization, and free at that time', async () => {
    const session = await world.session()
    const elsewhere = await world.session({ host: zhao, startsAt: START + 30 * MINUTE_MS })
    const codeOf = (by: Player, hostId: string | null) => world.codeOf(by, 'sessions.takeOver', { sessionId: session.id, hostId })
    expect(await codeOf(world.secretary, null)).toBe('host_unknown')
    expect(await codeOf(world.officer, world.stranger.id)).toBe('host_unknown')
    expect(await codeOf(world.stranger, null)).toBe('not_found')
    expect(await codeOf(zhao, null)).toBe('host_busy')
    await world.call(zhao, 'sessions.cancel', { sessionId: elsewhere.id, reason: '临时开会' })
    expect(await codeOf(zhao, null)).toBe('ok')
    expect(await world.codeOf(zhao, 'sessions.takeOver', { sessionId: elsewhere.id, hostId: world.officer.id })).toBe('session_cancelled')
  })
})

test('whoever is booking while somebody else takes over is told as well', async () => {
  const session = await world.session()
  const [person] = await world.players(1)
  const matter = { topic: 'work' as const, questionEnc: '0.', anonymous: false }
  let taking = Promise.resolve('')
  await world.store.transaction(async (tx) => {
    await tx.people.lock([person!.id])
    await tx.slots.book(session, person!.id, { slotNo: 1, id: world.ids.uuid(world.now), matter }, world.now)
    taking = world.codeOf(zhao, 'sessions.takeOver', { sessionId: session.id, hostId: null })
    await somebodyWaitsForALock()
  })
  expect(await taking).toBe('ok')
  expect(await world.messagesOf(person!)).toEqual(['session_substitute'])
})

/** Till the database says that a statement waits for a lock. */
async function somebodyWaitsForALock(): Promise<void> {
  for (;;) {
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(
      world.database.kysely,
    )
    if (rows[0]!.n > 0) return
  }
}

describe('a swap', () => {
  test('exchanges the hosts of two sessions, who then receive by right; everybody concerned is told', async () => {
    const mine = await world.session()
    const theirs = await world.session({ host: zhao, startsAt: NEXT })
    const [one, other] = await world.players(2)
    await book(one!, mine)
    await book(other!, theirs)
    const card = await world.call(world.officer, 'sessions.swap', { sessionId: mine.id, otherId: theirs.id })
    expect(card).toMatchObject({ id: mine.id, host: { name: '赵磊' }, substitute: false })
    expect(await get(theirs)).toMatchObject({ host: { name: '陈静' }, substitute: false })
    expect((await textsOf(world, one!))[0]).toBe('11月21日的「面对面」改由赵磊接待，时间不变。也可以换一场')
    expect((await textsOf(world, other!))[0]).toBe('11月28日的「面对面」改由陈静接待，时间不变。也可以换一场')
    expect((await textsOf(world, world.officer))[0]).toBe('11月21日 的接待有变化：和赵磊对调，你改在 11月28日 14:00，east青年之家')
    expect((await textsOf(world, zhao))[0]).toBe('11月28日 的接待有变化：和陈静对调，你改在 11月21日 14:00，east青年之家')
  })

  test('puts nobody in two places at once', async () => {
    const mine = await world.session()
    const theirs = await world.session({ host: zhao, startsAt: NEXT })
    await world.session({ startsAt: NEXT + 30 * MINUTE_MS })
    expect(await world.ask(zhao, 'sessions.swap', { sessionId: mine.id, otherId: theirs.id })).toMatchObject({
      code: 'host_busy',
      params: { name: '陈静', time: '11月28日 周六 14:30–15:30' },
    })
    expect(await world.codeOf(zhao, 'sessions.swap', { sessionId: theirs.id, otherId: mine.id })).toBe('host_busy')
    expect(await get(mine)).toMatchObject({ host: { name: '陈静' } })
  })

  test('is for two open sessions of one organization with two hosts', async () => {
    const mine = await world.session()
    const theirs = await world.session({ host: zhao, startsAt: NEXT })
    const own = await world.session({ startsAt: NEXT + DAY_MS })
    const south = await world.session({ at: 'south', startsAt: NEXT })
    const codeOf = (sessionId: string, otherId: string, by = world.officer) => world.codeOf(by, 'sessions.swap', { sessionId, otherId })
    expect(await codeOf(mine.id, mine.id)).toBe('swap_wrong')
    expect(await codeOf(mine.id, own.id)).toBe('swap_wrong')
    expect(await codeOf(mine.id, south.id, world.secretary)).toBe('swap_wrong')
    expect(await codeOf(mine.id, world.ids.uuid(world.now))).toBe('swap_wrong')
    expect(await codeOf(mine.id, theirs.id, world.stranger)).toBe('not_found')
    await world.call(world.officer, 'sessions.cancel', { sessionId: own.id, reason: '临时开会' })
    expect(await codeOf(theirs.id, own.id)).toBe('swap_wrong')
    expect(await codeOf(own.id, theirs.id)).toBe('session_cancelled')
    world.now = START
    expect(await codeOf(mine.id, theirs.id)).toBe('session_begun')
    expect(await codeOf(theirs.id, mine.id)).toBe('swap_wrong')
  })
})

test('swaps, substitutes and moves at once leave nobody in two places', async () => {
  const qian = await colleague(world, '钱进')
  const hosts = [world.officer, zhao, qian]
  for (let round = 0; round < 4; round += 1) {
    const at = instantOf('2026-12-05', '09:00') + round * DAY_MS
    const [one, other, third] = [
      await world.session({ host: world.officer, startsAt: at }),
      await world.session({ host: zhao, startsAt: at + 2 * HOUR_MS }),
      await world.session({ host: qian, startsAt: at + 4 * HOUR_MS }),
    ]
    const codes = await Promise.all([
      world.codeOf(world.officer, 'sessions.swap', { sessionId: one.id, otherId: other.id }),
      world.codeOf(qian, 'sessions.takeOver', { sessionId: one.id, hostId: null }),
      world.codeOf(zhao, 'sessions.takeOver', { sessionId: third.id, hostId: null }),
      world.codeOf(world.officer, 'sessions.move', moveTo(third, at + 30 * MINUTE_MS)),
      world.codeOf(world.officer, 'sessions.move', moveTo(other, at + 30 * MINUTE_MS)),
    ])
    expect(codes.filter((code) => !['ok', 'host_busy', 'swap_wrong'].includes(code))).toEqual([])
    for (const host of hosts) {
      const duties = await world.store.sessions.dutiesOf(host.id, world.now, 100)
      for (const [index, duty] of duties.entries())
        expect(
          duties
            .slice(index + 1)
            .filter((later) => later.startsAt < duty.endsAt)
            .map(({ id }) => id),
        ).toEqual([])
    }
  }
  expect(world.reported).toEqual([])
})

test('without the look at what a host does already, a swap would put them in two places', async () => {
  const mine = await world.session()
  const clash = await world.session({ host: zhao, startsAt: START })
  await world.store.sessions.setHost(clash.id, world.officer.id, { meant: false }, world.now)
  const duties = await world.store.sessions.dutiesOf(world.officer.id, world.now, 10)
  expect(duties.map(({ id }) => id).sort()).toEqual([mine.id, clash.id].sort())
  expect(duties[0]!.startsAt < duties[1]!.endsAt && duties[1]!.startsAt < duties[0]!.endsAt).toBe(true)
})
