import { DAY_MS, HOUR_MS } from '@core/rules/shared/calendar'
import { START, World, type Player, type WorldEvent } from '../../../tests/fakes/world'
import { attendancesOf, join, posterOf } from './_door'

let world: World
beforeAll(async () => {
  world = await World.open()
})
afterAll(() => world.close())
beforeEach(() => {
  world.now = START - DAY_MS
})

/** Scans the screen without being enrolled, and answers 「报名并签到」. */
async function byTicket(player: Player, event: WorldEvent): Promise<string> {
  const scanned = await world.scan(player, event)
  if (!scanned.ok || scanned.data.outcome !== 'ticket') return scanned.ok ? scanned.data.outcome : scanned.code
  return world.codeOf(player, 'attendance.walkIn', { ticket: scanned.data.ticket })
}
async function byPoster(player: Player, event: WorldEvent): Promise<string> {
  const code = await posterOf(world, world.home.east)
  return world.codeOf(player, 'attendance.poster', { code, delivery: 'live', at: world.now, eventId: event.id })
}

describe.each([
  ['with the ticket of a scan', byTicket],
  ['by the poster', byPoster],
])('who comes to the door without an enrollment, %s', (_, arrive) => {
  test('is let in only where the event is for them', async () => {
    const event = await world.publish({ poster: true, audience: 'org', audienceOrgId: world.org.east })
    const [ours, stranger] = [
      await join(world, await world.player('东'), world.org.east),
      await join(world, await world.player('南'), world.org.south),
    ]
    world.now = START
    expect(await arrive(stranger, event)).toBe('not_for_you')
    expect(await attendancesOf(world, event)).toEqual([])
    expect(await arrive(ours, event)).toBe('ok')
  })
  test('is asked for the month of birth, where the event has an age', async () => {
    const event = await world.publish({ poster: true, ageFrom: 14, ageTo: 28 })
    const [young, old] = await world.players(2)
    world.now = START
    expect(await arrive(young!, event)).toBe('age_unknown')
    await world.call(young!, 'people.saveBirthMonth', { birthMonth: '2008-03' })
    await world.call(old!, 'people.saveBirthMonth', { birthMonth: '1970-03' })
    expect(await arrive(young!, event)).toBe('ok')
    expect(await arrive(old!, event)).toBe('age_not_fitting')
    expect(await attendancesOf(world, event)).toHaveLength(1)
  })
  test('may come although enrolling is over, and takes the shift that runs', async () => {
    const shifts = [
      { label: '早班', from: START, to: START + HOUR_MS, places: 1 },
      { label: '晚班', from: START + HOUR_MS, to: START + 3 * HOUR_MS, places: 1 },
    ]
    const event = await world.publish({ poster: true, enrollUntil: START - HOUR_MS, shifts, places: 2 })
    const [one, two, three] = await world.players(3)
    world.now = START + 2 * HOUR_MS
    expect(await arrive(one!, event)).toBe('ok')
    const mine = await world.call(one!, 'events.get', { eventId: event.id })
    expect(mine.mine).toMatchObject({ enrollment: 'enrolled', shift: 2 })
    expect(await arrive(two!, event)).toBe('not_enrolled_full')
    expect(await arrive(three!, event)).toBe('not_enrolled_full')
    expect(await attendancesOf(world, event)).toHaveLength(1)
  })
})
