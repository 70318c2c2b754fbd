import type { InputOf, ProcedureName } from '@core/contract/procedures'
import { DAY_MS } from '@core/rules/shared/calendar'
import { someNonce, World, type Player } from '../../../tests/fakes/world'
import { accepted, answered, closeOrg, colleague, look, stepsOf, told, write } from './_casework'

let world: World
let young: Player
beforeEach(async () => {
  world = await World.open()
  young = await world.player('小王')
})
afterEach(() => world.close())

const accept = (caseId: string, ownerId: string | null = null, by = world.officer) => world.codeOf(by, 'cases.accept', { caseId, ownerId })

/** Every command of officers on a case, in a form that is right for one that is worked on. */
function commands(caseId: string): { [N in ProcedureName]?: InputOf<N> } {
  return {
    'cases.accept': { caseId, ownerId: null },
    'cases.sendBack': { caseId, reason: '写给教育局' },
    'cases.move': { caseId, orgId: world.org.south, reason: '归他们管' },
    'cases.join': { caseId, orgIds: [world.org.south] },
    'cases.reply': { caseId, text: '在办了' },
    'cases.note': { caseId, text: '已电话老板' },
    'cases.extend': { caseId, dueOn: '2026-12-04', reason: '等劳动局' },
    'cases.answer': { caseId, outcome: 'resolved', text: '办好了' },
    'cases.askUnmask': { caseId, reason: '要上门了解情况，得知道是谁' },
    'cases.proposeAnswer': { caseId, question: '被拖欠工资找谁', answer: '打 12333，或到劳动监察大队' },
  }
}
const codesOf = async (by: Player, caseId: string) => {
  const codes: Record<string, string> = {}
  for (const [name, input] of Object.entries(commands(caseId))) codes[name] = await world.codeOf(by, name as 'cases.note', input as never)
  return codes
}

test('accepting says in whose hands it is, and by when it is answered', async () => {
  const caseId = await write(world, young)
  expect(await told(world, world.officer)).toEqual(['收到一件书面诉求：「老板拖欠工资三个月了」，11月24日 前受理'])
  expect(await accept(caseId)).toBe('ok')
  expect(await look(world, young, caseId)).toMatchObject({ state: 'accepted', ownerOrgName: 'east', ownerName: '陈静', dayNumber: 1 })
  expect(await told(world, young)).toEqual(['east陈静接手了你的诉求，12月1日 前答复'])
  expect(await stepsOf(world, young, caseId)).toEqual(['submitted', 'accepted'])
})

test('of two officers who take it at once one has it, and the other learns that', async () => {
  const other = await colleague(world)
  const caseId = await write(world, young)
  const codes = await Promise.all([accept(caseId), accept(caseId, null, other)])
  expect([...codes].sort()).toEqual(['case_state_wrong', 'ok'])
  expect((await look(world, young, caseId)).ownerName).toBe(codes[0] === 'ok' ? '陈静' : '周同事')
  expect(await world.messagesOf(young)).toEqual(['case_accepted'])
})

test('it is given to a colleague, who is told, and taken over from them', async () => {
  const other = await colleague(world)
  const caseId = await write(world, young)
  expect(await accept(caseId, other.id)).toBe('ok')
  // Of the same instant is the news that a case has come in: either may stand first.
  expect(await told(world, other)).toContain('陈静请你来办一件书面诉求：「老板拖欠工资三个月了」，12月1日 前答复')
  expect(await told(world, young)).toEqual(['east周同事接手了你的诉求，12月1日 前答复'])
  expect(await accept(caseId, world.officer.id)).toBe('ok')
  expect(await accept(caseId, world.officer.id)).toBe('ok')
  expect((await look(world, young, caseId)).ownerName).toBe('陈静')
  expect(await stepsOf(world, world.officer, caseId)).toEqual(['submitted', 'accepted', 'assigned 周同事', 'assigned 陈静'])
  expect(await world.messagesOf(young)).toEqual(['case_accepted'])
})

test('only an officer of the organization in charge can have it', async () => {
  const caseId = await write(world, young)
  for (const owner of [world.secretary.id, world.stranger.id, young.id, world.org.east])
    expect(await accept(caseId, owner)).toBe('host_unknown')
  expect((await look(world, young, caseId)).state).toBe('submitted')
})

test('nobody works on their own case, and nobody has it for them', async () => {
  const caseId = await write(world, world.officer)
  expect(await accept(caseId)).toBe('not_found')
  const other = await colleague(world)
  expect(await accept(caseId, world.officer.id, other)).toBe('host_unknown')
  expect(await accept(caseId, null, other)).toBe('ok')
  expect((await world.call(world.officer, 'cases.list', { orgId: world.org.east, which: 'working' })).items).toEqual([])
})

