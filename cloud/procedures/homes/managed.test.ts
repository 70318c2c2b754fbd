import { World } from '../../../tests/fakes/world'

test('an officer publishes for the homes of the organisation and of what is below it, and no others', async () => {
  const world = await World.open()
  const names = async (player: typeof world.officer, orgId: string) =>
    (await world.call(player, 'homes.managed', { orgId })).items.map((home) => home.name)
  expect(await names(world.officer, world.org.east)).toEqual(['east青年之家'])
  expect((await names(world.secretary, world.org.county)).sort()).toEqual(['east青年之家', 'south青年之家'])
  expect((await world.call(null, 'homes.list', {})).items).toHaveLength(2)
  await world.close()
})

test('with the homes come the organizations that may be named there: one’s own, social ones, the nearest first, and none beside', async () => {
  const world = await World.open()
  const at = new Date(world.now)
  const add = async (name: string, kind: 'branch' | 'social_org', parent: string) => {
    const db = world.database.kysely
    const { path } = await db.selectFrom('org').select('path').where('id', '=', parent).executeTakeFirstOrThrow()
    const id = world.ids.uuid(world.now)
    await db
      .insertInto('org')
      .values({ id, parent_id: parent, kind, name, path: `${path}${id}/`, created_at: at })
      .execute()
    return id
  }
  const village = await add('柳树村团支部', 'branch', world.org.east)
  const team = await add('萤火志愿服务队', 'social_org', village)
  const named = async (player: typeof world.officer, orgId: string) =>
    (await world.call(player, 'homes.managed', { orgId })).orgs.map(({ orgName }) => orgName)
  expect(await named(world.officer, world.org.east)).toEqual(['east', '萤火志愿服务队', '柳树村团支部'])
  expect(await named(world.secretary, world.org.county)).toEqual(['county', '萤火志愿服务队', 'east', 'south', '柳树村团支部'])
  expect(await named(world.stranger, world.org.south)).toEqual(['south'])
  // What is offered is also taken.
  const { orgs } = await world.call(world.officer, 'homes.managed', { orgId: world.org.east })
  const resident = { homeId: world.home.east, orgId: orgs[1]!.orgId, name: '萤火', since: '2026-09-01' }
  expect(await world.codeOf(world.officer, 'homes.addResident', resident)).toBe('ok')
  expect((await world.call(null, 'homes.get', { homeId: world.home.east })).residents).toMatchObject([{ orgId: team }])
  const clock = { orgId: village, kind: 'exchange_day' as const, name: '交流日', startedOn: '2026-11-01' }
  expect(await world.codeOf(world.officer, 'homes.saveClock', clock)).toBe('ok')
  await world.close()
})
