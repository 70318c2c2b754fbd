import type { FileRef } from '@core/contract/common'
import { DAY_MS, HOUR_MS } from '@core/rules/shared/calendar'
import { createWechatApi } from '@cloud/services/wechat/api'
import { createWechatContentCheck } from '@cloud/services/wechat/content-check'
import { DOUBTFUL, RISKY, startFakeWechat, type FakeWechat } from '../../../tests/fakes/wechat'
import { someNonce, START, World, type Player, type WorldEvent } from '../../../tests/fakes/world'

let world: World
let event: WorldEvent
let helper: Player
beforeAll(async () => {
  world = await World.open()
})
afterAll(() => world.close())
beforeEach(async () => {
  world.now = START - DAY_MS
  event = await world.publish()
  helper = await world.grant(await world.player('门口'), 'helper', null, event.id)
  world.now = START + HOUR_MS
})

/** A picture that somebody has handed in. */
function keep(owner: Player, content = 'a picture'): Promise<FileRef> {
  const file = {
    ownerId: owner.id,
    id: world.ids.uuid(world.now),
    bytes: Buffer.from(content),
    mime: 'image/jpeg',
    isPublic: false,
  } as const
  return world.store.files.keep(file, world.now)
}

async function isPublic(picture: FileRef): Promise<boolean> {
  return (await world.store.files.publicContent(picture)) !== null
}

async function shown() {
  return (await world.call(null, 'events.get', { eventId: event.id })).showcase
}

test('an officer’s saving is the look: everybody sees text and pictures at once', async () => {
  const pictures = [await keep(world.officer), await keep(world.officer)]
  expect(await isPublic(pictures[0]!)).toBe(false)
  expect(await world.call(world.officer, 'events.saveShowcase', { eventId: event.id, text: '缝了 40 个布袋', pictures })).toEqual({
    state: 'published',
  })
  expect(await shown()).toEqual({ text: '缝了 40 个布袋', pictures, at: world.now })
  for (const picture of pictures) expect(await isPublic(picture)).toBe(true)
  const row = await world.database.kysely.selectFrom('showcase').selectAll().where('event_id', '=', event.id).executeTakeFirstOrThrow()
  expect(row).toMatchObject({ by_id: world.officer.id, checked_by: world.officer.id })
})

test('a helper’s waits, while what an officer published stays to be seen, and an officer publishes it', async () => {
  const [first, second] = [await keep(world.officer), await keep(helper)]
  await world.call(world.officer, 'events.saveShowcase', { eventId: event.id, text: '第一版', pictures: [first] })
  const saved = await world.call(helper, 'events.saveShowcase', { eventId: event.id, text: '第二版', pictures: [first, second] })
  expect(saved).toEqual({ state: 'waiting' })
  expect(await shown()).toMatchObject({ text: '第一版', pictures: [first] })
  expect(await isPublic(second)).toBe(false)
  const waiting = (await world.call(world.officer, 'events.afterwards', { eventId: event.id })).showcase
  expect(waiting).toEqual({ state: 'waiting', by: '门口', text: '第二版', pictures: [first, second], at: world.now })
  const { text, pictures } = waiting!
  await world.call(world.officer, 'events.saveShowcase', { eventId: event.id, text, pictures: pictures.slice(1) })
  expect(await shown()).toMatchObject({ text: '第二版', pictures: [second] })
  expect([await isPublic(first), await isPublic(second)]).toEqual([false, true])
  expect((await world.call(world.officer, 'events.afterwards', { eventId: event.id })).showcase?.state).toBe('published')
})

test('a picture that drops out stays public where something else shows it', async () => {
  const picture = await keep(world.officer)
  await world.database.kysely.updateTable('event').set({ cover_file: picture }).where('event_id', '=', event.id).execute()
  await world.call(world.officer, 'events.saveShowcase', { eventId: event.id, text: '有图', pictures: [picture] })
  await world.call(world.officer, 'events.saveShowcase', { eventId: event.id, text: '没图', pictures: [] })
  expect(await isPublic(picture)).toBe(true)
})

test('an empty one takes down what was there, and a helper’s takes down only what waits', async () => {
  const picture = await keep(world.officer)
  await world.call(world.officer, 'events.saveShowcase', { eventId: event.id, text: '发错了', pictures: [picture] })
  await world.call(helper, 'events.saveShowcase', { eventId: event.id, text: '再来', pictures: [] })
  await world.call(helper, 'events.saveShowcase', { eventId: event.id, text: '', pictures: [] })
  expect(await shown()).toMatchObject({ text: '发错了' })
  await world.call(world.officer, 'events.saveShowcase', { eventId: event.id, text: '  ', pictures: [] })
  expect(await shown()).toBeNull()
  expect(await isPublic(picture)).toBe(false)
})

test('nine pictures go in, ten are refused, one twice is one', async () => {
  const pictures = await Promise.all(Array.from({ length: 10 }, () => keep(world.officer)))
  const save = (some: FileRef[]) => world.codeOf(world.officer, 'events.saveShowcase', { eventId: event.id, text: '', pictures: some })
  expect(await save(pictures)).toBe('bad_request')
  expect(await save(pictures.slice(0, 9))).toBe('ok')
  expect(await save([pictures[0]!, pictures[0]!])).toBe('ok')
  expect((await shown())?.pictures).toEqual([pictures[0]])
})

