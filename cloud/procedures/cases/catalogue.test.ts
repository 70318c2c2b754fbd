import type { InputOf } from '@core/contract/procedures'
import { DAY_MS } from '@core/rules/shared/calendar'
import { someNonce, World, type Player } from '../../../tests/fakes/world'

let world: World
beforeEach(async () => {
  world = await World.open()
})
afterEach(() => world.close())

const form = (more: Partial<InputOf<'cases.saveService'>> = {}): InputOf<'cases.saveService'> => ({
  orgId: world.org.east,
  serviceId: null,
  name: '借会议室',
  about: '周末也可以',
  ...more,
})
const save = (more: Partial<InputOf<'cases.saveService'>> = {}, by: Player = world.officer) =>
  world.call(by, 'cases.saveService', form(more))
const saveCode = (more: Partial<InputOf<'cases.saveService'>> = {}, by: Player = world.officer) =>
  world.codeOf(by, 'cases.saveService', form(more))
const catalogue = (orgId?: string) => world.call(null, 'cases.services', orgId === undefined ? {} : { orgId })
const namesIn = async (orgId?: string) => (await catalogue(orgId)).items.map(({ name }) => name)

async function close(orgId: string) {
  await world.database.kysely
    .updateTable('org')
    .set({ closed_at: new Date(world.now) })
    .where('id', '=', orgId)
    .execute()
}

test('everybody sees what organizations offer, by their names, and what one of them does', async () => {
  expect(await catalogue()).toEqual({
    items: [],
    orgs: [
      { id: world.org.county, name: 'county', above: false },
      { id: world.org.east, name: 'east', above: true },
      { id: world.org.south, name: 'south', above: true },
    ],
  })
  const saved = await save()
  expect(saved).toEqual({ id: saved.id, orgId: world.org.east, orgName: 'east', name: '借会议室', about: '周末也可以' })
  await save({ orgId: world.org.south, name: '改简历', about: '' }, world.stranger)
  await save({ name: '办团员证' })
  expect(await namesIn()).toEqual(['借会议室', '办团员证', '改简历'].sort((a, b) => Number(a === '改简历') - Number(b === '改简历')))
  expect(await namesIn(world.org.south)).toEqual(['改简历'])
  expect(await namesIn(world.org.county)).toEqual([])
})

test('an officer changes a service and ends it, once', async () => {
  const { id } = await save()
  expect(await save({ serviceId: id, name: '借教室', about: '' })).toMatchObject({ id, name: '借教室', about: '' })
  expect(await namesIn()).toEqual(['借教室'])
  await world.call(world.officer, 'cases.endService', { orgId: world.org.east, serviceId: id })
  expect(await namesIn()).toEqual([])
  expect(await world.codeOf(world.officer, 'cases.endService', { orgId: world.org.east, serviceId: id })).toBe('service_unknown')
  expect(await saveCode({ serviceId: id })).toBe('service_unknown')
})

test('the same saving sent twice is one service', async () => {
  const nonce = someNonce()
  const [one, again] = await Promise.all([nonce, nonce].map((same) => world.call(world.officer, 'cases.saveService', form(), same)))
  expect(again).toEqual(one)
  expect(await namesIn()).toHaveLength(1)
})

test('those above look after the catalogues below; neighbors, and people, do not', async () => {
  const { id } = await save({}, world.secretary)
  for (const other of [world.stranger, await world.player('小王')]) {
    expect(await saveCode({}, other)).toBe('not_found')
    expect(await world.codeOf(other, 'cases.endService', { orgId: world.org.east, serviceId: id })).toBe('not_found')
  }
  expect(await namesIn()).toHaveLength(1)
})

test('a service of another organization is none of one’s own to change or end', async () => {
  const { id } = await save()
  expect(await saveCode({ orgId: world.org.south, serviceId: id }, world.stranger)).toBe('service_unknown')
  expect(await world.codeOf(world.stranger, 'cases.endService', { orgId: world.org.south, serviceId: id })).toBe('service_unknown')
  expect((await catalogue()).items).toMatchObject([{ orgId: world.org.east, name: '借会议室' }])
})

test('what an organization offered that is closed is offered no more, nor can one write to it', async () => {
  await save()
  await save({ orgId: world.org.south, name: '改简历' }, world.stranger)
  world.now += DAY_MS
  await close(world.org.east)
  expect(await namesIn()).toEqual(['改简历'])
  expect((await catalogue()).orgs.map(({ name }) => name)).toEqual(['county', 'south'])
  expect(await saveCode()).toBe('org_closed')
})

test('one can write to an organization without a home, but to none without an officer of its own, nor to those of a city', async () => {
  await world.database.pool.query("update home set status = 'closed' where org_id = $1", [world.org.east])
  await world.database.pool.query('update role_grant set until_at = $1 where org_id = $2', [new Date(world.now), world.org.south])
  expect((await catalogue()).orgs.map(({ name }) => name)).toEqual(['county', 'east'])
  await world.database.pool.query("update org set kind = 'city' where id = $1", [world.org.county])
  expect((await catalogue()).orgs.map(({ name }) => name)).toEqual(['east'])
})

test('every organization that is offered takes what is written to it, and what is about it where one is above', async () => {
  const writer = await world.player('小王')
  const { orgs } = await catalogue()
  expect(orgs).toHaveLength(3)
  const code = (orgId: string, kind: 'question' | 'complaint') =>
    world.codeOf(writer, 'cases.submit', { kind, orgId, topic: 'life', text: '路灯坏了' })
  for (const { id, above } of orgs) {
    expect(await code(id, 'question')).toBe('ok')
    expect(await code(id, 'complaint')).toBe(above ? 'ok' : 'nobody_above')
  }
})

test('a service is looked at before everybody sees it', async () => {
  const seen: unknown[] = []
  const dispatch = world.dispatchWith({
    checkContent: (content) => {
      seen.push(content)
      return Promise.resolve(content.texts.includes('代写作业') ? 'refused' : 'passed')
    },
  })
  const ask = (input: object) =>
    dispatch({
      envelope: { name: 'cases.saveService', input, nonce: someNonce(), token: world.officer.token },
      openid: 'o1',
      address: null,
      requestId: 'test',
    })
  expect(await ask(form({ name: '代写作业' }))).toMatchObject({ ok: false, code: 'content_refused' })
  expect(await ask(form({ about: '' }))).toMatchObject({ ok: true })
  expect(seen).toEqual([
    { texts: ['代写作业', '周末也可以'], pictures: [], openid: 'o1' },
    { texts: ['借会议室'], pictures: [], openid: 'o1' },
  ])
  expect(await namesIn()).toEqual(['借会议室'])
})

test.each([
  ['a name of one character', { name: '修' }],
  ['a name of 31 characters', { name: '修'.repeat(31) }],
  ['a name of two lines', { name: '借会\n议室' }],
  ['301 characters about it', { about: '长'.repeat(301) }],
])('%s is no form', async (_, more) => {
  expect(await saveCode(more)).toBe('bad_request')
})
