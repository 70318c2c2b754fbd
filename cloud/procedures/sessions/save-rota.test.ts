import { DAY_MS, dayOf, instantOf } from '@core/rules/shared/calendar'
import { START, World } from '../../../tests/fakes/world'
import { colleague, planned, rotaForm, saveRota, textsOf } from './_rotas'

let world: World
beforeEach(async () => {
  world = await World.open()
})
afterEach(() => world.close())

const days = async () => (await planned(world)).map(({ startsAt }) => dayOf(startsAt))
const refusedOf = (more: Parameters<typeof rotaForm>[1], by = world.officer) =>
  world.ask(by, 'sessions.saveRota', rotaForm(world, more)).then((answer) => (answer.ok ? 'ok' : answer.code))
const sessionCount = async () => (await world.database.kysely.selectFrom('duty_session').select('session_id').execute()).length

// It is Friday, 2026-11-20.
test('a rota makes its sessions eight weeks ahead at once, hosts in turn, each with its slots and places', async () => {
  const zhao = await colleague(world, '赵磊')
  const rota = await saveRota(world, { hostIds: [world.officer.id, zhao.id], startsOn: '2026-11-21', placesPerSlot: 2 })
  expect(rota).toMatchObject({
    orgId: world.org.east,
    homeName: 'east青年之家',
    weekday: 6,
    hosts: [{ name: '陈静' }, { name: '赵磊' }],
  })
  const sessions = await planned(world)
  expect(sessions.map(({ startsAt, host }) => [dayOf(startsAt), host.name])).toEqual([
    ['2026-11-21', '陈静'],
    ['2026-11-28', '赵磊'],
    ['2026-12-05', '陈静'],
    ['2026-12-12', '赵磊'],
    ['2026-12-19', '陈静'],
    ['2026-12-26', '赵磊'],
    ['2027-01-02', '陈静'],
    ['2027-01-09', '赵磊'],
  ])
  expect(sessions[0]).toMatchObject({
    startsAt: instantOf('2026-11-21', '09:00'),
    endsAt: instantOf('2026-11-21', '10:00'),
    places: 6,
    free: 6,
    rotaId: rota.id,
    substitute: false,
    byHand: false,
  })
  const detail = await world.call(null, 'sessions.get', { code: sessions[0]!.code })
  expect(detail.slots.map(({ no, places, free }) => [no, places, free])).toEqual([
    [1, 2, 2],
    [2, 2, 2],
    [3, 2, 2],
  ])
  const { items } = await world.call(world.officer, 'sessions.rotas', { orgId: world.org.east })
  expect(items).toEqual([rota])
})

test('a session that has begun today is not made any more, one that has not is', async () => {
  world.now = instantOf('2026-11-21', '09:00')
  const { id: rotaId } = await saveRota(world)
  expect((await days())[0]).toBe('2026-11-28')
  await saveRota(world, { rotaId, from: '09:01', to: '10:01' })
  expect((await days())[0]).toBe('2026-11-21')
})

test('public holidays are skipped, and the plan says so; a make-up Saturday is held and marked', async () => {
  world.now = instantOf('2026-09-24', '08:00')
  const rota = await saveRota(world)
  expect((await days()).slice(0, 2)).toEqual(['2026-10-10', '2026-10-17'])
  const plan = await world.call(world.officer, 'sessions.plan', { orgId: world.org.east })
  expect(plan.skipped).toEqual([
    { rotaId: rota.id, day: '2026-09-26', holiday: '中秋节' },
    { rotaId: rota.id, day: '2026-10-03', holiday: '国庆节' },
  ])
  expect(plan.items.map(({ makeUpDay }) => makeUpDay).slice(0, 2)).toEqual([true, false])
  expect(plan.unknownYear).toBeNull()
})

test('a session that stands on a day that has become a holiday is marked, in the plan and for its host', async () => {
  world.now = instantOf('2026-09-24', '08:00')
  const { id: rotaId } = await saveRota(world)
  const [session] = (await world.call(world.officer, 'sessions.plan', { orgId: world.org.east })).items
  // As it is where the table of holidays came after the rota was made.
  const byMs = instantOf('2026-10-03', '09:00') - session!.startsAt
  await world.database.pool.query(
    `update duty_session set starts_at = starts_at + $1 * interval '1 ms', ends_at = ends_at + $1 * interval '1 ms' where session_id = $2`,
    [byMs, session!.id],
  )
  const plan = await world.call(world.officer, 'sessions.plan', { orgId: world.org.east })
  expect(plan.items.map(({ holiday }) => holiday).slice(0, 2)).toEqual(['国庆节', null])
  expect(plan.skipped).toEqual([{ rotaId, day: '2026-09-26', holiday: '中秋节' }])
  const hostId = plan.items[0]!.host.id
  expect(hostId).toBe(world.officer.id)
  const { next } = await world.call(world.officer, 'sessions.hostYear', { year: 2026 })
  expect(next.find(({ id }) => id === session!.id)).toMatchObject({ holiday: '国庆节' })
})

