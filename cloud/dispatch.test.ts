import { createDispatch, httpStatusOf } from '@cloud/dispatch'
import { procedures, type ProcedureName } from '@core/contract/procedures'
import { DAY_MS, HOUR_MS } from '@core/rules/shared/calendar'
import { createDatabase } from '@cloud/store/open'
import { createStore } from '@cloud/store/store'
import { handlers } from './procedures/table'
import { someNonce, START, World, type Player } from '../tests/fakes/world'

let world: World
let young: Player
beforeAll(async () => {
  world = await World.open()
  young = await world.player('李晓雨')
})
afterAll(() => world.close())
beforeEach(() => {
  world.now = START - DAY_MS
})

const raw = (envelope: unknown) => world.dispatch({ envelope, openid: null, address: null, requestId: 'r1' })

test('every handler stands under the name it was written for', () => {
  for (const [name, handler] of Object.entries(handlers)) expect(handler.name).toBe(name)
  expect(Object.keys(handlers).sort()).toEqual(Object.keys(procedures).sort())
})

test.each([
  ['nothing', undefined, 'bad_request'],
  ['a list', [], 'bad_request'],
  ['a name of another type', { name: 7, input: {} }, 'bad_request'],
  ['an unknown procedure', { name: 'people.deleteEverything', input: {} }, 'unknown_procedure'],
  ['a name of every object', { name: 'constructor', input: {} }, 'unknown_procedure'],
  ['__proto__', { name: '__proto__', input: {} }, 'unknown_procedure'],
  ['a bent token', { name: 'people.who', input: {}, token: "' or 1=1 --" }, 'bad_request'],
  ['a short nonce', { name: 'people.who', input: {}, nonce: 'x' }, 'bad_request'],
])('%s is refused: %j → %s', async (_, envelope, code) => {
  expect(await raw(envelope)).toMatchObject({ ok: false, code, requestId: 'r1' })
})

test('the answer to bad input names the field and says in Chinese what to do', async () => {
  const answer = await world.ask(world.officer, 'events.publish', {
    homeId: world.home.east,
    title: 'x'.repeat(20_000),
    category: 'volunteer',
    startsAt: START,
    endsAt: START + HOUR_MS,
    places: null,
    givesHours: false,
  })
  expect(answer).toMatchObject({ ok: false, code: 'bad_request', params: { field: 'title' }, hint: '「标题」填得不对，改一下再提交' })
  expect(httpStatusOf(answer)).toBe(400)
})

test.each([
  ['emoji count as one character each', '🎉👩‍👩‍👧 旧物改造', 'ok'],
  ['sixty characters are enough', '长'.repeat(60), 'ok'],
  ['sixty-one are not', '长'.repeat(61), 'bad_request'],
  ['only spaces', '    ', 'bad_request'],
  ['a line break', '两行\n标题', 'bad_request'],
  ['text that turns the reading direction', '标题\u202e反', 'bad_request'],
  ['half a character', '标题\ud800', 'bad_request'],
  ['NUL', '标题\u0000', 'bad_request'],
])('titles: %s', async (_, title, expected) => {
  expect(
    await world.codeOf(world.officer, 'events.publish', {
      homeId: world.home.east,
      title,
      category: 'study',
      startsAt: START,
      endsAt: START + HOUR_MS,
      places: 3,
      givesHours: false,
    }),
  ).toBe(expected)
})

test('SQL in a name is a name', async () => {
  const guest = await world.player('', false)
  const name = "Robert'); drop table person;--"
  expect(await world.call(guest, 'people.consent', { name, privacyVersion: 1 })).toMatchObject({ name, consented: true })
  expect(await world.call(guest, 'people.who', {})).toMatchObject({ me: { name } })
})

test('what an event must have to give hours', async () => {
  const publish = (more: object) =>
    world.codeOf(world.officer, 'events.publish', {
      homeId: world.home.east,
      title: '清河行动',
      category: 'volunteer',
      startsAt: START,
      endsAt: START + HOUR_MS,
      places: 3,
      givesHours: true,
      checkedNotVolunteering: true,
      ...more,
    })
  expect(await publish({})).toBe('ok')
  expect(await publish({ checkedNotVolunteering: false })).toBe('hours_checklist_needed')
  expect(await publish({ notVolunteering: ['paid'] })).toBe('not_volunteer_service')
  expect(await publish({ signOut: false })).toBe('sign_out_needed_for_hours')
  expect(await publish({ endsAt: START })).toBe('invalid_time')
  expect(await publish({ endsAt: START + 25 * HOUR_MS })).toBe('invalid_time')
  expect(await publish({ places: 0 })).toBe('bad_request')
  expect(await publish({ places: 1.5 })).toBe('bad_request')
})

