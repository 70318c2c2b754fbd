import type { InputOf } from '@core/contract/procedures'
import { DAY_MS, MINUTE_MS } from '@core/rules/shared/calendar'
import { World, type Player } from '../../../tests/fakes/world'
import { accepted, answered, colleague, write } from './_casework'

type Which = InputOf<'cases.list'>['which']

let world: World
let young: Player
beforeEach(async () => {
  world = await World.open()
  young = await world.player('小王')
})
afterEach(() => world.close())

const list = (which: Which, by = world.officer, orgId = world.org.east) => world.call(by, 'cases.list', { orgId, which })
const texts = async (which: Which, by = world.officer, orgId = world.org.east) =>
  (await list(which, by, orgId)).items.map(({ excerpt }) => excerpt)
const matter = (text: string, more: object = {}) => ({ text, ...more })

test('each case stands where it is to be done, and how many there are is said everywhere', async () => {
  await write(world, young, matter('没人接手'))
  await accepted(world, young, matter('在办'))
  await answered(world, young, matter('办好了'))
  const joint = await accepted(world, young, matter('一起办'))
  await world.call(world.officer, 'cases.join', { caseId: joint, orgIds: [world.org.south] })
  const back = await write(world, young, matter('退回'))
  await world.call(world.officer, 'cases.sendBack', { caseId: back, reason: '写给学校' })
  expect(await texts('to_accept')).toEqual(['没人接手'])
  expect(await texts('working')).toEqual(['在办', '一起办'])
  expect(await texts('overdue')).toEqual([])
  expect((await texts('done')).sort()).toEqual(['办好了', '退回'])
  expect(await texts('joint')).toEqual([])
  expect((await list('done')).counts).toEqual({ toAccept: 1, working: 2, overdue: 0, joint: 0 })
  expect(await texts('joint', world.stranger, world.org.south)).toEqual(['一起办'])
  expect((await list('to_accept', world.stranger, world.org.south)).counts).toEqual({ toAccept: 0, working: 0, overdue: 0, joint: 1 })
})

test('what is late is in its list, the longest due first, with its days', async () => {
  await write(world, young, matter('没人接手'))
  await accepted(world, young, matter('在办'))
  world.now += 6 * DAY_MS
  await accepted(world, young, matter('新的'))
  expect(await texts('overdue')).toEqual(['没人接手'])
  world.now += 6 * DAY_MS
  const { items, counts } = await list('overdue')
  expect(items.map(({ excerpt, overdueDays }) => [excerpt, overdueDays])).toEqual([
    ['没人接手', 8],
    ['在办', 1],
  ])
  expect(counts).toEqual({ toAccept: 1, working: 2, overdue: 2, joint: 0 })
  expect(await texts('working')).toEqual(['在办', '新的'])
})

test('page after page shows every case once, in order, in every list', async () => {
  for (let n = 0; n < 7; n += 1) {
    await (n % 2 === 0 ? write : accepted)(world, young, matter(`第${n}件`))
    if (n === 3) world.now += DAY_MS
  }
  world.now += 30 * DAY_MS
  for (const which of ['to_accept', 'working', 'overdue'] as const) {
    const whole = await texts(which)
    const seen: string[] = []
    let after: string | undefined
    do {
      const page = await world.call(world.officer, 'cases.list', { orgId: world.org.east, which, limit: 2, ...(after && { after }) })
      seen.push(...page.items.map(({ excerpt }) => excerpt))
      after = page.next ?? undefined
    } while (after !== undefined && seen.length < 20)
    expect([which, seen]).toEqual([which, whole])
  }
  expect(await texts('overdue')).toHaveLength(7)
})

test('the newest is first among what is done and what others are in charge of', async () => {
  for (const text of ['早的', '晚的']) {
    const joint = await accepted(world, young, matter(text))
    await world.call(world.officer, 'cases.join', { caseId: joint, orgIds: [world.org.south] })
    await answered(world, young, matter(`${text}办好了`))
    world.now += MINUTE_MS
  }
  expect(await texts('done')).toEqual(['晚的办好了', '早的办好了'])
  expect(await texts('joint', world.stranger, world.org.south)).toEqual(['晚的', '早的'])
})

test('it is for officers of that very organization', async () => {
  for (const other of [world.secretary, world.stranger, young])
    expect(await world.codeOf(other, 'cases.list', { orgId: world.org.east, which: 'working' })).toBe('not_found')
})

test('nobody is named in it, anonymous or not', async () => {
  await write(world, await world.player('王小明'))
  await write(world, await world.player('李小红'), { anonymous: true })
  expect(JSON.stringify(await list('to_accept'))).not.toMatch(/王小明|李小红/)
})

test('who is an officer of whom a complaint is about does not see it above, whoever they are there; nor one’s own', async () => {
  await write(world, young, { kind: 'complaint', text: '窗口态度不好' })
  await write(world, world.secretary, { orgId: world.org.county, text: '自己写的' })
  expect((await texts('to_accept', world.secretary, world.org.county)).sort()).toEqual(['窗口态度不好'])
  const both = await world.grant(await colleague(world), 'officer', world.org.county)
  expect(await texts('to_accept', both, world.org.county)).toEqual(['自己写的'])
  expect((await list('to_accept', both, world.org.county)).counts.toAccept).toBe(1)
})

test.each([{ which: 'all' }, { limit: 0 }, { limit: 101 }, { orgId: 'east' }])('%j is no request', async (more) => {
  expect(await world.codeOf(world.officer, 'cases.list', { orgId: world.org.east, which: 'working', ...more } as never)).toBe('bad_request')
})
