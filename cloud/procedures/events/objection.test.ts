import { DAY_MS, HOUR_MS, instantOf, MINUTE_MS } from '@core/rules/shared/calendar'
import type { Tables } from '@cloud/store/store'
import { someNonce, START, World, type Player, type WorldEvent } from '../../../tests/fakes/world'

let world: World
let secondOfficer: Player
beforeAll(async () => {
  world = await World.open()
  secondOfficer = await world.grant(await world.player('周宁'), 'officer', world.org.east)
})
afterAll(() => world.close())
beforeEach(() => {
  world.now = START - DAY_MS
})

/** A closed event that `came` attended from the start to `until`, and `missed` did not come to. */
async function closed(until = START + 2 * HOUR_MS, more: Parameters<World['publish']>[0] = {}) {
  const event = await world.publish(more)
  const [came, missed] = [await world.player('李晓雨'), await world.player('王旭')]
  for (const person of [came, missed]) await world.call(person, 'events.enroll', { eventId: event.id })
  world.now = START
  await signed(came, event, 'sign_in')
  world.now = until
  if (more.signOut !== false) await signed(came, event, 'sign_out')
  world.now = event.endsAt + HOUR_MS
  await world.call(world.officer, 'events.close', { eventId: event.id })
  return { event, came, missed }
}

async function signed(person: Player, event: WorldEvent, purpose: 'sign_in' | 'sign_out'): Promise<void> {
  const scanned = await world.scan(person, event, purpose)
  if (!scanned.ok) throw new Error(scanned.code)
}

async function messages(player: Player) {
  return (await world.call(player, 'inbox.list', {})).items
}

async function objectionId(event: WorldEvent): Promise<string> {
  return (await world.call(world.officer, 'events.afterwards', { eventId: event.id })).objections[0]!.id
}

test('an objection is due in five working days, its officers are told, and the person sees it', async () => {
  const { event, came } = await closed()
  const objection = await world.call(came, 'events.object', { eventId: event.id, text: '我五点才走，只记到四点' })
  // Saturday 2026-11-21: the fifth working day after it is the Friday.
  expect(objection).toEqual({
    state: 'open',
    text: '我五点才走，只记到四点',
    at: world.now,
    dueAt: instantOf('2026-11-28', '00:00') - 1,
    answer: null,
  })
  expect((await world.call(came, 'events.get', { eventId: event.id })).mine).toMatchObject({
    mayObject: false,
    objection: { state: 'open' },
  })
  for (const officer of [world.officer, secondOfficer])
    expect((await messages(officer))[0]).toMatchObject({
      kind: 'objection_received',
      text: '李晓雨对「旧物改造工作坊」的记录有异议，11月27日 前答复',
      eventId: event.id,
    })
  expect(await messages(world.secretary)).toEqual([])
  expect(await messages(world.stranger)).toEqual([])
})

test('accepted, the missing minutes become a claim that waits for a second approver, beside the posted ones', async () => {
  const { event, came } = await closed()
  await world.call(came, 'events.object', { eventId: event.id, text: '我五点才走，只记到四点' })
  const id = await objectionId(event)
  await world.call(secondOfficer, 'events.answerObjection', {
    eventId: event.id,
    objectionId: id,
    accept: true,
    answer: '监控看到了，补上',
    minutes: 60,
  })
  const mine = await world.call(came, 'hours.mine', {})
  expect(mine).toMatchObject({
    totalMinutes: 120,
    claimedMinutes: 60,
    claims: [{ state: 'verified', minutes: 60, withOrg: 'east', evidence: { eventId: event.id } }],
  })
  const claim = await world.database.kysely.selectFrom('claim').selectAll().where('person_id', '=', came.id).executeTakeFirstOrThrow()
  expect(claim).toMatchObject({
    event_id: null,
    rule_version: 'objection-1',
    from_at: START + 2 * HOUR_MS,
    to_at: START + 3 * HOUR_MS,
    evidence: { objectionId: id },
  })
  expect((await messages(came))[0]).toMatchObject({ kind: 'objection_answered', text: '你对「旧物改造工作坊」的异议有答复了' })
  expect((await world.call(came, 'events.get', { eventId: event.id })).mine.objection).toMatchObject({
    state: 'accepted',
    answer: '监控看到了，补上',
  })
})

