import { DAY_MS, dayOf, HOUR_MS } from '@core/rules/shared/calendar'
import { START, World, type Player } from '../../../tests/fakes/world'
import { answered, EXCERPT, see, seen, toldOf, write } from './_cases'

/** When the officers have read that there is a case. */
const LATER = START + HOUR_MS

let world: World
let young: Player
let colleague: Player
let caseId: string
beforeAll(async () => {
  world = await World.open()
  world.now = START - 30 * DAY_MS
  colleague = await world.grant(await world.player('何干事'), 'officer', world.org.east)
})
afterAll(() => world.close())
beforeEach(async () => {
  world.now = START
  world.reported.length = 0
  young = await world.player('赵一')
  caseId = await write(world, young)
  world.now = LATER
})
afterEach(() => {
  expect(world.reported).toEqual([])
})

const say = (player = young, text = '三楼也一样') => world.codeOf(player, 'cases.say', { caseId, text })
const reopen = (player = young) => world.codeOf(player, 'cases.reopen', { caseId, text: '晚上还是没水' })
const rate = (rating: 'solved' | 'partly' | 'not' = 'solved', player = young) => world.codeOf(player, 'cases.rate', { caseId, rating })
const own = () => see(world, young, caseId)
const latest = async (player: Player) => (await toldOf(world, player, caseId))[0]

describe('writing on', () => {
  test('reaches every officer until one has the case, then that one', async () => {
    expect(await say()).toBe('ok')
    for (const officer of [world.officer, colleague]) expect(await latest(officer)).toBe(`「${EXCERPT}」那位补充了话，请看看`)
    await world.call(world.officer, 'cases.accept', { caseId, ownerId: null })
    const before = (await toldOf(world, colleague, caseId)).length
    expect(await say(young, '今天更小了')).toBe('ok')
    expect((await toldOf(world, colleague, caseId)).length).toBe(before)
    expect((await toldOf(world, world.officer, caseId)).filter((text) => text.endsWith('那位补充了话，请看看'))).toHaveLength(2)
    expect((await own()).entries.map(({ step, text }) => [step, text])).toEqual([
      ['submitted', ''],
      ['message', '三楼也一样'],
      ['accepted', ''],
      ['message', '今天更小了'],
    ])
  })

  test('reaches all of them again where whoever had it is an officer no more', async () => {
    const leaving = await world.grant(await world.player('许七'), 'officer', world.org.east, null, START + DAY_MS)
    await world.call(leaving, 'cases.accept', { caseId, ownerId: null })
    world.now = START + 2 * DAY_MS
    await say()
    for (const officer of [world.officer, colleague]) expect(await latest(officer)).toMatch(/补充了话/)
    expect((await toldOf(world, world.secretary, caseId)).length).toBe(0)
  })

  test('is the person’s alone, and ends with the case', async () => {
    for (const other of [world.officer, world.secretary, world.stranger, await world.player('钱二')])
      expect(await say(other)).toBe('not_found')
    await answered(world, caseId)
    expect(await say()).toBe('ok')
    await rate()
    expect(await world.ask(young, 'cases.say', { caseId, text: '还有' })).toMatchObject({
      code: 'case_state_wrong',
      hint: '这件诉求的状态变了，刷新看看',
    })
  })
})

describe('a rating', () => {
  test('is of the answer, once, and whoever answered is told', async () => {
    expect(await rate()).toBe('case_state_wrong')
    await answered(world, caseId)
    expect((await own()).may).toMatchObject({ rate: true, reopen: true, say: true })
    expect(await rate('partly')).toBe('ok')
    expect(await own()).toMatchObject({
      state: 'rated',
      rating: 'partly',
      dueAt: null,
      answer: { outcome: 'resolved', text: '换了水泵，今晚起正常' },
    })
    expect(await latest(world.officer)).toBe(`「${EXCERPT}」的答复被评为：解决了一部分`)
    expect(await rate('solved')).toBe('case_state_wrong')
    expect((await own()).entries.at(-1)).toMatchObject({ step: 'rated', by: '我', text: '解决了一部分' })
  })

  test('is the person’s alone', async () => {
    await answered(world, caseId, { outcome: 'explained' })
    for (const other of [world.officer, world.secretary, world.stranger, await world.player('钱二')])
      expect(await rate('solved', other)).toBe('not_found')
    expect(await own()).toMatchObject({ state: 'explained', rating: null })
  })
})

