import type { InputOf } from '@core/contract/procedures'
import { MINUTE_MS } from '@core/rules/shared/calendar'
import { someNonce, World, type Player } from '../../../tests/fakes/world'
import { accepted, answered, colleague, told } from './_casework'

const QUESTION = '打工被拖欠工资，找谁要'
const ANSWER = '先打 12333，再到区劳动监察大队登记，带上考勤和转账记录'

let world: World
let young: Player
let other: Player
let caseId: string
beforeEach(async () => {
  world = await World.open()
  young = await world.player('王小明')
  other = await colleague(world)
  caseId = await answered(world, young)
})
afterEach(() => world.close())

const form = (more: Partial<InputOf<'cases.proposeAnswer'>> = {}) => ({ caseId, question: QUESTION, answer: ANSWER, ...more })
const propose = (more: Partial<InputOf<'cases.proposeAnswer'>> = {}, by = world.officer) => world.ask(by, 'cases.proposeAnswer', form(more))
const toCheck = async (by = other, orgId = world.org.east) => (await world.call(by, 'cases.answersToCheck', { orgId })).items
const likes = async (text = '老板拖欠工资') => (await world.call(null, 'cases.like', { text })).items
async function proposed(): Promise<string> {
  expect(await propose()).toMatchObject({ ok: true })
  world.now += MINUTE_MS
  return (await toCheck())[0]!.id
}
const check = (answerId: string, publish: boolean, by = other, orgId = world.org.east) =>
  world.codeOf(by, 'cases.checkAnswer', { orgId, answerId, publish })

test('what an officer proposes and a second one has looked at is offered to everybody who asks alike', async () => {
  const answerId = await proposed()
  expect((await told(world, other))[0]).toBe('有一条答案等你看：「打工被拖欠工资，找谁要」')
  expect(await toCheck()).toEqual([
    {
      id: answerId,
      topic: 'rights',
      question: QUESTION,
      answer: ANSWER,
      orgName: 'east',
      proposedBy: '陈静',
      mine: false,
      published: false,
    },
  ])
  expect((await toCheck(world.officer))[0]).toMatchObject({ mine: true })
  expect(await likes()).toEqual([])
  expect(await check(answerId, true)).toBe('ok')
  expect(await likes()).toEqual([{ id: answerId, topic: 'rights', question: QUESTION, answer: ANSWER, orgName: 'east' }])
  expect((await told(world, world.officer))[0]).toBe('你提的答案「打工被拖欠工资，找谁要」放进答案库了')
  expect((await toCheck())[0]).toMatchObject({ published: true })
})

test('nobody looks at their own', async () => {
  const answerId = await proposed()
  for (const publish of [true, false])
    expect(await world.ask(world.officer, 'cases.checkAnswer', { orgId: world.org.east, answerId, publish })).toMatchObject({
      code: 'own_answer_check',
      hint: '自己提的要由另一位同事来看',
    })
  expect(await likes()).toEqual([])
})

test('what is declined is offered to nobody, and decided', async () => {
  const answerId = await proposed()
  expect(await check(answerId, false)).toBe('ok')
  expect(await toCheck()).toEqual([])
  expect(await likes()).toEqual([])
  expect((await told(world, world.officer))[0]).toBe('你提的答案「打工被拖欠工资，找谁要」这次没放进答案库')
  expect(await check(answerId, true)).toBe('not_found')
})

test('what is published is taken back, also by who proposed it', async () => {
  const first = await proposed()
  await check(first, true)
  expect(await check(first, true)).toBe('ok')
  world.now += MINUTE_MS
  expect(await check(first, false)).toBe('ok')
  expect((await told(world, world.officer))[0]).toBe('你提的答案「打工被拖欠工资，找谁要」从答案库收回了')
  expect(await likes()).toEqual([])
  const again = await proposed()
  await check(again, true)
  expect(await likes()).toHaveLength(1)
  expect(await check(again, false, world.officer)).toBe('ok')
  expect(await likes()).toEqual([])
})

test('two officers decide at once: one after the other, and neither decision is lost', async () => {
  const third = await colleague(world, '吴同事')
  const answerId = await proposed()
  const codes = await Promise.all([check(answerId, true), check(answerId, false, third)])
  // Declined first, there is nothing to publish; published first, it is taken back.
  expect([
    ['ok', 'ok'],
    ['not_found', 'ok'],
  ]).toContainEqual(codes)
  expect(await likes()).toEqual([])
})

test('officers of others, those above, and people have nothing to do with it', async () => {
  const answerId = await proposed()
  for (const stranger of [world.stranger, world.secretary, young]) {
    expect(await propose({}, stranger)).toMatchObject({ code: 'not_found' })
    expect(await world.codeOf(stranger, 'cases.answersToCheck', { orgId: world.org.east })).toBe('not_found')
    expect(await check(answerId, true, stranger)).toBe('not_found')
  }
  expect(await check(answerId, true, world.stranger, world.org.south)).toBe('not_found')
  expect(await toCheck(world.stranger, world.org.south)).toEqual([])
})