test('an objection adds no more than the planned length, and nothing where the event gives no hours', async () => {
  const { event, came } = await closed()
  await world.call(came, 'events.object', { eventId: event.id, text: '时长少记了一些' })
  const answer = { eventId: event.id, objectionId: await objectionId(event), accept: true, answer: '好的', minutes: 61 }
  const refused = await world.ask(world.officer, 'events.answerObjection', answer)
  expect(refused).toMatchObject({ ok: false, code: 'bad_request', hint: '「补记的分钟数」填得不对，改一下再提交' })
  expect((await world.call(came, 'events.get', { eventId: event.id })).mine.objection?.state).toBe('open')
  await world.call(world.officer, 'events.answerObjection', { ...answer, minutes: 40 })
  await world.call(came, 'events.object', { eventId: event.id, text: '还差二十分钟呢' })
  const again = { ...answer, objectionId: await objectionId(event) }
  expect(await world.codeOf(world.officer, 'events.answerObjection', { ...again, minutes: 21 })).toBe('bad_request')
  await world.call(world.officer, 'events.answerObjection', { ...again, minutes: 20 })
  expect(await world.call(came, 'hours.mine', {})).toMatchObject({ totalMinutes: 120, claimedMinutes: 60 })

  world.now = START - DAY_MS
  const other = await closed(START + 2 * HOUR_MS, { givesHours: false, signOut: false })
  await world.call(other.came, 'events.object', { eventId: other.event.id, text: '也想要一点时长' })
  const none = { eventId: other.event.id, objectionId: await objectionId(other.event), accept: true, answer: '好的', minutes: 1 }
  expect(await world.codeOf(world.officer, 'events.answerObjection', none)).toBe('bad_request')
})

test('an absence that was wrongly written down is taken back, and puts nobody behind others any more', async () => {
  const { event, missed } = await closed()
  expect((await world.call(missed, 'events.get', { eventId: event.id })).mine).toMatchObject({ enrollment: 'absent', mayObject: true })
  await world.call(missed, 'events.object', { eventId: event.id, text: '我来了，手机没电' })
  await world.call(world.officer, 'events.answerObjection', {
    eventId: event.id,
    objectionId: await objectionId(event),
    accept: true,
    answer: '门口同事记得你',
  })
  expect((await world.call(missed, 'events.get', { eventId: event.id })).mine).toMatchObject({ enrollment: 'attended', behindUntil: null })
})

test('declined, it is answered and nothing else changes; an answer stands', async () => {
  const { event, missed } = await closed()
  await world.call(missed, 'events.object', { eventId: event.id, text: '我来了，手机没电' })
  const answer = { eventId: event.id, objectionId: await objectionId(event), accept: false, answer: '名单和照片里都没有你', minutes: 90 }
  await world.call(world.officer, 'events.answerObjection', answer)
  expect(await world.codeOf(secondOfficer, 'events.answerObjection', { ...answer, accept: true })).toBe('standing_wrong')
  expect((await world.call(missed, 'events.get', { eventId: event.id })).mine).toMatchObject({
    enrollment: 'absent',
    objection: { state: 'declined' },
  })
  expect((await world.call(missed, 'hours.mine', {})).claims).toEqual([])
})

test('two officers who answer at once give one answer', async () => {
  const { event, came } = await closed()
  await world.call(came, 'events.object', { eventId: event.id, text: '我五点才走' })
  const answer = { eventId: event.id, objectionId: await objectionId(event), accept: true, answer: '补上', minutes: 60 }
  const codes = await Promise.all([world.officer, secondOfficer].map((officer) => world.codeOf(officer, 'events.answerObjection', answer)))
  expect(codes.sort()).toEqual(['ok', 'standing_wrong'])
  expect((await world.call(came, 'hours.mine', {})).claimedMinutes).toBe(60)
})

test('one objection at a time, within seven days of closing, by somebody with a line', async () => {
  const { event, came } = await closed()
  const ask = (player: Player, text = '时间记得不对') => world.codeOf(player, 'events.object', { eventId: event.id, text })
  expect((await Promise.all([ask(came), ask(came)])).sort()).toEqual(['objection_open', 'ok'])
  expect(await ask(await world.player('路人'))).toBe('not_attended')
  expect(await world.codeOf(came, 'events.object', { eventId: world.org.east, text: '时间记得不对' })).toBe('not_attended')
  await world.call(world.officer, 'events.answerObjection', {
    eventId: event.id,
    objectionId: await objectionId(event),
    accept: false,
    answer: '没有错',
  })
  world.now = event.endsAt + HOUR_MS + 7 * DAY_MS
  expect(await ask(came)).toBe('ok')
  await world.call(world.officer, 'events.answerObjection', {
    eventId: event.id,
    objectionId: await objectionId(event),
    accept: false,
    answer: '没有错',
  })
  world.now += 1
  expect(await ask(came)).toBe('objection_late')
  expect(await ask(came, '短')).toBe('bad_request')
})