test('what is nobody’s to do is sent back with a reason, and is at its end', async () => {
  const caseId = await accepted(world, young)
  await world.call(world.officer, 'cases.sendBack', { caseId, reason: '这事写给教育局' })
  expect(await look(world, young, caseId)).toMatchObject({ state: 'returned', dueAt: null })
  expect((await told(world, young))[0]).toBe('你的诉求退回了：这事写给教育局')
  expect(new Set(Object.values(await codesOf(world.officer, caseId)))).toEqual(new Set(['case_state_wrong']))
  expect(await stepsOf(world, young, caseId)).toEqual(['submitted', 'accepted', 'returned 这事写给教育局'])
})

test('what is worked on is not sent back any more', async () => {
  const caseId = await accepted(world, young)
  await world.call(world.officer, 'cases.note', { caseId, text: '已电话老板' })
  expect(await world.codeOf(world.officer, 'cases.sendBack', { caseId, reason: '不办了' })).toBe('case_state_wrong')
})

test('moved, it is another organization’s: to be accepted anew, by the day that was promised', async () => {
  const caseId = await accepted(world, young)
  world.now += 3 * DAY_MS
  await world.call(world.officer, 'cases.move', { caseId, orgId: world.org.south, reason: '户口在南边' })
  expect(await look(world, young, caseId)).toMatchObject({ state: 'submitted', ownerOrgName: 'south', ownerName: '' })
  expect((await told(world, young))[0]).toBe('你的诉求转给了south：户口在南边')
  expect(await told(world, world.stranger)).toEqual(['收到一件书面诉求：「老板拖欠工资三个月了」，11月25日 前受理'])
  expect(new Set(Object.values(await codesOf(world.officer, caseId)))).toEqual(new Set(['not_found']))
  expect(await world.codeOf(world.officer, 'cases.get', { caseId })).toBe('not_found')
  world.now += DAY_MS
  await world.call(world.stranger, 'cases.accept', { caseId, ownerId: null })
  expect((await told(world, young))[0]).toBe('south孙敏接手了你的诉求，12月1日 前答复')
  expect(await stepsOf(world, young, caseId)).toEqual(['submitted', 'accepted', 'moved south：户口在南边', 'accepted'])
})

test('two officers move and answer at once: one decision', async () => {
  const other = await colleague(world)
  const caseId = await accepted(world, young)
  const codes = await Promise.all([
    world.codeOf(world.officer, 'cases.move', { caseId, orgId: world.org.south, reason: '归他们管' }),
    world.codeOf(other, 'cases.answer', { caseId, outcome: 'resolved', text: '办好了' }),
  ])
  expect([
    ['ok', 'not_found'],
    ['case_state_wrong', 'ok'],
  ]).toContainEqual(codes)
  expect(await world.messagesOf(young)).toHaveLength(2)
})

test('a case cannot be moved to nobody, to where it is, or to an organization that was closed; nor can one join', async () => {
  const caseId = await accepted(world, young)
  const move = (orgId: string) => world.ask(world.officer, 'cases.move', { caseId, orgId, reason: '归他们管' })
  const join = (orgIds: string[]) => world.ask(world.officer, 'cases.join', { caseId, orgIds })
  expect(await move(young.id)).toMatchObject({ code: 'not_found' })
  expect(await move(world.org.east)).toMatchObject({ code: 'bad_request', hint: '「组织」填得不对，改一下再提交' })
  expect(await join([world.org.east])).toMatchObject({ code: 'bad_request', hint: '「协同的组织」填得不对，改一下再提交' })
  await closeOrg(world, world.org.south)
  expect(await move(world.org.south)).toMatchObject({ code: 'org_closed', hint: '「south」已经不在了，换一个组织' })
  expect(await join([world.org.county, world.org.south])).toMatchObject({ code: 'org_closed' })
  expect(await look(world, young, caseId)).toMatchObject({ state: 'accepted', ownerOrgName: 'east', jointOrgs: [] })
  expect(await world.messagesOf(world.secretary)).toEqual([])
})

test('a complaint is given to nobody of whom it is about, nor do they join in', async () => {
  const caseId = await write(world, young, { kind: 'complaint', text: '窗口态度不好' })
  expect(await world.messagesOf(world.officer)).toEqual([])
  await world.call(world.secretary, 'cases.accept', { caseId, ownerId: null })
  expect(await world.codeOf(world.secretary, 'cases.move', { caseId, orgId: world.org.east, reason: '归他们管' })).toBe('not_found')
  expect(await world.codeOf(world.secretary, 'cases.join', { caseId, orgIds: [world.org.south, world.org.east] })).toBe('not_found')
  const both = await world.grant(world.officer, 'officer', world.org.county)
  expect(new Set(Object.values(await codesOf(both, caseId)))).toEqual(new Set(['not_found']))
  expect(await accept(caseId, both.id, world.secretary)).toBe('host_unknown')
  expect(await world.messagesOf(world.officer)).toEqual([])
})

