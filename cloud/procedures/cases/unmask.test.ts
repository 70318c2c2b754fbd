import { MINUTE_MS } from '@core/rules/shared/calendar'
import { World, type Player } from '../../../tests/fakes/world'
import { accepted, branchOf, colleague, look, stepsOf, told, write } from './_casework'

const REASON = '要上门了解情况，得知道是谁'

let world: World
let young: Player
let second: Player
let caseId: string
beforeEach(async () => {
  world = await World.open()
  young = await world.player('王小明')
  second = await world.grant(await world.player('赵副书记'), 'secretary', world.org.county)
  caseId = await accepted(world, young, { anonymous: true })
})
afterEach(() => world.close())

async function ask(by = world.officer, id = caseId): Promise<string> {
  const code = await world.codeOf(by, 'cases.askUnmask', { caseId: id, reason: REASON })
  world.now += MINUTE_MS
  return code
}
async function agree(by: Player): Promise<string | boolean> {
  const answer = await world.ask(by, 'cases.unmask', { caseId })
  world.now += MINUTE_MS
  return answer.ok ? answer.data.granted : answer.code
}
const nameSeenBy = async (officer: Player) => (await look(world, officer, caseId)).personName

test('two secretaries of the organization above agree, then those in charge learn the name, and the person learns that', async () => {
  expect(await nameSeenBy(world.officer)).toBe('匿名青年')
  expect(await ask()).toBe('ok')
  for (const secretary of [world.secretary, second]) expect(await told(world, secretary)).toEqual([`east想知道一位匿名的人是谁：${REASON}`])
  expect(await agree(world.secretary)).toBe(false)
  expect(await nameSeenBy(world.officer)).toBe('匿名青年')
  expect(await stepsOf(world, young, caseId)).toEqual(['submitted', 'accepted'])
  expect(await world.messagesOf(young)).toEqual(['case_accepted'])
  expect(await agree(second)).toBe(true)
  expect(await nameSeenBy(world.officer)).toBe('王小明')
  expect((await told(world, young))[0]).toBe(`经上级两位同事同意，east知道了你是谁：${REASON}`)
  expect((await told(world, world.officer))[0]).toBe('「老板拖欠工资三个月了」那位是谁，现在可以看到了，只用来办这件事')
  for (const reader of [young, world.officer]) {
    const { entries } = await look(world, reader, caseId)
    expect(entries.map(({ step, by }) => `${step} ${by}`).slice(2)).toEqual([
      reader === young ? 'unmask_asked east 陈静' : 'unmask_asked 我',
      'unmask_agreed county 林书记',
      'unmask_agreed county 赵副书记',
      'unmasked county 赵副书记',
    ])
  }
})

test('those who decide see who asks, why, and who agreed, and nothing of the case', async () => {
  const unmasking = (by: Player) => world.call(by, 'cases.unmasking', { caseId })
  expect(await unmasking(second)).toEqual({ orgName: 'east', asked: null })
  const at = world.now
  await ask()
  expect(await unmasking(second)).toEqual({
    orgName: 'east',
    asked: { by: '陈静', at, reason: REASON, agreed: [], mayAgree: true, mayDecline: true },
  })
  await agree(world.secretary)
  expect(await unmasking(second)).toMatchObject({ asked: { agreed: ['林书记'], mayAgree: true } })
  expect(await unmasking(world.secretary)).toMatchObject({ asked: { agreed: ['林书记'], mayAgree: false } })
  expect(await world.codeOf(world.secretary, 'cases.get', { caseId })).toBe('not_found')
  await agree(second)
  expect(await unmasking(second)).toEqual({ orgName: 'east', asked: null })
  const officerAbove = await world.grant(await world.player('县里干部'), 'officer', world.org.county)
  for (const other of [officerAbove, world.officer, world.stranger, young])
    expect(await world.codeOf(other, 'cases.unmasking', { caseId })).toBe('not_found')
})

const decline = (by: Player, reason = '不用知道是谁也能办') => world.codeOf(by, 'cases.declineUnmask', { caseId, reason })

test('one of them declines, also who agreed before: who asked is told why, and nothing is asked until it is asked anew', async () => {
  const other = await colleague(world)
  await ask()
  await agree(world.secretary)
  expect(await decline(world.secretary)).toBe('ok')
  expect((await told(world, world.officer))[0]).toBe('上级没有同意让你们知道「老板拖欠工资三个月了」那位是谁：不用知道是谁也能办')
  expect(await told(world, other)).toEqual([])
  expect((await stepsOf(world, world.officer, caseId)).at(-1)).toBe('unmask_declined 不用知道是谁也能办')
  expect(await stepsOf(world, young, caseId)).toEqual(['submitted', 'accepted'])
  expect([await agree(second), await decline(second)]).toEqual(['case_state_wrong', 'case_state_wrong'])
  expect(await nameSeenBy(world.officer)).toBe('匿名青年')
  expect(await ask()).toBe('ok')
  expect(await agree(second)).toBe(false)
  expect(await agree(world.secretary)).toBe(true)
})