test('nobody, guests and people without the role are refused; not yours and not there answer alike', async () => {
  const event = await world.publish()
  expect(await world.codeOf(null, 'events.enroll', { eventId: event.id })).toBe('not_logged_in')
  expect(await world.codeOf(await world.player('', false), 'events.enroll', { eventId: event.id })).toBe('consent_needed')
  const close = (player: Player, eventId: string) => world.ask(player, 'events.closing', { eventId })
  const there = await close(young, event.id)
  const notThere = await close(young, world.ids.uuid(1))
  expect(there).toMatchObject({ ok: false, code: 'not_found' })
  expect(there).toEqual(notThere)
  expect(await close(world.stranger, event.id)).toEqual(notThere)
  expect((await close(world.officer, event.id)).ok).toBe(true)
  expect((await close(world.secretary, event.id)).ok).toBe(true)
})

test('a role reaches down and never up or sideways, ends with its time, and a helper holds one door only', async () => {
  const workbench = (player: Player, orgId: string) => world.codeOf(player, 'reports.workbench', { orgId })
  expect(await workbench(world.secretary, world.org.east)).toBe('ok')
  expect(await workbench(world.officer, world.org.county)).toBe('not_found')
  expect(await workbench(world.officer, world.org.south)).toBe('not_found')
  const [event, other] = [await world.publish(), await world.publish()]
  const helper = await world.grant(await world.player('门口同学'), 'helper', null, event.id)
  expect(await world.codeOf(helper, 'attendance.door', { eventId: event.id })).toBe('ok')
  expect(await world.codeOf(helper, 'attendance.door', { eventId: other.id })).toBe('not_found')
  expect(await world.codeOf(helper, 'events.closing', { eventId: event.id })).toBe('not_found')
  const former = await world.grant(await world.player('离任'), 'officer', world.org.east, null, world.now + 1000)
  expect(await workbench(former, world.org.east)).toBe('ok')
  world.now += 1001
  expect(await workbench(former, world.org.east)).toBe('not_found')
})

test('the screen opens for who holds the door and for the pass of a link; every opening is logged, no secret is', async () => {
  const event = await world.publish()
  expect(await world.codeOf(young, 'attendance.openScreen', { eventId: event.id })).toBe('not_found')
  expect(await world.codeOf(null, 'attendance.openScreen', { eventId: event.id })).toBe('not_found')
  const opened = await world.call(world.officer, 'attendance.openScreen', { eventId: event.id })
  expect(Buffer.from(opened.secret, 'base64url')).toEqual(await world.secretOf(event))
  const { link } = await world.call(world.officer, 'attendance.shareScreen', { eventId: event.id })
  const pass = link.split('.').pop()!
  expect(link).toBe(`https://qn.example/screen/${event.id}.${pass}`)
  expect(await world.codeOf(null, 'attendance.openScreen', { eventId: event.id, pass })).toBe('ok')
  expect(await world.codeOf(null, 'attendance.screenState', { eventId: event.id, pass })).toBe('ok')
  expect(await world.codeOf(null, 'attendance.openScreen', { eventId: event.id, pass: `${pass}x` })).toBe('screen_pass_expired')
  expect(await world.codeOf(null, 'attendance.openScreen', { eventId: (await world.publish()).id, pass })).toBe('screen_pass_expired')
  const log = await world.database.kysely
    .selectFrom('command')
    .selectAll()
    .where('subject', '=', event.id)
    .where('name', 'like', 'attendance.%Screen')
    .execute()
  expect(log.map((row) => row.name).sort()).toEqual(['attendance.openScreen', 'attendance.openScreen', 'attendance.shareScreen'])
  expect(JSON.stringify(log)).not.toContain(pass)
  expect(JSON.stringify(log)).not.toContain(opened.secret)
  world.now = event.endsAt + 3 * HOUR_MS
  expect(await world.codeOf(null, 'attendance.openScreen', { eventId: event.id, pass })).toBe('screen_pass_expired')
})

test('names on the screen are masked', async () => {
  const event = await world.publish()
  world.now = START
  await world.call(young, 'events.enroll', { eventId: event.id })
  await world.scan(young, event)
  expect(await world.call(world.officer, 'attendance.screenState', { eventId: event.id })).toMatchObject({
    arrivedCount: 1,
    enrolledCount: 1,
    arrivals: [{ name: '李*雨', at: START }],
  })
})

test('a log-out ends the token; demo log-in exists only in a demonstration', async () => {
  const person = await world.player('要走')
  expect(await world.call(person, 'people.who', {})).toMatchObject({ me: { name: '要走' }, demo: false })
  await world.call(person, 'people.logout', {})
  expect(await world.call(person, 'people.who', {})).toEqual({ me: null, demo: false })
  expect(await world.codeOf(person, 'hours.mine', {})).toBe('not_logged_in')
  expect(await world.codeOf(null, 'people.demoPeople', {})).toBe('demo_only')
  expect(await world.codeOf(null, 'people.demoLogin', { personId: young.id })).toBe('demo_only')
})

test('the openid of the platform makes one person, also when it first calls many times at once', async () => {
  const login = () =>
    world.dispatch({ envelope: { name: 'people.wechatLogin', input: {} }, openid: 'openid-1', address: null, requestId: 'r' })
  const answers = await Promise.all(Array.from({ length: 8 }, login))
  const ids = new Set(answers.map((answer) => (answer.ok ? (answer.data as { me: { id: string }; token: null }).me.id : answer.code)))
  expect(ids.size).toBe(1)
  const who = await world.dispatch({ envelope: { name: 'people.who', input: {} }, openid: 'openid-1', address: null, requestId: 'r' })
  expect(who).toMatchObject({ ok: true, data: { me: { consented: false } } })
})

