import { World } from '../../../tests/fakes/world'
import { colleague } from './_rotas'

let world: World
beforeEach(async () => {
  world = await World.open()
})
afterEach(() => world.close())

const card = { post: '街道团工委书记', helpsWith: '就业、租房、心里堵得慌' }

test('who may receive are the officers of that very organization, each with the card they wrote', async () => {
  const zhao = await colleague(world, '赵磊')
  await world.grant(await world.player('钱进'), 'officer', world.org.east, null, world.now)
  await world.call(world.officer, 'sessions.saveHostCard', { orgId: world.org.east, ...card })
  const { items } = await world.call(world.secretary, 'sessions.hosts', { orgId: world.org.east })
  expect(items.sort((a, b) => (a.name < b.name ? -1 : 1))).toEqual(
    [
      { id: zhao.id, name: '赵磊', post: '', helpsWith: '' },
      { id: world.officer.id, name: '陈静', ...card },
    ].sort((a, b) => (a.name < b.name ? -1 : 1)),
  )
})

test('a card is public, with every session of its host, and is written anew as often as one likes', async () => {
  const session = await world.session()
  await world.call(world.officer, 'sessions.saveHostCard', { orgId: world.org.east, ...card })
  await world.call(world.officer, 'sessions.saveHostCard', { orgId: world.org.east, post: '书记', helpsWith: '' })
  expect((await world.call(null, 'sessions.get', { sessionId: session.id })).host).toEqual({
    id: world.officer.id,
    name: '陈静',
    post: '书记',
    helpsWith: '',
  })
})

test('what the platform’s check objects to is not shown, and the card stays as it was', async () => {
  const asked: string[][] = []
  const dispatch = world.dispatchWith({
    checkContent: ({ texts }) => {
      asked.push([...texts])
      return Promise.resolve(texts.some((text) => text.includes('违禁')) ? 'refused' : 'passed')
    },
  })
  const save = (helpsWith: string, nonce: string) =>
    dispatch({
      envelope: {
        name: 'sessions.saveHostCard',
        input: { orgId: world.org.east, post: '书记', helpsWith },
        nonce,
        device: world.officer.device,
        token: world.officer.token,
      },
      openid: null,
      address: null,
      requestId: 'test',
    })
  expect(await save('就业', world.ids.secret(16))).toMatchObject({ ok: true })
  expect(await save('违禁的话', world.ids.secret(16))).toMatchObject({ ok: false, code: 'content_refused' })
  expect(asked).toEqual([
    ['书记', '就业'],
    ['书记', '违禁的话'],
  ])
  const { items } = await world.call(world.officer, 'sessions.hosts', { orgId: world.org.east })
  expect(items).toEqual([{ id: world.officer.id, name: '陈静', post: '书记', helpsWith: '就业' }])
})
