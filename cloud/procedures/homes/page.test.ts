import type { InputOf } from '@core/contract/procedures'
import { DAY_MS, dayOf, HOUR_MS, instantOf } from '@core/rules/shared/calendar'
import { addDays } from '@core/rules/shared/days'
import type { PublicContent } from '@cloud/services/content'
import { someNonce, START, World, type Player } from '../../../tests/fakes/world'

let world: World
beforeEach(async () => {
  world = await World.open()
})
afterEach(() => world.close())

const PAGE = { address: '东关街 12 号', hours: '周二至周日 9:00–21:00', services: ['自习', '借书'], about: '一楼是咖啡馆', cover: null }

async function edit(by: Player, more: Partial<InputOf<'homes.edit'>> = {}) {
  return world.codeOf(by, 'homes.edit', { homeId: world.home.east, ...PAGE, ...more })
}

async function keep(owner: Player) {
  const file = {
    ownerId: owner.id,
    id: world.ids.uuid(world.now),
    bytes: Buffer.from('a picture'),
    mime: 'image/jpeg',
    isPublic: false,
  } as const
  return world.store.files.keep(file, world.now)
}

async function page(player: Player | null = null, homeId = world.home.east) {
  return world.call(player, 'homes.get', { homeId })
}

/** Lets people come by on a day. */
async function visit(people: readonly Player[], day: string, homeId = world.home.east): Promise<void> {
  const at = instantOf(day, '10:00')
  const rows = people.map(({ id }) => ({ home_id: homeId, person_id: id, day, at: new Date(at), nonce: id, created_at: new Date(at) }))
  await world.database.kysely.insertInto('visit').values(rows).execute()
}

test('an officer writes a home’s page, and everybody reads it', async () => {
  expect(await edit(world.officer)).toBe('ok')
  const seen = await page()
  expect(seen).toMatchObject({
    ...PAGE,
    name: 'east青年之家',
    orgName: 'east',
    standing: 'ordinary',
    mayManage: false,
    next: [],
    residents: [],
    lastShowcase: null,
  })
  expect((await page(world.officer)).mayManage).toBe(true)
  expect((await page(world.secretary)).mayManage).toBe(true)
  expect((await page(world.stranger)).mayManage).toBe(false)
  for (const other of [world.stranger, await world.player('路人')]) expect(await edit(other)).toBe('not_found')
  expect(await world.codeOf(null, 'homes.get', { homeId: world.org.east })).toBe('not_found')
  expect(await world.codeOf(null, 'homes.get', { code: '0000000000' })).toBe('not_found')
})

test('the cover is a picture that the officer handed in; it becomes public, and the one before stops being so', async () => {
  const [first, second] = [await keep(world.officer), await keep(world.secretary)]
  const seen = async (picture: string) => (await world.store.files.publicContent(picture)) !== null
  expect(await edit(world.officer, { cover: first })).toBe('ok')
  expect(await edit(world.officer, { cover: first })).toBe('ok')
  expect(await seen(first)).toBe(true)
  expect(await edit(world.officer, { cover: second })).toBe('not_a_picture')
  expect(await edit(world.officer, { cover: `${world.officer.id}/${world.ids.uuid(world.now)}` })).toBe('not_a_picture')
  expect(await edit(world.secretary, { cover: second })).toBe('ok')
  expect([await seen(first), await seen(second)]).toEqual([false, true])
  expect((await page()).cover).toBe(second)
})

test('script in a description comes back as the text it is', async () => {
  const about = '<script>alert(1)</script>\n=cmd|"/c calc"!A1'
  await edit(world.officer, { about })
  expect((await page()).about).toBe(about)
})

test('what the platform refuses stands on no page, neither the home’s own words nor a resident’s', async () => {
  const seen: PublicContent[] = []
  const dispatch = world.dispatchWith({
    checkContent: (content) => {
      seen.push(content)
      return Promise.resolve('refused')
    },
  })
  const cover = await keep(world.officer)
  const calls = [
    { name: 'homes.edit', input: { homeId: world.home.east, ...PAGE, cover } },
    { name: 'homes.addResident', input: { homeId: world.home.east, name: '绿芽环保社', about: '周末捡垃圾', since: '2026-09-01' } },
  ]
  for (const call of calls) {
    const envelope = { ...call, nonce: someNonce(), token: world.officer.token }
    expect(await dispatch({ envelope, openid: 'o1', address: null, requestId: 'test' })).toMatchObject({
      ok: false,
      code: 'content_refused',
    })
  }
  expect(seen).toMatchObject([
    { texts: [PAGE.address, PAGE.hours, ...PAGE.services, PAGE.about], pictures: [{ mime: 'image/jpeg' }], openid: 'o1' },
    { texts: ['绿芽环保社', '周末捡垃圾'], pictures: [], openid: 'o1' },
  ])
  expect(await page()).toMatchObject({ about: '', cover: null, residents: [] })
  expect(await world.store.files.publicContent(cover)).toBeNull()
})

test('the next ten public events are shown, soonest first, and none that nobody has looked at, is over or is elsewhere', async () => {
  for (let day = 12; day > 0; day -= 1)
    await world.publish({ title: `第${day}天`, startsAt: START + day * DAY_MS, endsAt: START + day * DAY_MS + HOUR_MS })
  const over = await world.publish({ title: '昨天的', startsAt: START, endsAt: START + HOUR_MS })
  const unseen = await world.publish({ title: '待审的', startsAt: START + DAY_MS, endsAt: START + DAY_MS + HOUR_MS })
  await world.database.kysely.updateTable('event').set({ status: 'in_review' }).where('event_id', '=', unseen.id).execute()
  await world.publish(
    { title: '别处的', homeId: world.home.south, startsAt: START + DAY_MS, endsAt: START + DAY_MS + HOUR_MS },
    world.stranger,
  )
  world.now = over.endsAt + 1
  expect((await page()).next.map((card) => card.title)).toEqual(Array.from({ length: 10 }, (_, index) => `第${index + 1}天`))
})