test('the plan says of which year the holidays are not known yet, and shows what of today is over', async () => {
  await saveRota(world)
  world.now = instantOf('2026-11-21', '20:00')
  const plan = await world.call(world.officer, 'sessions.plan', { orgId: world.org.east })
  expect(plan.unknownYear).toBe(2027)
  expect(dayOf(plan.items[0]!.startsAt)).toBe('2026-11-21')
  world.now += 5 * 3_600_000
  expect((await days())[0]).toBe('2026-11-28')
})

test('a rota is refused by name: times, slots, hosts, home, first day; and nothing of it is kept', async () => {
  expect(await refusedOf({ to: '08:00' })).toBe('rota_times_wrong')
  expect(await refusedOf({ to: '09:10' })).toBe('rota_times_wrong')
  expect(await refusedOf({ slotMinutes: 0 })).toBe('slot_length_wrong')
  expect(await refusedOf({ hostIds: [world.officer.id, world.stranger.id] })).toBe('host_unknown')
  expect(await refusedOf({ hostIds: [world.secretary.id] })).toBe('host_unknown')
  expect(await refusedOf({ hostIds: [world.ids.uuid(world.now)] })).toBe('host_unknown')
  expect(await refusedOf({ homeId: world.home.south })).toBe('home_not_yours')
  expect(await refusedOf({ homeId: world.ids.uuid(world.now) })).toBe('home_not_yours')
  expect(await refusedOf({ startsOn: '2026-02-30' })).toBe('bad_request')
  expect(await refusedOf({ startsOn: '2019-12-31' })).toBe('bad_request')
  expect(await refusedOf({ orgId: world.org.south })).toBe('not_found')
  expect((await world.call(world.officer, 'sessions.rotas', { orgId: world.org.east })).items).toEqual([])
  expect(await sessionCount()).toBe(0)
})

test('an organization may receive in a home it lives in', async () => {
  await world.call(world.stranger, 'homes.addResident', {
    homeId: world.home.south,
    orgId: world.org.east,
    name: '东关',
    about: '',
    since: dayOf(world.now),
  })
  expect((await saveRota(world, { homeId: world.home.south })).homeName).toBe('south青年之家')
})

test('a host who receives elsewhere at that time is named, and nothing is half done', async () => {
  const taken = await world.session({ startsAt: instantOf('2026-12-12', '09:30') })
  const answer = await world.ask(world.officer, 'sessions.saveRota', rotaForm(world))
  expect(answer).toMatchObject({ code: 'host_busy', params: { name: '陈静', time: '12月12日 周六 09:30–10:30' } })
  expect(await sessionCount()).toBe(1)
  expect(await refusedOf({ to: '09:30' })).toBe('ok')
  expect((await planned(world)).map(({ id }) => id)).toContain(taken.id)
})

test('two rotas saved at once never put one host in two places', async () => {
  const codes = await Promise.all([refusedOf({}), refusedOf({ from: '09:30', to: '10:30' }), refusedOf({ from: '09:59', to: '11:00' })])
  expect(codes.filter((code) => code === 'ok').length).toBeGreaterThan(0)
  const sessions = await planned(world)
  for (const one of sessions)
    for (const other of sessions) if (one.id !== other.id) expect(one.startsAt < other.endsAt && other.startsAt < one.endsAt).toBe(false)
  expect(codes.filter((code) => code !== 'ok')).toEqual(['host_busy', 'host_busy'])
})

