import { sql } from 'kysely'
import { stepOf } from '@core/rules/attendance/code'
import { codeFor } from '@core/rules/attendance/code-mac'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@core/rules/shared/calendar'
import { someNonce, START, World, type Player, type WorldEvent } from '../../../tests/fakes/world'

let world: World
let event: WorldEvent
let young: Player
beforeAll(async () => {
  world = await World.open()
})
afterAll(() => world.close())
beforeEach(async () => {
  world.now = START - DAY_MS
  event = await world.publish()
  young = await world.player('李晓雨')
  await world.call(young, 'events.enroll', { eventId: event.id })
  world.now = START
})

const scans = (eventId: string) =>
  world.database.kysely.selectFrom('scan').selectAll().where('event_id', '=', eventId).orderBy('received_at').execute()
const attendances = (eventId: string) =>
  world.database.kysely.selectFrom('attendance').selectAll().where('event_id', '=', eventId).execute()

test('an enrolled person scans once and is in, with the time of the code', async () => {
  const answer = await world.scan(young, event)
  expect(answer).toMatchObject({
    ok: true,
    data: { outcome: 'signed_in', attendance: { name: '李晓雨', title: '旧物改造工作坊', signedInAt: START, tardyMinutes: 0 } },
  })
})

test('a second scan, also from another phone, gets the first result and never makes a second attendance', async () => {
  await world.scan(young, event)
  world.now += 5 * MINUTE_MS
  const again = await world.scan({ ...young, device: someNonce() }, event)
  expect(again).toMatchObject({ ok: true, data: { outcome: 'repeat', attendance: { signedInAt: START } } })
  expect(await attendances(event.id)).toHaveLength(1)
  expect(await scans(event.id)).toHaveLength(2)
})

test('two devices at once make one attendance, and only one of them says it was first', async () => {
  const code = await world.codeAt(event)
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => world.ask({ ...young, device: someNonce() }, 'attendance.scan', { code, delivery: 'live' })),
  )
  const outcomes = answers.map((answer) => (answer.ok ? answer.data.outcome : answer.code))
  expect(outcomes.filter((outcome) => outcome === 'signed_in')).toHaveLength(1)
  expect(outcomes.filter((outcome) => outcome === 'repeat')).toHaveLength(19)
  expect(await attendances(event.id)).toHaveLength(1)
  expect(await scans(event.id)).toHaveLength(20)
})

test('the same nonce gets the same answer for ever, also when it comes out of the outbox', async () => {
  const nonce = someNonce()
  const code = await world.codeAt(event)
  const first = await world.ask(young, 'attendance.scan', { code, delivery: 'live' }, nonce)
  world.now = event.endsAt
  await world.scan(young, event, 'sign_out')
  world.now += 2 * DAY_MS
  expect(await world.ask(young, 'attendance.scan', { code, delivery: 'stored' }, nonce)).toEqual(first)
  expect(await scans(event.id)).toHaveLength(2)
})

test('the same nonce many times at once is one scan', async () => {
  const nonce = someNonce()
  const code = await world.codeAt(event)
  const answers = await Promise.all(
    Array.from({ length: 16 }, () => world.ask(young, 'attendance.scan', { code, delivery: 'live' }, nonce)),
  )
  expect(new Set(answers.map((answer) => (answer.ok ? answer.data.outcome : answer.code)))).toEqual(new Set(['signed_in']))
  expect(await scans(event.id)).toHaveLength(1)
})

test('the same nonce with another payload or another person is refused', async () => {
  const nonce = someNonce()
  await world.scan(young, event, 'sign_in', nonce)
  const other = await world.player('王旭')
  expect(await world.codeOf(other, 'attendance.scan', { code: await world.codeAt(event), delivery: 'live' }, nonce)).toBe('nonce_reused')
  world.now += MINUTE_MS
  expect(await world.codeOf(young, 'attendance.scan', { code: await world.codeAt(event), delivery: 'live' }, nonce)).toBe('nonce_reused')
  expect(await attendances(event.id)).toHaveLength(1)
})

test('a live code 61 s old is expired; the same one out of the outbox is delayed and waits for the officer', async () => {
  const code = await world.codeAt(event)
  world.now = START + 61_000
  expect(await world.codeOf(young, 'attendance.scan', { code, delivery: 'live' })).toBe('code_expired')
  expect(await attendances(event.id)).toHaveLength(0)
  const stored = await world.call(young, 'attendance.scan', { code, delivery: 'stored' })
  expect(stored).toMatchObject({ outcome: 'delayed', attendance: { signedInAt: START } })
  expect(await attendances(event.id)).toMatchObject([{ delayed: true, confirmed_at: null }])
})

