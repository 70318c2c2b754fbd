/** What was sealed by a key that `DATA_KEY` does not hold any more: people go on working, and the log says why. */
import { instantOf } from '@core/rules/shared/calendar'
import type { ProcedureName, InputOf, OutputOf } from '@core/contract/procedures'
import { createJobs } from '@cloud/jobs'
import { someNonce, World, type Player } from '../../tests/fakes/world'
import { accepted, told } from './cases/_casework'

const UNREADABLE = '这段文字现在打不开，请管理员检查密钥'
const NEW_KEY = Buffer.alloc(32, 6)

let world: World
let young: Player
beforeEach(async () => {
  world = await World.open()
  young = await world.player('王小明')
})
afterEach(() => world.close())

/** Calls a host that has the new key only; gives what it answered, and what it reported. */
async function call<N extends ProcedureName>(by: Player, name: N, input: InputOf<N>): Promise<{ data: OutputOf<N>; reported: string[] }> {
  const reported: unknown[] = []
  const dispatch = world.dispatchWith({ dataKeys: [NEW_KEY], report: (error) => reported.push(error) })
  const answer = await dispatch({
    envelope: { name, input, nonce: someNonce(), token: by.token },
    openid: null,
    address: null,
    requestId: 'test',
  })
  if (!answer.ok) throw new Error(answer.code)
  return { data: answer.data as OutputOf<N>, reported: reported.map(String) }
}

test('the list of a reception comes, with who comes when', async () => {
  const session = await world.session({ startsAt: world.now + 3_600_000 })
  const other = await world.player('李大力')
  for (const [index, player] of [young, other].entries())
    await world.call(player, 'sessions.book', { sessionId: session.id, slotNo: index + 1, topic: 'work', question: '想开一家店' })
  const { data, reported } = await call(world.officer, 'sessions.reception', { sessionId: session.id })
  expect(data.items).toMatchObject([
    { name: '王小明', slotNo: 1, question: UNREADABLE },
    { name: '李大力', slotNo: 2, question: UNREADABLE },
  ])
  expect(reported).toHaveLength(1)
  expect(reported[0]).toMatch(/^Error: a text was sealed by the key [\w-]{8}, which DATA_KEY does not hold$/)
  // With the old key beside the new one again nothing was lost.
  expect((await world.call(world.officer, 'sessions.reception', { sessionId: session.id })).items[0]!.question).toBe('想开一家店')
})

test('a case comes and is worked on: what is written from now on is read', async () => {
  const caseId = await accepted(world, young)
  const { data, reported } = await call(world.officer, 'cases.get', { caseId })
  expect(data).toMatchObject({ text: UNREADABLE, excerpt: UNREADABLE, personName: '王小明', may: { answer: true } })
  expect(reported).toHaveLength(1)
  await call(world.officer, 'cases.answer', { caseId, outcome: 'resolved', text: '周五发清' })
  expect((await call(young, 'cases.get', { caseId })).data.answer?.text).toBe('周五发清')
})

test('jobs tell of what they cannot read, once, and the log says so', async () => {
  await accepted(world, young)
  world.now = instantOf('2026-12-01', '09:00')
  const tick = createJobs({ store: world.store, clock: { now: () => world.now }, ids: world.ids, dataKeys: [NEW_KEY] })
  await expect(tick()).rejects.toThrow('which DATA_KEY does not hold')
  await tick()
  const { data } = await call(world.officer, 'inbox.list', {})
  const due = data.items.filter(({ kind }) => kind === 'case_due').map(({ text }) => text)
  expect(due).toEqual([`「${UNREADABLE}」12月1日 到期，还没办完`])
  expect(await told(world, world.officer)).toHaveLength(data.items.length)
})
