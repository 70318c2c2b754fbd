import { DAY_MS, HOUR_MS, MINUTE_MS } from '@core/rules/shared/calendar'
import { someNonce, START, World, type Player, type WorldEvent } from '../../../tests/fakes/world'
import { attendancesOf, enrolled, posterOf, scansOf } from './_door'

let world: World
let code: string
let homeId: string
beforeAll(async () => {
  world = await World.open()
})
afterAll(() => world.close())
beforeEach(async () => {
  world.now = START - DAY_MS
  // A home of its own for each test: what others publish there must not be found.
  homeId = world.ids.uuid(world.now)
  const home = {
    id: homeId,
    org_id: world.org.east,
    name: '河湾之家',
    address: '',
    hours: '',
    services: [],
    duty_note: '',
    status: 'open' as const,
  }
  await world.database.kysely
    .insertInto('home')
    .values({ ...home, created_at: new Date(world.now) })
    .execute()
  code = await posterOf(world, homeId)
})

const publish = (more: Parameters<World['publish']>[0] = {}) => world.publish({ homeId, poster: true, ...more })
const input = (more: object = {}) => ({ code, delivery: 'live' as const, at: world.now, ...more })
const scan = (player: Player, more: object = {}, nonce?: string) => world.call(player, 'attendance.poster', input(more), nonce)
const codeOf = (player: Player, more: object = {}, nonce?: string) => world.codeOf(player, 'attendance.poster', input(more), nonce)
const lines = async (event: WorldEvent) => (await world.call(world.officer, 'attendance.door', { eventId: event.id })).items

describe('where one event takes it', () => {
  test('who is enrolled is signed in, marked as by poster', async () => {
    const event = await publish()
    const young = await enrolled(world, '李', event)
    world.now = START + 20 * MINUTE_MS
    expect(await scan(young)).toMatchObject({ outcome: 'signed_in', attendance: { signedInAt: world.now, tardyMinutes: 20, name: '李' } })
    expect(await lines(event)).toMatchObject([{ state: 'arrived', assurance: 'poster', flags: [] }])
    expect(await scansOf(world, event)).toMatchObject([{ assurance: 'poster', by_id: null, verdict: 'fresh' }])
  })
  test('a second time is a repeat with the first result', async () => {
    const event = await publish()
    const young = await enrolled(world, '李', event)
    world.now = START
    await scan(young)
    world.now = START + MINUTE_MS
    expect(await scan(young)).toMatchObject({ outcome: 'repeat', attendance: { signedInAt: START } })
    expect(await attendancesOf(world, event)).toHaveLength(1)
  })
  test('who is not enrolled takes a place, where there is one', async () => {
    const event = await publish({ places: 1 })
    world.now = START
    const [one, two] = await world.players(2)
    const codes = await Promise.all([codeOf(one!), codeOf(two!)])
    expect(codes.sort()).toEqual(['not_enrolled_full', 'ok'])
    expect(await attendancesOf(world, event)).toHaveLength(1)
    expect((await world.call(world.officer, 'attendance.door', { eventId: event.id })).enrolledCount).toBe(1)
  })
  test('an event without walk-ins takes nobody who is not enrolled', async () => {
    const event = await publish({ walkIns: false })
    world.now = START
    expect(await codeOf(await world.player('王'))).toBe('walk_in_not_allowed')
    expect(await attendancesOf(world, event)).toEqual([])
  })
  test('two from one phone are flagged', async () => {
    const event = await publish()
    const [one, two] = [await enrolled(world, '李', event), await enrolled(world, '王', event)]
    world.now = START
    await scan(one)
    await scan({ ...two, device: one.device })
    expect((await lines(event)).map(({ flags }) => flags)).toEqual([['shared_phone'], ['shared_phone']])
  })
})

