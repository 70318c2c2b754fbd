import type { AppError } from '@core/contract/errors'
import type { EventRow } from '@cloud/store/events'
import type { Store } from '@cloud/store/store'
import { START, World, type Player, type WorldEvent } from '../../../tests/fakes/world'
import type { InTurn } from '../../services/turns'
import { enrollTurns, type AskedPlace } from './enroll-turns'

/** Lets everything go on that waits for nothing but the event loop. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 10))

const OPEN = { status: 'published', enrollFrom: null, enrollUntil: null, endsAt: START, audience: 'open' } as const
const ANYBODYS = { ...OPEN, ageFrom: null, ageTo: null, hasShifts: false, byLots: false, places: 30 }

/** A house of which a test says how full it is, who is in it and what its event is like; it remembers who was looked at together. */
class House {
  full = true
  holding: string[] = []
  event: object | null = ANYBODYS
  readonly looks: string[][] = []
  /** Enrollments that have begun and wait for their end, by person. */
  readonly running = new Map<string, () => void>()
  most = 0
  readonly inTurn: InTurn<AskedPlace>

  constructor() {
    const places = {
      look: (eventId: string, personIds: string[]) => {
        this.looks.push(personIds)
        return Promise.resolve({ full: this.full, holding: this.holding })
      },
    }
    this.inTurn = enrollTurns({ places, events: { byId: () => Promise.resolve(this.event as EventRow | null) } } as unknown as Store)
  }

  ask(personId: string, eventId = 'e1') {
    return this.inTurn({ eventId, personId, at: START - 1 }, async () => {
      await new Promise<void>((end) => {
        this.running.set(personId, end)
        this.most = Math.max(this.most, this.running.size)
      })
      this.running.delete(personId)
      return personId
    }).catch((error: AppError) => error.code)
  }

  askAll(count: number) {
    return Promise.all(Array.from({ length: count }, (_, index) => this.ask(`p${index}`)))
  }

  endAll() {
    for (const end of this.running.values()) end()
  }
}

test('who asks for a full event together is looked at together, and told without an enrollment', async () => {
  const house = new House()
  expect(await house.askAll(40)).toEqual(Array(40).fill('event_full'))
  expect(house.looks).toHaveLength(1)
  expect(house.most).toBe(0)
})

test('six enroll at once, in the order they came; the rest wait, are looked at anew, and are told when it is full', async () => {
  const house = new House()
  house.full = false
  const answers = house.askAll(20)
  await settle()
  expect([...house.running.keys()]).toEqual(['p0', 'p1', 'p2', 'p3', 'p4', 'p5'])
  house.running.get('p0')!()
  await settle()
  expect([...house.running.keys()]).toEqual(['p1', 'p2', 'p3', 'p4', 'p5', 'p6'])
  house.full = true
  house.endAll()
  await settle()
  expect(house.most).toBe(6)
  expect(await answers).toEqual([...Array.from({ length: 7 }, (_, index) => `p${index}`), ...Array(13).fill('event_full')])
})

test('nobody is forgotten: with places enough everybody enrolls', async () => {
  const house = new House()
  house.full = false
  const answers = house.askAll(20)
  for (let time = 0; time < 4; time += 1) {
    await settle()
    house.endAll()
  }
  expect(await answers).toEqual(Array.from({ length: 20 }, (_, index) => `p${index}`))
})

test('who is in it, waits or holds an offer is let through to the enrollment, which knows what to say', async () => {
  const house = new House()
  house.holding = ['p1']
  const answers = house.askAll(3)
  await settle()
  expect([...house.running.keys()]).toEqual(['p1'])
  house.endAll()
  expect(await answers).toEqual(['event_full', 'p1', 'event_full'])
})

test.each<[string, object | null]>([
  ['of members', { ...ANYBODYS, audience: 'members' }],
  ['of an age', { ...ANYBODYS, ageTo: 28 }],
  ['of an age from', { ...ANYBODYS, ageFrom: 18 }],
  ['with shifts', { ...ANYBODYS, hasShifts: true }],
  ['with lots', { ...ANYBODYS, byLots: true }],
  ['without a limit', { ...ANYBODYS, places: null }],
  ['that is cancelled', { ...ANYBODYS, status: 'cancelled' }],
  ['that is over', { ...ANYBODYS, endsAt: START - 1 }],
  ['that cannot be enrolled for yet', { ...ANYBODYS, enrollFrom: START }],
  ['that is not there', null],
])('the refusals of an event %s are the enrollment’s own', async (_, event) => {
  const house = new House()
  house.event = event
  const answer = house.ask('p0')
  await settle()
  house.endAll()
  expect(await answer).toBe('p0')
})

