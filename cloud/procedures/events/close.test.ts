import { DAY_MS, HOUR_MS, MINUTE_MS } from '@core/rules/shared/calendar'
import { someNonce, START, World, type Player, type WorldEvent } from '../../../tests/fakes/world'

let world: World
beforeAll(async () => {
  world = await World.open()
})
afterAll(() => world.close())
beforeEach(() => {
  world.now = START - DAY_MS
})

async function attend(event: WorldEvent, player: Player, from: number, to: number | null): Promise<void> {
  world.now = from
  await world.call(player, 'events.enroll', { eventId: event.id })
  const signedIn = await world.scan(player, event)
  if (!signedIn.ok) throw new Error(signedIn.code)
  if (to === null) return
  world.now = to
  const signedOut = await world.scan(player, event, 'sign_out')
  if (!signedOut.ok) throw new Error(signedOut.code)
}

async function rowsOf(person: Player) {
  const db = world.database.kysely
  const [hours, credits, claims] = await Promise.all([
    db.selectFrom('hours_entry').selectAll().where('person_id', '=', person.id).execute(),
    db.selectFrom('credit_entry').selectAll().where('person_id', '=', person.id).execute(),
    db.selectFrom('claim').selectAll().where('person_id', '=', person.id).orderBy('kind').execute(),
  ])
  return { hours, credits, claims }
}

test('closing shows first what it will post, posts it, and the person sees where it came from', async () => {
  const event = await world.publish()
  const young = await world.player('李晓雨')
  await attend(event, young, START + 2 * MINUTE_MS, event.endsAt)
  world.now = event.endsAt + HOUR_MS
  const preview = await world.call(world.officer, 'events.closing', { eventId: event.id })
  expect(preview).toMatchObject({
    closedAt: null,
    mayClose: true,
    postedMinutes: 178,
    postedCreditHundredths: 25,
    lines: [{ name: '李晓雨', hours: 'posts', credits: 'posts' }],
  })
  expect((await rowsOf(young)).hours).toEqual([])
  const closed = await world.call(world.officer, 'events.close', { eventId: event.id })
  expect(closed).toMatchObject({ closedAt: world.now, postedMinutes: 178, postedCreditHundredths: 25 })
  const mine = await world.call(young, 'hours.mine', {})
  expect(mine).toMatchObject({
    totalMinutes: 178,
    claimedMinutes: 0,
    items: [
      {
        minutes: 178,
        evidence: {
          title: '旧物改造工作坊',
          homeName: 'east青年之家',
          assurance: 'code',
          approvers: ['陈静'],
          ruleVersion: 'closing-1',
          signedInAt: START + 2 * MINUTE_MS,
        },
      },
    ],
  })
  expect(mine.months.at(-1)).toEqual({ month: '2026-11', minutes: 178 })
  expect(await world.call(young, 'transcript.mine', {})).toMatchObject({
    totalHundredths: 25,
    items: [{ module: 'volunteer', hundredths: 25 }],
  })
})

test('closing twice changes nothing, with the same nonce, with another, and at once by two officers', async () => {
  const event = await world.publish()
  const crowd = await world.players(6)
  for (const person of crowd) await attend(event, person, START, event.endsAt)
  world.now = event.endsAt + HOUR_MS
  const nonce = someNonce()
  const answers = await Promise.all([
    world.call(world.officer, 'events.close', { eventId: event.id }, nonce),
    world.call(world.officer, 'events.close', { eventId: event.id }, nonce),
    world.call(world.secretary, 'events.close', { eventId: event.id }),
  ])
  world.now += HOUR_MS
  answers.push(await world.call(world.secretary, 'events.close', { eventId: event.id }))
  for (const answer of answers) expect(answer.postedMinutes).toBe(6 * 180)
  for (const person of crowd) {
    const { hours, credits, claims } = await rowsOf(person)
    expect([hours.length, credits.length, claims.length]).toEqual([1, 1, 0])
  }
  expect(new Set(answers.map((answer) => answer.closedAt)).size).toBe(1)
})

