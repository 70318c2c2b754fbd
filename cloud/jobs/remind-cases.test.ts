import { DAY_MS, instantOf } from '@core/rules/shared/calendar'
import { createSecrecy } from '../services/secrecy'
import { DATA_KEY, World, type Player } from '../../tests/fakes/world'
import { accepted, answered, branchOf, colleague, look, told, write } from '../procedures/cases/_casework'
import type { Store, Tables } from '../store/store'
import { remindOfCases } from './remind-cases'

// Written on Friday 2026-11-20: to be accepted by Tuesday the 24th, answered by Tuesday, December 1st.
const DUE = '2026-12-01'
const at = (day: string, clock = '09:00') => instantOf(day, clock)
const secrecy = createSecrecy([DATA_KEY])

let world: World
let young: Player
beforeEach(async () => {
  world = await World.open()
  young = await world.player('小王')
})
afterEach(() => world.close())

const run = (store: Store = world.store) => remindOfCases({ store, ids: world.ids, secrecy, now: world.now })
/** Runs the job at every hour of a day. */
async function through(day: string): Promise<void> {
  for (let hour = 0; hour < 24; hour += 4) {
    world.now = at(day, `${String(hour).padStart(2, '0')}:30`)
    await run()
  }
}
/** What of somebody's messages is about time, the oldest first. */
const reminders = async (player: Player) => (await told(world, player)).filter((text) => /到期|晚了/.test(text)).reverse()

test('the day it is due its owner is told, once, by three hosts at once', async () => {
  const other = await colleague(world)
  await accepted(world, young)
  world.now = at('2026-11-30')
  await run()
  world.now = at(DUE, '07:59')
  await run()
  expect(await reminders(world.officer)).toEqual([])
  world.now = at(DUE, '08:00')
  await Promise.all([run(), run(), run()])
  await through(DUE)
  expect(await reminders(world.officer)).toEqual(['「老板拖欠工资三个月了」12月1日 到期，还没办完'])
  for (const nobody of [other, young, world.secretary, world.stranger]) expect(await reminders(nobody)).toEqual([])
})

test('late, its owner is told every working day; the next day those above, without what it says, and the person', async () => {
  await accepted(world, young)
  for (const day of ['2026-12-02', '2026-12-03', '2026-12-04', '2026-12-05', '2026-12-06', '2026-12-07']) {
    if (day === '2026-12-03') {
      expect(await reminders(world.secretary)).toEqual([])
      expect(await reminders(young)).toEqual([])
    }
    await through(day)
  }
  expect(await reminders(world.officer)).toEqual([1, 2, 3, 6].map((n) => `「老板拖欠工资三个月了」晚了 ${n} 天，请尽快办`))
  expect(await reminders(world.secretary)).toEqual(['east有一件诉求晚了 2 天没答复，请提醒他们'])
  expect(await reminders(young)).toEqual(['答复晚了 2 天，我们已提醒county'])
  const [mine] = (await world.call(young, 'cases.mine', { when: 'open' })).items
  const toldOrgName = async () => (await look(world, young, mine!.id)).toldOrgName
  expect(await toldOrgName()).toBe('county')
  world.now = at('2026-12-03', '07:59')
  expect(await toldOrgName()).toBe('')
  expect(await reminders(world.stranger)).toEqual([])
  const { rows } = await world.database.pool.query<{ params: object }>(`select params from inbox_message where kind = 'case_overdue_below'`)
  expect(Object.keys(rows[0]!.params).sort()).toEqual(['kind', 'n', 'org'])
})

test('what nobody has accepted: all officers of the organization, by the day it had to be accepted', async () => {
  const other = await colleague(world)
  await write(world, young)
  for (const day of ['2026-11-23', '2026-11-24', '2026-11-25']) await through(day)
  for (const officer of [world.officer, other])
    expect(await reminders(officer)).toEqual([
      '「老板拖欠工资三个月了」11月24日 到期，还没办完',
      '「老板拖欠工资三个月了」晚了 1 天，请尽快办',
    ])
  expect(await reminders(young)).toEqual([])
  world.now = at('2026-12-03')
  await run()
  expect(await reminders(young)).toEqual(['答复晚了 2 天，我们已提醒county'])
})

test('who is no officer any more is not told; their colleagues are', async () => {
  const other = await colleague(world)
  await accepted(world, young)
  await world.database.pool.query('delete from role_grant where person_id = $1', [world.officer.id])
  world.now = at(DUE)
  await run()
  expect(await reminders(world.officer)).toEqual([])
  expect(await reminders(other)).toHaveLength(1)
})

test('where an organization has no officers left, those above learn that something is due, not what', async () => {
  await write(world, young)
  await world.database.pool.query('delete from role_grant where org_id = $1', [world.org.east])
  world.now = at('2026-11-24')
  await run()
  expect(await reminders(world.secretary)).toEqual(['「一件诉求」11月24日 到期，还没办完'])
})

