import { DAY_MS } from '@core/rules/shared/calendar'
import { START, World, type Player, type WorldEvent } from '../../../tests/fakes/world'

let world: World
beforeAll(async () => {
  world = await World.open()
})
afterAll(() => world.close())
beforeEach(() => {
  world.now = START - DAY_MS
})

/** An event with people who came, a minute after its end. */
async function attended(count: number): Promise<{ event: WorldEvent; crowd: Player[] }> {
  const event = await world.publish()
  const crowd = await world.players(count)
  world.now = START
  for (const person of crowd) {
    await world.call(person, 'events.enroll', { eventId: event.id })
    const scanned = await world.scan(person, event)
    if (!scanned.ok) throw new Error(scanned.code)
  }
  world.now = event.endsAt + 60_000
  return { event, crowd }
}

test('who came rates an event, may change it, and everybody sees the average from three votes on', async () => {
  const { event, crowd } = await attended(3)
  const [one, two, three] = crowd as [Player, Player, Player]
  await world.call(one, 'events.rate', { eventId: event.id, stars: 1, tags: ['too_long'], word: '太长' })
  await world.call(two, 'events.rate', { eventId: event.id, stars: 4, tags: ['friendly'] })
  expect((await world.call(null, 'events.get', { eventId: event.id })).rating).toBeNull()
  await world.call(three, 'events.rate', { eventId: event.id, stars: 4, tags: ['friendly', 'friendly', 'useful'] })
  await world.call(one, 'events.rate', { eventId: event.id, stars: 5, tags: [], word: '其实挺好' })
  const shown = await world.call(null, 'events.get', { eventId: event.id })
  expect(shown.rating).toEqual({
    count: 3,
    average: 43,
    tags: [
      { tag: 'friendly', count: 2 },
      { tag: 'useful', count: 1 },
    ],
  })
  expect(JSON.stringify(shown)).not.toContain('挺好')
  expect((await world.call(one, 'events.get', { eventId: event.id })).mine).toMatchObject({
    mayRate: true,
    rating: { stars: 5, word: '其实挺好' },
  })
})

test('the private word reaches the officers of the event without the name of who wrote it, and nobody else', async () => {
  const { event, crowd } = await attended(1)
  await world.call(crowd[0]!, 'events.rate', { eventId: event.id, stars: 2, word: '厕所没纸' })
  for (const officer of [world.officer, world.secretary]) {
    const seen = await world.call(officer, 'events.afterwards', { eventId: event.id })
    expect(seen.words).toEqual([{ stars: 2, word: '厕所没纸', at: world.now }])
    expect(JSON.stringify(seen)).not.toContain(crowd[0]!.name)
  }
  const helper = await world.grant(await world.player('门口'), 'helper', null, event.id)
  for (const other of [world.stranger, crowd[0]!, helper])
    expect(await world.codeOf(other, 'events.afterwards', { eventId: event.id })).toBe('not_found')
})

test('who did not come does not rate, nobody rates before the end, and nobody rates what does not exist', async () => {
  const { event, crowd } = await attended(1)
  const enrolled = await world.player('没来的人')
  expect(await world.codeOf(enrolled, 'events.rate', { eventId: event.id, stars: 5 })).toBe('not_attended')
  expect(await world.codeOf(enrolled, 'events.rate', { eventId: world.org.east, stars: 5 })).toBe('not_attended')
  world.now = event.endsAt - 1
  expect(await world.codeOf(crowd[0]!, 'events.rate', { eventId: event.id, stars: 5 })).toBe('event_not_closed')
  for (const stars of [0, 6, 4.5]) expect(await world.codeOf(crowd[0]!, 'events.rate', { eventId: event.id, stars })).toBe('bad_request')
})
