import { DAY_MS, dayOf, HOUR_MS } from '@core/rules/shared/calendar'
import { START, World, type Player } from '../../../tests/fakes/world'

let world: World
let home: string
let keeper: Player
let second: Player
beforeEach(async () => {
  world = await World.open()
  home = world.home.east
  keeper = await world.grant(await world.player('吴书记'), 'secretary', world.org.east)
  second = await world.grant(await world.player('郑书记'), 'secretary', world.org.county)
})
afterEach(() => world.close())

type Step = 'homes.award' | 'homes.proposeDelisting' | 'homes.objectDelisting'
const step = (by: Player, name: Step, reason = '写在会议纪要里') => world.codeOf(by, name, { homeId: home, reason })
const decide = (by: Player, delist: boolean) => world.codeOf(by, 'homes.decideDelisting', { homeId: home, delist, reason: '会上决定' })
const messages = async (player: Player) => (await world.call(player, 'inbox.list', {})).items.map((message) => message.text)

async function model(by: Player = world.secretary, orgId = world.org.county) {
  const { items } = await world.call(by, 'homes.models', { orgId })
  return items.find((item) => item.homeId === home)!
}

/** An awarded home in which nothing happened for so many days. */
async function idle(days: number): Promise<void> {
  await world.call(world.secretary, 'homes.award', { homeId: home, reason: '服务好' })
  world.now += days * DAY_MS
}

test('a secretary above makes a home a model home, and its page says so', async () => {
  expect((await model()).standing).toBe('ordinary')
  expect(await step(world.secretary, 'homes.award', '2026 年度评选')).toBe('ok')
  expect(await step(second, 'homes.award')).toBe('standing_wrong')
  expect((await world.call(null, 'homes.get', { homeId: home })).standing).toBe('model')
  expect(await model()).toMatchObject({
    standing: 'model',
    maySupervise: true,
    mayObject: false,
    history: [{ step: 'awarded', by: '林书记', reason: '2026 年度评选', at: world.now, evidence: null }],
  })
})

test('nobody decides on what their own organization has: not its secretary, its officer, or a neighbor', async () => {
  for (const other of [keeper, world.officer, world.stranger, await world.player('路人')])
    expect(await step(other, 'homes.award')).toBe('not_found')
  await idle(180)
  expect(await step(keeper, 'homes.proposeDelisting')).toBe('not_found')
  expect(await model(keeper, world.org.east)).toMatchObject({ standing: 'model', maySupervise: false, mayObject: false })
  expect(await step(world.secretary, 'homes.proposeDelisting')).toBe('ok')
  expect(await decide(keeper, false)).toBe('not_found')
  expect(await step(world.officer, 'homes.objectDelisting')).toBe('not_found')
  expect(await model(keeper, world.org.east)).toMatchObject({ mayObject: true })
  expect(await model(world.officer, world.org.east)).toMatchObject({ mayObject: false })
})

test('a root organization decides on its own home', async () => {
  await world.database.kysely.updateTable('home').set({ org_id: world.org.county }).where('id', '=', home).execute()
  expect(await step(keeper, 'homes.award')).toBe('not_found')
  expect(await step(world.secretary, 'homes.award')).toBe('ok')
})

test('taking the plate down is proposed after 180 days without activity, with the evidence of that day, and the home is told', async () => {
  await idle(179)
  expect(await world.ask(world.secretary, 'homes.proposeDelisting', { homeId: home, reason: '久无活动' })).toMatchObject({
    ok: false,
    code: 'not_dormant',
    hint: '最近 180 天里还有活动，不能提议摘牌',
  })
  world.now += DAY_MS
  expect(await step(world.secretary, 'homes.proposeDelisting', '久无活动')).toBe('ok')
  expect(await model()).toMatchObject({
    standing: 'delisting_proposed',
    history: [{}, { step: 'proposed', reason: '久无活动', evidence: { lastAt: null, idleDays: 180, eventsInYear: 0, visitsInYear: 0 } }],
  })
  expect(await messages(keeper)).toEqual(['east青年之家被提议摘牌：180 天没有活动。有话要说，可以提出异议'])
  expect(await messages(world.officer)).toEqual([])
})

