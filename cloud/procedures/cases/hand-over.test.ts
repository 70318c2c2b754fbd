import type { InputOf } from '@core/contract/procedures'
import { DAY_MS, dayOf, HOUR_MS, MINUTE_MS } from '@core/rules/shared/calendar'
import { START, World, type Player, type WorldSession } from '../../../tests/fakes/world'
import { closeOrg, see, seen, toldOf } from './_cases'

const QUESTION = '毕业了档案放在哪'
let world: World
let young: Player
let colleague: Player
let session: WorldSession
beforeAll(async () => {
  world = await World.open()
  world.now = START - 30 * DAY_MS
  colleague = await world.grant(await world.player('何干事'), 'officer', world.org.east)
})
afterAll(() => world.close())
beforeEach(async () => {
  world.now = START - 5 * DAY_MS
  world.reported.length = 0
  young = await world.player('赵一')
  session = await world.session()
})
afterEach(() => {
  expect(world.reported).toEqual([])
})

/** Received by the host, and not answered yet; gives the booking. */
async function received({ anonymous = false, player = young } = {}): Promise<string> {
  await world.call(player, 'sessions.book', { sessionId: session.id, slotNo: 1, topic: 'work', question: QUESTION, anonymous })
  world.now = START
  const { items } = await world.call(world.officer, 'sessions.reception', { sessionId: session.id })
  const { bookingId } = items.find(({ question }) => question === QUESTION)!
  await world.call(world.officer, 'sessions.start', { sessionId: session.id, bookingId })
  world.now = START + 10 * MINUTE_MS
  return bookingId
}
const handOver = (bookingId: string, more: Partial<InputOf<'cases.handOver'>> = {}, officer = world.officer) =>
  world.ask(officer, 'cases.handOver', {
    sessionId: session.id,
    bookingId,
    record: '材料都带来了',
    orgId: world.org.south,
    dueOn: null,
    ...more,
  })
async function handedOver(bookingId: string, more: Partial<InputOf<'cases.handOver'>> = {}): Promise<string> {
  const answer = await handOver(bookingId, more)
  if (!answer.ok) throw new Error(answer.code)
  return answer.data.caseId
}
/** Whether something in somebody's inbox leads to a case. */
const isLedTo = async (player: Player, caseId: string) =>
  (await world.call(player, 'inbox.list', { limit: 100 })).items.some((message) => message.caseId === caseId)
const lineOf = async (bookingId: string) =>
  (await world.call(world.officer, 'sessions.reception', { sessionId: session.id })).items.find((line) => line.bookingId === bookingId)!

test('the host, who is no officer of the organization that has it now, is led to it by nothing: neither there nor where they are above', async () => {
  const caseId = await handedOver(await received())
  expect(await seen(world, world.officer, caseId)).toBe('not_found')
  expect(await isLedTo(world.officer, caseId)).toBe(false)
  // An organization below the host's that has no officer.
  const branch = world.ids.uuid(world.now)
  await world.database.pool.query(
    `insert into org (id, parent_id, kind, name, path, created_at)
      select $1::uuid, id, 'branch', 'branch', path || $1::text || '/', created_at from org where id = $2`,
    [branch, world.org.east],
  )
  world.now = START - DAY_MS
  session = await world.session()
  const other = await world.player('钱二')
  const below = await handedOver(await received({ player: other }), { orgId: branch })
  for (const officer of [world.officer, colleague]) {
    expect(await seen(world, officer, below)).toBe('not_found')
    expect(await isLedTo(officer, below)).toBe(false)
  }
  expect((await world.call(colleague, 'inbox.list', {})).items[0]).toMatchObject({ kind: 'case_received', caseId: null })
})

test('a reception that ends in a case of another organization: theirs to accept, and the person is told where it is', async () => {
  const bookingId = await received()
  const caseId = await handedOver(bookingId)
  expect(await lineOf(bookingId)).toMatchObject({ state: 'case_opened', record: '材料都带来了', finishedAt: world.now })
  const file = await see(world, young, caseId)
  expect(file).toMatchObject({ kind: 'session', state: 'submitted', topic: 'work', text: QUESTION, ownerOrgName: 'south', ownerName: '' })
  expect(dayOf(file.dueAt!)).toBe('2026-11-24')
  expect(file.entries.map(({ step, by }) => [step, by])).toEqual([['submitted', 'east 陈静']])
  expect(await toldOf(world, young, caseId)).toEqual(['你的诉求转给了south：面对面时没能当场答复，请他们来办'])
  expect(await toldOf(world, world.stranger, caseId)).toEqual([`收到一件面对面转办：「${QUESTION}」，11月24日 前受理`])
  expect(await seen(world, world.stranger, caseId)).toBe('ok')
  // Whoever gave it away does not follow it, and nobody above does.
  for (const other of [world.officer, colleague, world.secretary]) expect(await seen(world, other, caseId)).toBe('not_found')
})

