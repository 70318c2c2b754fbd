import { AppError } from '@core/contract/errors'
import { MESSAGE_KINDS, type SubscriptionUse } from '@core/contract/inbox'
import { SUBSCRIBED } from '@core/contract/inbox-wording'
import { HOUR_MS, instantOf, MINUTE_MS } from '@core/rules/shared/calendar'
import { createSecrecy } from '@cloud/services/secrecy'
import { createWechatApi } from '@cloud/services/wechat/api'
import { createWechatSender } from '@cloud/services/wechat/subscribed'
import { startFakeWechat, type FakeWechat } from '../../tests/fakes/wechat'
import { DATA_KEY, START, World, type Player, type WorldSession } from '../../tests/fakes/world'
import { NOT_ALLOWED, type SubscribedMessage, type Templates } from '../services/subscriptions'
import { createStore, type Store } from '../store/store'
import { sendSubscribed, type Subscriptions } from './send-subscribed'

const template = (use: string) => ({ id: `template-of-${use}-0123456789`, subject: 'thing1', when: 'time2', note: 'thing3' })
const TEMPLATES: Templates = { offer: template('offer'), reminder: template('reminder'), answer: template('answer') }

let world: World
let sent: SubscribedMessage[]
beforeEach(async () => {
  world = await World.open()
  sent = []
})
afterEach(() => world.close())

const keepSending: Subscriptions = { templates: TEMPLATES, send: (message) => Promise.resolve(sent.push(message) * 0) }
const run = (subscriptions = keepSending, store: Store = world.store) =>
  sendSubscribed({ store, ids: world.ids, now: world.now }, subscriptions)
const allow = (player: Player, ...uses: SubscriptionUse[]) => world.call(player, 'inbox.subscribe', { uses })

/** Somebody who logs in by WeChat. */
async function wechatPlayer(openid = 'o-somebody'): Promise<Player> {
  const player = await world.player('韩梅')
  await world.database.kysely
    .insertInto('identity')
    .values({ provider: 'wechat', subject: openid, person_id: player.id, created_at: new Date(world.now) })
    .execute()
  return player
}

async function tell(player: Player, kind: 'offer' | 'case_answered' | 'case_message' | 'event_changed', params = {}): Promise<string> {
  const id = world.ids.uuid(world.now)
  await world.store.inbox.send([{ id, personId: player.id, kind, params, eventId: null, homeId: null }], world.now)
  return id
}

const left = async (player: Player) =>
  Object.fromEntries(
    (await world.database.kysely.selectFrom('subscription').selectAll().where('person_id', '=', player.id).execute()).map((row) => [
      row.use,
      row.left_count,
    ]),
  )

test('a freed slot reaches the phone of whoever allowed it, with its own time, once', async () => {
  const player = await wechatPlayer()
  const session: WorldSession = await world.session()
  await world.call(player, 'sessions.book', { sessionId: session.id, slotNo: 2, topic: 'work', question: '' })
  await allow(player, 'reminder')
  world.now = instantOf('2026-11-20', '18:00')
  await world.tick()
  await run()
  await run()
  expect(sent).toEqual([
    {
      openid: 'o-somebody',
      template: TEMPLATES.reminder,
      subject: '团委书记与你面对面',
      at: START + 20 * MINUTE_MS,
      note: '来不来？点开说一声',
    },
  ])
  expect(await left(player)).toEqual({ reminder: 0 })
})

test('one permission is one message, and the rest stays in the inbox', async () => {
  const player = await wechatPlayer()
  await allow(player, 'answer')
  await allow(player, 'answer')
  for (const kind of ['case_answered', 'case_message', 'case_message'] as const)
    await tell(player, kind, { excerpt: createSecrecy([DATA_KEY]).seal('不该外传的话') })
  await run()
  expect(sent.map(({ subject, note }) => [subject, note])).toEqual([
    ['我的诉求', '有答复了，解决了吗？'],
    ['我的诉求', '有新的回复，点开看'],
  ])
  expect(JSON.stringify(sent)).not.toContain('不该外传')
  const { items } = await world.call(player, 'inbox.list', {})
  expect(items.map(({ text }) => text)).toEqual(['「不该外传的话」有新的回复', '「不该外传的话」有新的回复', '有答复了，解决了吗？'])
})

