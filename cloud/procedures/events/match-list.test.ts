import { DAY_MS, HOUR_MS } from '@core/rules/shared/calendar'
import { START, World, type Player, type WorldEvent } from '../../../tests/fakes/world'

let world: World
beforeAll(async () => {
  world = await World.open()
})
afterAll(() => world.close())
beforeEach(() => {
  world.now = START - DAY_MS
})

async function member(name: string, orgId = world.org.east, until: number | null = null): Promise<Player> {
  const player = await world.player(name)
  const at = new Date(world.now - DAY_MS)
  await world.database.kysely
    .insertInto('membership')
    .values({
      person_id: player.id,
      org_id: orgId,
      kind: 'member',
      from_at: at,
      until_at: until === null ? null : new Date(until),
      created_at: at,
    })
    .execute()
  return player
}
const match = (event: WorldEvent, text: string, by = world.officer) => world.call(by, 'events.matchList', { eventId: event.id, text })
const enroll = (event: WorldEvent, people: Player[], shift: number | null = null, by = world.officer) =>
  world.ask(by, 'events.enrollPeople', { eventId: event.id, personIds: people.map(({ id }) => id), shift })
const ids = (people: Player[]) => people.map(({ id }) => id).sort()
const rows = (event: WorldEvent) =>
  world.database.kysely
    .selectFrom('enrollment')
    .select(['person_id', 'state', 'source', 'shift_n'])
    .where('event_id', '=', event.id)
    .execute()

describe('a pasted 接龙', () => {
  test('is read against the people of the organization, with the doubtful lines shown', async () => {
    const event = await world.publish()
    const [wang, li, aydin, zoe] = [
      await member('王净滩'),
      await member('李带人'),
      await member('阿卜杜拉·买买提'),
      await member('Zoë Lee'),
    ]
    const [twinA, twinB] = [await member('张同名'), await member('张同名', world.org.east)]
    await member('赵已报')
    const already = await world.player('钱已在')
    await world.call(already, 'events.enroll', { eventId: event.id })
    await member('孙丽丽', world.org.south)
    await member('周志远', world.org.east, world.now - 1)
    const list = await match(
      event,
      [
        '#接龙',
        '周六净滩，想来的接龙',
        '',
        '1. 王净滩 13812345678',
        '2. 李带人 带一个朋友',
        '3. 张同名',
        '4. 钱已在',
        '5. 孙丽丽',
        '6. 周志远',
        '7. 王净滩',
        '8. 赵已报（不来了）',
        '9. 前排吃瓜',
        '10. 阿卜杜拉•买买提',
        '11. zoë lee',
      ].join('\n'),
    )
    expect(list.title).toBe('周六净滩,想来的接龙')
    expect(list.lines.map(({ n, doubt, personId }) => [n, doubt, personId])).toEqual([
      [1, null, wang.id],
      [2, 'many_people', li.id],
      [3, 'several_of_that_name', null],
      [4, 'already', already.id],
      [5, 'unknown', null],
      [6, 'unknown', null],
      [7, 'duplicate', wang.id],
      [8, 'cancelled', expect.any(String)],
      [9, 'joke', null],
      [10, null, aydin.id],
      [11, null, zoe.id],
    ])
    expect(list.lines[2]!.candidates).toEqual(ids([twinA, twinB]).map((personId) => ({ personId, name: '张同名', orgName: 'east' })))
  })

  test('gives no telephone number back, and keeps none', async () => {
    const event = await world.publish()
    await member('何手机')
    const list = await match(event, '1. 何手机 13912345678\n2. 谁的号 +86 139-1234-5678 微信同号')
    expect(JSON.stringify(list)).not.toMatch(/\d{5}/)
    const { rows: kept } = await world.database.pool.query(`select * from command c where c::text like '%13912345678%'`)
    expect(kept).toEqual([])
  })

  test('of two thousand lines is refused with what to do', async () => {
    const event = await world.publish()
    const text = Array.from({ length: 2000 }, (_, index) => `${index + 1}. 青年${index}`).join('\n')
    expect(await world.ask(world.officer, 'events.matchList', { eventId: event.id, text })).toMatchObject({
      code: 'list_too_long',
      hint: '接龙最多 500 行，分几次粘贴',
    })
  })

  test('of another organization’s event is nobody’s to match', async () => {
    const event = await world.publish()
    expect(await world.codeOf(world.stranger, 'events.matchList', { eventId: event.id, text: '1. 王小明' })).toBe('not_found')
  })
})