test('closed events and visits are activity, and what was published and never held is none', async () => {
  await world.call(world.secretary, 'homes.award', { homeId: home, reason: '服务好' })
  const event = await world.publish({ startsAt: START, endsAt: START + HOUR_MS })
  await world.publish({ startsAt: START + 30 * DAY_MS, endsAt: START + 30 * DAY_MS + HOUR_MS })
  world.now = event.endsAt + HOUR_MS
  await world.call(world.officer, 'events.close', { eventId: event.id })
  const visitor = await world.player('路人')
  const visitedAt = START + 5 * DAY_MS
  const visit = {
    home_id: home,
    person_id: visitor.id,
    day: dayOf(visitedAt),
    at: new Date(visitedAt),
    nonce: '',
    created_at: new Date(visitedAt),
  }
  await world.database.kysely.insertInto('visit').values(visit).execute()
  world.now = START + 185 * DAY_MS - HOUR_MS * 15
  expect(await step(world.secretary, 'homes.proposeDelisting')).toBe('not_dormant')
  world.now = START + 185 * DAY_MS
  expect((await model()).evidence).toEqual({ lastAt: visitedAt, idleDays: 180, eventsInYear: 1, visitsInYear: 1 })
  expect(await step(world.secretary, 'homes.proposeDelisting')).toBe('ok')
  // The evidence stays as it was on that day, whatever comes later.
  world.now += 200 * DAY_MS
  expect((await model()).history[1]!.evidence).toEqual({ lastAt: visitedAt, idleDays: 180, eventsInYear: 1, visitsInYear: 1 })
  expect((await model()).evidence).toMatchObject({ idleDays: 380, eventsInYear: 0 })
})

test('the home objects once, those who decide hear of it, and another secretary than the proposer decides', async () => {
  await idle(200)
  expect(await step(keeper, 'homes.objectDelisting')).toBe('standing_wrong')
  await step(world.secretary, 'homes.proposeDelisting')
  expect(await step(keeper, 'homes.objectDelisting', '在装修，下月重开')).toBe('ok')
  expect(await step(keeper, 'homes.objectDelisting')).toBe('standing_wrong')
  for (const deciding of [world.secretary, second]) expect(await messages(deciding)).toEqual(['east青年之家对摘牌提出了异议，请看看'])
  expect(await decide(world.secretary, true)).toBe('own_proposal')
  world.now += HOUR_MS
  expect(await decide(second, false)).toBe('ok')
  expect(await messages(keeper)).toEqual([
    'east青年之家的摘牌有了决定：保留',
    'east青年之家被提议摘牌：200 天没有活动。有话要说，可以提出异议',
  ])
  expect((await messages(world.secretary))[0]).toBe('east青年之家的摘牌有了决定：保留')
  expect((await model()).history.map((line) => [line.step, line.by])).toEqual([
    ['awarded', '林书记'],
    ['proposed', '林书记'],
    ['objected', '吴书记'],
    ['kept', '郑书记'],
  ])
})

test('kept, a home has its 180 days again; delisted, it may be awarded anew', async () => {
  await idle(200)
  await step(world.secretary, 'homes.proposeDelisting')
  await decide(second, false)
  expect(await step(world.secretary, 'homes.proposeDelisting')).toBe('not_dormant')
  world.now += 180 * DAY_MS
  expect(await step(world.secretary, 'homes.proposeDelisting')).toBe('ok')
  expect(await decide(second, true)).toBe('ok')
  expect((await world.call(null, 'homes.get', { homeId: home })).standing).toBe('delisted')
  expect(await decide(second, true)).toBe('standing_wrong')
  expect(await step(second, 'homes.award')).toBe('ok')
})

test('two secretaries who propose or decide at once take one step', async () => {
  await idle(200)
  expect((await Promise.all([step(world.secretary, 'homes.proposeDelisting'), step(second, 'homes.proposeDelisting')])).sort()).toEqual([
    'ok',
    'standing_wrong',
  ])
  const third = await world.grant(await world.player('王书记'), 'secretary', world.org.county)
  const fourth = await world.grant(await world.player('冯书记'), 'secretary', world.org.county)
  expect((await Promise.all([decide(third, true), decide(fourth, false)])).sort()).toEqual(['ok', 'standing_wrong'])
  expect((await model()).history).toHaveLength(3)
})

test('the history cannot be changed or taken away, not even in the database', async () => {
  await idle(1)
  const db = world.database.kysely
  await expect(db.updateTable('home_status').set({ reason: '改过' }).execute()).rejects.toThrow()
  await expect(db.deleteFrom('home_status').execute()).rejects.toThrow()
})
