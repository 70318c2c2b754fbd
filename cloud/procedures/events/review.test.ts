import type { InputOf } from '@core/contract/procedures'
import { DAY_MS, HOUR_MS } from '@core/rules/shared/calendar'
import { START, World, type Player, type WorldEvent } from '../../../tests/fakes/world'

let world: World
let homeSecretary: Player
beforeAll(async () => {
  world = await World.open()
  homeSecretary = await world.grant(await world.player('东书记'), 'secretary', world.org.east)
  await review(true)
})
afterAll(() => world.close())
beforeEach(() => {
  world.now = START - DAY_MS
})

const review = (byParent: boolean, orgId = world.org.county) =>
  world.call(world.secretary, 'people.saveSetting', { orgId, setting: { name: 'review', value: { byParent } }, why: '县里定的' })
const messagesOf = async (player: Player) => (await world.call(player, 'inbox.list', {})).items.map(({ kind, text }) => [kind, text])
const statusOf = async ({ id }: WorldEvent) => (await world.store.events.byId(id))!.status
const codeOf = (by: Player, event: WorldEvent, more: Partial<InputOf<'events.review'>> = {}) => world.review(by, event, more)

test('what an organization publishes waits for the organization above, whose secretaries are told', async () => {
  const colleague = await world.grant(await world.player('王书记'), 'secretary', world.org.county)
  const event = await world.publish({ title: '河边观鸟' })
  expect(event).toMatchObject({ status: 'in_review' })
  for (const secretary of [world.secretary, colleague])
    expect(await messagesOf(secretary)).toContainEqual(['review_wanted', 'east的「河边观鸟」等你审核'])
  expect(await messagesOf(homeSecretary)).toEqual([])
  expect((await world.call(world.secretary, 'events.toReview', { orgId: world.org.county })).items.map(({ id }) => id)).toContain(event.id)
})

test('nobody sees what was not reviewed: not in the list, not by its page, and nobody enrolls, waits, scans or prints it', async () => {
  const event = await world.publish({ places: 1 })
  const person = await world.player('甲')
  const seen = async () => ({
    list: (await world.call(null, 'events.list', { limit: 100 })).items.some(({ id }) => id === event.id),
    day: (await world.call(null, 'events.list', { day: '2026-11-21', limit: 100 })).items.some(({ id }) => id === event.id),
    home: (await world.call(null, 'homes.get', { homeId: world.home.east })).next.some(({ id }) => id === event.id),
    get: await world.codeOf(person, 'events.get', { eventId: event.id }),
    byCode: await world.codeOf(null, 'events.get', { code: event.code }),
    wait: await world.codeOf(person, 'events.wait', { eventId: event.id }),
    enroll: await world.codeOf(person, 'events.enroll', { eventId: event.id }),
    poster: await world.codeOf(world.officer, 'events.poster', { eventId: event.id }),
    screen: await world.codeOf(world.officer, 'attendance.openScreen', { eventId: event.id }),
  })
  const scan = async () => {
    world.now = START
    const answer = await world.scan(await world.player('乙'), event)
    world.now = START - DAY_MS
    return answer.ok ? answer.data.outcome : answer.code
  }
  const hidden = { list: false, day: false, home: false, get: 'not_found', byCode: 'not_found', wait: 'not_found', enroll: 'not_found' }
  expect(await seen()).toEqual({ ...hidden, poster: 'not_found', screen: 'not_found' })
  expect(await scan()).toBe('code_invalid')
  expect(await world.call(world.officer, 'events.get', { eventId: event.id })).toMatchObject({ status: 'in_review' })
  // The control: all of it is there once somebody has looked.
  expect(await codeOf(world.secretary, event)).toBe('ok')
  const shown = { list: true, day: true, home: true, get: 'ok', byCode: 'ok', wait: 'ok', enroll: 'ok', poster: 'ok', screen: 'ok' }
  expect(await seen()).toEqual(shown)
  expect(await scan()).toBe('not_enrolled_full')
  expect(await world.database.kysely.selectFrom('scan').select('verdict').where('event_id', '=', event.id).execute()).toHaveLength(2)
})