test('what the host wrote down is a note among officers', async () => {
  const caseId = await handedOver(await received())
  expect((await see(world, world.stranger, caseId)).entries.map(({ step, text, by }) => [step, text, by])).toEqual([
    ['submitted', '', 'east 陈静'],
    ['note', '材料都带来了', 'east 陈静'],
  ])
  expect(JSON.stringify(await see(world, young, caseId))).not.toContain('材料')
})

test('whoever hands it to their own organization has accepted it by that', async () => {
  const caseId = await handedOver(await received(), { orgId: world.org.east, record: '' })
  const file = await see(world, young, caseId)
  expect(file).toMatchObject({ state: 'accepted', ownerOrgName: 'east', ownerName: '陈静' })
  expect(dayOf(file.dueAt!)).toBe('2026-12-01')
  expect(file.entries.map(({ step }) => step)).toEqual(['submitted', 'accepted'])
  expect(await toldOf(world, young, caseId)).toEqual(['east陈静接手了你的诉求，12月1日 前答复'])
  expect(await toldOf(world, world.officer, caseId)).toEqual([])
  expect((await see(world, world.officer, caseId)).may).toMatchObject({ answer: true, extend: true })
})

test('who was unnamed stays so, also to the host', async () => {
  const bookingId = await received({ anonymous: true })
  const caseId = await handedOver(bookingId, { orgId: world.org.east })
  for (const officer of [world.officer, colleague]) {
    const file = await see(world, officer, caseId)
    expect(file).toMatchObject({ personName: '匿名青年', anonymous: true })
    expect(JSON.stringify(file)).not.toContain('赵一')
    expect(JSON.stringify(file)).not.toContain(young.id)
  }
})

test('who came without an account is named as they said, and no message goes astray', async () => {
  world.now = START
  await world.call(world.officer, 'sessions.walkIn', { sessionId: session.id, pass: null, name: '老周', topic: 'rights', question: '' })
  const { items } = await world.call(world.officer, 'sessions.reception', { sessionId: session.id })
  const { bookingId } = items.find(({ name }) => name === '老周')!
  await world.call(world.officer, 'sessions.start', { sessionId: session.id, bookingId })
  const caseId = await handedOver(bookingId)
  expect(await see(world, world.stranger, caseId)).toMatchObject({ personName: '老周', text: '', excerpt: '权益维护' })
  const messages = await world.database.kysely.selectFrom('inbox_message').select('person_id').where('case_id', '=', caseId).execute()
  expect(messages).toEqual([{ person_id: world.stranger.id }])
})

describe('the day promised', () => {
  test('is kept', async () => {
    const caseId = await handedOver(await received(), { orgId: world.org.east, dueOn: '2026-11-25' })
    expect(dayOf((await see(world, young, caseId)).dueAt!)).toBe('2026-11-25')
    expect((await toldOf(world, young, caseId))[0]).toContain('11月25日 前答复')
  })

  test.each([
    ['a Sunday', { dueOn: '2026-11-29' }, 'due_not_working_day', '11月29日 不是工作日，换一个工作日'],
    ['before they can have accepted it', { dueOn: '2026-11-23' }, 'due_too_early', '不能早于 11月24日，换晚一点的日子'],
    ['a day that is past', { dueOn: '2026-11-20', orgId: 'east' }, 'due_too_early', '不能早于 11月23日，换晚一点的日子'],
    ['no day', { dueOn: '2026-02-30' }, 'bad_request', '「答复期限」填得不对，改一下再提交'],
    ['far away', { dueOn: '2027-03-01' }, 'bad_request', '「答复期限」填得不对，改一下再提交'],
  ] as const)('is not %s', async (_, asked, code, hint) => {
    const bookingId = await received()
    const orgId = 'orgId' in asked ? world.org[asked.orgId] : world.org.south
    expect(await handOver(bookingId, { ...asked, orgId })).toMatchObject({ code, hint })
    expect((await lineOf(bookingId)).state).toBe('met')
  })

  test('is not a public holiday', async () => {
    session = await world.session({ startsAt: START - 60 * DAY_MS - 4 * HOUR_MS })
    world.now = session.startsAt - DAY_MS
    await world.call(young, 'sessions.book', { sessionId: session.id, slotNo: 1, topic: 'work', question: QUESTION })
    world.now = session.startsAt
    const [line] = (await world.call(world.officer, 'sessions.reception', { sessionId: session.id })).items
    const { bookingId } = line!
    await world.call(world.officer, 'sessions.start', { sessionId: session.id, bookingId })
    expect(dayOf(world.now)).toBe('2026-09-22')
    expect(await handOver(bookingId, { dueOn: '2026-10-02' })).toMatchObject({
      code: 'due_not_working_day',
      hint: '10月2日 不是工作日，换一个工作日',
    })
    // A 补班 Saturday is one.
    expect(await handOver(bookingId, { dueOn: '2026-10-10' })).toMatchObject({ ok: true })
  })
})