test.each([
  ['two steps in the future', 'code_ahead', async () => world.codeAt(event, world.now + 20_000)],
  ['a forged mac', 'code_invalid', async () => (await world.codeAt(event)).replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))],
  [
    'a mac of another event',
    'code_invalid',
    async () => codeFor(await world.secretOf(await world.publish()), 'sign_in', event, stepOf(world.now)),
  ],
  ['a sign-in code turned into a sign-out', 'wrong_purpose', async () => (await world.codeAt(event)).replace('s/', 'o/')],
  ['a truncated link', 'code_unreadable', async () => `https://qn.example/q/${(await world.codeAt(event)).slice(0, 20)}`],
  ['an event that does not exist', 'code_unreadable', async () => (await world.codeAt(event)).replace(event.code, '0000000000')],
  ['SQL', 'code_unreadable', async () => "s/'; drop table scan; --"],
])('%s is refused: %s', async (_, expected, code) => {
  expect(await world.codeOf(young, 'attendance.scan', { code: await code(), delivery: 'live' })).toBe(expected)
  expect(await attendances(event.id)).toHaveLength(0)
})

test('before the opening and after the window there is no sign-in, with the time that helps', async () => {
  world.now = START - 31 * MINUTE_MS
  const early = await world.scan(young, event)
  expect(early).toMatchObject({ ok: false, code: 'too_early', hint: '还没到签到时间，13:30 开始' })
  world.now = event.endsAt + 10_000
  expect(await world.scan(young, event)).toMatchObject({ ok: false, code: 'sign_in_closed' })
})

test('a code of another event than the one on the page says whose it is', async () => {
  const other = await world.publish({ title: '清河行动' })
  const answer = await world.ask(young, 'attendance.scan', { code: await world.codeAt(other), delivery: 'live', expected: event.id })
  expect(answer).toMatchObject({ ok: false, code: 'other_event', hint: '这是「清河行动」的码，看看是不是走错了' })
})

test('a cancelled event gives its reason', async () => {
  await world.call(world.officer, 'events.cancel', { eventId: event.id, reason: '台风要来' })
  expect(await world.scan(young, event)).toMatchObject({ ok: false, code: 'event_cancelled', hint: '活动取消了：台风要来。抱歉让你白跑' })
})

test('every refused scan is kept with its reason', async () => {
  const code = await world.codeAt(event)
  world.now += 5 * MINUTE_MS
  await world.ask(young, 'attendance.scan', { code, delivery: 'live' })
  expect(await scans(event.id)).toMatchObject([
    { verdict: 'refused', answer: { kind: 'refused', code: 'code_expired' }, person_id: young.id },
  ])
})

test('the kept scans can be neither changed nor deleted', async () => {
  await world.scan(young, event)
  const db = world.database.kysely
  await expect(db.updateTable('scan').set({ verdict: 'fresh' }).where('event_id', '=', event.id).execute()).rejects.toThrow('append-only')
  await expect(db.deleteFrom('scan').where('event_id', '=', event.id).execute()).rejects.toThrow('append-only')
})

describe('opening the page already counts', () => {
  test('nobody gets a ticket; after log-in the sign-in is as fresh as the scan was', async () => {
    const phone = { token: '', device: young.device }
    const opened = await world.scan(phone, event)
    if (!opened.ok || opened.data.outcome !== 'ticket') throw new Error('no ticket')
    expect(opened.data).toMatchObject({ need: 'login', event: { title: '旧物改造工作坊' } })
    world.now += 9 * MINUTE_MS
    const redeemed = await world.call(young, 'attendance.redeem', { ticket: opened.data.ticket })
    expect(redeemed).toMatchObject({ outcome: 'signed_in', attendance: { signedInAt: START } })
    expect(await attendances(event.id)).toMatchObject([{ delayed: false, assurance: 'code' }])
  })

  test('an expired ticket, a ticket of another device and an invented one are refused', async () => {
    const opened = await world.scan({ token: '', device: young.device }, event)
    if (!opened.ok || opened.data.outcome !== 'ticket') throw new Error('no ticket')
    const { ticket } = opened.data
    expect(await world.codeOf({ ...young, device: someNonce() }, 'attendance.redeem', { ticket })).toBe('ticket_invalid')
    expect(await world.codeOf(young, 'attendance.redeem', { ticket: `${ticket.slice(0, -1)}_` })).toBe('ticket_invalid')
    expect(await world.codeOf(young, 'attendance.redeem', { ticket: "'; select 1; --" })).toBe('ticket_invalid')
    expect(await world.codeOf(young, 'attendance.redeem', { ticket: ticket.replace('.', '.\u0000') })).toBe('ticket_invalid')
    expect(await world.codeOf(young, 'attendance.walkIn', { ticket: 'a\u0000b' })).toBe('ticket_invalid')
    world.now += 10 * MINUTE_MS + 1
    expect(await world.codeOf(young, 'attendance.redeem', { ticket })).toBe('ticket_expired')
    expect(await attendances(event.id)).toHaveLength(0)
  })

  test('who has not consented is asked first, and the ticket waits', async () => {
    const guest = await world.player('', false)
    const opened = await world.scan(guest, event)
    if (!opened.ok || opened.data.outcome !== 'ticket') throw new Error('no ticket')
    expect(opened.data.need).toBe('consent')
    expect(await world.codeOf(guest, 'attendance.redeem', { ticket: opened.data.ticket })).toBe('consent_needed')
    await world.call(guest, 'people.consent', { name: '王 旭', privacyVersion: 1 })
    expect(await world.call(guest, 'attendance.redeem', { ticket: opened.data.ticket })).toMatchObject({
      outcome: 'ticket',
      need: 'walk_in',
    })
  })

  test('who has not enrolled takes a free place and is in, both in one tap', async () => {
    const limited = await world.publish({ places: 1 })
    const [one, two] = [await world.player('甲'), await world.player('乙')]
    const tickets = [await world.scan(one, limited), await world.scan(two, limited)].map((answer) => {
      if (!answer.ok || answer.data.outcome !== 'ticket') throw new Error('no ticket')
      expect(answer.data).toMatchObject({ need: 'walk_in', places: 1 })
      return answer.data.ticket
    })
    expect(await world.call(one, 'attendance.walkIn', { ticket: tickets[0]! })).toMatchObject({ outcome: 'signed_in' })
    expect(await world.codeOf(two, 'attendance.walkIn', { ticket: tickets[1]! })).toBe('not_enrolled_full')
    expect(await attendances(limited.id)).toHaveLength(1)
    expect(await world.scan(await world.player('丙'), limited)).toMatchObject({ ok: false, code: 'not_enrolled_full' })
  })
})

