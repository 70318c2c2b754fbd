import { DAY_MS, HOUR_MS, instantOf } from '@core/rules/shared/calendar'
import { START, World, type Player } from '../../../tests/fakes/world'

let world: World
beforeEach(async () => {
  world = await World.open()
})
afterEach(() => world.close())

const bench = (player: Player, orgId: string) => world.call(player, 'reports.workbench', { orgId })

test('events below that wait for a look are counted for the secretaries above, and for nobody else', async () => {
  const event = await world.publish()
  await world.database.kysely.updateTable('event').set({ status: 'in_review' }).where('event_id', '=', event.id).execute()
  const officer = await world.grant(await world.player('县里干事'), 'officer', world.org.county)
  const keeper = await world.grant(await world.player('吴书记'), 'secretary', world.org.east)
  expect((await bench(world.secretary, world.org.county)).reviewCount).toBe(1)
  expect((await bench(officer, world.org.county)).reviewCount).toBe(0)
  expect((await bench(keeper, world.org.east)).reviewCount).toBe(0)
})

test('open objections are counted for the organization and those above, until they are answered', async () => {
  const event = await world.publish()
  const came = await world.player('李晓雨')
  await world.call(came, 'events.enroll', { eventId: event.id })
  world.now = event.endsAt + HOUR_MS
  await world.call(world.officer, 'events.close', { eventId: event.id })
  await world.call(came, 'events.object', { eventId: event.id, text: '我来了，手机没电' })
  expect((await bench(world.officer, world.org.east)).objectionCount).toBe(1)
  expect((await bench(world.secretary, world.org.county)).objectionCount).toBe(1)
  expect((await bench(world.stranger, world.org.south)).objectionCount).toBe(0)
  const { objections } = await world.call(world.officer, 'events.afterwards', { eventId: event.id })
  await world.call(world.officer, 'events.answerObjection', {
    eventId: event.id,
    objectionId: objections[0]!.id,
    accept: false,
    answer: '名单上没有',
  })
  expect((await bench(world.officer, world.org.east)).objectionCount).toBe(0)
})

test('rhythms that are due soon or overdue stand on the workbench, the most pressing first', async () => {
  const save = (name: string, startedOn: string) =>
    world.call(world.officer, 'homes.saveClock', { orgId: world.org.east, kind: 'exchange_day', name, startedOn })
  await save('还早', '2026-11-20')
  await save('快到了', '2026-10-28')
  await save('过了', '2026-09-01')
  expect((await bench(world.secretary, world.org.county)).clocks.map((clock) => [clock.name, clock.state])).toEqual([
    ['过了', 'overdue'],
    ['快到了', 'soon'],
  ])
})

test('a year whose holidays are not known is told of a month before it begins', async () => {
  world.now = instantOf('2026-11-30', '12:00')
  expect((await bench(world.officer, world.org.east)).unknownYear).toBeNull()
  world.now = instantOf('2026-12-01', '00:00')
  expect((await bench(world.officer, world.org.east)).unknownYear).toBe(2027)
  world.now = START + 60 * DAY_MS
  expect((await bench(world.officer, world.org.east)).unknownYear).toBe(2027)
})