test('an event does not wait for another', async () => {
  const house = new House()
  house.full = false
  const answers = [house.askAll(8), house.ask('other', 'e2')]
  await settle()
  expect(house.running.has('other')).toBe(true)
  house.endAll()
  await settle()
  house.endAll()
  await Promise.all(answers)
})

test('an enrollment that fails makes room for the next', async () => {
  const house = new House()
  house.full = false
  const asked = { eventId: 'e1', personId: 'p', at: START - 1 }
  const fails = Array.from({ length: 7 }, () => house.inTurn(asked, () => Promise.reject(new Error('torn'))))
  const ended = await Promise.allSettled(fails)
  expect(ended.map(({ status }) => status)).toEqual(Array(7).fill('rejected'))
})

test('where the look fails the enrollment says what is wrong', async () => {
  const looking = { look: () => Promise.reject(new Error('away')) }
  const inTurn = enrollTurns({ places: looking } as unknown as Store)
  expect(await inTurn({ eventId: 'e1', personId: 'p', at: START }, () => Promise.resolve('asked'))).toBe('asked')
})

describe('on the real store', () => {
  let world: World
  let event: WorldEvent
  let inside: Player
  beforeAll(async () => {
    world = await World.open()
  })
  afterAll(() => world.close())
  beforeEach(async () => {
    event = await world.publish({ places: 1 })
    inside = await world.player('先来')
    await world.call(inside, 'events.enroll', { eventId: event.id })
  })

  const look = (people: Player[], at = world.now) =>
    world.store.places.look(
      event.id,
      people.map(({ id }) => id),
      at,
    )

  test('a full house, who is in it and who waits for it are seen; a place given back is seen too', async () => {
    const [waiting, other] = await world.players(2)
    await world.call(waiting!, 'events.wait', { eventId: event.id })
    const { full, holding } = await look([inside, waiting!, other!])
    expect(full).toBe(true)
    expect(new Set(holding)).toEqual(new Set([inside.id, waiting!.id]))
    await world.call(waiting!, 'events.stopWaiting', { eventId: event.id })
    expect(await look([waiting!])).toEqual({ full: true, holding: [] })
    await world.call(inside, 'events.leave', { eventId: event.id })
    expect(await look([inside])).toEqual({ full: false, holding: [] })
  })

  test('a place that is offered is nobody else’s until the offer runs out', async () => {
    const [waiting, other] = await world.players(2)
    await world.call(waiting!, 'events.wait', { eventId: event.id, mode: 'ask' })
    await world.call(inside, 'events.leave', { eventId: event.id })
    expect(await look([waiting!, other!])).toEqual({ full: true, holding: [waiting!.id] })
    const offered = world.database.kysely.selectFrom('place').select('offered_until').where('event_id', '=', event.id)
    const until = (await offered.executeTakeFirstOrThrow()).offered_until!
    expect((await look([other!], until - 1)).full).toBe(true)
    expect((await look([other!], until)).full).toBe(false)
  })

  test('a full house is told without a transaction, and the refusal is kept all the same', async () => {
    const late = await world.player('后到')
    let transactions = 0
    const counting: Store = {
      ...world.store,
      transaction: (work) => {
        transactions += 1
        return world.store.transaction(work)
      },
    }
    const dispatch = world.dispatchWith({ store: counting })
    const ask = (nonce: string, player = late) =>
      dispatch({
        envelope: { name: 'events.enroll', input: { eventId: event.id }, nonce, token: player.token },
        openid: null,
        address: null,
        requestId: 'test',
      })
    const nonce = 'r'.repeat(22)
    expect(await ask(nonce)).toMatchObject({ ok: false, code: 'event_full' })
    expect(transactions).toBe(0)
    await world.call(inside, 'events.leave', { eventId: event.id })
    expect(await ask(nonce)).toMatchObject({ ok: false, code: 'event_full' })
    // Asked anew there is a place: the transactions are counted where there are any.
    expect(await ask('s'.repeat(22))).toMatchObject({ ok: true, data: { state: 'enrolled' } })
    expect(transactions).toBeGreaterThan(0)
  })

  test('a copy of a request that succeeded hears so again, however full it is since', async () => {
    const nonce = 'k'.repeat(22)
    const [first, second] = await world.players(2)
    await world.call(inside, 'events.leave', { eventId: event.id })
    const enrolled = await world.ask(first!, 'events.enroll', { eventId: event.id }, nonce)
    await world.call(first!, 'events.leave', { eventId: event.id })
    await world.call(second!, 'events.enroll', { eventId: event.id })
    expect(enrolled).toMatchObject({ ok: true })
    expect(await world.ask(first!, 'events.enroll', { eventId: event.id }, nonce)).toEqual(enrolled)
    expect(await world.codeOf(first!, 'events.enroll', { eventId: event.id })).toBe('event_full')
  })
})