test('put off, it is late by the new day, and told anew', async () => {
  const caseId = await accepted(world, young)
  world.now = at('2026-11-30')
  await world.call(world.officer, 'cases.extend', { caseId, dueOn: '2026-12-04', reason: '等劳动局' })
  for (const day of [DUE, '2026-12-02', '2026-12-03']) await through(day)
  expect(await reminders(world.officer)).toEqual([])
  for (const day of ['2026-12-04', '2026-12-07', '2026-12-08']) await through(day)
  expect(await reminders(world.officer)).toHaveLength(3)
  expect(await reminders(young)).toEqual(['答复晚了 4 天，我们已提醒county'])
})

test('reopened and late again, those above and the person are told again', async () => {
  const caseId = await accepted(world, young)
  await through('2026-12-03')
  await world.call(world.officer, 'cases.answer', { caseId, outcome: 'resolved', text: '发了' })
  await world.call(young, 'cases.reopen', { caseId, text: '没发' })
  await through('2026-12-10')
  expect(await reminders(young)).toHaveLength(1)
  // Seven working days after the 3rd: Monday the 14th.
  for (const day of ['2026-12-14', '2026-12-15', '2026-12-16']) await through(day)
  expect(await reminders(young)).toEqual(['答复晚了 2 天，我们已提醒county', '答复晚了 2 天，我们已提醒county'])
})

test('nobody is told of what is answered or was sent back', async () => {
  await answered(world, young)
  const back = await write(world, young)
  await world.call(world.officer, 'cases.sendBack', { caseId: back, reason: '写给学校' })
  for (const day of ['2026-11-24', '2026-11-25', DUE, '2026-12-04']) await through(day)
  for (const player of [world.officer, young, world.secretary]) expect(await reminders(player)).toEqual([])
})

test('where nobody is above, the person learns that those in charge were told', async () => {
  const caseId = await write(world, young, { orgId: world.org.county })
  await world.call(world.secretary, 'cases.accept', { caseId, ownerId: null })
  await through('2026-12-03')
  expect(await reminders(young)).toEqual(['答复晚了 2 天，我们已提醒county'])
  expect(await reminders(world.secretary)).toEqual(['「老板拖欠工资三个月了」晚了 2 天，请尽快办'])
})

test('of a whistle those who whistled are told that it is late', async () => {
  const { caseId } = await world.call(world.stranger, 'cases.whistle', {
    orgId: world.org.south,
    ownerOrgId: world.org.east,
    jointOrgIds: [],
    topic: 'life',
    text: '围栏坏了',
  })
  await world.call(world.officer, 'cases.accept', { caseId, ownerId: null })
  await through('2026-12-03')
  expect(await reminders(world.stranger)).toEqual(['你们吹哨的「围栏坏了」晚了 2 天没答复，我们已提醒county'])
})

test('a case that is kept from the organization above is told of to the one above that', async () => {
  const branch = await branchOf(world, world.org.east)
  const member = await world.grant(await world.player('支部书记'), 'officer', branch)
  const caseId = await write(world, young, { kind: 'complaint' })
  await world.call(world.secretary, 'cases.move', { caseId, orgId: branch, reason: '请你们了解' })
  await world.call(member, 'cases.accept', { caseId, ownerId: null })
  await through('2026-12-03')
  expect(await reminders(world.officer)).toEqual([])
  expect(await reminders(world.secretary)).toEqual(['branch有一件诉求晚了 2 天没答复，请提醒他们'])
})

test('a hundred and more are told of by one tick after the other', async () => {
  await accepted(world, young)
  await world.database.pool.query(
    `insert into case_file select (jsonb_populate_record(c, jsonb_build_object('case_id', lpad(n::text, 32, '0')::uuid))).*
     from case_file c, generate_series(1, 130) n`,
  )
  world.now = at('2026-12-02')
  await run()
  await run()
  await run()
  const { rows } = await world.database.pool.query<{ n: number }>(
    `select count(*)::int as n from inbox_message where kind = 'case_overdue'`,
  )
  expect(rows).toEqual([{ n: 131 }])
})

test('a case whose text is damaged keeps nobody from being told of the others', async () => {
  const damaged = await accepted(world, young)
  await accepted(world, young, { text: '公租房怎么申请' })
  await world.database.kysely.updateTable('case_file').set({ text_enc: '1.x.y.z' }).where('case_id', '=', damaged).execute()
  world.now = at(DUE)
  await expect(run()).rejects.toThrow('a sealed text is damaged')
  expect(await reminders(world.officer)).toEqual(['「公租房怎么申请」12月1日 到期，还没办完'])
})

test('were it not written down that they are told, they would be told with every tick', async () => {
  await accepted(world, young)
  world.now = at(DUE)
  const forgetful = (tables: Tables): Tables => ({ ...tables, cases: { ...tables.cases, change: () => Promise.resolve() } })
  const store: Store = { ...world.store, transaction: (work) => world.store.transaction((tx) => work(forgetful(tx))) }
  for (let tick = 0; tick < 3; tick += 1) await run(store)
  expect(await reminders(world.officer)).toHaveLength(3)
})

test('the host’s tick carries it', async () => {
  await accepted(world, young)
  world.now = at(DUE) - DAY_MS
  await world.tick()
  world.now = at(DUE)
  await world.tick()
  expect(await reminders(world.officer)).toHaveLength(1)
})