test('social organizations that live in a home are shown with their own events there, until they move out', async () => {
  const add = (by: Player, orgId: string | null, name: string, since = '2026-09-01') =>
    world.codeOf(by, 'homes.addResident', { homeId: world.home.east, orgId, name, since })
  expect(await add(world.stranger, null, '绿芽环保社')).toBe('not_found')
  expect(await add(world.officer, world.org.south, '南桥读书会')).toBe('ok')
  expect(await add(world.officer, world.org.south, '南桥读书会')).toBe('bad_request')
  expect(await add(world.officer, world.home.south, '没有这个组织')).toBe('bad_request')
  expect(await add(world.officer, null, '绿芽环保社', '2026-10-01')).toBe('ok')
  expect(await world.codeOf(world.officer, 'homes.addResident', { homeId: world.home.east, name: '哪天来的', since: '2026-02-30' })).toBe(
    'bad_request',
  )

  const [own, theirs] = [await world.publish({ title: '之家的' }), await world.publish({ title: '读书会的' })]
  const elsewhere = await world.publish({ title: '别处的', homeId: world.home.south }, world.stranger)
  await world.database.kysely.updateTable('event').set({ org_id: world.org.south }).where('event_id', '=', theirs.id).execute()
  const seen = await page()
  expect(seen.residents.map((resident) => [resident.name, resident.next.map((card) => card.id)])).toEqual([
    ['南桥读书会', [theirs.id]],
    ['绿芽环保社', []],
  ])
  expect(seen.next.map((card) => card.id).sort()).toEqual([own.id, theirs.id].sort())
  expect(seen.next.map((card) => card.id)).not.toContain(elsewhere.id)

  const residentId = seen.residents[0]!.id
  expect(await world.codeOf(world.stranger, 'homes.endResident', { homeId: world.home.east, residentId })).toBe('not_found')
  expect(await world.codeOf(world.officer, 'homes.endResident', { homeId: world.home.east, residentId })).toBe('ok')
  expect(await world.codeOf(world.officer, 'homes.endResident', { homeId: world.home.east, residentId })).toBe('not_found')
  expect((await page()).residents.map((resident) => resident.name)).toEqual(['绿芽环保社'])
})

test('visits of the last thirty days are counted, and whether I came by today', async () => {
  const people = await world.players(3)
  const today = dayOf(world.now)
  await visit(people, addDays(today, -29))
  await visit(people, addDays(today, -30))
  await visit([people[0]!], today)
  await visit(people, today, world.home.south)
  expect(await page(people[0]!)).toMatchObject({ visitCount: 4, visitedToday: true })
  expect(await page(people[1]!)).toMatchObject({ visitCount: 4, visitedToday: false })
  expect(await page()).toMatchObject({ visitCount: 4, visitedToday: false })
})

test('the last event of which something is shown stands on the home’s page', async () => {
  const [early, late, cancelled] = [
    await world.publish({ title: '早的', startsAt: START, endsAt: START + HOUR_MS }),
    await world.publish({ title: '晚的', startsAt: START + HOUR_MS, endsAt: START + 2 * HOUR_MS }),
    await world.publish({ title: '取消的', startsAt: START + 2 * HOUR_MS, endsAt: START + 3 * HOUR_MS }),
  ]
  world.now = START + 4 * HOUR_MS
  for (const event of [late, cancelled, early]) {
    await world.call(world.officer, 'events.saveShowcase', { eventId: event.id, text: '真热闹', pictures: [] })
    world.now += 1
  }
  await world.call(world.officer, 'events.cancel', { eventId: cancelled.id, reason: '停电了' })
  expect((await page()).lastShowcase).toMatchObject({ eventId: late.id, title: '晚的', text: '真热闹', startsAt: late.startsAt })
})

test('a home’s printed code is made once, opens its page, and is what the sheet says', async () => {
  const print = () => world.call(world.officer, 'homes.poster', { homeId: world.home.east })
  const [first, second] = await Promise.all([print(), print()])
  expect(second.code).toBe(first.code)
  expect(first).toMatchObject({ link: `https://qn.example/q/h/${first.code}`, name: 'east青年之家 海报.pdf', mime: 'application/pdf' })
  expect(Buffer.from(first.base64, 'base64').subarray(0, 5).toString()).toBe('%PDF-')
  expect((await world.call(null, 'homes.get', { code: first.code })).id).toBe(world.home.east)
  expect(
    await world.database.kysely.selectFrom('public_code').select(['kind', 'target_id as id']).where('code', '=', first.code).execute(),
  ).toEqual([{ kind: 'home', id: world.home.east }])
  expect(await world.codeOf(world.stranger, 'homes.poster', { homeId: world.home.east })).toBe('not_found')
})

test('what no font draws is left out, and the sheet is printed all the same', async () => {
  await edit(world.officer, { address: '东关街 🏠 号' })
  expect((await world.call(world.officer, 'homes.poster', { homeId: world.home.east })).base64).toMatch(/^JVBER/)
})