test('nobody else declines, nor who asked; and a reason is short', async () => {
  await ask()
  const officerAbove = await world.grant(await world.player('县里干部'), 'officer', world.org.county)
  for (const other of [officerAbove, world.officer, world.stranger, young]) expect(await decline(other)).toBe('not_found')
  await world.grant(world.officer, 'secretary', world.org.county)
  expect(await decline(world.officer)).toBe('own_unmasking')
  for (const reason of ['', '不', '长'.repeat(101)]) expect(await decline(second, reason)).toBe('bad_request')
  expect(await decline(second, '长'.repeat(100))).toBe('ok')
})

test('where who asked is no officer there any more, their colleagues learn that it was declined', async () => {
  const other = await colleague(world)
  await ask()
  await world.database.pool.query('update role_grant set until_at = $1 where person_id = $2', [new Date(world.now), world.officer.id])
  expect(await decline(second)).toBe('ok')
  expect((await told(world, other))[0]).toContain('上级没有同意')
  expect((await told(world, world.officer)).filter((text) => text.includes('上级没有同意'))).toEqual([])
})

test('one and the same cannot agree twice, nor when both of their phones ask at once', async () => {
  await ask()
  expect((await Promise.all([agree(world.secretary), agree(world.secretary)])).sort()).toEqual([false, 'own_unmasking'].sort())
  expect(await agree(world.secretary)).toBe('own_unmasking')
  expect(await nameSeenBy(world.officer)).toBe('匿名青年')
})

test('two who agree at once are two', async () => {
  await ask()
  expect((await Promise.all([agree(world.secretary), agree(second)])).sort()).toEqual([false, true])
  expect((await world.messagesOf(young)).filter((kind) => kind === 'case_unmasked')).toHaveLength(1)
})

test('nobody else can agree: officers of the organization above, of this one, of others, the person', async () => {
  const officerAbove = await world.grant(await world.player('县里干部'), 'officer', world.org.county)
  await ask()
  for (const other of [officerAbove, world.officer, world.stranger, young, await colleague(world)])
    expect(await agree(other)).toBe('not_found')
  expect(await agree(await world.grant(await world.player('前书记'), 'secretary', world.org.county, null, world.now - 1))).toBe('not_found')
})

test('who asked does not decide, whatever else they are', async () => {
  await world.grant(world.officer, 'secretary', world.org.county)
  await ask()
  expect(await agree(world.officer)).toBe('own_unmasking')
})

test('where nothing is asked nothing is agreed to; what was asked is not asked again', async () => {
  expect(await agree(world.secretary)).toBe('case_state_wrong')
  expect(await ask()).toBe('ok')
  expect(await ask()).toBe('case_state_wrong')
  await agree(world.secretary)
  await agree(second)
  expect(await ask()).toBe('case_state_wrong')
  expect(await agree(second)).toBe('case_state_wrong')
})

test('there is nobody to ask about who gave their name, or in a whistle', async () => {
  expect(await ask(world.officer, await accepted(world, young))).toBe('case_state_wrong')
  const whistle = await world.call(world.stranger, 'cases.whistle', {
    orgId: world.org.south,
    ownerOrgId: world.org.east,
    jointOrgIds: [],
    topic: 'life',
    text: '围栏坏了',
  })
  await world.call(world.officer, 'cases.accept', { caseId: whistle.caseId, ownerId: null })
  expect(await ask(world.officer, whistle.caseId)).toBe('case_state_wrong')
})

test('where nobody is above, nobody can allow it', async () => {
  const above = await write(world, young, { orgId: world.org.county, anonymous: true })
  await world.call(world.secretary, 'cases.accept', { caseId: above, ownerId: null })
  expect(await ask(world.secretary, above)).toBe('nobody_above')
})

test('who joined in does not learn the name, nor does who gets the case later', async () => {
  await world.call(world.officer, 'cases.join', { caseId, orgIds: [world.org.south] })
  await ask()
  await agree(world.secretary)
  await agree(second)
  expect(await nameSeenBy(world.stranger)).toBe('匿名青年')
  await world.call(world.officer, 'cases.move', { caseId, orgId: world.org.south, reason: '归他们管' })
  expect(await nameSeenBy(world.stranger)).toBe('匿名青年')
})

test('moved meanwhile, what was asked is asked no more', async () => {
  await ask()
  await agree(world.secretary)
  await world.call(world.officer, 'cases.move', { caseId, orgId: world.org.south, reason: '归他们管' })
  expect(await agree(second)).toBe('case_state_wrong')
})

test('a case that is kept from the organization above is decided by the one above that', async () => {
  // A complaint about the east goes to the county, and from there to a branch of the east: neither the east nor who is of it decides.
  const branch = await branchOf(world, world.org.east)
  const member = await world.grant(await world.player('支部书记'), 'secretary', branch)
  const eastern = await world.grant(await world.player('镇书记'), 'secretary', world.org.east)
  caseId = await write(world, young, { kind: 'complaint', anonymous: true })
  await world.call(world.secretary, 'cases.move', { caseId, orgId: branch, reason: '请你们了解' })
  await world.call(member, 'cases.accept', { caseId, ownerId: null })
  expect(await ask(member)).toBe('ok')
  expect(await world.messagesOf(eastern)).toEqual([])
  expect(await agree(eastern)).toBe('not_found')
  expect(await agree(world.secretary)).toBe(false)
  expect(await agree(second)).toBe(true)
})

test.each(['', '想知道'])('「%s」 is no reason', async (reason) => {
  expect(await world.codeOf(world.officer, 'cases.askUnmask', { caseId, reason })).toBe('bad_request')
})
