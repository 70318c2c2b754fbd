import type { InputOf } from '@core/contract/procedures'
import { DAY_MS, instantOf, MINUTE_MS } from '@core/rules/shared/calendar'
import { warnOfClocks } from '@cloud/jobs/warn-of-clocks'
import type { Store, Tables } from '@cloud/store/store'
import { START, World, type Player } from '../../../tests/fakes/world'

let world: World
beforeEach(async () => {
  world = await World.open()
})
afterEach(() => world.close())

function society(more: Partial<InputOf<'homes.saveClock'>> = {}): InputOf<'homes.saveClock'> {
  return { orgId: world.org.east, homeId: world.home.east, kind: 'study_society', name: '学习社', startedOn: '2026-11-01', ...more }
}

const warn = () => warnOfClocks({ store: world.store, ids: world.ids, now: world.now })
const texts = async (player: Player) => (await world.call(player, 'inbox.list', {})).items.map((message) => message.text)

test('what a rhythm answers is enough to change one thing of it and leave the rest', async () => {
  const made = await world.call(world.officer, 'homes.saveClock', society({ kind: 'custom', everyDays: 20, warnDays: 3 }))
  const { id, orgId, homeId, kind, everyDays, warnDays, startedOn } = made
  const form = { orgId, clockId: id, homeId, kind, everyDays, warnDays, startedOn, name: '读书夜' }
  expect(await world.call(world.officer, 'homes.saveClock', form)).toEqual({ ...made, name: '读书夜' })
  expect((await world.call(world.officer, 'homes.clocks', { orgId })).items).toEqual([{ ...made, name: '读书夜' }])
})

test('a rhythm says how long ago the last time was and by which day the next one is due, to its officers and those above', async () => {
  const clock = await world.call(world.officer, 'homes.saveClock', society())
  expect(clock).toMatchObject({
    orgName: 'east',
    homeName: 'east青年之家',
    lastAt: null,
    daysSince: 19,
    dueOn: '2027-01-01',
    state: 'fine',
    warnDays: 14,
    startedOn: '2026-11-01',
  })
  await world.call(
    world.secretary,
    'homes.saveClock',
    society({ orgId: world.org.county, homeId: null, kind: 'custom', everyDays: 20, name: '调度' }),
  )
  expect(
    (await world.call(world.secretary, 'homes.clocks', { orgId: world.org.county })).items.map((item) => [item.name, item.state]),
  ).toEqual([
    ['调度', 'soon'],
    ['学习社', 'fine'],
  ])
  expect((await world.call(world.officer, 'homes.clocks', { orgId: world.org.east })).items).toEqual([clock])
  expect(await world.codeOf(world.officer, 'homes.clocks', { orgId: world.org.county })).toBe('not_found')
})

test('a clock turns by hand, with a note, and by nobody of another organization', async () => {
  const { id } = await world.call(world.officer, 'homes.saveClock', society())
  const turn = (by: Player, at: number, orgId = world.org.east) =>
    world.ask(by, 'homes.turnClock', { orgId, clockId: id, at, note: '和书记座谈' })
  expect(await turn(world.officer, world.now - 3 * DAY_MS)).toMatchObject({ ok: true, data: { daysSince: 3, dueOn: '2027-01-17' } })
  // An earlier time that is told of later changes nothing.
  expect(await turn(world.officer, world.now - 9 * DAY_MS)).toMatchObject({ ok: true, data: { daysSince: 3, dueOn: '2027-01-17' } })
  expect(await turn(world.officer, world.now + 2 * MINUTE_MS)).toMatchObject({ ok: false, code: 'bad_request' })
  expect(await turn(world.officer, world.now - 400 * DAY_MS)).toMatchObject({ ok: false, code: 'bad_request' })
  expect(await turn(world.stranger, world.now)).toMatchObject({ ok: false, code: 'not_found' })
  expect(await turn(world.stranger, world.now, world.org.south)).toMatchObject({ ok: false, code: 'not_found' })
})

test('only one of one’s own kind says how often, days exist, and the home is one’s own', async () => {
  const code = (more: Partial<InputOf<'homes.saveClock'>>) => world.codeOf(world.officer, 'homes.saveClock', society(more))
  expect(await code({ kind: 'custom' })).toBe('bad_request')
  expect(await code({ startedOn: '2026-02-30' })).toBe('bad_request')
  expect(await code({ homeId: world.home.south })).toBe('home_not_yours')
  expect(await code({ orgId: world.org.south })).toBe('not_found')
  expect(await code({ clockId: world.org.east })).toBe('not_found')
  expect((await world.call(world.officer, 'homes.saveClock', society({ everyDays: 5 }))).everyDays).toBeNull()
})

