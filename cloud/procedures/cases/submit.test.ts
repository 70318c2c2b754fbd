import { createCanvas } from '@napi-rs/canvas'
import { sql } from 'kysely'
import { DAY_MS, dayOf, HOUR_MS } from '@core/rules/shared/calendar'
import { someNonce, START, World, type Player } from '../../../tests/fakes/world'
import { closeOrg, EXCERPT, see, seen, toldOf, write, WRITTEN, written } from './_cases'

let world: World
let young: Player
let colleague: Player
beforeAll(async () => {
  world = await World.open()
  world.now = START - 30 * DAY_MS
  colleague = await world.grant(await world.player('何干事'), 'officer', world.org.east)
})
afterAll(() => world.close())
beforeEach(async () => {
  // A Saturday afternoon.
  world.now = START
  world.reported.length = 0
  young = await world.player('赵一')
})
afterEach(() => {
  expect(world.reported).toEqual([])
})

const picture = createCanvas(60, 40).toBuffer('image/jpeg').toString('base64')
const keep = async (player: Player) => (await world.call(player, 'files.keep', { content: picture })).file
const submit = (more: Parameters<typeof written>[1] = {}, player = young) => world.ask(player, 'cases.submit', written(world, more))
const casesOf = async ({ id }: Player) =>
  (await world.database.kysely.selectFrom('case_file').select('case_id').where('person_id', '=', id).execute()).length

test('a question is with the organization it was written to: to be accepted in two working days and answered in seven', async () => {
  const caseId = await write(world, young)
  const file = await see(world, young, caseId)
  expect(file).toMatchObject({
    kind: 'question',
    state: 'submitted',
    topic: 'life',
    excerpt: EXCERPT,
    text: WRITTEN,
    submittedAt: START,
    ownerOrgName: 'east',
    ownerName: '',
    dayNumber: 1,
    overdueDays: 0,
    personName: '赵一',
    anonymous: false,
    answer: null,
    rating: null,
  })
  expect(dayOf(file.dueAt!)).toBe('2026-11-24')
  expect(file.entries).toMatchObject([{ step: 'submitted', by: '我', mine: true, text: '', files: [], at: START }])
  expect(file.may).toEqual({ ...Object.fromEntries(Object.keys(file.may).map((act) => [act, false])), say: true })
})

test('the officers of that organization are told, and nobody above', async () => {
  const caseId = await write(world, young)
  for (const officer of [world.officer, colleague])
    expect(await toldOf(world, officer, caseId)).toEqual([`收到一件书面诉求：「${EXCERPT}」，11月24日 前受理`])
  for (const other of [world.secretary, world.stranger]) expect(await toldOf(world, other, caseId)).toEqual([])
})

test('where an organization has no officer those above hear that there is a case, and nothing of what it says', async () => {
  const west = await newOrg('west', world.org.county)
  const caseId = await write(world, young, { orgId: west })
  const [message] = (await world.call(world.secretary, 'inbox.list', {})).items
  expect(message).toMatchObject({ text: '收到一件书面诉求：「一件诉求」，11月24日 前受理', caseId: null })
  expect(await seen(world, world.secretary, caseId)).toBe('not_found')
})

test('what was written is sealed: neither the case, its history nor the inboxes keep a word of it in clear', async () => {
  const caseId = await write(world, young)
  await world.call(young, 'cases.say', { caseId, text: '水压一直不够的还有三楼' })
  const { rows } = await sql<{ all: string }>`
    select (select string_agg(c::text, '') from case_file c where case_id = ${caseId})
      || (select string_agg(e::text, '') from case_entry e where case_id = ${caseId})
      || (select string_agg(m::text, '') from inbox_message m where case_id = ${caseId}) as all`.execute(world.database.kysely)
  expect(rows[0]!.all).toContain(caseId)
  expect(rows[0]!.all).not.toContain('水压')
})