test('somebody else’s picture, one that was never kept, and one of another event are refused, and nothing is saved', async () => {
  const save = (pictures: FileRef[]) => world.codeOf(world.officer, 'events.saveShowcase', { eventId: event.id, text: '看看', pictures })
  const own = await keep(world.officer)
  const private_ = await keep(await world.player('路人'))
  for (const picture of [private_, `${world.officer.id}/${world.ids.uuid(world.now)}`, `${event.id}/${world.ids.uuid(world.now)}`])
    expect(await save([own, picture])).toBe('not_a_picture')
  expect(await shown()).toBeNull()
  expect([await isPublic(own), await isPublic(private_)]).toEqual([false, false])
})

test('nothing is shown of an event that has not begun, is cancelled, or belongs to another organization', async () => {
  const save = (player: Player, eventId = event.id) => world.codeOf(player, 'events.saveShowcase', { eventId, text: '看看', pictures: [] })
  expect(await save(world.stranger)).toBe('not_found')
  expect(await save(await world.player('路人'))).toBe('not_found')
  world.now = START - 1
  expect(await save(world.officer)).toBe('event_not_open')
  await world.call(world.officer, 'events.cancel', { eventId: event.id, reason: '停电了' })
  world.now = START + HOUR_MS
  expect(await save(world.officer)).toBe('event_not_open')
})

test('two officers who save at once leave one showcase, whole', async () => {
  const versions = await Promise.all(
    [world.officer, world.secretary].map(async (officer) => ({ officer, text: officer.name, pictures: [await keep(officer)] })),
  )
  await Promise.all(versions.map(({ officer, ...saved }) => world.call(officer, 'events.saveShowcase', { eventId: event.id, ...saved })))
  const last = (await shown())!
  const [winner, loser] = last.text === world.officer.name ? versions : versions.reverse()
  expect(last.pictures).toEqual(winner!.pictures)
  expect([await isPublic(winner!.pictures[0]!), await isPublic(loser!.pictures[0]!)]).toEqual([true, false])
})

test('script in a text stays text: it comes back verbatim, as JSON', async () => {
  const text = '<script>alert(1)</script>\n=HYPERLINK("http://x")\n<img src=x onerror=alert(1)> {{constructor}} \\u003c'
  await world.call(world.officer, 'events.saveShowcase', { eventId: event.id, text, pictures: [] })
  expect((await shown())?.text).toBe(text)
  const answer = await world.dispatch({
    envelope: { name: 'events.get', input: { eventId: event.id } },
    openid: null,
    address: null,
    requestId: 'test',
  })
  expect(JSON.parse(JSON.stringify(answer))).toMatchObject({ ok: true, data: { showcase: { text } } })
})

describe('where the platform is asked', () => {
  const APP = { appid: 'wx0123456789abcdef', secret: '5f4dcc3b5aa765d61d8327deb882cf99' }
  const OPENID = 'oGZUI0egBJY1zhBYw2KhdUfwVJJE'
  let wechat: FakeWechat
  beforeEach(async () => {
    wechat = await startFakeWechat(APP)
    wechat.visit(OPENID)
  })
  afterEach(() => wechat.close())

  /** Saves as an officer whom WeChat knows, on a server that asks it. */
  async function save(text: string, pictures: FileRef[] = [], openid: string | null = OPENID) {
    const dispatch = world.dispatchWith({
      checkContent: createWechatContentCheck(createWechatApi({ ...APP, api: wechat.url, retryAfterMs: 1 }, () => undefined)),
    })
    const envelope = {
      name: 'events.saveShowcase',
      input: { eventId: event.id, text, pictures },
      nonce: someNonce(),
      token: world.officer.token,
    }
    const answer = await dispatch({ envelope, openid, address: null, requestId: 'test' })
    return answer.ok ? 'ok' : answer.code
  }
  const checkedBy = async () =>
    (await world.database.kysely.selectFrom('showcase').select('checked_by').where('event_id', '=', event.id).executeTakeFirstOrThrow())
      .checked_by

  test('what it has nothing against is published by its word', async () => {
    expect(await save('一起种树', [await keep(world.officer)])).toBe('ok')
    expect(await checkedBy()).toBeNull()
    expect(wechat.looked()).toEqual(['一起种树', Buffer.from('a picture')])
  })

  test('what it refuses is refused with a sentence, and nothing of it is seen', async () => {
    expect(await save(`来${RISKY}`)).toBe('content_refused')
    const picture = await keep(world.officer, RISKY)
    expect(await save('一起种树', [picture])).toBe('content_refused')
    expect(await shown()).toBeNull()
    expect(await isPublic(picture)).toBe(false)
  })

  test('what it leaves to a human, and whom it does not know, the officer has looked at', async () => {
    expect(await save(DOUBTFUL)).toBe('ok')
    expect(await checkedBy()).toBe(world.officer.id)
    const calls = wechat.calls()
    expect(await save('一起种树', [], null)).toBe('ok')
    expect(await checkedBy()).toBe(world.officer.id)
    expect(wechat.calls()).toBe(calls)
  })

  test('where it does not answer nothing is published, and it may be sent again', async () => {
    await save('第一版')
    wechat.script(45009)
    expect(await save('第二版')).toBe('unavailable')
    expect((await shown())?.text).toBe('第一版')
    expect(await save('第二版')).toBe('ok')
  })

  test('an officer who came from the web is looked up by the name WeChat knows them by', async () => {
    await world.database.kysely
      .insertInto('identity')
      .values({ provider: 'wechat', subject: OPENID, person_id: world.officer.id, created_at: new Date(world.now) })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    expect(await save(`来${RISKY}`, [], null)).toBe('content_refused')
  })
})
