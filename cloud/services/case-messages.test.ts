import { DATA_KEY, START, World, type Player } from '../../tests/fakes/world'
import { openParams, tellInCharge, tellOfCase, tellOfficers, tellWriter, type CaseTold } from './case-messages'
import { createSecrecy } from './secrecy'

const secrecy = createSecrecy([DATA_KEY])
let world: World
let young: Player
let file: CaseTold
beforeAll(async () => {
  world = await World.open()
})
afterAll(() => world.close())
beforeEach(async () => {
  world.now = START
  young = await world.player('赵一')
  file = {
    id: world.ids.uuid(world.now),
    kind: 'question',
    topic: 'life',
    textEnc: secrecy.seal('水压\n  不够'),
    personId: young.id,
    ownerOrgId: world.org.east,
    ownerId: null,
    openedOrgId: null,
    aboutOrgId: null,
  }
})

const means = () => ({ ids: world.ids, secrecy })
const told = async (player: Player) =>
  (await world.call(player, 'inbox.list', { limit: 100 })).items.filter(({ caseId }) => caseId === file.id).map(({ text }) => text)
const kept = async () => {
  const rows = await world.database.kysely.selectFrom('inbox_message').select('params').where('case_id', '=', file.id).execute()
  return rows.map(({ params }) => params)
}

test('a message says what a case is about on one line, and keeps it sealed', async () => {
  await tellOfCase(world.store, means(), file, [world.officer.id], 'case_said', {}, world.now)
  expect(await told(world.officer)).toEqual(['「水压 不够」那位补充了话，请看看'])
  const [params] = await kept()
  expect(JSON.stringify(params)).not.toContain('水压')
  expect(openParams('case_said', params!, secrecy)).toMatchObject({ excerpt: '水压 不够' })
})

test('a reason is sealed as well; what a sentence does not say is not kept with it', async () => {
  await tellWriter(world.store, means(), file, 'case_moved', { org: 'south', reason: '归他们管' }, world.now)
  expect(await told(young)).toEqual(['你的诉求转给了south：归他们管'])
  const [params] = await kept()
  expect(Object.keys(params!).sort()).toEqual(['kind', 'org', 'reason'])
  expect(params!.reason).not.toContain('归他们管')
})

test('messages of other things are filled as they are kept', () => {
  expect(openParams('event_cancelled', { title: '净滩', reason: '下雨' }, secrecy)).toEqual({ title: '净滩', reason: '下雨' })
})

test('who has the case in hand is told; where they are no officer there, all officers are', async () => {
  const colleague = await world.grant(await world.player('何干事'), 'officer', world.org.east)
  await tellInCharge(world.store, means(), { ...file, ownerId: world.officer.id }, 'case_said', {}, world.now)
  expect([(await told(world.officer)).length, (await told(colleague)).length]).toEqual([1, 0])
  await tellInCharge(world.store, means(), { ...file, ownerId: world.stranger.id }, 'case_said', {}, world.now)
  expect([(await told(world.officer)).length, (await told(colleague)).length, (await told(world.stranger)).length]).toEqual([2, 1, 0])
})

test('of a whistle, which has no person, those who whistled are told, as officers are, and led to the page where officers work', async () => {
  const whistle = { ...file, kind: 'whistle' as const, personId: null, openedOrgId: world.org.south }
  await tellWriter(world.store, means(), whistle, 'case_message', {}, world.now)
  await tellWriter(world.store, means(), whistle, 'case_moved', { org: 'county', reason: '归他们管' }, world.now + 1)
  expect(await told(world.stranger)).toEqual(['你们吹哨的「水压 不够」转给了county：归他们管', '你们吹哨的「水压 不够」有新的回复'])
  for (const other of [young, world.officer, world.secretary]) expect(await told(other)).toEqual([])
  expect(JSON.stringify(await kept())).not.toContain('归他们管')
})

test('how a whistle goes on is told to nobody above an organization that has no officer any more', async () => {
  const whistle = { ...file, kind: 'whistle' as const, personId: null, openedOrgId: world.org.south }
  await world.database.pool.query('update role_grant set until_at = $1 where person_id = $2', [new Date(START), world.stranger.id])
  await tellWriter(world.store, means(), whistle, 'case_answered', {}, world.now)
  expect(await kept()).toEqual([])
  await world.database.pool.query('update role_grant set until_at = null where person_id = $1', [world.stranger.id])
})

test('officers above an organization that has none hear neither what a case says nor why it comes', async () => {
  await world.database.kysely
    .updateTable('role_grant')
    .set({ until_at: new Date(START) })
    .where('person_id', '=', world.stranger.id)
    .execute()
  await tellOfficers(world.store, means(), file, world.org.south, 'case_received', { due: '11月24日', reason: '归他们管' }, world.now)
  // It leads nowhere: what they would find is not for them.
  const [message] = (await world.call(world.secretary, 'inbox.list', {})).items
  expect(message).toMatchObject({ text: '收到一件书面诉求：「一件诉求」，11月24日 前受理', caseId: null })
  const { params } = await world.database.kysely
    .selectFrom('inbox_message')
    .select('params')
    .where('id', '=', message!.id)
    .executeTakeFirstOrThrow()
  expect(Object.keys(params).sort()).toEqual(['due', 'excerpt', 'kind'])
  await world.database.kysely.updateTable('role_grant').set({ until_at: null }).where('person_id', '=', world.stranger.id).execute()
})

test('neither its person nor officers of whom it is kept from nor who did it are told, whatever else they are', async () => {
  const [own, both, doer] = [await world.player('吴一'), await world.player('郑二'), await world.player('王三')]
  for (const officer of [own, both, doer]) await world.grant(officer, 'officer', world.org.county)
  await world.grant(both, 'officer', world.org.east)
  const complaint = { ...file, kind: 'complaint' as const, personId: own.id, ownerOrgId: world.org.county, aboutOrgId: world.org.east }
  await tellOfficers(world.store, means(), complaint, world.org.county, 'case_received', { due: '11月24日' }, world.now, doer.id)
  expect(await told(world.secretary)).toEqual(['收到一件投诉建议：「水压 不够」，11月24日 前受理'])
  for (const other of [own, both, doer]) expect(await told(other)).toEqual([])
})