describe('a complaint', () => {
  test('goes above, and is not there for those it is about: not in a list, not in an inbox, not by its id', async () => {
    const caseId = await write(world, young, { kind: 'complaint' })
    expect(await see(world, young, caseId)).toMatchObject({ kind: 'complaint', ownerOrgName: 'county' })
    expect(await toldOf(world, world.secretary, caseId)).toEqual([`收到一件投诉建议：「${EXCERPT}」，11月24日 前受理`])
    expect(await seen(world, world.secretary, caseId)).toBe('ok')
    for (const about of [world.officer, colleague]) {
      expect(await toldOf(world, about, caseId)).toEqual([])
      expect(await seen(world, about, caseId)).toBe('not_found')
    }
  })

  test('is not for whoever is an officer of both', async () => {
    const both = await world.grant(await world.grant(await world.player('吴一'), 'officer', world.org.east), 'secretary', world.org.county)
    const caseId = await write(world, young, { kind: 'complaint' })
    expect(await toldOf(world, both, caseId)).toEqual([])
    expect(await seen(world, both, caseId)).toBe('not_found')
    expect((await world.call(both, 'cases.list', { orgId: world.org.county, which: 'to_accept' })).items.map(({ id }) => id)).not.toContain(
      caseId,
    )
    const listed = await world.call(world.secretary, 'cases.list', { orgId: world.org.county, which: 'to_accept' })
    expect(listed.items.map(({ id }) => id)).toContain(caseId)
  })

  test('cannot be moved to whom it is about, nor be joined in by them', async () => {
    const caseId = await write(world, young, { kind: 'complaint' })
    await world.call(world.secretary, 'cases.accept', { caseId, ownerId: null })
    expect(await world.codeOf(world.secretary, 'cases.move', { caseId, orgId: world.org.east, reason: '你们自己看看' })).toBe('not_found')
    expect(await world.codeOf(world.secretary, 'cases.join', { caseId, orgIds: [world.org.east] })).toBe('not_found')
    expect(await seen(world, world.officer, caseId)).toBe('not_found')
  })

  test('about the organization at the top has nowhere to go', async () => {
    expect(await submit({ kind: 'complaint', orgId: world.org.county })).toMatchObject({
      code: 'nobody_above',
      hint: '上面没有别的组织了，直接写给本组织',
    })
  })
})

test('「不想让他看到」: a question goes straight above, kept from the officers it would have gone to', async () => {
  const caseId = await write(world, young, { toParent: true })
  expect(await see(world, young, caseId)).toMatchObject({ kind: 'question', ownerOrgName: 'county' })
  expect(await seen(world, world.secretary, caseId)).toBe('ok')
  expect(await seen(world, world.officer, caseId)).toBe('not_found')
  expect(await toldOf(world, world.officer, caseId)).toEqual([])
})

describe('an order', () => {
  const serviceOf = async (by: Player, orgId: string) =>
    (await world.call(by, 'cases.saveService', { orgId, serviceId: null, name: '借会议室', about: '周末也可以' })).id

  test('of a service carries its name; one in free words carries none', async () => {
    const serviceId = await serviceOf(world.officer, world.org.east)
    expect(await see(world, young, await write(world, young, { kind: 'order', serviceId }))).toMatchObject({
      kind: 'order',
      serviceName: '借会议室',
    })
    expect(await see(world, young, await write(world, young, { kind: 'order' }))).toMatchObject({ kind: 'order', serviceName: null })
  })

  test('of another organization’s service, or of one that ended, is none', async () => {
    const theirs = await serviceOf(world.stranger, world.org.south)
    const ended = await serviceOf(world.officer, world.org.east)
    await world.call(world.officer, 'cases.endService', { orgId: world.org.east, serviceId: ended })
    for (const serviceId of [theirs, ended])
      expect(await submit({ kind: 'order', serviceId })).toMatchObject({ code: 'service_unknown', hint: '没有这项服务了，刷新看看' })
    expect(await submit({ kind: 'question', serviceId: ended })).toMatchObject({ code: 'bad_request' })
    expect(await casesOf(young)).toBe(0)
  })
})

test('an organization that was closed, or is none, takes nothing', async () => {
  await closeOrg(world, world.org.south)
  expect(await submit({ orgId: world.org.south })).toMatchObject({ code: 'org_closed', hint: '「south」已经不在了，换一个组织' })
  await closeOrg(world, world.org.south, false)
  expect(await submit({ orgId: world.ids.uuid(1) })).toMatchObject({ code: 'not_found' })
  expect(await submit({ orgId: world.ids.uuid(1), kind: 'complaint' })).toMatchObject({ code: 'not_found' })
  expect(await casesOf(young)).toBe(0)
})

describe('pictures that come with it', () => {
  test('belong to the case from then on, and their names do not say who sent them', async () => {
    const file = await keep(young)
    const caseId = await write(world, young, { files: [file], anonymous: true })
    const { files } = await see(world, world.officer, caseId)
    expect(files).toHaveLength(1)
    expect(files[0]).not.toContain(young.id)
    for (const reader of [young, world.officer, colleague]) expect(await world.codeOf(reader, 'files.get', { file: files[0]! })).toBe('ok')
    for (const other of [null, world.secretary, world.stranger, await world.player('钱二')])
      expect(await world.codeOf(other, 'files.get', { file: files[0]! })).toBe('not_found')
  })

  test('are the writer’s own and are there; else nothing is sent', async () => {
    const theirs = await keep(await world.player('钱二'))
    const mine = await keep(young)
    for (const files of [[theirs], [mine, theirs], [`${young.id}/${world.ids.uuid(1)}`]])
      expect(await submit({ files })).toMatchObject({ code: 'file_incomplete', hint: '附件没传完整，再传一次' })
    expect(await casesOf(young)).toBe(0)
    // What was refused took nothing away.
    expect(await world.codeOf(young, 'files.get', { file: mine })).toBe('ok')
  })
})

