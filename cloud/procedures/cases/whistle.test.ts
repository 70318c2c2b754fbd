import type { InputOf } from '@core/contract/procedures'
import { MINUTE_MS } from '@core/rules/shared/calendar'
import { World, type Player } from '../../../tests/fakes/world'
import { closeOrg, colleague, look, stepsOf, told } from './_casework'

let world: World
beforeEach(async () => {
  world = await World.open()
})
afterEach(() => world.close())

/** The east calls the county, and the south with it. */
const form = (more: Partial<InputOf<'cases.whistle'>> = {}): InputOf<'cases.whistle'> => ({
  orgId: world.org.east,
  ownerOrgId: world.org.county,
  jointOrgIds: [world.org.south],
  topic: 'life',
  text: '河边围栏坏了，放学路上危险',
  ...more,
})
async function blow(more: Partial<InputOf<'cases.whistle'>> = {}, by: Player = world.officer): Promise<string> {
  const { caseId } = await world.call(by, 'cases.whistle', form(more))
  world.now += MINUTE_MS
  return caseId
}

test('who is called is told, in charge or with them, and all of them read it', async () => {
  const caseId = await blow()
  expect(await told(world, world.secretary)).toEqual(['收到一件吹哨：「河边围栏坏了，放学路上危险」，11月24日 前受理'])
  expect(await told(world, world.stranger)).toEqual(['请一起办一件吹哨：「河边围栏坏了，放学路上危险」，county牵头'])
  expect(await told(world, world.officer)).toEqual([])
  for (const reader of [world.officer, world.secretary, world.stranger])
    expect(await look(world, reader, caseId)).toMatchObject({
      kind: 'whistle',
      state: 'submitted',
      text: '河边围栏坏了，放学路上危险',
      personName: '',
      ownerOrgName: 'county',
      jointOrgs: [{ name: 'south' }],
      rating: null,
    })
})

test('three organizations bring it to an answer, and who whistled is told', async () => {
  const other = await colleague(world)
  const caseId = await blow()
  await world.call(world.secretary, 'cases.accept', { caseId, ownerId: null })
  world.now += MINUTE_MS
  await world.call(world.stranger, 'cases.reply', { caseId, text: '明天派人修' })
  world.now += MINUTE_MS
  await world.call(world.officer, 'cases.note', { caseId, text: '围栏在二号桥' })
  await world.call(world.secretary, 'cases.answer', { caseId, outcome: 'resolved', text: '围栏修好了' })
  for (const whistler of [world.officer, other])
    expect(await told(world, whistler)).toEqual([
      '你们吹哨的「河边围栏坏了，放学路上危险」办好了，看看答复',
      '你们吹哨的「河边围栏坏了，放学路上危险」有新的回复',
      '你们吹哨的「河边围栏坏了，放学路上危险」由county林书记接手了，12月1日 前答复',
    ])
  expect(await stepsOf(world, world.officer, caseId)).toEqual([
    'submitted',
    'accepted',
    'message 明天派人修',
    'note 围栏在二号桥',
    'resolved 围栏修好了',
  ])
})

test('who whistled reads it, writes on and notes, and does nothing of what those in charge do', async () => {
  const caseId = await blow()
  await world.call(world.secretary, 'cases.accept', { caseId, ownerId: null })
  expect((await look(world, world.officer, caseId)).may).toMatchObject({
    say: true,
    note: true,
    reply: false,
    accept: false,
    answer: false,
    rate: false,
  })
  expect(await world.codeOf(world.officer, 'cases.reply', { caseId, text: '快一点' })).toBe('not_in_charge')
  expect(await world.codeOf(world.officer, 'cases.accept', { caseId, ownerId: null })).toBe('not_in_charge')
  expect(await world.codeOf(world.officer, 'cases.answer', { caseId, outcome: 'resolved', text: '好了' })).toBe('not_in_charge')
  expect(await world.codeOf(world.officer, 'cases.rate', { caseId, rating: 'solved' })).toBe('case_state_wrong')
  expect(await world.codeOf(world.officer, 'cases.note', { caseId, text: '围栏在二号桥' })).toBe('ok')
  world.now += MINUTE_MS
  await world.call(world.officer, 'cases.say', { caseId, text: '今天又有孩子翻过去' })
  expect(await told(world, world.secretary)).toContain('「河边围栏坏了，放学路上危险」那位补充了话，请看看')
  expect((await look(world, world.stranger, caseId)).entries.pop()).toMatchObject({ step: 'message', by: 'east 陈静' })
})