describe('people of a list', () => {
  test('are enrolled by the officer, each with their own result; twice changes nothing', async () => {
    const event = await world.publish({ places: 2 })
    const people = [await member('一'), await member('二'), await member('三')]
    const first = await enroll(event, people)
    if (!first.ok) throw new Error(first.code)
    expect([first.data.enrolled.length, first.data.already.length, first.data.full.length]).toEqual([2, 0, 1])
    expect([...first.data.enrolled, ...first.data.full].sort()).toEqual(ids(people))
    expect((await rows(event)).map(({ state, source }) => [state, source])).toEqual([
      ['enrolled', 'officer'],
      ['enrolled', 'officer'],
    ])
    const again = await enroll(event, people)
    expect(again).toMatchObject({ ok: true, data: { enrolled: [], already: first.data.enrolled, full: first.data.full } })
    expect(await rows(event)).toHaveLength(2)
  })

  test('never overtake those who wait: the freed place is theirs, and the imported one finds it full', async () => {
    const event = await world.publish({ places: 1 })
    const [inside, waiting] = await world.players(2)
    await world.call(inside!, 'events.enroll', { eventId: event.id })
    await world.call(waiting!, 'events.wait', { eventId: event.id, mode: 'ask' })
    await world.call(inside!, 'events.leave', { eventId: event.id })
    const imported = await member('导入')
    expect(await enroll(event, [imported])).toMatchObject({ ok: true, data: { enrolled: [], already: [], full: [imported.id] } })
    expect(await world.codeOf(waiting!, 'events.answerOffer', { eventId: event.id, accept: true })).toBe('ok')
  })

  test('who were here before may be guests; of one stranger nothing is done at all', async () => {
    const [before, event] = [await world.publish(), await world.publish()]
    const [guest, stranger, left] = [
      await world.player('常客'),
      await world.player('路人'),
      await member('走了', world.org.east, world.now - 1),
    ]
    await world.call(guest, 'events.enroll', { eventId: before.id })
    const known = await member('团员')
    expect(await enroll(event, [known, guest, stranger, left, await member('隔壁', world.org.south)])).toMatchObject({
      code: 'not_on_list',
      params: { n: 3 },
      hint: '名单里有 3 个人不属于这场活动，核对后再提交',
    })
    expect(await rows(event)).toEqual([])
    expect(await enroll(event, [known, guest])).toMatchObject({ ok: true, data: { enrolled: ids([known, guest]) } })
  })

  test('may be anybody below the organization that the officer acts for', async () => {
    const event = await world.publish()
    const neighbor = await member('隔壁的', world.org.south)
    expect(await enroll(event, [neighbor])).toMatchObject({ code: 'not_on_list' })
    expect(await enroll(event, [neighbor], null, world.secretary)).toMatchObject({ ok: true })
  })

  test('go into the shift that is said', async () => {
    const shifts = [
      { label: '早班', from: START, to: START + HOUR_MS, places: 1 },
      { label: '晚班', from: START + HOUR_MS, to: START + 2 * HOUR_MS, places: 5 },
    ]
    const event = await world.publish({ places: null, shifts })
    const person = await member('晚的')
    expect(await enroll(event, [person])).toMatchObject({ code: 'shift_unknown' })
    expect(await enroll(event, [person], 3)).toMatchObject({ code: 'shift_unknown' })
    expect(await enroll(event, [person], 2)).toMatchObject({ ok: true })
    expect(await rows(event)).toMatchObject([{ person_id: person.id, shift_n: 2 }])
  })

  test('are not enrolled before the lots are drawn, after the start, or where it was cancelled', async () => {
    const person = await member('谁')
    const lots = await world.publish({ places: 2, byLots: true, enrollUntil: START - HOUR_MS })
    const [begun, cancelled] = [await world.publish(), await world.publish()]
    await world.call(world.officer, 'events.cancel', { eventId: cancelled.id, reason: '停电了' })
    expect(await enroll(lots, [person])).toMatchObject({ code: 'event_not_open' })
    expect(await enroll(cancelled, [person])).toMatchObject({ code: 'event_not_open' })
    world.now = START
    expect(await enroll(begun, [person])).toMatchObject({ code: 'event_started' })
    expect(await enroll(begun, [person], null, world.stranger)).toMatchObject({ code: 'not_found' })
  })

  test('two officers who import at once, while others enroll by themselves, overbook nothing', async () => {
    const event = await world.publish({ places: 12 })
    const people = await Promise.all(Array.from({ length: 16 }, (_, index) => member(`导入${index}`)))
    const crowd = await world.players(8)
    const colleague = await world.grant(await world.player('同事'), 'officer', world.org.east)
    const answers = await Promise.all([
      enroll(event, people.slice(0, 12)),
      enroll(event, people.slice(4), null, colleague),
      ...crowd.map((person) => world.ask(person, 'events.enroll', { eventId: event.id })),
    ])
    expect(answers.slice(0, 2).map(({ ok }) => ok)).toEqual([true, true])
    const taken = await world.database.kysely
      .selectFrom('place')
      .select('person_id')
      .where('event_id', '=', event.id)
      .where('state', '=', 'taken')
      .execute()
    expect(taken).toHaveLength(12)
    expect(
      (await rows(event))
        .filter(({ state }) => state === 'enrolled')
        .map(({ person_id }) => person_id)
        .sort(),
    ).toEqual(taken.map(({ person_id }) => person_id!).sort())
    expect(world.reported).toEqual([])
  })
})
