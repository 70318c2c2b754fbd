import { DAY_MS, dayOf, instantOf } from '@core/rules/shared/calendar'
import { START, World } from '../../tests/fakes/world'
import { colleague, planned, saveRota, textsOf } from '../procedures/sessions/_rotas'
import { makeSessions, sessionsToMake } from '../services/make-sessions'
import { makeAllSessions } from './make-sessions'

let world: World
beforeEach(async () => {
  world = await World.open()
})
afterEach(() => world.close())

const run = () => makeAllSessions({ store: world.store, ids: world.ids, now: world.now })
const days = async () => (await planned(world)).map(({ startsAt }) => dayOf(startsAt))

// It is Friday, 2026-11-20.
test('a day comes into sight, its session is made: once, by three hosts at once', async () => {
  const zhao = await colleague(world, '赵磊')
  await saveRota(world, { hostIds: [world.officer.id, zhao.id], startsOn: '2026-11-21' })
  expect((await days()).at(-1)).toBe('2027-01-09')
  world.now = START
  await Promise.all([run(), run(), run()])
  const sessions = await planned(world)
  expect(sessions.map(({ startsAt, host }) => [dayOf(startsAt), host.name]).slice(-2)).toEqual([
    ['2027-01-09', '赵磊'],
    ['2027-01-16', '陈静'],
  ])
  expect(new Set(sessions.map(({ startsAt }) => startsAt)).size).toBe(sessions.length)
  await run()
  expect(await planned(world)).toEqual(sessions)
})

test('before the commit of one host another still misses the day: it is the lock that keeps it from making it again', async () => {
  await saveRota(world)
  world.now = START
  const [unlocked] = await world.store.sessions.rotas(world.org.east)
  await world.store.transaction(async (tx) => {
    await makeSessions(tx, world.ids, (await tx.sessions.lockRota(world.org.east, unlocked!.id))!, world.now)
    expect((await sessionsToMake(world.store, unlocked!, world.now)).map(({ day }) => day)).toEqual(['2027-01-16'])
  })
  expect(await sessionsToMake(world.store, unlocked!, world.now)).toEqual([])
})

test('after a week without a host all that was missed is made, and nothing in the past', async () => {
  await saveRota(world)
  world.now = START + 21 * DAY_MS
  await run()
  expect((await days())[0]).toBe('2026-12-12')
  expect((await days()).at(-1)).toBe('2027-02-06')
  world.now = START + 120 * DAY_MS
  await run()
  expect((await days())[0]).toBe('2027-03-27')
})

test('for whoever receives elsewhere at that time the next in turn stands in; whose turn it was is kept', async () => {
  const zhao = await colleague(world, '赵磊')
  await saveRota(world, { hostIds: [world.officer.id, zhao.id], startsOn: '2026-11-21' })
  await world.session({ startsAt: instantOf('2027-01-16', '09:30') })
  world.now = START
  await run()
  const last = (await planned(world)).filter(({ rotaId }) => rotaId !== null).at(-1)
  expect(last).toMatchObject({ host: { name: '赵磊' }, substitute: true, startsAt: instantOf('2027-01-16', '09:00') })
})

test('where nobody can receive no session is made, and the officers hear of the empty day once', async () => {
  await saveRota(world)
  await world.session({ startsAt: instantOf('2027-01-16', '09:30') })
  world.now = START
  await Promise.all([run(), run()])
  await run()
  expect((await planned(world)).filter(({ rotaId }) => rotaId !== null).map(({ startsAt }) => dayOf(startsAt))).not.toContain('2027-01-16')
  expect((await textsOf(world, world.officer)).filter((text) => text.includes('没排上'))).toEqual([
    '1月16日 的接待有变化：轮值的人都没空，这一场没排上',
  ])
})

test('who is no officer any more receives nobody: the next in turn does, by right', async () => {
  const zhao = await colleague(world, '赵磊')
  await saveRota(world, { hostIds: [world.officer.id, zhao.id], startsOn: '2026-11-21' })
  await world.database.kysely
    .updateTable('role_grant')
    .set({ until_at: new Date(world.now) })
    .where('person_id', '=', zhao.id)
    .execute()
  world.now = START + 7 * DAY_MS
  await run()
  expect((await planned(world)).at(-1)).toMatchObject({
    host: { name: '陈静' },
    substitute: false,
    startsAt: instantOf('2027-01-23', '09:00'),
  })
})

test('a day that has become known as a holiday since is given up where nobody has booked it', async () => {
  const [person] = await world.players(1)
  world.now = instantOf('2026-08-28', '08:00')
  const { id: rotaId } = await saveRota(world, { startsOn: '2026-08-29' })
  // As if made before the table of the year was known.
  await world.session({ startsAt: instantOf('2026-09-26', '09:00'), rotaId })
  const booked = await world.session({ startsAt: instantOf('2026-10-03', '09:00'), rotaId })
  await world.call(person!, 'sessions.book', { sessionId: booked.id, slotNo: 1, topic: 'life', question: '' })
  world.now += DAY_MS
  await run()
  const left = await days()
  expect(left).not.toContain('2026-09-26')
  expect(left).toContain('2026-10-03')
  expect(left).toContain('2026-09-19')
})

test('a rota that is saved while its sessions are being made has every day once', async () => {
  const { id: rotaId } = await saveRota(world)
  world.now = START
  await Promise.all([run(), saveRota(world, { rotaId, from: '13:00', to: '14:00' }), run(), run()])
  const sessions = await planned(world)
  expect(new Set(sessions.map(({ startsAt }) => dayOf(startsAt))).size).toBe(sessions.length)
  expect((await days()).at(-1)).toBe('2027-01-16')
})