test('approving publishes it and tells who published it', async () => {
  const event = await world.publish({ title: '夜校报名' })
  expect(await codeOf(world.secretary, event)).toBe('ok')
  expect(await statusOf(event)).toBe('published')
  expect(await messagesOf(world.officer)).toContainEqual(['review_approved', '「夜校报名」审核通过，已经发布'])
  expect(await codeOf(world.secretary, event)).toBe('not_in_review')
})

test('returning needs a reason, which the publisher reads; changed, it comes back for review', async () => {
  const event = await world.publish({ title: '龙舟' })
  expect(await codeOf(world.secretary, event, { approve: false })).toBe('reason_needed')
  expect(await statusOf(event)).toBe('in_review')
  expect(await codeOf(world.secretary, event, { approve: false, reason: '写清楚救生安排' })).toBe('ok')
  expect(await messagesOf(world.officer)).toContainEqual(['review_returned', '「龙舟」退回了：写清楚救生安排。改好再提交'])
  const { takenCount, status, reviewNote, ...form } = await world.call(world.officer, 'events.form', { eventId: event.id })
  expect([takenCount, status, reviewNote]).toEqual([0, 'draft', '写清楚救生安排'])
  expect(await codeOf(world.secretary, event)).toBe('not_in_review')
  expect(await world.codeOf(await world.player('甲'), 'events.enroll', { eventId: event.id })).toBe('not_found')
  const sent = await world.call(world.officer, 'events.edit', { ...form, eventId: event.id, summary: '两名救生员在岸上' })
  expect(sent).toMatchObject({ status: 'in_review', toldCount: 0 })
  expect((await messagesOf(world.secretary)).filter(([, text]) => text!.includes('龙舟'))).toHaveLength(2)
  expect(await codeOf(world.secretary, event)).toBe('ok')
})

test('only a secretary strictly above reviews: neither the event’s own, nor an officer above, nor a neighbor', async () => {
  const event = await world.publish()
  const officerAbove = await world.grant(await world.player('县干事'), 'officer', world.org.county)
  const neighbor = await world.grant(await world.player('南书记'), 'secretary', world.org.south)
  for (const other of [homeSecretary, world.officer, officerAbove, neighbor, world.stranger])
    expect(await codeOf(other, event)).toBe('not_found')
  // Somebody who is both is let in by the role above.
  const both = await world.grant(await world.player('兼任'), 'secretary', world.org.east)
  await world.grant(both, 'secretary', world.org.county)
  expect(await codeOf(both, event)).toBe('ok')
})

test('nobody reviews what they have published themselves, and their list does not show it', async () => {
  const event = await world.publish({}, world.secretary)
  expect(await codeOf(world.secretary, event)).toBe('not_found')
  const toReview = async (by: Player) =>
    (await world.call(by, 'events.toReview', { orgId: world.org.county, limit: 100 })).items.map(({ id }) => id)
  expect(await toReview(world.secretary)).not.toContain(event.id)
  const colleague = await world.grant(await world.player('李书记'), 'secretary', world.org.county)
  expect(await toReview(colleague)).toContain(event.id)
  expect(await codeOf(colleague, event)).toBe('ok')
})

test('the own events of an organization are not among those it reviews', async () => {
  const items = (await world.call(homeSecretary, 'events.toReview', { orgId: world.org.east, limit: 100 })).items
  expect(items).toEqual([])
  expect(await world.codeOf(world.officer, 'events.toReview', { orgId: world.org.east })).toBe('not_found')
})

