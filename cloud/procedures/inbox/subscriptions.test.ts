import { World } from '../../../tests/fakes/world'

let world: World
beforeEach(async () => {
  world = await World.open()
})
afterEach(() => world.close())

test('people may be asked for the templates that the operator set up, and for none where there are none', async () => {
  const player = await world.player('韩梅')
  await expect(world.call(player, 'inbox.subscriptions', {})).resolves.toEqual({ templates: [] })
  const template = { id: 'template-of-answers-0123456789', subject: 'thing1', when: 'time2', note: 'thing3' }
  const dispatch = world.dispatchWith({ templates: { answer: template } })
  const envelope = { name: 'inbox.subscriptions', input: {}, token: player.token }
  await expect(dispatch({ envelope, openid: null, address: null, requestId: 'r' })).resolves.toMatchObject({
    ok: true,
    data: { templates: [{ use: 'answer', templateId: template.id }] },
  })
})

test('what was allowed twice by one press that arrived twice counts once', async () => {
  const player = await world.player('韩梅')
  const nonce = 'n'.repeat(22)
  await world.call(player, 'inbox.subscribe', { uses: ['answer', 'answer'] }, nonce)
  await world.call(player, 'inbox.subscribe', { uses: ['answer', 'answer'] }, nonce)
  const rows = await world.database.kysely.selectFrom('subscription').select(['use', 'left_count']).execute()
  expect(rows).toEqual([{ use: 'answer', left_count: 1 }])
})

test('an unknown use is refused', async () => {
  const answer = await world.ask(await world.player('韩梅'), 'inbox.subscribe', { uses: ['party'] as never })
  expect(answer).toMatchObject({ ok: false, code: 'bad_request' })
})