test('a stored scan whose log-in is dead waits for its person instead of becoming a stranger’s ticket', async () => {
  const code = await world.codeAt(event)
  expect(await world.codeOf({ ...young, token: world.ids.secret(32) }, 'attendance.scan', { code, delivery: 'stored' })).toBe(
    'not_logged_in',
  )
})

describe('signing out', () => {
  test('needs a sign-in, counts what was proven last, and tells the hours', async () => {
    world.now = event.endsAt - MINUTE_MS
    expect(await world.scan(young, event, 'sign_out')).toMatchObject({ ok: false, code: 'not_signed_in' })
    world.now = START
    await world.scan(young, event)
    world.now = START + HOUR_MS
    expect(await world.scan(young, event, 'sign_out')).toMatchObject({
      ok: true,
      data: { outcome: 'signed_out', attendance: { minutes: 60 } },
    })
    world.now = event.endsAt + 10 * MINUTE_MS
    expect(await world.scan(young, event, 'sign_out')).toMatchObject({
      ok: true,
      data: { outcome: 'signed_out', attendance: { minutes: 180 } },
    })
    world.now = event.endsAt + 61 * MINUTE_MS
    expect(await world.scan(young, event, 'sign_out')).toMatchObject({ ok: false, code: 'sign_out_closed' })
  })

  test('who forgot says when they left, within presence', async () => {
    await world.scan(young, event)
    world.now = event.endsAt + 5 * HOUR_MS
    const propose = (leftAt: number) => world.codeOf(young, 'attendance.proposeLeave', { eventId: event.id, leftAt })
    expect(await propose(START - MINUTE_MS)).toBe('invalid_time')
    expect(await propose(event.endsAt + 2 * HOUR_MS)).toBe('invalid_time')
    expect(await propose(event.endsAt - HOUR_MS)).toBe('ok')
    expect(await world.call(young, 'events.get', { eventId: event.id })).toMatchObject({ mine: { proposedLeftAt: event.endsAt - HOUR_MS } })
  })
})

test('five hundred people who arrive together are all in, each once', async () => {
  const crowd = await world.players(500)
  for (let first = 0; first < crowd.length; first += 25)
    await Promise.all(crowd.slice(first, first + 25).map((person) => world.call(person, 'events.enroll', { eventId: event.id })))
  const code = await world.codeAt(event)
  const answers = await Promise.all(crowd.map((person) => world.ask(person, 'attendance.scan', { code, delivery: 'live' })))
  expect(answers.every((answer) => answer.ok && answer.data.outcome === 'signed_in')).toBe(true)
  expect(await attendances(event.id)).toHaveLength(500)
  // The row's xmin is the transaction that wrote it: far fewer commits than people.
  const commits = await sql<{
    count: number
  }>`select count(distinct xmin::text)::int as count from attendance where event_id = ${event.id}`.execute(world.database.kysely)
  expect(commits.rows[0]!.count).toBeLessThan(100)
})

test('a sign-in waits for nothing that another transaction holds: events, places and other people may all be locked', async () => {
  const limited = await world.publish({ places: 3 })
  world.now = START - HOUR_MS
  await world.call(young, 'events.enroll', { eventId: limited.id })
  world.now = START
  await world.database.kysely.transaction().execute(async (tx) => {
    await tx.selectFrom('event').select('event_id').where('event_id', '=', limited.id).forUpdate().execute()
    await tx.selectFrom('intake').select('event_id').where('event_id', '=', limited.id).forUpdate().execute()
    await tx.selectFrom('place').select('n').where('event_id', '=', limited.id).forUpdate().execute()
    await tx.selectFrom('person').select('id').where('id', '=', young.id).forUpdate().execute()
    expect(await world.scan(young, limited)).toMatchObject({ ok: true, data: { outcome: 'signed_in' } })
  })
})
