import { DAY_MS, HOUR_MS, MINUTE_MS } from '@core/rules/shared/calendar'
import { START, World, type Player, type WorldSession } from '../../tests/fakes/world'
import { tellOfSession, tellSlotServed } from './session-messages'

let world: World
let session: WorldSession
let young: Player
beforeAll(async () => {
  world = await World.open()
  session = await world.session()
  young = await world.player('赵一')
})
afterAll(() => world.close())

/** The newest message of somebody. */
async function said() {
  const { items } = await world.call(young, 'inbox.list', { limit: 1 })
  world.now += MINUTE_MS
  return items[0]
}

const told = () => ({ ...session, homeName: '东街青年之家', host: { name: '陈静' } })

test('whom a freed slot reaches is told which part it is and until when it is kept, by the date', async () => {
  const offer = {
    personId: young.id,
    became: 'offered',
    startsAt: START + 20 * MINUTE_MS,
    until: START - 2 * HOUR_MS,
    displaced: false,
  } as const
  await tellSlotServed(world.store, world.ids, session, [offer], world.now)
  expect(await said()).toMatchObject({
    kind: 'session_offer',
    sessionId: session.id,
    text: '11月21日「面对面」有空位了，14:20 那一段，为你留到 11月21日 12:00',
  })
})
test('who chooses first is told so, and whose offer ran out as well', async () => {
  const first = { personId: young.id, became: 'offered', startsAt: START, until: START - DAY_MS, displaced: true } as const
  await tellSlotServed(world.store, world.ids, session, [first], world.now)
  expect((await said())?.text).toBe('11月21日的「面对面」为你留了 14:00 那一段，留到 11月20日 14:00，也可以换时段')
  const gone = { personId: young.id, became: 'offer_expired', startsAt: null, until: null, displaced: false } as const
  await tellSlotServed(world.store, world.ids, session, [gone], world.now)
  expect((await said())?.text).toBe('11月21日「面对面」的位子已给下一位。还想去？重新排队')
})
test('a message of a session names its day, host and home by itself', async () => {
  await tellOfSession(
    world.store,
    world.ids,
    told(),
    [young.id],
    'session_cancelled',
    { reason: '去县里开会', then: '下一场优先留给你' },
    world.now,
  )
  expect(await said()).toMatchObject({ sessionId: session.id, text: '陈静11月21日来不了：去县里开会。抱歉，下一场优先留给你' })
  await tellOfSession(world.store, world.ids, told(), [young.id], 'session_substitute', { host: '孙敏' }, world.now)
  expect((await said())?.text).toContain('改由孙敏接待')
})