test('who joins in reads and writes; in charge is who was', async () => {
  const caseId = await accepted(world, young)
  await world.call(world.officer, 'cases.join', { caseId, orgIds: [world.org.south, world.org.south] })
  expect(await told(world, world.stranger)).toEqual(['请一起办一件书面诉求：「老板拖欠工资三个月了」，east牵头'])
  expect(await look(world, young, caseId)).toMatchObject({ state: 'working', jointOrgs: [{ name: 'south' }] })
  await world.call(world.officer, 'cases.join', { caseId, orgIds: [world.org.south] })
  expect(await world.messagesOf(world.stranger)).toEqual(['case_joined'])
  expect(await codesOf(world.stranger, caseId)).toEqual({
    'cases.accept': 'not_in_charge',
    'cases.sendBack': 'not_in_charge',
    'cases.move': 'not_in_charge',
    'cases.join': 'not_in_charge',
    'cases.reply': 'ok',
    'cases.note': 'ok',
    'cases.extend': 'not_in_charge',
    'cases.answer': 'not_in_charge',
    'cases.askUnmask': 'not_in_charge',
    'cases.proposeAnswer': 'not_in_charge',
  })
  expect(await world.ask(world.stranger, 'cases.extend', commands(caseId)['cases.extend']!)).toMatchObject({
    hint: '这件诉求由east负责，你们可以写备注和回复',
  })
  const entries = (await look(world, young, caseId)).entries
  expect(entries[entries.length - 1]).toMatchObject({ step: 'message', by: 'south 孙敏', text: '在办了' })
})

test('officers of others, those above, and people have nothing to do with it', async () => {
  const caseId = await accepted(world, young)
  for (const other of [world.secretary, world.stranger, young, await world.player('路人')])
    expect(new Set(Object.values(await codesOf(other, caseId)))).toEqual(new Set(['not_found']))
  expect(await stepsOf(world, young, caseId)).toEqual(['submitted', 'accepted'])
})

test('a reply reaches the person, a note never does; the first of either begins the work', async () => {
  const caseId = await accepted(world, young)
  await world.call(world.officer, 'cases.note', { caseId, text: '老板电话没人接' })
  expect((await look(world, young, caseId)).state).toBe('working')
  await world.call(world.officer, 'cases.reply', { caseId, text: '你有合同吗' })
  expect(await told(world, young)).toEqual(['「老板拖欠工资三个月了」有新的回复', 'east陈静接手了你的诉求，12月1日 前答复'])
  expect(await stepsOf(world, young, caseId)).toEqual(['submitted', 'accepted', 'message 你有合同吗'])
  expect(await stepsOf(world, world.officer, caseId)).toEqual(['submitted', 'accepted', 'note 老板电话没人接', 'message 你有合同吗'])
  expect(JSON.stringify(await look(world, young, caseId))).not.toContain('没人接')
})

test('before it is accepted there is nothing to reply, put off or answer; a note may be written', async () => {
  const caseId = await write(world, young)
  const codes = await codesOf(world.officer, caseId)
  expect(codes['cases.accept']).toBe('ok')
  const second = await write(world, young)
  for (const name of ['cases.reply', 'cases.extend', 'cases.answer', 'cases.join', 'cases.askUnmask', 'cases.proposeAnswer'] as const)
    expect([name, await world.codeOf(world.officer, name, commands(second)[name] as never)]).toEqual([name, 'case_state_wrong'])
  expect(await world.codeOf(world.officer, 'cases.note', { caseId: second, text: '先看看' })).toBe('ok')
  expect((await look(world, young, second)).state).toBe('submitted')
})

test('an answer is put off once, with a reason, to a working day after what was promised', async () => {
  const caseId = await accepted(world, young)
  const extend = (dueOn: string) => world.ask(world.officer, 'cases.extend', { caseId, dueOn, reason: '等劳动局回话' })
  expect(await extend('2026-12-05')).toMatchObject({ code: 'due_not_working_day', hint: '12月5日 不是工作日，换一个工作日' })
  expect(await extend('2026-12-01')).toMatchObject({ code: 'due_too_early', hint: '不能早于 12月2日，换晚一点的日子' })
  expect(await extend('2027-01-15')).toMatchObject({ code: 'bad_request', hint: '「答复期限」填得不对，改一下再提交' })
  expect(await extend('2026-02-30')).toMatchObject({ code: 'bad_request' })
  expect((await look(world, young, caseId)).extended).toBe(false)
  expect(await extend('2026-12-04')).toMatchObject({ ok: true })
  expect((await told(world, young))[0]).toBe('答复延到 12月4日：等劳动局回话')
  expect(await look(world, young, caseId)).toMatchObject({ extended: true, state: 'working', may: { extend: false } })
  expect(await stepsOf(world, young, caseId)).toEqual(['submitted', 'accepted', 'extended 12月4日：等劳动局回话'])
  expect(await extend('2026-12-11')).toMatchObject({ code: 'already_extended', hint: '已经延过一次，不能再延' })
})

