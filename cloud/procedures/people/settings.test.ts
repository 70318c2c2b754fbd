import { CATEGORY_NAMES } from '@core/contract/names'
import { DAY_MS } from '@core/rules/shared/calendar'
import { START, World, type Player } from '../../../tests/fakes/world'

let world: World
let homeSecretary: Player
beforeAll(async () => {
  world = await World.open()
  homeSecretary = await world.grant(await world.player('东书记'), 'secretary', world.org.east)
})
afterAll(() => world.close())
beforeEach(() => {
  world.now = START - DAY_MS
})

const LIST = [
  { code: 'culture', name: '文体' },
  { code: 'rowing', name: '划船' },
]
const categoriesAt = async (homeId?: string) => (await world.call(null, 'events.categories', homeId ? { homeId } : {})).items
const save = (by: Player, orgId: string, items = LIST) =>
  world.codeOf(by, 'people.saveSetting', { orgId, setting: { name: 'categories', value: { items } }, why: '按我们的活动来' })

test('without a decision there are six categories and no review, and nobody has decided it', async () => {
  expect((await categoriesAt(world.home.east)).map(({ name }) => name)).toEqual(Object.values(CATEGORY_NAMES))
  expect(await world.call(world.officer, 'people.settings', { orgId: world.org.east })).toMatchObject({
    review: { byParent: false, from: null },
    categories: { from: null },
    hasParent: true,
    maySave: false,
  })
  expect(await world.call(world.secretary, 'people.settings', { orgId: world.org.county })).toMatchObject({
    hasParent: false,
    maySave: true,
  })
})

test('what an organization decides holds for what is below it, until that decides itself', async () => {
  expect(await save(world.secretary, world.org.county)).toBe('ok')
  expect(await categoriesAt(world.home.east)).toEqual(LIST)
  expect(await categoriesAt()).toEqual(LIST)
  expect(await world.call(world.officer, 'people.settings', { orgId: world.org.east })).toMatchObject({
    categories: { items: LIST, from: 'county' },
  })
  expect(await save(homeSecretary, world.org.east, [LIST[1]!])).toBe('ok')
  expect(await categoriesAt(world.home.east)).toEqual([LIST[1]])
  expect(await categoriesAt(world.home.south)).toEqual(LIST)
  expect(await categoriesAt(world.ids.uuid(1))).toEqual(LIST)
})

test('an event bears the name that its category had when it was published, and only codes of the list are taken', async () => {
  const event = await world.publish({ category: 'rowing' })
  expect(await save(homeSecretary, world.org.east, [{ code: 'rowing', name: '赛艇' }])).toBe('ok')
  expect(await world.call(null, 'events.get', { eventId: event.id })).toMatchObject({ category: 'rowing', categoryName: '划船' })
  const { takenCount, status, reviewNote, ...form } = await world.call(world.officer, 'events.form', { eventId: event.id })
  expect([takenCount, status, reviewNote]).toEqual([0, 'published', null])
  expect(await save(homeSecretary, world.org.east, [{ code: 'running', name: '跑步' }])).toBe('ok')
  // What it is may stay, although the list has it no more; something else must be on the list.
  expect(await world.codeOf(world.officer, 'events.edit', { ...form, eventId: event.id })).toBe('ok')
  expect(await world.codeOf(world.officer, 'events.edit', { ...form, eventId: event.id, category: 'culture' })).toBe('bad_request')
  expect(await world.codeOf(world.officer, 'events.edit', { ...form, eventId: event.id, category: 'running' })).toBe('ok')
})

test('every change is a version with its time, its author and its reason; none is rewritten', async () => {
  const versions = () =>
    world.database.kysely
      .selectFrom('org_setting')
      .select(['version', 'value', 'valid_from', 'by_id', 'why'])
      .where('org_id', '=', world.org.south)
      .orderBy('version')
      .execute()
  const at = world.now
  expect(await save(world.secretary, world.org.south)).toBe('ok')
  world.now += DAY_MS
  expect(await save(world.secretary, world.org.south, [LIST[0]!])).toBe('ok')
  expect(await versions()).toEqual([
    { version: 1, value: { items: LIST }, valid_from: at, by_id: world.secretary.id, why: '按我们的活动来' },
    { version: 2, value: { items: [LIST[0]] }, valid_from: at + DAY_MS, by_id: world.secretary.id, why: '按我们的活动来' },
  ])
})

test('two secretaries who decide at once make two versions', async () => {
  const answers = await Promise.all(Array.from({ length: 6 }, () => save(world.secretary, world.org.south)))
  expect(new Set(answers)).toEqual(new Set(['ok']))
  const rows = await world.database.kysely
    .selectFrom('org_setting')
    .select('version')
    .where('org_id', '=', world.org.south)
    .orderBy('version')
    .execute()
  expect(rows.map(({ version }) => version)).toEqual(rows.map((_, index) => index + 1))
  expect(rows.length).toBeGreaterThanOrEqual(6)
})

test('only a secretary decides, with a reason, and never for a neighbor or above', async () => {
  for (const [by, orgId] of [
    [world.officer, world.org.east],
    [homeSecretary, world.org.south],
    [homeSecretary, world.org.county],
  ] as const)
    expect(await save(by, orgId)).toBe('not_found')
  const input = { orgId: world.org.east, setting: { name: 'review' as const, value: { byParent: true } }, why: '' }
  expect(await world.ask(homeSecretary, 'people.saveSetting', input)).toMatchObject({ code: 'bad_request', params: { field: 'why' } })
})

test.each([
  ['two categories of one code', [LIST[0]!, { code: 'culture', name: '又一个' }]],
  ['none at all', []],
  ['a code that is no code', [{ code: '文体', name: '文体' }]],
])('%s is refused', async (_, items) => {
  expect(await save(world.secretary, world.org.county, items)).toBe('bad_request')
})