test('who has no sign-out is shown with a time filled in, and the officer’s word needs a second approver', async () => {
  const event = await world.publish()
  const [forgot, proposed] = [await world.player('忘了'), await world.player('说了')]
  await attend(event, forgot, START, null)
  await attend(event, proposed, START, null)
  world.now = event.endsAt + 2 * HOUR_MS
  await world.call(proposed, 'attendance.proposeLeave', { eventId: event.id, leftAt: event.endsAt - 30 * MINUTE_MS })
  const preview = await world.call(world.officer, 'events.closing', { eventId: event.id })
  const suggestion = Object.fromEntries(preview.lines.map((line) => [line.name, line.suggestedLeftAt]))
  expect(suggestion).toEqual({ 忘了: event.endsAt, 说了: event.endsAt - 30 * MINUTE_MS })
  expect(preview.postedMinutes).toBe(0)
  await world.call(world.officer, 'events.close', { eventId: event.id, left: [{ personId: proposed.id, leftAt: suggestion['说了']! }] })
  const { hours, credits, claims } = await rowsOf(proposed)
  expect(hours).toEqual([])
  expect(credits).toMatchObject([{ hundredths: 25 }])
  expect(claims).toMatchObject([{ kind: 'hours', state: 'verified', minutes: 150, held_reason: null }])
  expect(await rowsOf(forgot)).toEqual({ hours: [], credits: [], claims: [] })
  // The other one is settled later; what is posted stays as it is.
  await world.call(world.officer, 'events.close', { eventId: event.id, left: [{ personId: forgot.id, leftAt: event.endsAt }] })
  expect((await rowsOf(forgot)).claims).toMatchObject([{ kind: 'hours', state: 'verified', minutes: 180 }])
  expect((await rowsOf(proposed)).claims).toHaveLength(1)
  expect(await world.call(proposed, 'hours.mine', {})).toMatchObject({
    totalMinutes: 0,
    claimedMinutes: 150,
    claims: [{ withOrg: 'east', day: 1, state: 'verified' }],
  })
  const steps = await world.database.kysely.selectFrom('claim_step').selectAll().where('person_id', '=', proposed.id).execute()
  expect(steps).toMatchObject([{ step: 'verified', by_id: world.officer.id }])
})

test('delayed scans are confirmed together by one tap; what comes after closing waits and then posts a new entry', async () => {
  const event = await world.publish()
  const [offline, later] = [await world.player('没信号'), await world.player('更晚')]
  const comes = await world.codeAt(event, START)
  const leaves = await world.codeAt(event, event.endsAt, 'sign_out')
  for (const person of [offline, later]) await world.call(person, 'events.enroll', { eventId: event.id })
  const deliver = async (person: Player) => {
    await world.call(person, 'attendance.scan', { code: comes, delivery: 'stored' })
    await world.call(person, 'attendance.scan', { code: leaves, delivery: 'stored' })
  }
  world.now = event.endsAt + HOUR_MS
  await deliver(offline)
  const preview = await world.call(world.officer, 'events.closing', { eventId: event.id })
  expect(preview.lines).toMatchObject([{ name: '没信号', delayed: true, confirmed: false, enrolled: true, flags: [], hours: 'pending' }])
  await world.call(world.officer, 'events.close', { eventId: event.id, confirm: [offline.id] })
  expect((await rowsOf(offline)).hours).toMatchObject([{ minutes: 180 }])
  world.now += DAY_MS
  await deliver(later)
  expect((await rowsOf(later)).hours).toEqual([])
  expect(await world.call(later, 'events.get', { eventId: event.id })).toMatchObject({ mine: { pending: true } })
  expect(await world.call(world.officer, 'reports.workbench', { orgId: world.org.east })).toMatchObject({ pendingCount: 1 })
  await world.call(world.officer, 'events.close', { eventId: event.id, confirm: [later.id] })
  expect((await rowsOf(later)).hours).toMatchObject([{ minutes: 180 }])
  expect((await rowsOf(offline)).hours).toHaveLength(1)
})

test('a delayed scan without enrollment and two accounts on one phone are flagged, for the officer to decide', async () => {
  const event = await world.publish()
  const [one, two] = [await world.player('甲'), await world.player('乙')]
  await attend(event, one, START, null)
  await attend(event, { ...two, device: one.device }, START, null)
  const stray = await world.player('路过')
  const code = await world.codeAt(event, START)
  world.now = event.endsAt
  await world.call(stray, 'attendance.scan', { code, delivery: 'stored' })
  const { lines } = await world.call(world.officer, 'events.closing', { eventId: event.id })
  const flags = Object.fromEntries(lines.map((line) => [line.name, line.flags]))
  expect(flags).toEqual({ 甲: ['shared_phone'], 乙: ['shared_phone'], 路过: ['not_enrolled'] })
})

test("an officer's own line is held for another officer: hours and credits", async () => {
  const event = await world.publish()
  await attend(event, world.officer, START, event.endsAt)
  world.now = event.endsAt + HOUR_MS
  await world.call(world.officer, 'events.close', { eventId: event.id })
  const { hours, credits, claims } = await rowsOf(world.officer)
  expect([hours, credits]).toEqual([[], []])
  expect(claims).toMatchObject([
    { kind: 'credit', state: 'submitted', held_reason: 'own_line', hundredths: 25 },
    { kind: 'hours', state: 'submitted', held_reason: 'own_line', minutes: 180 },
  ])
})

