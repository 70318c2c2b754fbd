import { DAY_MS, HOUR_MS } from '@core/rules/shared/calendar'
import { START, World, type Player } from '../../../tests/fakes/world'

let world: World
beforeAll(async () => {
  world = await World.open()
})
afterAll(() => world.close())
beforeEach(() => {
  world.now = START - DAY_MS
})

const told = async (player: Player) =>
  (await world.call(player, 'inbox.list', { limit: 100 })).items.map(({ eventId, text }) => [eventId, text])
const cancel = (eventId: string, andLater = false) =>
  world.codeOf(world.officer, 'events.cancel', { eventId, reason: '河道涨水', andLater })

test('everybody who counts on it hears the reason, and the line ends', async () => {
  const event = await world.publish({ places: 1 })
  const [inside, waiting, asked, left] = await world.players(4)
  await world.call(inside!, 'events.enroll', { eventId: event.id })
  await world.call(left!, 'events.wait', { eventId: event.id })
  await world.call(left!, 'events.stopWaiting', { eventId: event.id })
  await world.call(waiting!, 'events.wait', { eventId: event.id, mode: 'ask' })
  world.now += 1000
  await world.call(asked!, 'events.wait', { eventId: event.id })
  await world.call(inside!, 'events.leave', { eventId: event.id })
  await world.call(inside!, 'events.wait', { eventId: event.id })
  expect(await cancel(event.id)).toBe('ok')
  const sentence = [event.id, '「旧物改造工作坊」取消了：河道涨水。抱歉']
  for (const player of [inside!, waiting!, asked!]) expect(await told(player)).toContainEqual(sentence)
  expect(await told(left!)).not.toContainEqual(sentence)
  expect(await world.call(null, 'events.get', { eventId: event.id })).toMatchObject({
    status: 'cancelled',
    cancelReason: '河道涨水',
    waitingCount: 0,
    free: 1,
  })
  expect(await world.codeOf(waiting!, 'events.answerOffer', { eventId: event.id, accept: true })).toBe('event_cancelled')
  expect(await world.codeOf(inside!, 'events.wait', { eventId: event.id })).toBe('event_cancelled')
})

test('the later ones of a series go along on request, the earlier ones never', async () => {
  const published = await world.call(world.officer, 'events.publish', {
    homeId: world.home.east,
    title: '每周跑团',
    category: 'culture',
    startsAt: START,
    endsAt: START + HOUR_MS,
    places: null,
    givesHours: false,
    series: { every: 'week', count: 4 },
  })
  const ids = [published.id, ...published.others.map(({ id }) => id)]
  const statuses = () => Promise.all(ids.map(async (id) => (await world.store.events.byId(id))!.status))
  const person = await world.player('甲')
  for (const eventId of ids) await world.call(person, 'events.enroll', { eventId })
  expect(await cancel(ids[2]!)).toBe('ok')
  expect(await statuses()).toEqual(['published', 'published', 'cancelled', 'published'])
  expect(await cancel(ids[1]!, true)).toBe('ok')
  expect(await statuses()).toEqual(['published', 'cancelled', 'cancelled', 'cancelled'])
  expect((await told(person)).map(([eventId]) => eventId).sort()).toEqual([ids[1], ids[2], ids[3]].sort())
})

test('it needs a reason, and happens once', async () => {
  const event = await world.publish()
  expect(await world.ask(world.officer, 'events.cancel', { eventId: event.id, reason: ' ' })).toMatchObject({
    code: 'bad_request',
    hint: '「原因」填得不对，改一下再提交',
  })
  const codes = await Promise.all([cancel(event.id), cancel(event.id), cancel(event.id)])
  expect(codes.sort()).toEqual(['event_not_open', 'event_not_open', 'ok'])
})

test('what nobody has seen yet may be cancelled as well; what is closed may not', async () => {
  const decide = (byParent: boolean) =>
    world.call(world.secretary, 'people.saveSetting', {
      orgId: world.org.county,
      setting: { name: 'review', value: { byParent } },
      why: '试一试',
    })
  await decide(true)
  const [waiting, returned] = [await world.publish(), await world.publish()]
  await world.review(world.secretary, returned, { approve: false, reason: '再想想' })
  await decide(false)
  expect(await cancel(waiting.id)).toBe('ok')
  expect(await cancel(returned.id)).toBe('ok')
  const closed = await world.publish()
  world.now = closed.endsAt
  await world.call(world.officer, 'events.close', { eventId: closed.id })
  expect(await cancel(closed.id)).toBe('event_not_open')
})

test('an officer of another organization cancels nothing', async () => {
  const event = await world.publish()
  expect(await world.codeOf(world.stranger, 'events.cancel', { eventId: event.id, reason: '不想办了' })).toBe('not_found')
  expect((await world.store.events.byId(event.id))!.status).toBe('published')
})