test('nothing is objected to before it is closed', async () => {
  const event = await world.publish()
  const came = await world.player('李晓雨')
  world.now = START
  await world.call(came, 'events.enroll', { eventId: event.id })
  await signed(came, event, 'sign_in')
  world.now = event.endsAt + MINUTE_MS
  expect(await world.codeOf(came, 'events.object', { eventId: event.id, text: '时间记得不对' })).toBe('event_not_closed')
})

test('nobody answers their own objection, and no officer of another organization answers it', async () => {
  const event = await world.publish()
  world.now = START
  await world.call(secondOfficer, 'events.enroll', { eventId: event.id })
  await signed(secondOfficer, event, 'sign_in')
  world.now = event.endsAt + HOUR_MS
  await world.call(world.officer, 'events.close', { eventId: event.id })
  await world.call(secondOfficer, 'events.object', { eventId: event.id, text: '我自己忘了签退' })
  const answer = { eventId: event.id, objectionId: await objectionId(event), accept: true, answer: '没问题', minutes: 10 }
  expect(await world.codeOf(secondOfficer, 'events.answerObjection', answer)).toBe('own_objection')
  expect(await world.codeOf(world.stranger, 'events.answerObjection', answer)).toBe('not_found')
  const elsewhere = await world.publish(
    { homeId: world.home.south, startsAt: world.now + DAY_MS, endsAt: world.now + DAY_MS + HOUR_MS },
    world.stranger,
  )
  expect(await world.codeOf(world.stranger, 'events.answerObjection', { ...answer, eventId: elsewhere.id })).toBe('not_found')
  expect(await world.codeOf(world.officer, 'events.answerObjection', answer)).toBe('ok')
})

test('what the only officer objects to is told to the nearest above', async () => {
  const event = await world.publish({ homeId: world.home.south }, world.stranger)
  world.now = START
  await world.call(world.stranger, 'events.enroll', { eventId: event.id })
  await signed(world.stranger, event, 'sign_in')
  world.now = event.endsAt + HOUR_MS
  await world.call(world.secretary, 'events.close', { eventId: event.id })
  await world.call(world.stranger, 'events.object', { eventId: event.id, text: '我自己忘了签退' })
  expect((await messages(world.secretary))[0]?.text).toBe('孙*对「旧物改造工作坊」的记录有异议，11月27日 前答复')
  expect((await messages(world.stranger)).map((message) => message.kind)).not.toContain('objection_received')
})

test('were an objection answered again whatever stands, its minutes would be claimed twice', async () => {
  const { event, came } = await closed()
  await world.call(came, 'events.object', { eventId: event.id, text: '我五点才走' })
  const input = { eventId: event.id, objectionId: await objectionId(event), accept: true, answer: '补上', minutes: 30 }
  const careless = (tables: Tables): Tables => ({
    ...tables,
    afterwards: { ...tables.afterwards, answerObjection: () => Promise.resolve(true) },
  })
  const dispatch = world.dispatchWith({
    store: { ...careless(world.store), transaction: (work) => world.store.transaction((tx) => work(careless(tx))) },
  })
  for (let time = 0; time < 2; time += 1) {
    const envelope = { name: 'events.answerObjection', input, nonce: someNonce(), token: world.officer.token }
    await dispatch({ envelope, openid: null, address: null, requestId: 'test' })
  }
  expect((await world.call(came, 'hours.mine', {})).claimedMinutes).toBe(60)
})

test('inside the organization officers see who objects; above it the name is masked', async () => {
  const { event, came } = await closed()
  await world.call(came, 'events.object', { eventId: event.id, text: '时间记得不对' })
  const names = async (player: Player) =>
    (await world.call(player, 'events.afterwards', { eventId: event.id })).objections.map((each) => each.name)
  expect(await names(world.officer)).toEqual(['李晓雨'])
  expect(await names(world.secretary)).toEqual(['李*雨'])
})

test('where an organization has no officer of its own the nearest above is told, with a masked name', async () => {
  const home = world.home.south
  const event = await world.publish({ homeId: home }, world.secretary)
  const db = world.database.kysely
  await db
    .updateTable('role_grant')
    .set({ until_at: new Date(START) })
    .where('person_id', '=', world.stranger.id)
    .execute()
  const came = await world.player('欧阳岚')
  world.now = START
  await world.call(came, 'events.enroll', { eventId: event.id })
  await signed(came, event, 'sign_in')
  world.now = event.endsAt + HOUR_MS
  await world.call(world.secretary, 'events.close', { eventId: event.id })
  await world.call(came, 'events.object', { eventId: event.id, text: '时间记得不对' })
  expect((await messages(world.secretary)).map((message) => message.text)).toContain(
    '欧阳*对「旧物改造工作坊」的记录有异议，11月27日 前答复',
  )
  await db.updateTable('role_grant').set({ until_at: null }).where('person_id', '=', world.stranger.id).execute()
})