test('who whistled has it taken up again once, and rates the answer; nobody else does', async () => {
  const caseId = await blow()
  await world.call(world.secretary, 'cases.accept', { caseId, ownerId: null })
  await world.call(world.secretary, 'cases.answer', { caseId, outcome: 'explained', text: '围栏归水务局管' })
  expect((await look(world, world.officer, caseId)).may).toMatchObject({ rate: true, reopen: true })
  for (const other of [world.secretary, world.stranger]) {
    expect(await world.codeOf(other, 'cases.rate', { caseId, rating: 'solved' })).toBe('not_found')
    expect(await world.codeOf(other, 'cases.reopen', { caseId, text: '再办' })).toBe('not_found')
    expect(await world.codeOf(other, 'cases.say', { caseId, text: '看看' })).toBe('not_found')
  }
  world.now += MINUTE_MS
  await world.call(world.officer, 'cases.reopen', { caseId, text: '水务局说归县里' })
  expect(await told(world, world.secretary)).toContain('「河边围栏坏了，放学路上危险」没解决，请再办一次，12月1日 前答复')
  await world.call(world.secretary, 'cases.answer', { caseId, outcome: 'resolved', text: '围栏修好了' })
  expect(await world.codeOf(world.officer, 'cases.reopen', { caseId, text: '再办' })).toBe('reopened_before')
  await world.call(world.officer, 'cases.rate', { caseId, rating: 'solved' })
  expect(await look(world, world.officer, caseId)).toMatchObject({ state: 'rated', rating: 'solved' })
  const entries = (await look(world, world.secretary, caseId)).entries.slice(-3)
  expect(entries.map(({ step, by }) => [step, by])).toEqual([
    ['reopened', 'east 陈静'],
    ['resolved', '我'],
    ['rated', 'east 陈静'],
  ])
})

test('who is in charge of what they whistled for is not told what they did themselves; colleagues are', async () => {
  const other = await colleague(world)
  const caseId = await blow({ ownerOrgId: world.org.east })
  await world.call(world.officer, 'cases.accept', { caseId, ownerId: null })
  await world.call(world.officer, 'cases.answer', { caseId, outcome: 'resolved', text: '围栏修好了' })
  expect(await told(world, world.officer)).toEqual([])
  expect(await told(world, other)).toContain('你们吹哨的「河边围栏坏了，放学路上危险」办好了，看看答复')
})

test('who calls says by when: a working day, not before it can be accepted; nothing is half done', async () => {
  const refusal = async (dueOn: string) => {
    const { code, hint } = (await world.ask(world.officer, 'cases.whistle', form({ dueOn }))) as { code: string; hint: string }
    return [code, hint]
  }
  expect(await refusal('2026-11-28')).toEqual(['due_not_working_day', '11月28日 不是工作日，换一个工作日'])
  expect(await refusal('2026-11-23')).toEqual(['due_too_early', '不能早于 11月24日，换晚一点的日子'])
  expect((await refusal('2027-02-01'))[0]).toBe('bad_request')
  expect(await world.messagesOf(world.secretary)).toEqual([])
  expect((await world.database.pool.query('select 1 from case_file')).rows).toEqual([])
  const caseId = await blow({ dueOn: '2026-11-30' })
  await world.call(world.secretary, 'cases.accept', { caseId, ownerId: null })
  expect(await told(world, world.officer)).toEqual(['你们吹哨的「河边围栏坏了，放学路上危险」由county林书记接手了，11月30日 前答复'])
})

test('others neither read it nor write in it', async () => {
  const caseId = await blow({ jointOrgIds: [] })
  for (const other of [world.stranger, await world.player('路人')])
    for (const name of ['cases.get', 'cases.note'] as const)
      expect(await world.codeOf(other, name, { caseId, text: '看看' } as never)).toBe('not_found')
})

test('an organization may whistle for others and be in charge itself', async () => {
  const caseId = await blow({ ownerOrgId: world.org.east, jointOrgIds: [world.org.south, world.org.south, world.org.east] })
  expect(await look(world, world.officer, caseId)).toMatchObject({ may: { accept: true }, jointOrgs: [{ name: 'south' }] })
})

test('only its own officers whistle for an organization', async () => {
  for (const other of [world.secretary, world.stranger, await world.player('路人')])
    expect(await world.codeOf(other, 'cases.whistle', form())).toBe('not_found')
})

test('nobody is called where one of them was closed, or is none', async () => {
  await closeOrg(world, world.org.south)
  expect(await world.codeOf(world.officer, 'cases.whistle', form())).toBe('org_closed')
  expect(await world.codeOf(world.officer, 'cases.whistle', form({ jointOrgIds: [world.officer.id] }))).toBe('not_found')
  expect(await world.messagesOf(world.secretary)).toEqual([])
  const { rows } = await world.database.pool.query('select 1 from case_file')
  expect(rows).toEqual([])
})

test.each([
  ['no words', { text: '' }],
  ['21 that join', { jointOrgIds: Array.from({ length: 21 }, (_, n) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`) }],
  ['no organization', { ownerOrgId: 'county' }],
])('%s is no form', async (_, more) => {
  expect(await world.codeOf(world.officer, 'cases.whistle', form(more))).toBe('bad_request')
})

test('where an organization has no officer, those above learn that there is something, and not what', async () => {
  await world.database.pool.query('delete from role_grant where org_id = $1', [world.org.south])
  await blow({ ownerOrgId: world.org.south, jointOrgIds: [] })
  expect(await told(world, world.secretary)).toEqual(['收到一件吹哨：「一件诉求」，11月24日 前受理'])
})
