import { sql } from 'kysely'
import { stepOf } from '@core/rules/attendance/code'
import { START, World, type Player, type WorldEvent } from '../../tests/fakes/world'
import type { PresenceWord } from './record-presence'
import type { Tables } from './store'

let world: World
beforeAll(async () => {
  world = await World.open()
  world.now = START
})
afterAll(() => world.close())

const word = (player: Player, more: Partial<PresenceWord> = {}): PresenceWord => ({
  nonce: `${player.id}:0`,
  personId: player.id,
  purpose: 'sign_in',
  assurance: 'roll_call',
  at: START,
  step: stepOf(START),
  delayed: false,
  tardyMinutes: 0,
  reason: '',
  payloadHash: 'hash',
  ...more,
})
const LEFT = { state: 'left', reason: '' } as const

/** An event, and somebody who is enrolled for it. */
async function enrolledOne(): Promise<{ event: WorldEvent; person: Player }> {
  world.now = START - 1000
  const event = await world.publish({ places: 2 })
  const person = await world.player('甲')
  await world.call(person, 'events.enroll', { eventId: event.id })
  world.now = START
  return { event, person }
}

/** Calls the roll in a transaction: looks by `look`, then writes once `between` says so; answers who was seen as enrolled. */
async function callTheRoll(
  event: WorldEvent,
  person: Player,
  look: (tables: Tables) => Promise<boolean>,
  between: () => Promise<unknown>,
): Promise<boolean> {
  return world.store.transaction(async (tables) => {
    const enrolled = await look(tables)
    await between()
    await tables.attendance.recordPresence({ eventId: event.id, byId: world.officer.id, device: null }, [word(person)], START)
    return enrolled
  })
}

const leave = (event: WorldEvent, person: Player) =>
  world.store.transaction((tables) => tables.places.leave({ ...event, places: 2 }, person.id, LEFT, START))
const look = (event: WorldEvent, person: Player) => async (tables: Tables) =>
  (await tables.attendance.named({ id: event.id, orgId: world.org.east }, [person.id], START)).get(person.id)!.enrolled

async function untilSomebodyWaits(): Promise<void> {
  const waits = sql<{ n: number }>`select count(*)::int as n from pg_locks where not granted`
  while ((await waits.execute(world.database.kysely)).rows[0]!.n === 0) await new Promise((resolve) => setImmediate(resolve))
}
const stateOf = (event: WorldEvent, person: Player) => world.store.attendance.enrollment({ eventId: event.id, personId: person.id })
const isThere = async (event: WorldEvent, person: Player) =>
  (await world.store.attendance.of({ eventId: event.id, personId: person.id })) !== null

test('whom a roll call sees as enrolled does not leave the event before it is written', async () => {
  const { event, person } = await enrolledOne()
  let leaving: ReturnType<typeof leave> = Promise.resolve(null)
  const enrolled = await callTheRoll(event, person, look(event, person), async () => {
    leaving = leave(event, person)
    await untilSomebodyWaits()
  })
  expect(enrolled).toBe(true)
  expect(await leaving).toBeNull()
  expect([await stateOf(event, person), await isThere(event, person)]).toEqual(['enrolled', true])
})
test('had it only looked, they would be gone and there at once', async () => {
  const { event, person } = await enrolledOne()
  const onlyLook = async (tables: Tables) => (await tables.attendance.enrollment({ eventId: event.id, personId: person.id })) === 'enrolled'
  const enrolled = await callTheRoll(event, person, onlyLook, () => leave(event, person))
  expect(enrolled).toBe(true)
  expect([await stateOf(event, person), await isThere(event, person)]).toEqual(['left', true])
})
test('a nonce that is there already gives the whole delivery up', async () => {
  const { event, person } = await enrolledOne()
  const other = await world.player('乙')
  const officer = { eventId: event.id, byId: world.officer.id, device: null }
  await world.store.attendance.recordPresence(officer, [word(person)], START)
  const again = world.store.transaction(async (tables) => {
    const arrived = await tables.attendance.recordPresence(officer, [word(other), word(other, { nonce: `${person.id}:0` })], START)
    if (!arrived) throw new Error('given up')
  })
  await expect(again).rejects.toThrow('given up')
  expect(await isThere(event, other)).toBe(false)
})
test('of several words about one person the first arrival and the last leaving count', async () => {
  const { event, person } = await enrolledOne()
  const words = [
    word(person, { nonce: 'a', at: START + 2000 }),
    word(person, { nonce: 'b', at: START + 1000 }),
    word(person, { nonce: 'c', purpose: 'sign_out', at: START + 9000 }),
    word(person, { nonce: 'd', purpose: 'sign_out', at: START + 8000 }),
  ]
  await world.store.attendance.recordPresence({ eventId: event.id, byId: world.officer.id, device: null }, words, START + 9000)
  expect(await world.store.attendance.of({ eventId: event.id, personId: person.id })).toMatchObject({
    inNonce: 'a',
    signedInAt: START + 2000,
    outNonce: 'c',
    signedOutAt: START + 9000,
  })
})
test('what a closing has settled is not moved by a later word', async () => {
  const { event, person } = await enrolledOne()
  const officer = { eventId: event.id, byId: world.officer.id, device: null }
  await world.store.attendance.recordPresence(
    officer,
    [word(person, { nonce: 'e' }), word(person, { nonce: 'f', purpose: 'sign_out', at: event.endsAt })],
    event.endsAt,
  )
  world.now = event.endsAt
  await world.call(world.officer, 'events.close', { eventId: event.id })
  await world.store.attendance.recordPresence(
    officer,
    [word(person, { nonce: 'g', purpose: 'sign_out', at: event.endsAt + 1000 })],
    event.endsAt + 1000,
  )
  expect(await world.store.attendance.of({ eventId: event.id, personId: person.id })).toMatchObject({
    signedOutAt: event.endsAt,
    settled: true,
  })
})
