import { START, World, type Player } from '../../tests/fakes/world'
import type { CommandRow } from './commands'

let world: World
let one: Player
let other: Player
beforeAll(async () => {
  world = await World.open()
  one = await world.player('李晓雨')
  other = await world.player('王旭')
})
afterAll(() => world.close())

const row = (actor: Player, nonce: string, more: Partial<CommandRow> = {}): CommandRow => ({
  actorId: actor.id,
  nonce,
  name: 'events.enroll',
  subject: 'e1',
  inWhoseName: null,
  payloadHash: 'hash',
  requestId: 'r1',
  address: '127.0.0.1',
  device: 'd1',
  at: START,
  ...more,
})
const FULL = { code: 'event_full', params: {} } as const
const CLOSED = { code: 'enrollment_closed', params: { by: '王' } } as const

test('refusals are kept together, with all that a line of the audit log says', async () => {
  const refused = [
    { command: row(one, 'a', { inWhoseName: world.org.east }), refusal: FULL },
    { command: row(other, 'a', { address: null, device: null }), refusal: CLOSED },
  ]
  expect(await world.store.commands.refuseAll(refused)).toEqual([null, null])
  const kept = await world.database.kysely.selectFrom('command').selectAll().where('nonce', '=', 'a').execute()
  const same = { nonce: 'a', name: 'events.enroll', subject: 'e1', payload_hash: 'hash', request_id: 'r1', at: START, created_at: START }
  expect([one, other].map(({ id }) => kept.find((each) => each.actor_id === id))).toMatchObject([
    { ...same, actor_id: one.id, in_whose_name: world.org.east, result: null, refusal: FULL, address: '127.0.0.1', device: 'd1' },
    { ...same, actor_id: other.id, in_whose_name: null, result: null, refusal: CLOSED, address: null, device: null },
  ])
})

test('what a nonce came to first stays: its refusal, its result, and of two in one run the first', async () => {
  const { commands } = world.store
  await commands.refuseAll([{ command: row(one, 'b'), refusal: FULL }])
  await commands.begin(row(other, 'b'))
  await commands.finish(other.id, 'b', { state: 'enrolled' })
  const refused = [
    { command: row(one, 'b', { payloadHash: 'another' }), refusal: CLOSED },
    { command: row(other, 'b'), refusal: CLOSED },
    { command: row(one, 'c'), refusal: CLOSED },
    { command: row(one, 'c'), refusal: CLOSED },
  ]
  expect(await commands.refuseAll(refused)).toEqual([
    { payloadHash: 'hash', result: null, refusal: FULL },
    { payloadHash: 'hash', result: { state: 'enrolled' }, refusal: null },
    null,
    { payloadHash: 'hash', result: null, refusal: CLOSED },
  ])
})

test('of many in one run, two with one nonce, the first is kept, and each hears what is kept', async () => {
  const nonces = Array.from({ length: 40 }, (_, index) => `many${String(40 - index).padStart(2, '0')}`)
  const refused = [FULL, CLOSED].flatMap((refusal) => nonces.map((nonce) => ({ command: row(one, nonce), refusal })))
  const answers = await world.store.commands.refuseAll(refused)
  expect(answers.slice(0, 40)).toEqual(Array(40).fill(null))
  expect(answers.slice(40)).toEqual(Array(40).fill({ payloadHash: 'hash', result: null, refusal: FULL }))
})