describe('what came late', () => {
  test('from the outbox waits for an officer, with the time of the scan; it takes no place', async () => {
    const event = await publish({ places: 1 })
    const guest = await world.player('王')
    world.now = START + 2 * DAY_MS
    expect(await scan(guest, { at: START, delivery: 'stored' })).toMatchObject({ outcome: 'signed_in', attendance: { signedInAt: START } })
    expect(await lines(event)).toMatchObject([{ state: 'pending', flags: ['not_enrolled'] }])
    expect((await world.call(world.officer, 'attendance.door', { eventId: event.id })).enrolledCount).toBe(0)
  })
  test('from the outbox one older than a week and one from the future are refused; live it is now, whatever the phone says', async () => {
    const event = await publish()
    const young = await enrolled(world, '李', event)
    world.now = START + 10 * MINUTE_MS
    expect(await codeOf(young, { at: START - 8 * DAY_MS, delivery: 'stored' })).toBe('code_expired')
    expect(await codeOf(young, { at: world.now + 2 * MINUTE_MS, delivery: 'stored' })).toBe('invalid_time')
    expect(await attendancesOf(world, event)).toEqual([])
    expect(await scan(young, { at: START - DAY_MS })).toMatchObject({ outcome: 'signed_in', attendance: { signedInAt: world.now } })
  })
})

describe('where several events take it', () => {
  test('the person is asked which; nothing is recorded before', async () => {
    const [one, two] = [await publish({ title: '读书会' }), await publish({ title: '义诊' })]
    const young = await enrolled(world, '李', one)
    world.now = START
    const asked = await scan(young)
    expect(asked).toMatchObject({ outcome: 'choose', homeName: '河湾之家' })
    expect(asked.outcome === 'choose' && asked.events.map(({ title }) => title).sort()).toEqual(['义诊', '读书会'])
    expect(await attendancesOf(world, one)).toEqual([])
    expect(await scan(young, { eventId: one.id })).toMatchObject({ outcome: 'signed_in', attendance: { title: '读书会' } })
    expect(await attendancesOf(world, two)).toEqual([])
  })
  test('an event that the poster does not stand for is not found', async () => {
    const elsewhere = await world.publish({ poster: true })
    const without = await publish({ poster: false })
    world.now = START
    const young = await world.player('李')
    for (const { id } of [elsewhere, without]) expect(await codeOf(young, { eventId: id })).toBe('not_found')
  })
})

describe('where none does', () => {
  test('it is a visit, once a person and day', async () => {
    await publish({ poster: false })
    await publish({ startsAt: START + 6 * HOUR_MS, endsAt: START + 8 * HOUR_MS })
    const [one, two] = await world.players(2)
    world.now = START
    expect(await scan(one!)).toEqual({ outcome: 'visited', homeId, homeName: '河湾之家', first: true })
    world.now += HOUR_MS
    expect(await scan(one!)).toMatchObject({ outcome: 'visited', first: false })
    expect(await scan(two!)).toMatchObject({ outcome: 'visited', first: true })
    world.now = START + 10 * HOUR_MS + MINUTE_MS
    expect(await scan(one!)).toMatchObject({ outcome: 'visited', first: true })
    expect(await world.database.kysely.selectFrom('visit').select('day').where('home_id', '=', homeId).orderBy('day').execute()).toEqual([
      { day: '2026-11-21' },
      { day: '2026-11-21' },
      { day: '2026-11-22' },
    ])
  })
  test('the same scan delivered twice is told the same', async () => {
    const young = await world.player('李')
    const nonce = someNonce()
    const at = world.now
    expect(await scan(young, { at }, nonce)).toEqual(await scan(young, { at }, nonce))
  })
  test('an unknown poster, that of a closed home and the code of an event are unknown', async () => {
    const young = await world.player('李')
    const event = await publish()
    expect(await codeOf(young, { code: world.ids.publicCode() })).toBe('poster_unknown')
    expect(await codeOf(young, { code: event.code })).toBe('poster_unknown')
    await world.database.kysely.updateTable('home').set({ status: 'closed' }).where('id', '=', homeId).execute()
    expect(await codeOf(young)).toBe('poster_unknown')
  })
})