test('whoever allowed nothing, has read it, or logs in another way is sent nothing', async () => {
  const asked = await wechatPlayer('o-asked')
  await tell(asked, 'offer')
  const reader = await wechatPlayer('o-reader')
  await allow(reader, 'offer')
  await world.call(reader, 'inbox.read', { ids: [await tell(reader, 'offer')] })
  const browser = await world.player('韩梅')
  await allow(browser, 'offer')
  await tell(browser, 'offer')
  const changed = await wechatPlayer('o-changed')
  await allow(changed, 'change')
  await tell(changed, 'event_changed')
  await run()
  expect(sent).toEqual([])
  // There is no template for changes here: what was allowed is kept.
  expect(await left(changed)).toEqual({ change: 1 })
})

test('a permission that comes late finds what came within the hour, and nothing older', async () => {
  const player = await wechatPlayer()
  await tell(player, 'offer', { title: '早的' })
  world.now += HOUR_MS
  await tell(player, 'offer', { title: '晚的' })
  await allow(player, 'offer')
  await allow(player, 'offer')
  await run()
  expect(sent).toHaveLength(1)
  expect(await left(player)).toEqual({ offer: 1 })
})

test('two hosts send a message once', async () => {
  const players = await Promise.all(Array.from({ length: 12 }, (_, index) => wechatPlayer(`o-${index}`)))
  for (const player of players) {
    await allow(player, 'offer')
    await tell(player, 'offer')
  }
  await Promise.all([run(), run(), run()])
  await run()
  expect(sent.map(({ openid }) => openid).sort()).toEqual(players.map((_, index) => `o-${index}`).sort())
})

test('while WeChat is away it is tried three times, five minutes apart, and then given up', async () => {
  const player = await wechatPlayer()
  await allow(player, 'offer')
  await tell(player, 'offer')
  let tries = 0
  const away: Subscriptions = {
    templates: TEMPLATES,
    send: () => {
      tries += 1
      return Promise.reject(new AppError('unavailable'))
    },
  }
  for (let minute = 0; minute < 30; minute += 1) {
    await run(away)
    world.now += MINUTE_MS
  }
  expect(tries).toBe(3)
})

test('a host that dies after the sending leaves a second try, which WeChat refuses', async () => {
  const wechat: FakeWechat = await startFakeWechat({ appid: 'a', secret: 's' })
  try {
    const player = await wechatPlayer()
    await allow(player, 'offer')
    wechat.permit('o-somebody', TEMPLATES.offer!.id)
    await tell(player, 'offer')
    const send = createWechatSender(createWechatApi({ appid: 'a', secret: 's', api: wechat.url }, () => undefined))
    const forgetful = createStore(world.database.kysely)
    forgetful.subscriptions.done = () => Promise.reject(new Error('the host died'))
    await expect(run({ templates: TEMPLATES, send }, forgetful)).rejects.toThrow('died')
    world.now += 5 * MINUTE_MS
    await run({ templates: TEMPLATES, send })
    expect(wechat.brought()).toHaveLength(1)
  } finally {
    await wechat.close()
  }
})

test('where WeChat knows of no permission ours are forgotten', async () => {
  const player = await wechatPlayer()
  for (let n = 0; n < 3; n += 1) await allow(player, 'offer')
  await tell(player, 'offer')
  await run({ templates: TEMPLATES, send: () => Promise.resolve(NOT_ALLOWED) })
  expect(await left(player)).toEqual({ offer: 0 })
})

test('ten permissions of a use are kept at most', async () => {
  const player = await wechatPlayer()
  for (let n = 0; n < 12; n += 1) await allow(player, 'offer', 'answer')
  expect(await left(player)).toEqual({ answer: 10, offer: 10 })
})

test('a long title is shortened to what a field takes', async () => {
  const player = await wechatPlayer()
  await allow(player, 'offer')
  const event = await world.publish({ title: '一个标题特别特别长长长长长长长长长长长长长的活动' })
  await world.store.inbox.send(
    [{ id: world.ids.uuid(world.now), personId: player.id, kind: 'offer', params: {}, eventId: event.id, homeId: null }],
    world.now,
  )
  await run()
  expect(Array.from(sent[0]!.subject)).toHaveLength(20)
  expect(sent[0]).toMatchObject({ at: event.startsAt })
})

test('a message without anything to say by WeChat is none of its business', () => {
  for (const kind of MESSAGE_KINDS) expect(Array.from(SUBSCRIBED[kind]?.note ?? '').length).toBeLessThanOrEqual(20)
})