describe('a reopening', () => {
  test('takes the case up again with seven working days; what was answered and rated stays in the history', async () => {
    await answered(world, caseId)
    await rate('not')
    world.now = START + 2 * DAY_MS // Monday
    expect((await own()).may.reopen).toBe(true)
    expect(await reopen()).toBe('ok')
    const file = await own()
    expect(file).toMatchObject({ state: 'working', reopened: true, answer: null, rating: null, ownerName: '陈静' })
    expect(dayOf(file.dueAt!)).toBe('2026-12-02')
    expect(file.entries.map(({ step, text }) => [step, text])).toEqual([
      ['submitted', ''],
      ['accepted', ''],
      ['resolved', '换了水泵，今晚起正常'],
      ['rated', '没解决'],
      ['reopened', '晚上还是没水'],
    ])
    expect(await latest(world.officer)).toBe(`「${EXCERPT}」没解决，请再办一次，12月2日 前答复`)
  })

  test('is one: what was answered again is rated, or written anew', async () => {
    await answered(world, caseId)
    await reopen()
    await answered(world, caseId, { text: '水箱也换了' })
    expect(await own()).toMatchObject({ answer: { text: '水箱也换了' }, may: { reopen: false, rate: true } })
    expect(await world.ask(young, 'cases.reopen', { caseId, text: '还是不行' })).toMatchObject({
      code: 'reopened_before',
      hint: '已经重新办过一次。还没解决，可以写投诉建议',
    })
    expect(await rate('not')).toBe('ok')
  })

  test('is within seven days of the answer', async () => {
    await answered(world, caseId)
    world.now = LATER + 7 * DAY_MS + 1
    expect((await own()).may.reopen).toBe(false)
    expect(await world.ask(young, 'cases.reopen', { caseId, text: '还是不行' })).toMatchObject({
      code: 'reopen_late',
      hint: '答复 7 天后不能再提出，可以重新写一件',
    })
    world.now = LATER + 7 * DAY_MS
    expect(await reopen()).toBe('ok')
  })

  test('is the person’s alone, and only of what was answered', async () => {
    expect(await reopen()).toBe('case_state_wrong')
    await answered(world, caseId, { outcome: 'explained' })
    for (const other of [world.officer, world.stranger, await world.player('钱二')]) expect(await reopen(other)).toBe('not_found')
    expect(await own()).toMatchObject({ state: 'explained', reopened: false })
  })
})

test('rating and reopening at once: one of them decides what the other meets, and the case agrees with its history', async () => {
  for (let n = 0; n < 5; n += 1) {
    caseId = await write(world, young)
    await answered(world, caseId)
    const [rated, reopened] = await Promise.all([rate('not'), reopen()])
    expect(reopened).toBe('ok')
    const { state, rating, entries } = await own()
    expect([state, rating]).toEqual(['working', null])
    const steps = entries.map(({ step }) => step).slice(3)
    expect(steps).toEqual(rated === 'ok' ? ['rated', 'reopened'] : ['reopened'])
    expect(['ok', 'case_state_wrong']).toContain(rated)
  }
})

test('two reopenings at once are one', async () => {
  await answered(world, caseId)
  expect((await Promise.all([reopen(), reopen()])).sort()).toEqual(['case_state_wrong', 'ok'])
  expect((await own()).entries.filter(({ step }) => step === 'reopened')).toHaveLength(1)
})

test('what two write at once is both in the history', async () => {
  await world.call(world.officer, 'cases.accept', { caseId, ownerId: null })
  const writing = [say(), say(young, '四楼也是'), world.codeOf(world.officer, 'cases.reply', { caseId, text: '明天来看' })]
  expect(await Promise.all(writing)).toEqual(['ok', 'ok', 'ok'])
  expect((await own()).entries.filter(({ step }) => step === 'message').map(({ text }) => text)).toEqual(
    expect.arrayContaining(['三楼也一样', '四楼也是', '明天来看']),
  )
})