test('a clock is changed, and an ended one is gone with its warning', async () => {
  const { id } = await world.call(world.officer, 'homes.saveClock', society())
  const changed = await world.call(
    world.officer,
    'homes.saveClock',
    society({ clockId: id, kind: 'custom', everyDays: 21, name: '读书夜' }),
  )
  expect(changed).toMatchObject({ id, name: '读书夜', dueOn: '2026-11-22', state: 'soon' })
  const end = (by: Player) => world.codeOf(by, 'homes.endClock', { orgId: world.org.east, clockId: id })
  expect(await end(world.stranger)).toBe('not_found')
  expect(await end(world.officer)).toBe('ok')
  expect(await end(world.officer)).toBe('not_found')
  expect((await world.call(world.officer, 'homes.clocks', { orgId: world.org.east })).items).toEqual([])
  await warn()
  expect(await texts(world.officer)).toEqual([])
})

test('officers are told once for each due date, however often and however many at once the job runs', async () => {
  const { id } = await world.call(world.officer, 'homes.saveClock', society())
  world.now = instantOf('2026-12-18', '07:59')
  await warn()
  expect(await texts(world.officer)).toEqual([])
  world.now = instantOf('2026-12-18', '08:00')
  await Promise.all([warn(), warn(), warn()])
  world.now += DAY_MS
  await warn()
  const first = '「east青年之家 学习社」1月1日 前要办一次，还没办过'
  expect(await texts(world.officer)).toEqual([first])
  expect(await texts(world.stranger)).toEqual([])
  // A change that moves no due date says nothing again.
  await world.call(world.officer, 'homes.saveClock', society({ clockId: id, warnDays: 30 }))
  await warn()
  expect(await texts(world.officer)).toHaveLength(1)
  await world.call(world.officer, 'homes.turnClock', { orgId: world.org.east, clockId: id, at: world.now, note: '补上了' })
  world.now = instantOf('2027-02-01', '08:00')
  await warn()
  expect((await texts(world.officer))[0]).toBe('「east青年之家 学习社」2月19日 前要办一次，上次是 12月19日')
})

test('were it not written down that they are told, officers would be told with every tick', async () => {
  await world.call(world.officer, 'homes.saveClock', society({ startedOn: '2026-01-01' }))
  const forgetful = (tables: Tables): Tables => ({ ...tables, clocks: { ...tables.clocks, markWarned: () => Promise.resolve(true) } })
  const store: Store = { ...world.store, transaction: (work) => world.store.transaction((tx) => work(forgetful(tx))) }
  for (let tick = 0; tick < 3; tick += 1) await warnOfClocks({ store, ids: world.ids, now: world.now })
  expect(await texts(world.officer)).toHaveLength(3)
})

describe('by an event that keeps it', () => {
  async function turnBy(clockId: string, change: { org_id?: string; home_id?: string } = {}) {
    const event = await world.publish({ title: '学习社第三期' })
    await world.database.kysely
      .updateTable('event')
      .set({ clock_id: clockId, status: 'closed', closed_by: world.officer.id, ...change })
      .where('event_id', '=', event.id)
      .execute()
    const row = (await world.store.events.byId(event.id))!
    const turn = () => world.store.transaction((tx) => tx.clocks.turnByEvent(row, world.now, world.ids.uuid(world.now)))
    return { event, turn }
  }
  const turns = (clockId: string) => world.database.kysely.selectFrom('clock_turn').selectAll().where('clock_id', '=', clockId).execute()

  test('closing an event that was published for a rhythm turns it', async () => {
    const { id } = await world.call(world.officer, 'homes.saveClock', society())
    const event = await world.publish({ title: '学习社第三期', clockId: id })
    world.now = event.endsAt
    await world.call(world.secretary, 'events.close', { eventId: event.id })
    expect(await turns(id)).toMatchObject([{ event_id: event.id, at: START, by_id: world.secretary.id }])
  })

  test('it turns once, however often the event is closed', async () => {
    const { id } = await world.call(world.officer, 'homes.saveClock', society())
    const { event, turn } = await turnBy(id)
    world.now = START + DAY_MS
    await Promise.all([turn(), turn()])
    await turn()
    expect(await turns(id)).toMatchObject([{ event_id: event.id, at: START, note: '学习社第三期', by_id: world.officer.id }])
    expect((await world.call(world.officer, 'homes.clocks', { orgId: world.org.east })).items).toMatchObject([
      { lastAt: START, daysSince: 1 },
    ])
  })

  test('a county’s clock turns by a township’s event, and a home’s by no other home’s', async () => {
    const county = await world.call(
      world.secretary,
      'homes.saveClock',
      society({ orgId: world.org.county, homeId: null, kind: 'exchange_day' }),
    )
    await (await turnBy(county.id)).turn()
    expect(await turns(county.id)).toHaveLength(1)
    const own = await world.call(world.officer, 'homes.saveClock', society())
    await (await turnBy(own.id, { home_id: world.home.south })).turn()
    const other = await world.call(world.stranger, 'homes.saveClock', society({ orgId: world.org.south, homeId: null }))
    await (await turnBy(other.id)).turn()
    expect(await turns(own.id)).toEqual([])
    expect(await turns(other.id)).toEqual([])
    // The organization that lives in the home keeps the home's rhythm.
    await (await turnBy(own.id, { org_id: world.org.south })).turn()
    expect(await turns(own.id)).toHaveLength(1)
  })
})