test.each([
  ['resolved', '有答复了，解决了吗？'],
  ['explained', '这件事我们办不了，原因和该找谁写在里面'],
] as const)('%s: the person has an answer, and is told', async (outcome, sentence) => {
  const caseId = await accepted(world, young)
  await world.call(world.officer, 'cases.answer', { caseId, outcome, text: '找区劳动监察大队' })
  expect(await look(world, young, caseId)).toMatchObject({
    state: outcome,
    dueAt: null,
    answer: { outcome, text: '找区劳动监察大队', at: world.now },
  })
  expect((await told(world, young))[0]).toBe(sentence)
  expect(await world.codeOf(world.officer, 'cases.answer', { caseId, outcome, text: '再答一次' })).toBe('case_state_wrong')
})

test('two officers answer at once: one answer', async () => {
  const other = await colleague(world)
  const caseId = await accepted(world, young)
  const codes = await Promise.all(
    [world.officer, other].map((officer) => world.codeOf(officer, 'cases.answer', { caseId, outcome: 'resolved', text: officer.name })),
  )
  expect([...codes].sort()).toEqual(['case_state_wrong', 'ok'])
  expect((await look(world, young, caseId)).answer?.text).toBe(codes[0] === 'ok' ? '陈静' : '周同事')
  expect((await world.messagesOf(young)).filter((kind) => kind === 'case_answered')).toHaveLength(1)
})

test('after the answer one may still write to each other, till it is rated', async () => {
  const caseId = await answered(world, young)
  expect(await world.codeOf(world.officer, 'cases.reply', { caseId, text: '周五记得查账' })).toBe('ok')
  await world.call(young, 'cases.rate', { caseId, rating: 'solved' })
  expect(await world.codeOf(world.officer, 'cases.reply', { caseId, text: '好' })).toBe('case_state_wrong')
})

test('what the platform refuses is neither replied nor answered; a note is not for the platform', async () => {
  const caseId = await accepted(world, young)
  const dispatch = world.dispatchWith({ checkContent: () => Promise.resolve('refused') })
  const ask = (name: string, input: object) =>
    dispatch({ envelope: { name, input, nonce: someNonce(), token: world.officer.token }, openid: 'o1', address: null, requestId: 'test' })
  expect(await ask('cases.reply', { caseId, text: '不能发的话' })).toMatchObject({ code: 'content_refused' })
  expect(await ask('cases.answer', { caseId, outcome: 'resolved', text: '不能发的话' })).toMatchObject({ code: 'content_refused' })
  expect(await ask('cases.note', { caseId, text: '老板原话：不能发的话' })).toMatchObject({ ok: true })
  expect(await look(world, young, caseId)).toMatchObject({ answer: null })
})

test('nothing that was written is kept in the clear', async () => {
  const caseId = await accepted(world, young)
  await world.call(world.officer, 'cases.note', { caseId, text: '暗语甲' })
  await world.call(world.officer, 'cases.extend', { caseId, dueOn: '2026-12-04', reason: '暗语乙' })
  await world.call(world.officer, 'cases.answer', { caseId, outcome: 'resolved', text: '暗语丙' })
  const { rows } = await world.database.pool.query<{ text: string }>(
    `select row_to_json(c)::text as text from case_file c union all select row_to_json(e)::text from case_entry e
     union all select row_to_json(m)::text from inbox_message m`,
  )
  const all = rows.map(({ text }) => text).join()
  for (const secret of ['老板拖欠', '暗语甲', '暗语乙', '暗语丙']) expect([secret, all.includes(secret)]).toEqual([secret, false])
})

test.each([
  ['cases.sendBack', { reason: '' }],
  ['cases.move', { orgId: 'south', reason: '归他们管' }],
  ['cases.join', { orgIds: [] }],
  ['cases.reply', { text: '' }],
  ['cases.reply', { text: '长'.repeat(1001) }],
  ['cases.note', { text: '好', files: Array.from({ length: 7 }, () => `${'0'.repeat(8)}-0000-0000-0000-${'0'.repeat(12)}/x`) }],
  ['cases.extend', { dueOn: '12月4日', reason: '等回话' }],
  ['cases.extend', { dueOn: '2026-12-04', reason: '' }],
  ['cases.answer', { outcome: 'done', text: '好了' }],
  ['cases.accept', { ownerId: '陈静' }],
] as const)('%s with %j is no form', async (name, more) => {
  const caseId = await accepted(world, young)
  expect(await world.codeOf(world.officer, name, { ...commands(caseId)[name], ...more } as never)).toBe('bad_request')
})
