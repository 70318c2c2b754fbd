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