describe('who reads a case', () => {
  test('its person and officers of the organization in charge: no stranger, no helper, nobody above', async () => {
    const helper = await world.grant(await world.player('邓九'), 'helper', world.org.east)
    for (const reader of [young, world.officer, colleague]) expect(await seen(world, reader, caseId)).toBe('ok')
    for (const other of [helper, world.secretary, world.stranger, await world.player('钱二')]) {
      expect(await seen(world, other, caseId)).toBe('not_found')
      expect(await toldOf(world, other, caseId)).toEqual([])
    }
    expect(await world.codeOf(null, 'cases.get', { caseId })).toBe('not_logged_in')
    expect(await world.codeOf(young, 'cases.get', { caseId: world.ids.uuid(1) })).toBe('not_found')
  })

  test('those that join in, from then on', async () => {
    await world.call(world.officer, 'cases.accept', { caseId, ownerId: null })
    expect(await seen(world, world.stranger, caseId)).toBe('not_found')
    await world.call(world.officer, 'cases.join', { caseId, orgIds: [world.org.south] })
    expect((await see(world, world.stranger, caseId)).may).toMatchObject({
      reply: true,
      note: true,
      answer: false,
      extend: false,
      accept: false,
      work: false,
    })
    expect(await seen(world, world.secretary, caseId)).toBe('not_found')
  })

  test('the one it was moved to, and not the one that gave it away', async () => {
    await world.call(world.officer, 'cases.move', { caseId, orgId: world.org.south, reason: '归他们管' })
    expect(await see(world, world.stranger, caseId)).toMatchObject({ state: 'submitted', ownerOrgName: 'south' })
    expect(await seen(world, world.officer, caseId)).toBe('not_found')
    expect(await own()).toMatchObject({ ownerOrgName: 'south', ownerName: '' })
  })

  test('who looked is written down', async () => {
    await see(world, world.officer, caseId)
    const looked = await world.database.kysely
      .selectFrom('command')
      .select(['name', 'actor_id'])
      .where('subject', '=', caseId)
      .where('name', '=', 'cases.get')
      .execute()
    expect(looked).toEqual([{ name: 'cases.get', actor_id: world.officer.id }])
  })

  test('an officer’s own case is theirs as anybody’s: no note is shown them, and they work on it no more than others', async () => {
    const mine = await write(world, world.officer)
    expect(await toldOf(world, world.officer, mine)).toEqual([])
    expect(await world.codeOf(world.officer, 'cases.accept', { caseId: mine, ownerId: null })).toBe('not_found')
    await world.call(colleague, 'cases.accept', { caseId: mine, ownerId: null })
    await world.call(colleague, 'cases.note', { caseId: mine, text: '他自己的事' })
    expect((await see(world, world.officer, mine)).entries.map(({ step }) => step)).toEqual(['submitted', 'accepted'])
    expect((await see(world, colleague, mine)).entries.map(({ step }) => step)).toEqual(['submitted', 'accepted', 'note'])
    const listed = await world.call(world.officer, 'cases.list', { orgId: world.org.east, which: 'working' })
    expect(listed.items.map(({ id }) => id)).not.toContain(mine)
  })
})

describe('its person', () => {
  test('never sees what officers note among themselves', async () => {
    await world.call(world.officer, 'cases.accept', { caseId, ownerId: null })
    await world.call(world.officer, 'cases.note', { caseId, text: '内部：先问物业' })
    expect(JSON.stringify(await own())).not.toContain('内部')
    expect(JSON.stringify(await see(world, colleague, caseId))).toContain('内部：先问物业')
  })

  test('sees in whose hands it is, which day it is, and by when', async () => {
    await world.call(world.officer, 'cases.accept', { caseId, ownerId: null })
    world.now = START + 3 * DAY_MS + HOUR_MS
    const file = await own()
    expect(file).toMatchObject({ state: 'accepted', ownerOrgName: 'east', ownerName: '陈静', dayNumber: 4, overdueDays: 0 })
    expect(dayOf(file.dueAt!)).toBe('2026-12-01')
    world.now = START + 12 * DAY_MS
    expect(await own()).toMatchObject({ dayNumber: 13, overdueDays: 2 })
    expect(file.entries.map(({ step, by }) => [step, by])).toEqual([
      ['submitted', '我'],
      ['accepted', 'east 陈静'],
    ])
  })

  test('is 匿名青年 to every officer who wishes so, by name and by id, in all that they read', async () => {
    const unnamed = await world.player('尤小梅')
    const anonymous = await write(world, unnamed, { anonymous: true })
    await world.call(unnamed, 'cases.say', { caseId: anonymous, text: '还有一件' })
    await answered(world, anonymous)
    await world.call(unnamed, 'cases.rate', { caseId: anonymous, rating: 'solved' })
    for (const officer of [world.officer, colleague]) {
      const file = await see(world, officer, anonymous)
      expect(file).toMatchObject({ personName: '匿名青年', anonymous: true })
      expect(file.entries.map(({ by, mine }) => (mine ? '我' : by))).toEqual(
        officer === colleague
          ? ['匿名青年', '匿名青年', 'east 陈静', 'east 陈静', '匿名青年']
          : ['匿名青年', '匿名青年', '我', '我', '匿名青年'],
      )
      const all = JSON.stringify([
        file,
        await world.call(officer, 'cases.list', { orgId: world.org.east, which: 'done' }),
        await world.call(officer, 'inbox.list', { limit: 100 }),
      ])
      expect(all).toContain(anonymous)
      for (const given of [unnamed.id, '尤小梅']) expect(all).not.toContain(given)
    }
    expect(await see(world, unnamed, anonymous)).toMatchObject({ personName: '尤小梅', anonymous: true })
  })
})

test('nobody edits the history, not even by hand', async () => {
  const { kysely } = world.database
  await expect(kysely.updateTable('case_entry').set({ text_enc: '' }).where('case_id', '=', caseId).execute()).rejects.toThrow()
  await expect(kysely.deleteFrom('case_entry').where('case_id', '=', caseId).execute()).rejects.toThrow()
  expect((await own()).entries).toHaveLength(1)
})