test('what the content check refuses is not sent; it sees the words and the writer’s pictures, and nobody else’s', async () => {
  const seenByCheck: { texts: readonly string[]; pictures: readonly unknown[]; openid: string | null }[] = []
  const dispatch = world.dispatchWith({
    checkContent: (content) => {
      seenByCheck.push(content)
      return Promise.resolve(content.texts.includes('骂人的话') ? 'refused' : 'passed')
    },
  })
  const ask = (name: 'cases.submit' | 'cases.say' | 'cases.reopen', input: object) =>
    dispatch({ envelope: { name, input, nonce: someNonce(), token: young.token }, openid: 'o1', address: null, requestId: 'test' })
  const [mine, theirs] = [await keep(young), await keep(await world.player('钱二'))]
  expect(await ask('cases.submit', written(world, { text: '骂人的话', files: [mine, theirs] }))).toMatchObject({ code: 'content_refused' })
  expect(seenByCheck).toMatchObject([{ texts: ['骂人的话'], pictures: [{ mime: 'image/jpeg' }], openid: 'o1' }])
  expect(await casesOf(young)).toBe(0)
  const caseId = await write(world, young)
  expect(await ask('cases.say', { caseId, text: '骂人的话' })).toMatchObject({ code: 'content_refused' })
  expect(await ask('cases.reopen', { caseId, text: '骂人的话' })).toMatchObject({ code: 'content_refused' })
  expect((await see(world, young, caseId)).entries).toHaveLength(1)
  expect(await ask('cases.say', { caseId, text: '还有一件事' })).toMatchObject({ ok: true })
})

test.each([
  ['no word', { text: '  ' }],
  ['more than a thousand characters', { text: '字'.repeat(1001) }],
  ['a hidden character', { text: '看\u202e这里' }],
  [
    'seven pictures',
    {
      files: Array.from(
        { length: 7 },
        () => `${'0'.repeat(8)}-0000-0000-0000-${'0'.repeat(12)}/${'0'.repeat(8)}-0000-0000-0000-${'0'.repeat(12)}`,
      ),
    },
  ],
] as const)('%s is no case', async (_, more) => {
  expect(await submit(more as Parameters<typeof written>[1])).toMatchObject({ code: 'bad_request' })
  expect(await casesOf(young)).toBe(0)
})

test('a case sent twice by a phone is one', async () => {
  const nonce = someNonce()
  const first = await world.call(young, 'cases.submit', written(world), nonce)
  world.now += HOUR_MS
  expect(await world.call(young, 'cases.submit', written(world), nonce)).toEqual(first)
  expect(await casesOf(young)).toBe(1)
})

test('one’s own cases are listed, the newest first: what is open, and what is done', async () => {
  const ids: string[] = []
  for (let n = 0; n < 3; n += 1) {
    world.now += HOUR_MS
    ids.unshift(await write(world, young, { text: `第 ${n} 件` }))
  }
  await write(world, await world.player('钱二'))
  await world.call(world.officer, 'cases.sendBack', { caseId: ids[1]!, reason: '说得再具体些' })
  const first = await world.call(young, 'cases.mine', { when: 'open', limit: 1 })
  const rest = await world.call(young, 'cases.mine', { when: 'open', limit: 1, after: first.next! })
  expect([...first.items, ...rest.items].map(({ id, excerpt }) => [id, excerpt])).toEqual([
    [ids[0], '第 2 件'],
    [ids[2], '第 0 件'],
  ])
  expect((await world.call(young, 'cases.mine', { when: 'open', after: rest.next! })).items).toEqual([])
  expect((await world.call(young, 'cases.mine', { when: 'done' })).items).toMatchObject([{ id: ids[1], state: 'returned', dueAt: null }])
})

async function newOrg(name: string, parentId: string): Promise<string> {
  const id = world.ids.uuid(world.now)
  const parent = await world.database.kysely.selectFrom('org').select('path').where('id', '=', parentId).executeTakeFirstOrThrow()
  const values = { id, parent_id: parentId, kind: 'township' as const, name, path: `${parent.path}${id}/`, created_at: new Date(world.now) }
  await world.database.kysely.insertInto('org').values(values).execute()
  return id
}
