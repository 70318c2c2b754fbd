import type { PublicContent } from '@cloud/services/content'
import { HOUR_MS } from '@core/rules/shared/calendar'
import { someNonce, START, World } from '../../../tests/fakes/world'

let world: World
beforeAll(async () => {
  world = await World.open()
})
afterAll(() => world.close())

test('what the platform refuses is neither published nor written into an event', async () => {
  const seen: PublicContent[] = []
  const dispatch = world.dispatchWith({
    checkContent: (content) => {
      seen.push(content)
      return Promise.resolve(content.texts.includes('不能发的话') ? 'refused' : 'passed')
    },
  })
  const form = {
    homeId: world.home.east,
    title: '墙绘',
    category: 'culture',
    startsAt: START,
    endsAt: START + HOUR_MS,
    places: 5,
    givesHours: false,
  }
  const ask = (name: string, input: object) =>
    dispatch({
      envelope: { name, input, nonce: someNonce(), token: world.officer.token },
      openid: 'o1',
      address: null,
      requestId: 'test',
    })
  expect(await ask('events.publish', { ...form, summary: '不能发的话' })).toMatchObject({ ok: false, code: 'content_refused' })
  const published = (await ask('events.publish', { ...form, contact: '陈静' })) as { ok: true; data: { id: string } }
  expect(published.ok).toBe(true)
  expect(seen).toMatchObject([
    { texts: ['墙绘', '不能发的话'], pictures: [], openid: 'o1' },
    { texts: ['墙绘', '陈静'], pictures: [], openid: 'o1' },
  ])
  const edited = await ask('events.edit', { ...form, eventId: published.data.id, summary: '不能发的话' })
  expect(edited).toMatchObject({ ok: false, code: 'content_refused' })
  expect((await world.call(null, 'events.list', {})).items.map((event) => event.title)).toEqual(['墙绘'])
  expect((await world.call(null, 'events.get', { eventId: published.data.id })).summary).toBe('')
})