test('an overlap is held alone and never blocks the rest', async () => {
  const first = await world.publish()
  const second = await world.publish({ title: '清河行动' })
  const [both, one] = [await world.player('两头跑'), await world.player('只一场')]
  await attend(first, both, START, first.endsAt)
  await attend(second, both, START, second.endsAt)
  await attend(second, one, START, second.endsAt)
  world.now = second.endsAt + HOUR_MS
  await world.call(world.officer, 'events.close', { eventId: first.id })
  await world.call(world.officer, 'events.close', { eventId: second.id })
  expect((await rowsOf(one)).hours).toHaveLength(1)
  const { hours, credits, claims } = await rowsOf(both)
  expect(hours).toHaveLength(1)
  expect(credits).toHaveLength(2)
  expect(claims).toMatchObject([{ kind: 'hours', state: 'submitted', held_reason: 'overlap' }])
})

test('two events of one person closed at the same moment never both post: the person is locked first', async () => {
  const events = [await world.publish(), await world.publish(), await world.publish()]
  const crowd = await world.players(8)
  for (const person of crowd) for (const event of events) await attend(event, person, START, event.endsAt)
  world.now = START + 4 * HOUR_MS
  await Promise.all(events.map((event) => world.call(world.officer, 'events.close', { eventId: event.id })))
  for (const person of crowd) {
    const { hours, claims } = await rowsOf(person)
    expect([hours.length, claims.length]).toEqual([1, 2])
  }
})

test('before the end there is no closing; a cancelled event has none', async () => {
  const event = await world.publish()
  world.now = event.endsAt - 1
  expect(await world.ask(world.officer, 'events.close', { eventId: event.id })).toMatchObject({
    code: 'event_not_over',
    hint: '活动还没结束，17:00 之后再完结',
  })
  await world.call(world.officer, 'events.cancel', { eventId: event.id, reason: '停电了' })
  world.now = event.endsAt
  expect(await world.codeOf(world.officer, 'events.close', { eventId: event.id })).toBe('event_not_open')
})

test('an overrun with its reason lengthens what counts; a time of leaving outside the event is refused', async () => {
  const event = await world.publish()
  const young = await world.player('甲')
  await attend(event, young, START, event.endsAt + 20 * MINUTE_MS)
  world.now = event.endsAt + HOUR_MS
  const close = (more: object) => world.codeOf(world.officer, 'events.close', { eventId: event.id, ...more })
  expect(await close({ left: [{ personId: young.id, leftAt: START - HOUR_MS }] })).toBe('invalid_time')
  expect(await close({ overrun: { minutes: 30, reason: '' } })).toBe('bad_request')
  expect(await close({ overrun: { minutes: 30, reason: '居民多，多干了半小时' } })).toBe('ok')
  expect((await rowsOf(young)).hours).toMatchObject([{ minutes: 200 }])
  expect(await world.call(world.officer, 'events.closing', { eventId: event.id })).toMatchObject({ overrunMinutes: 30 })
})

test('who enrolled and did not come is absent, who came has attended', async () => {
  const event = await world.publish()
  const [came, missed] = [await world.player('来了'), await world.player('没来')]
  await world.call(missed, 'events.enroll', { eventId: event.id })
  await attend(event, came, START, event.endsAt)
  world.now = event.endsAt + HOUR_MS
  const closed = await world.call(world.officer, 'events.close', { eventId: event.id })
  expect(closed.absent).toEqual([{ personId: missed.id, name: '没来' }])
  expect(await world.call(missed, 'events.get', { eventId: event.id })).toMatchObject({ mine: { enrollment: 'absent' } })
  expect(await world.call(came, 'events.get', { eventId: event.id })).toMatchObject({ mine: { enrollment: 'attended' } })
})

test('the ledgers can be neither changed nor deleted nor emptied', async () => {
  const db = world.database.kysely
  await expect(db.updateTable('hours_entry').set({ minutes: 6000 }).execute()).rejects.toThrow('append-only')
  await expect(db.deleteFrom('hours_entry').execute()).rejects.toThrow('append-only')
  await expect(db.updateTable('credit_entry').set({ hundredths: 900 }).execute()).rejects.toThrow('append-only')
  await expect(db.deleteFrom('credit_entry').execute()).rejects.toThrow('append-only')
})
