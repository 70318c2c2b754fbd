import { DAY_MS, HOUR_MS } from '@core/rules/shared/calendar'
import { START, World } from '../../../tests/fakes/world'

let world: World
beforeAll(async () => {
  world = await World.open()
})
afterAll(() => world.close())
beforeEach(() => {
  world.now = START - DAY_MS
})

const titles = (part: { items: { title: string }[] }) => part.items.map((item) => item.title)

test('the list is found by home, category and day; cancelled events are not in it', async () => {
  const tomorrow = { startsAt: START + DAY_MS, endsAt: START + DAY_MS + HOUR_MS }
  await world.publish({ title: '东关学习社', category: 'study', givesHours: false })
  await world.publish({ title: '南桥夜校', category: 'career', givesHours: false, homeId: world.home.south, ...tomorrow }, world.stranger)
  const gone = await world.publish({ title: '不办了', category: 'career', givesHours: false })
  await world.call(world.officer, 'events.cancel', { eventId: gone.id, reason: '停电了' })
  expect(titles(await world.call(null, 'events.list', {}))).toEqual(['东关学习社', '南桥夜校'])
  expect(titles(await world.call(null, 'events.list', { homeId: world.home.south }))).toEqual(['南桥夜校'])
  expect(titles(await world.call(null, 'events.list', { category: 'study' }))).toEqual(['东关学习社'])
  expect(titles(await world.call(null, 'events.list', { day: '2026-11-22' }))).toEqual(['南桥夜校'])
  expect(titles(await world.call(null, 'events.list', { day: '2026-11-25' }))).toEqual([])
})

test('an officer finds events where they are in their life, of the organisation and below', async () => {
  const event = await world.publish({ title: '跟着走' })
  const where = async () => {
    const found: string[] = []
    for (const when of ['coming', 'now', 'to_close', 'past'] as const) {
      const { items } = await world.call(world.secretary, 'events.managed', { orgId: world.org.county, when, limit: 100 })
      if (items.some((item) => item.id === event.id)) found.push(when)
    }
    return found
  }
  expect(await where()).toEqual(['coming'])
  world.now = START
  expect(await where()).toEqual(['now'])
  world.now = event.endsAt + HOUR_MS / 2
  expect(await where()).toEqual(['now', 'to_close'])
  await world.call(world.officer, 'events.close', { eventId: event.id })
  expect(await where()).toEqual(['past'])
  expect(await world.codeOf(world.officer, 'events.managed', { orgId: world.org.county, when: 'now' })).toBe('not_found')
})

test('my events are those I enrolled in or was at, not those I left', async () => {
  const [kept, left] = [await world.publish({ title: '要去的' }), await world.publish({ title: '不去的' })]
  const young = await world.player('甲')
  for (const event of [kept, left]) await world.call(young, 'events.enroll', { eventId: event.id })
  await world.call(young, 'events.leave', { eventId: left.id })
  const mine = async (when: 'coming' | 'past') => (await world.call(young, 'events.mine', { when })).items.map((item) => item.event.title)
  expect(await mine('coming')).toEqual(['要去的'])
  world.now = kept.endsAt + 2 * HOUR_MS
  expect(await mine('coming')).toEqual([])
  expect(await mine('past')).toEqual(['要去的'])
})

test('the workbench counts what waits', async () => {
  const before = await world.call(world.officer, 'reports.workbench', { orgId: world.org.east })
  const event = await world.publish({ title: '今天的' })
  world.now = event.endsAt + 1000
  const after = await world.call(world.officer, 'reports.workbench', { orgId: world.org.east })
  expect(after.orgName).toBe('east')
  expect(after.toClose.map((item) => item.title)).toContain('今天的')
  expect(after.toCloseCount).toBeGreaterThan(before.toCloseCount)
})

test('the door list tells who is expected, here, gone, and finds a name', async () => {
  const event = await world.publish()
  const [here, missing] = [await world.player('到了的'), await world.player('没到的')]
  for (const person of [here, missing]) await world.call(person, 'events.enroll', { eventId: event.id })
  world.now = START
  await world.scan(here, event)
  const door = await world.call(world.officer, 'attendance.door', { eventId: event.id })
  expect(door.items.map((line) => [line.name, line.state])).toEqual([
    ['没到的', 'expected'],
    ['到了的', 'arrived'],
  ])
  expect(door).toMatchObject({ enrolledCount: 2, arrivedCount: 1, pendingCount: 0 })
  expect((await world.call(world.officer, 'attendance.door', { eventId: event.id, search: '没到' })).items).toHaveLength(1)
})

test('a place in a list that no list gave is taken for its beginning', async () => {
  const { items } = await world.call(null, 'events.list', {})
  for (const after of ['1.0-0-0', `1.${'-'.repeat(36)}`, `1.${'0'.repeat(36)}`, 'x', '99999999999999999.a'])
    expect((await world.call(null, 'events.list', { after })).items).toEqual(items)
})