test('an organization that was closed takes nothing over, and the reception goes on', async () => {
  const bookingId = await received()
  await closeOrg(world, world.org.south)
  expect(await handOver(bookingId)).toMatchObject({ code: 'org_closed', hint: '「south」已经不在了，换一个组织' })
  await closeOrg(world, world.org.south, false)
  expect(await handOver(bookingId, { orgId: world.ids.uuid(1) })).toMatchObject({ code: 'not_found' })
  expect((await lineOf(bookingId)).state).toBe('met')
  expect((await world.call(young, 'cases.mine', { when: 'open' })).items).toEqual([])
  expect(await handOver(bookingId)).toMatchObject({ ok: true })
})

test('only who is being received is handed over, once; nobody is both answered and handed over', async () => {
  await world.call(young, 'sessions.book', { sessionId: session.id, slotNo: 1, topic: 'work', question: QUESTION })
  world.now = START
  const [line] = (await world.call(world.officer, 'sessions.reception', { sessionId: session.id })).items
  const bookingId = line!.bookingId
  expect(await handOver(bookingId)).toMatchObject({ code: 'booking_state_wrong' })
  await world.call(world.officer, 'sessions.start', { sessionId: session.id, bookingId })
  const both = await Promise.all([
    handOver(bookingId),
    handOver(bookingId, { orgId: world.org.east }, colleague),
    world.ask(world.officer, 'sessions.finish', { sessionId: session.id, bookingId, record: '说清楚了' }),
  ])
  expect(both.map((answer) => (answer.ok ? 'ok' : answer.code)).sort()).toEqual(['booking_state_wrong', 'booking_state_wrong', 'ok'])
  const cases = (await world.call(young, 'cases.mine', { when: 'open' })).items
  expect(cases).toHaveLength((await lineOf(bookingId)).state === 'case_opened' ? 1 : 0)
})

test('it is for officers of the session’s own organization: nobody above, no stranger, and no booking of another session', async () => {
  const bookingId = await received()
  for (const other of [world.secretary, world.stranger, young])
    expect(await handOver(bookingId, {}, other)).toMatchObject({ code: 'not_found' })
  const another = await world.session({ startsAt: START + 7 * DAY_MS })
  expect(
    await world.codeOf(world.officer, 'cases.handOver', {
      sessionId: another.id,
      bookingId,
      record: '',
      orgId: world.org.south,
      dueOn: null,
    }),
  ).toBe('not_found')
  expect((await lineOf(bookingId)).state).toBe('met')
})

test('who was handed over has come: the host received them, without an answer on the spot, and they may book again', async () => {
  const year = () => world.call(world.officer, 'sessions.hostYear', { year: 2026 })
  const before = await year()
  await handedOver(await received())
  expect(await year()).toMatchObject({ received: before.received + 1, answeredOnTheSpot: before.answeredOnTheSpot })
  world.now = session.endsAt + HOUR_MS
  await world.tick()
  expect(await world.store.slots.missesOf(young.id, 0)).toEqual([])
  const next = await world.session({ startsAt: START + 7 * DAY_MS })
  expect(await world.codeOf(young, 'sessions.book', { sessionId: next.id, slotNo: 1, topic: 'work', question: '又一件' })).toBe('ok')
})