test('only what has an answer is proposed', async () => {
  const open = await accepted(world, young)
  expect(await propose({ caseId: open })).toMatchObject({ code: 'case_state_wrong' })
})

test.each([
  ['question', '王小明被拖欠工资，找谁要'],
  ['question', '王 小明被拖欠工资，找谁要'],
  ['answer', '已经替王、小、明要回来了，别人打 12333'],
])('the person’s name in the %s (「%s」) is refused', async (field, text) => {
  const hint = field === 'question' ? '「问题」填得不对，改一下再提交' : '「答复」填得不对，改一下再提交'
  expect(await propose({ [field]: text })).toMatchObject({ code: 'bad_request', hint })
  expect(await toCheck()).toEqual([])
})

test('whose name is not known to an officer cannot be found out by what is refused; once it is, it is refused', async () => {
  const unnamed = await answered(world, young, { anonymous: true })
  const guess = (name: string) => propose({ caseId: unnamed, question: `${name}被拖欠工资，找谁要` })
  const [right, wrong] = [await guess('王小明'), await guess('李大力')]
  expect([right, wrong]).toEqual([
    { ok: true, data: {} },
    { ok: true, data: {} },
  ])
  await world.store.cases.change(unnamed, { unmaskedOrgId: world.org.east }, world.now)
  expect(await guess('王小明')).toMatchObject({ code: 'bad_request' })
  expect(await guess('李大力')).toMatchObject({ ok: true })
})

test('the host knows who it is, and does not write it; a colleague, who does not, is refused nothing', async () => {
  const session = await world.session({ startsAt: world.now })
  await world.call(young, 'sessions.book', { sessionId: session.id, slotNo: 3, topic: 'rights', question: '老板拖欠工资', anonymous: true })
  const bookingId = (await world.store.slots.booking(session.id, young.id))!.id
  await world.call(world.officer, 'sessions.start', { sessionId: session.id, bookingId })
  const handing = { sessionId: session.id, bookingId, record: '', orgId: world.org.east, dueOn: null }
  const received = await world.call(world.officer, 'cases.handOver', handing)
  await world.call(world.officer, 'cases.answer', { caseId: received.caseId, outcome: 'resolved', text: '周五发清' })
  const guess = { caseId: received.caseId, question: '王小明被拖欠工资，找谁要' }
  expect(await propose(guess)).toMatchObject({ code: 'bad_request' })
  expect(await propose(guess, other)).toMatchObject({ ok: true })
})

test('a question that nobody would find by what they type is refused', async () => {
  expect(await propose({ question: '请问怎么办？？' })).toMatchObject({ code: 'bad_request' })
})

test('what the platform refuses is neither proposed nor published', async () => {
  const answerId = await proposed()
  const dispatch = world.dispatchWith({ checkContent: ({ texts }) => Promise.resolve(texts.includes(QUESTION) ? 'refused' : 'passed') })
  const ask = (by: Player, name: string, input: object) =>
    dispatch({ envelope: { name, input, nonce: someNonce(), token: by.token }, openid: 'o1', address: null, requestId: 'test' })
  const checked = { orgId: world.org.east, answerId }
  expect(await ask(world.officer, 'cases.proposeAnswer', form())).toMatchObject({ code: 'content_refused' })
  expect(await ask(other, 'cases.checkAnswer', { ...checked, publish: true })).toMatchObject({ code: 'content_refused' })
  expect(await likes()).toEqual([])
  expect(await ask(other, 'cases.checkAnswer', { ...checked, publish: false })).toMatchObject({ ok: true })
})

test.each([
  ['a question of four characters', { question: '工资呢？' }],
  ['a question of 301 characters', { question: '长'.repeat(301) }],
  ['an answer of four characters', { answer: '打电话。' }],
  ['an answer of 1001 characters', { answer: '长'.repeat(1001) }],
])('%s is no form', async (_, more) => {
  expect(await propose(more)).toMatchObject({ code: 'bad_request' })
})

test('how answers were rated is said with ten or more, to those of the organization and above', async () => {
  const rate = async (rating: 'solved' | 'partly' | 'not', id: string) => world.call(young, 'cases.rate', { caseId: id, rating })
  const summary = (by: Player) => world.call(by, 'cases.summary', { orgId: world.org.east })
  await rate('not', caseId)
  for (let n = 0; n < 8; n += 1) await rate('solved', await answered(world, young))
  expect(await summary(world.officer)).toEqual({ count: 9, ratings: null })
  await rate('partly', await answered(world, young))
  await answered(world, young)
  for (const reader of [world.officer, world.secretary])
    expect(await summary(reader)).toEqual({ count: 10, ratings: { solved: 80, partly: 10, not: 10 } })
  for (const stranger of [world.stranger, young])
    expect(await world.codeOf(stranger, 'cases.summary', { orgId: world.org.east })).toBe('not_found')
})