test('a series is looked at in one go, where the reviewer says so', async () => {
  const published = await world.call(world.officer, 'events.publish', {
    homeId: world.home.east,
    title: '每周跑团',
    category: 'culture',
    startsAt: START,
    endsAt: START + HOUR_MS,
    places: null,
    givesHours: false,
    series: { every: 'week', count: 3 },
  })
  const ids = [published.id, ...published.others.map(({ id }) => id)]
  const statuses = async () => Promise.all(ids.map(async (id) => (await world.store.events.byId(id))!.status))
  await world.review(world.secretary, { id: ids[0]! })
  expect(await statuses()).toEqual(['published', 'in_review', 'in_review'])
  await world.review(world.secretary, { id: ids[1]! }, { andSeries: true })
  expect(await statuses()).toEqual(['published', 'published', 'published'])
})

test('what was changed since the reviewer looked is looked at again', async () => {
  const event = await world.publish({ title: '河边观鸟' })
  const seen = await world.call(world.secretary, 'events.get', { eventId: event.id })
  const {
    takenCount: _taken,
    status: _status,
    reviewNote: _note,
    ...form
  } = await world.call(world.officer, 'events.form', { eventId: event.id })
  await world.call(world.officer, 'events.edit', { ...form, eventId: event.id, title: '卖课' })
  expect(await codeOf(world.secretary, event, { version: seen.version })).toBe('review_outdated')
  expect(await statusOf(event)).toBe('in_review')
  const again = await world.call(world.secretary, 'events.get', { eventId: event.id })
  expect(await codeOf(world.secretary, event, { version: again.version })).toBe('ok')
})

test('words that were approved are changed by those above alone; times, places and conditions by the organization itself', async () => {
  const event = await world.publish({ title: '河边观鸟', summary: '带望远镜' })
  expect(await codeOf(world.secretary, event)).toBe('ok')
  const edit = async (by: Player, more: Partial<InputOf<'events.edit'>>) => {
    const { takenCount: _taken, status: _status, reviewNote: _note, ...form } = await world.call(by, 'events.form', { eventId: event.id })
    return world.codeOf(by, 'events.edit', { ...form, eventId: event.id, ...more })
  }
  for (const words of [{ title: '卖课' }, { summary: '加微信' }, { contact: '138' }, { category: 'culture' }])
    expect(await edit(world.officer, words)).toBe('words_reviewed')
  expect(await edit(world.officer, { startsAt: START + HOUR_MS, endsAt: START + 2 * HOUR_MS, places: 40 })).toBe('ok')
  expect(await edit(world.secretary, { title: '河边看鸟', summary: '带上望远镜' })).toBe('ok')
  world.now = START + HOUR_MS + 1
  expect(await edit(world.officer, { summary: '加微信' })).toBe('words_reviewed')
  expect(await edit(world.secretary, { summary: '带伞' })).toBe('ok')
  expect(await world.call(null, 'events.get', { eventId: event.id })).toMatchObject({ title: '河边看鸟', summary: '带伞', places: 40 })
})

test('two secretaries who answer at once make one decision', async () => {
  const other = await world.grant(await world.player('赵书记'), 'secretary', world.org.county)
  for (let round = 0; round < 5; round += 1) {
    const event = await world.publish()
    const codes = await Promise.all([codeOf(world.secretary, event), codeOf(other, event, { approve: false, reason: '再想想' })])
    expect(codes.sort()).toEqual(['not_in_review', 'ok'])
  }
})

test('an organization’s own decision holds over the one above; a root has nobody above', async () => {
  await world.call(homeSecretary, 'people.saveSetting', {
    orgId: world.org.east,
    setting: { name: 'review', value: { byParent: false } },
    why: '县里同意我们自己发',
  })
  expect(await world.publish()).toMatchObject({ status: 'published' })
  expect(await world.publish({ homeId: world.home.south }, world.stranger)).toMatchObject({ status: 'in_review' })
  const at = new Date(world.now)
  const homeId = world.ids.uuid(world.now)
  await world.database.kysely
    .insertInto('home')
    .values({
      id: homeId,
      org_id: world.org.county,
      name: '县青年之家',
      address: '',
      hours: '',
      services: [],
      duty_note: '',
      status: 'open',
      created_at: at,
    })
    .execute()
  expect(await world.publish({ homeId }, world.secretary)).toMatchObject({ status: 'published' })
})
