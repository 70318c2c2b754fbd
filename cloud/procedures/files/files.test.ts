import { createCanvas } from '@napi-rs/canvas'
import { PICTURE_MAX_BYTES } from '@core/contract/file-sizes'
import { DAY_MS, HOUR_MS } from '@core/rules/shared/calendar'
import { someNonce, START, World, type Player } from '../../../tests/fakes/world'

let world: World
beforeAll(async () => {
  world = await World.open()
})
afterAll(() => world.close())
beforeEach(() => {
  world.now = START - DAY_MS
})

const picture = createCanvas(60, 40).toBuffer('image/jpeg').toString('base64')
const keep = async (player: Player) => (await world.call(player, 'files.keep', { content: picture })).file
const seenBy = (player: Player | null, file: string) => world.codeOf(player, 'files.get', { file })

test('a picture is kept under who hands it in, and comes back as it was', async () => {
  const person = await world.player('甲')
  const kept = await world.call(person, 'files.keep', { content: picture })
  expect(kept).toMatchObject({ mime: 'image/jpeg', size: Buffer.from(picture, 'base64').length })
  expect(kept.file.startsWith(`${person.id}/`)).toBe(true)
  expect(await world.call(person, 'files.get', { file: kept.file })).toEqual({ mime: 'image/jpeg', base64: picture })
})

test('a picture sent again from the outbox is kept once', async () => {
  const person = await world.player('甲')
  const nonce = someNonce()
  const first = await world.call(person, 'files.keep', { content: picture }, nonce)
  world.now += HOUR_MS
  expect(await world.call(person, 'files.keep', { content: picture }, nonce)).toEqual(first)
  const rows = await world.database.kysely.selectFrom('file').select('id').where('owner_id', '=', person.id).execute()
  expect(rows).toHaveLength(1)
})

test('what is no picture, or too large a one, is refused and nothing of it is kept', async () => {
  const person = await world.player('甲')
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>').toString('base64')
  const large = Buffer.alloc(PICTURE_MAX_BYTES + 1, Buffer.from(picture, 'base64')).toString('base64')
  expect(await world.ask(person, 'files.keep', { content: svg })).toMatchObject({ code: 'not_a_picture', hint: '这不是图片，请选一张照片' })
  expect(await world.codeOf(person, 'files.keep', { content: large })).toBe('picture_too_large')
  expect(await world.ask(person, 'files.keep', { content: '图' })).toMatchObject({
    code: 'bad_request',
    hint: '「照片」填得不对，改一下再提交',
  })
  expect(await world.database.kysely.selectFrom('file').select('id').where('owner_id', '=', person.id).execute()).toEqual([])
})

test('two hundred pictures of one person may wait to be used, one more is refused; those in use do not count', async () => {
  const [officer, other] = [await world.grant(await world.player('郑书记'), 'officer', world.org.east), await world.player('乙')]
  const files: string[] = []
  for (let n = 0; n < 199; n += 1) {
    const kept = { ownerId: officer.id, id: world.ids.uuid(world.now), bytes: Buffer.from(picture, 'base64'), mime: 'image/jpeg' as const }
    files.push(await world.store.files.keep({ ...kept, isPublic: false }, world.now))
  }
  const tried = () => world.codeOf(officer, 'files.keep', { content: picture })
  // At once, for the one that is left.
  expect((await Promise.all([tried(), tried(), tried()])).sort()).toEqual(['ok', 'too_many_pictures', 'too_many_pictures'])
  expect(await world.ask(officer, 'files.keep', { content: picture })).toMatchObject({
    hint: '你传上来没用到的照片太多了，先把要用的发布，或过些天再传',
  })
  expect(await world.codeOf(other, 'files.keep', { content: picture })).toBe('ok')
  await world.publish({ cover: files[0]! }, officer)
  expect([await tried(), await tried()]).toEqual(['ok', 'too_many_pictures'])
})

test('nobody but its owner sees a picture before it is the cover of a published event; then everybody does', async () => {
  const cover = await keep(world.officer)
  expect(await seenBy(world.officer, cover)).toBe('ok')
  for (const other of [null, world.stranger, world.secretary]) expect(await seenBy(other, cover)).toBe('not_found')
  expect(await world.store.files.publicContent(cover)).toBeNull()
  const event = await world.publish({ cover })
  expect(await world.call(null, 'events.get', { eventId: event.id })).toMatchObject({ cover })
  for (const other of [null, world.stranger]) expect(await seenBy(other, cover)).toBe('ok')
  expect((await world.store.files.publicContent(cover))?.bytes.toString('base64')).toBe(picture)
})

test('the cover of an event in review is seen by those who have to look at it, and by nobody else', async () => {
  const { officer } = world
  await world.call(world.secretary, 'people.saveSetting', {
    orgId: world.org.county,
    setting: { name: 'review', value: { byParent: true } },
    why: '先看一眼',
  })
  const cover = await keep(officer)
  const event = await world.publish({ cover })
  expect(await seenBy(world.secretary, cover)).toBe('ok')
  for (const other of [null, world.stranger, await world.player('甲')]) expect(await seenBy(other, cover)).toBe('not_found')
  await world.review(world.secretary, event)
  expect(await seenBy(null, cover)).toBe('ok')
  await world.call(world.secretary, 'people.saveSetting', {
    orgId: world.org.county,
    setting: { name: 'review', value: { byParent: false } },
    why: '不用了',
  })
})

test('a cover that was replaced is out of sight, unless another event carries it still', async () => {
  const [shared, alone, next] = [await keep(world.officer), await keep(world.officer), await keep(world.officer)]
  const first = await world.publish({ cover: shared })
  await world.publish({ cover: shared })
  const other = await world.publish({ cover: alone })
  for (const event of [first, other]) {
    const { takenCount, status, reviewNote, ...form } = await world.call(world.officer, 'events.form', { eventId: event.id })
    expect([takenCount, status, reviewNote]).toEqual([0, 'published', null])
    await world.call(world.officer, 'events.edit', { ...form, eventId: event.id, cover: next })
  }
  expect(await seenBy(null, shared)).toBe('ok')
  expect(await seenBy(null, alone)).toBe('not_found')
  expect(await seenBy(null, next)).toBe('ok')
})

test('somebody else’s picture, and one that is not there, is no cover; a colleague’s cover may be copied', async () => {
  const [strangers, colleagues] = [await keep(world.stranger), await keep(world.secretary)]
  const publish = (cover: string, by = world.officer) =>
    world.codeOf(by, 'events.publish', {
      homeId: world.home.east,
      title: '旧物改造',
      category: 'culture',
      startsAt: START,
      endsAt: START + HOUR_MS,
      places: null,
      givesHours: false,
      cover,
    })
  expect(await publish(strangers)).toBe('not_a_picture')
  expect(await publish(`${world.officer.id}/${world.ids.uuid(1)}`)).toBe('not_a_picture')
  expect(await publish(colleagues)).toBe('not_a_picture')
  expect(await publish(colleagues, world.secretary)).toBe('ok')
  expect(await publish(colleagues)).toBe('ok')
  await world.publish({ homeId: world.home.south, cover: strangers }, world.stranger)
  expect(await publish(strangers)).toBe('not_a_picture')
})