test('every command leaves one audit line: who, in whose name, what, on whom, when, from where', async () => {
  const nonce = someNonce()
  const event = await world.publish()
  await world.call(world.secretary, 'events.cancel', { eventId: event.id, reason: '停电了' }, nonce)
  const [line] = await world.database.kysely.selectFrom('command').selectAll().where('nonce', '=', nonce).execute()
  expect(line).toMatchObject({
    actor_id: world.secretary.id,
    name: 'events.cancel',
    subject: event.id,
    in_whose_name: world.org.county,
    at: world.now,
    device: world.secretary.device,
    request_id: 'test',
  })
})

test('a command without a nonce is refused', async () => {
  const event = await world.publish()
  const answer = await raw({ name: 'events.enroll', input: { eventId: event.id }, token: young.token })
  expect(answer).toMatchObject({ ok: false, code: 'bad_request', params: { field: 'nonce' } })
})

test('a database that is away answers `unavailable` and tells nothing of itself', async () => {
  const gone = createDatabase({ host: '/nowhere', port: 1, user: 'u', database: 'd', password: undefined })
  const reported: unknown[] = []
  const dispatch = createDispatch({
    store: createStore(gone.kysely),
    clock: { now: () => START },
    ids: world.ids,
    publicUrl: '',
    demo: false,
    openidForCode: () => Promise.reject(new Error('never')),
    report: (error) => reported.push(error),
  })
  const answer = await dispatch({ envelope: { name: 'homes.list', input: {} }, openid: null, address: null, requestId: 'r2' })
  expect(answer).toEqual({ ok: false, code: 'unavailable', hint: '服务正在恢复，已保存的都还在，稍等再试', params: {}, requestId: 'r2' })
  expect(httpStatusOf(answer)).toBe(503)
  expect(reported).toHaveLength(1)
  await gone.close()
})

test('lists go on exactly where they ended, without gaps or doubles', async () => {
  for (let index = 0; index < 7; index += 1)
    await world.publish({
      homeId: world.home.east,
      title: `第 ${index} 场`,
      startsAt: START + index * HOUR_MS,
      endsAt: START + (index + 1) * HOUR_MS,
      category: 'rights',
      givesHours: false,
    })
  const seen: string[] = []
  let after: string | undefined
  do {
    const part = await world.call(null, 'events.list', { category: 'rights', limit: 3, ...(after ? { after } : {}) })
    seen.push(...part.items.map((item) => item.title))
    after = part.next ?? undefined
  } while (after)
  expect(seen).toEqual(Array.from({ length: 7 }, (_, index) => `第 ${index} 场`))
})

test('every procedure that takes input refuses what is not its input', async () => {
  for (const name of Object.keys(procedures) as ProcedureName[]) {
    if (procedures[name].input.safeParse({}).success) continue
    const answer = await raw({ name, input: { eventId: '../../etc', orgId: 1 }, token: world.secretary.token, nonce: someNonce() })
    expect([name, answer.ok ? 'ok' : answer.code]).toEqual([name, 'bad_request'])
  }
})

test('a refusal is an answer: the same nonce gets it again, also when a place has become free since', async () => {
  const event = await world.publish({ places: 1 })
  const first = await world.player('先来')
  const late = await world.player('后到')
  await world.call(first, 'events.enroll', { eventId: event.id })
  const nonce = someNonce()
  const full = await world.ask(late, 'events.enroll', { eventId: event.id }, nonce)
  expect(full).toMatchObject({ ok: false, code: 'event_full' })
  await world.call(first, 'events.leave', { eventId: event.id })
  // A copy of the first request that was held up on its way: the person has read 「满」 and gone.
  expect(await world.ask(late, 'events.enroll', { eventId: event.id }, nonce)).toEqual(full)
  expect(await world.codeOf(late, 'events.leave', { eventId: event.id }, nonce)).toBe('nonce_reused')
  expect((await world.call(null, 'events.get', { eventId: event.id })).enrolledCount).toBe(0)
  // Asking again is another request.
  expect(await world.codeOf(late, 'events.enroll', { eventId: event.id })).toBe('ok')
})

test('a refused command leaves one row that says so, and nothing of what it had begun', async () => {
  const event = await world.publish({ places: 1 })
  await world.call(await world.player('先来'), 'events.enroll', { eventId: event.id })
  const late = await world.player('后到')
  await Promise.all(Array.from({ length: 4 }, () => world.ask(late, 'events.enroll', { eventId: event.id }, 'n'.repeat(22))))
  const rows = await world.database.kysely
    .selectFrom('command')
    .select(['nonce', 'result', 'refusal'])
    .where('actor_id', '=', late.id)
    .execute()
  expect(rows).toEqual([{ nonce: 'n'.repeat(22), result: null, refusal: { code: 'event_full', params: {} } }])
  const enrolled = await world.database.kysely.selectFrom('enrollment').select('state').where('person_id', '=', late.id).execute()
  expect(enrolled).toEqual([])
})