test('changing a rota leaves what is booked or was changed by hand, keeps what comes out the same, and makes the rest anew', async () => {
  const [person, waiting] = await world.players(2)
  const { id: rotaId } = await saveRota(world)
  const before = await planned(world)
  await world.call(person!, 'sessions.book', { sessionId: before[1]!.id, slotNo: 2, topic: 'work', question: '' })
  const byHand = { sessionId: before[2]!.id, homeId: world.home.east, startsAt: before[2]!.startsAt + DAY_MS, reason: '场地检修' }
  await world.call(world.officer, 'sessions.move', byHand)
  expect(await world.codeOf(waiting!, 'sessions.book', { sessionId: before[1]!.id, slotNo: 2, topic: 'work', question: '' })).toBe(
    'session_full',
  )

  await saveRota(world, { rotaId })
  expect((await planned(world)).map(({ id }) => id)).toEqual(before.map(({ id }) => id))

  await saveRota(world, { rotaId, from: '14:00', to: '15:00' })
  const after = await planned(world)
  expect(after.map(({ startsAt }) => startsAt)).toEqual(
    before.map(({ startsAt }, index) => (index === 1 ? startsAt : index === 2 ? startsAt + DAY_MS : startsAt + 5 * 3_600_000)),
  )
  expect(after.map(({ id }, index) => id === before[index]!.id)).toEqual([false, true, true, false, false, false, false, false])
  expect(await world.codeOf(null, 'sessions.get', { sessionId: before[0]!.id })).toBe('not_found')
  expect(await world.codeOf(null, 'sessions.get', { code: before[0]!.code })).toBe('not_found')
})

test('a host who had been told of a duty hears that the rota has changed', async () => {
  const zhao = await colleague(world, '赵磊')
  const { id: rotaId } = await saveRota(world)
  await world.tick()
  expect(await textsOf(world, world.officer)).toEqual(['11月21日 09:00 轮到你在east青年之家接待'])
  world.now += 1000
  await saveRota(world, { rotaId, hostIds: [zhao.id] })
  expect((await textsOf(world, world.officer))[0]).toBe('11月21日 的接待有变化：轮值表改了，看看新的安排')
  await world.tick()
  expect(await textsOf(world, zhao)).toEqual(['11月21日 09:00 轮到你在east青年之家接待'])
})

test('ending a rota takes back what nobody has booked, and makes no more', async () => {
  const [person] = await world.players(1)
  const { id: rotaId } = await saveRota(world)
  const [first] = await planned(world)
  await world.call(person!, 'sessions.book', { sessionId: first!.id, slotNo: 1, topic: 'study', question: '' })
  await world.call(world.officer, 'sessions.endRota', { orgId: world.org.east, rotaId })
  world.now = START + 7 * DAY_MS
  await world.tick()
  expect(await sessionCount()).toBe(1)
  expect((await world.call(person!, 'sessions.get', { sessionId: first!.id })).booking).toMatchObject({ slotNo: 1 })
  expect((await world.call(world.officer, 'sessions.rotas', { orgId: world.org.east })).items).toEqual([])
  expect(await world.codeOf(world.officer, 'sessions.endRota', { orgId: world.org.east, rotaId })).toBe('not_found')
})

test('whoever is booking while the rota ends either has a booking that stands, or hears that there is no such session', async () => {
  const people = await world.players(6)
  const { id: rotaId } = await saveRota(world)
  const sessions = await planned(world)
  const booking = people.map((player, index) =>
    world.codeOf(player, 'sessions.book', { sessionId: sessions[index]!.id, slotNo: 1, topic: 'life', question: '' }),
  )
  const ending = world.codeOf(world.officer, 'sessions.endRota', { orgId: world.org.east, rotaId })
  const codes = await Promise.all(booking)
  expect(await ending).toBe('ok')
  const left = new Set((await planned(world)).map(({ id }) => id))
  expect(codes.map((code, index) => [code, left.has(sessions[index]!.id)])).toEqual(
    codes.map((code) => (code === 'ok' ? ['ok', true] : ['not_found', false])),
  )
})

test('a rota belongs to its organization: another cannot change or end it, one above may', async () => {
  const { id: rotaId } = await saveRota(world)
  expect(await refusedOf({ rotaId, orgId: world.org.south, homeId: world.home.south, hostIds: [world.stranger.id] }, world.stranger)).toBe(
    'not_found',
  )
  expect(await world.codeOf(world.stranger, 'sessions.endRota', { orgId: world.org.south, rotaId })).toBe('not_found')
  expect(await refusedOf({ rotaId, orgId: world.org.county, hostIds: [world.secretary.id] }, world.secretary)).toBe('not_found')
  expect(await refusedOf({ rotaId, from: '10:00', to: '11:00' }, world.secretary)).toBe('ok')
  const above = await world.call(world.secretary, 'sessions.plan', { orgId: world.org.county })
  expect(above.items).toHaveLength(8)
  expect((await world.call(world.secretary, 'sessions.rotas', { orgId: world.org.county })).items.map(({ id }) => id)).toEqual([rotaId])
  expect((await world.call(world.stranger, 'sessions.plan', { orgId: world.org.south })).items).toEqual([])
})
