import { DAY_MS, HOUR_MS } from '@core/rules/shared/calendar'
import type { InputOf } from '@core/contract/procedures'
import { START, World, type Player, type WorldEvent } from '../../../tests/fakes/world'

let world: World
beforeAll(async () => {
  world = await World.open()
})
afterAll(() => world.close())
beforeEach(() => {
  world.now = START - DAY_MS
})

type Edit = InputOf<'events.edit'>

async function edit(event: WorldEvent, more: Partial<Edit>, by: Player = world.officer) {
  const {
    takenCount: _taken,
    status: _status,
    reviewNote: _note,
    ...form
  } = await world.call(world.secretary, 'events.form', { eventId: event.id })
  return world.ask(by, 'events.edit', { ...form, eventId: event.id, ...more })
}
async function codeOf(event: WorldEvent, more: Partial<Edit>, by?: Player): Promise<string> {
  const answer = await edit(event, more, by)
  return answer.ok ? 'ok' : answer.code
}
const toldOf = async (player: Player, event: WorldEvent) =>
  (await world.call(player, 'inbox.list', { limit: 100 })).items.filter(({ eventId }) => eventId === event.id).map(({ text }) => text)
const enrolled = async (event: WorldEvent, shift: number | null = null) => {
  const person = await world.player('甲')
  await world.call(person, 'events.enroll', { eventId: event.id, shift })
  return person
}
const mine = async (person: Player, event: WorldEvent) => (await world.call(person, 'events.get', { eventId: event.id })).mine

test('the form of an event, sent back as it is, changes nothing and tells nobody', async () => {
  const event = await world.publish({
    places: null,
    creditHundredths: 25,
    enrollUntil: START - HOUR_MS,
    ageFrom: 14,
    shifts: [{ label: '早班', from: START, to: START + HOUR_MS, places: 2 }],
  })
  const look = async () => {
    const { rows } = await world.database.pool.query(
      'select (to_jsonb(e) - $2)::text as event from event e where event_id = $1 union all select to_jsonb(s)::text from shift s where event_id = $1 union all (select to_jsonb(p)::text from place p where event_id = $1 order by n)',
      [event.id, 'version'],
    )
    return rows
  }
  const before = await look()
  expect(await edit(event, {})).toMatchObject({ ok: true, data: { status: 'published', toldCount: 0 } })
  expect(await look()).toEqual(before)
})

describe('another time or place', () => {
  test('is told to everybody who counts on it, with what it is now; whoever cannot come leaves without a mark', async () => {
    const event = await world.publish({ places: 1 })
    const [inside, waiting, gone] = [await enrolled(event), await world.player('乙'), await world.player('丙')]
    await world.call(waiting, 'events.wait', { eventId: event.id })
    await world.call(gone, 'events.wait', { eventId: event.id })
    await world.call(gone, 'events.stopWaiting', { eventId: event.id })
    const moved = { startsAt: START + DAY_MS, endsAt: START + DAY_MS + HOUR_MS, homeId: world.home.south }
    expect(await codeOf(event, moved)).toBe('home_not_yours')
    const answer = await edit(event, moved, world.secretary)
    expect(answer).toMatchObject({ ok: true, data: { toldCount: 2 } })
    const told = '「旧物改造工作坊」改了：时间改为11月22日 周日 14:00–15:00，地点改为south青年之家。来不了可以直接取消，不留记录'
    expect(await toldOf(inside, event)).toEqual([told])
    expect(await toldOf(waiting, event)).toEqual([told])
    expect(await toldOf(gone, event)).toEqual([])
    expect(await world.call(null, 'events.get', { eventId: event.id })).toMatchObject({
      changedAt: world.now,
      homeId: world.home.south,
      orgName: 'east',
    })
    world.now = moved.startsAt - 1
    expect(await world.call(inside, 'events.leave', { eventId: event.id })).toMatchObject({ state: 'left' })
    expect((await mine(inside, event)).behindUntil).toBeNull()
  })

  test('asks everybody anew whether they come', async () => {
    const event = await world.publish()
    const person = await enrolled(event)
    world.now = START - 2 * HOUR_MS
    await world.call(person, 'events.coming', { eventId: event.id, coming: true })
    await world.store.events.markReminded(event.id, world.now)
    expect(await codeOf(event, { title: '只改名字' })).toBe('ok')
    expect((await mine(person, event)).comingAt).not.toBeNull()
    expect(await codeOf(event, { startsAt: START + DAY_MS, endsAt: START + DAY_MS + HOUR_MS })).toBe('ok')
    expect((await mine(person, event)).comingAt).toBeNull()
    expect(await world.store.events.toRemind(world.now, START + 2 * DAY_MS, 1000)).toContain(event.id)
  })

  test('of a shift is told to those who are in it', async () => {
    const shifts = [
      { label: '早班', from: START, to: START + HOUR_MS, places: 2 },
      { label: '晚班', from: START + HOUR_MS, to: START + 2 * HOUR_MS, places: 2 },
    ]
    const event = await world.publish({ places: null, shifts })
    const [early, late] = [await enrolled(event, 1), await enrolled(event, 2)]
    const changed = [
      { ...shifts[0]!, n: 1, label: '晨班' },
      { ...shifts[1]!, n: 2, to: START + 3 * HOUR_MS },
    ]
    expect(await edit(event, { shifts: changed })).toMatchObject({ ok: true, data: { toldCount: 1 } })
    expect(await toldOf(early, event)).toEqual([])
    expect(await toldOf(late, event)).toEqual(['「旧物改造工作坊」改了：时间改为11月21日 周六 15:00–17:00。来不了可以直接取消，不留记录'])
  })

  test('cannot lie in the past', async () => {
    const event = await world.publish()
    expect(await codeOf(event, { startsAt: world.now - HOUR_MS })).toBe('invalid_time')
    expect(await codeOf(event, { endsAt: START - 1 })).toBe('invalid_time')
  })
})

describe('places', () => {
  test('below those taken are refused with their number, and nothing is changed', async () => {
    const event = await world.publish({ places: 3 })
    await enrolled(event)
    await enrolled(event)
    expect(await edit(event, { places: 1, title: '别的名字' })).toMatchObject({
      code: 'places_below_taken',
      params: { n: 2 },
      hint: '已有 2 人占了名额，不能少于 2 个',
    })
    expect(await world.call(null, 'events.get', { eventId: event.id })).toMatchObject({ title: '旧物改造工作坊', places: 3, free: 1 })
    expect(await codeOf(event, { places: 2 })).toBe('ok')
    expect(await world.call(null, 'events.get', { eventId: event.id })).toMatchObject({ places: 2, free: 0 })
  })

  test('that are added go to the line first', async () => {
    const event = await world.publish({ places: 1 })
    await enrolled(event)
    const [first, second] = [await world.player('一'), await world.player('二')]
    for (const person of [first, second]) {
      world.now += 1000
      await world.call(person, 'events.wait', { eventId: event.id })
    }
    expect(await codeOf(event, { places: 2 })).toBe('ok')
    expect((await mine(first, event)).enrollment).toBe('enrolled')
    expect(await toldOf(first, event)).toEqual(['「旧物改造工作坊」候补成功，位子是你的了。来不了？让给别人'])
    expect((await mine(second, event)).waiting).toMatchObject({ state: 'waiting', position: 1 })
    expect(await codeOf(event, { places: null })).toBe('ok')
    expect((await mine(second, event)).enrollment).toBe('enrolled')
    expect(await world.call(null, 'events.get', { eventId: event.id })).toMatchObject({
      places: null,
      free: null,
      waitingCount: 0,
      enrolledCount: 3,
    })
    expect(await edit(event, { places: 2 })).toMatchObject({ code: 'places_below_taken', params: { n: 3 } })
    expect(await codeOf(event, { places: 4 })).toBe('ok')
    expect(await world.call(null, 'events.get', { eventId: event.id })).toMatchObject({ places: 4, free: 1 })
  })

  test('are never overbooked, whoever enrolls while their number changes', async () => {
    const event = await world.publish({ places: 10 })
    const crowd = await world.players(25)
    const asked = crowd.map((person) => world.codeOf(person, 'events.enroll', { eventId: event.id }))
    const edits = [codeOf(event, { places: 4 }), codeOf(event, { places: 12 }), codeOf(event, { places: 6 })]
    await Promise.all([...asked, ...edits])
    const { places, enrolledCount } = await world.call(null, 'events.get', { eventId: event.id })
    const { rows } = await world.database.pool.query<{ state: string; count: number }>(
      `select state, count(*)::int as count from place where event_id = $1 group by state order by state`,
      [event.id],
    )
    const taken = rows.find(({ state }) => state === 'taken')?.count ?? 0
    expect(taken).toBe(enrolledCount)
    expect(enrolledCount).toBeLessThanOrEqual(places!)
    expect(rows.reduce((sum, { count }) => sum + count, 0)).toBe(places)
    expect(world.reported).toEqual([])
  })
})

describe('shifts', () => {
  const early = { label: '早班', from: START, to: START + HOUR_MS, places: 1 }
  const late = { label: '晚班', from: START + HOUR_MS, to: START + 2 * HOUR_MS, places: 1 }
  const shiftsOf = async (event: WorldEvent) =>
    (await world.call(null, 'events.get', { eventId: event.id })).shifts.map(({ n, label, places, free }) => [n, label, places, free])

  test('may be added, relabeled and taken away while nobody is in them', async () => {
    const event = await world.publish({ places: null, shifts: [early, late] })
    await enrolled(event, 1)
    expect(await codeOf(event, { shifts: [{ ...early, n: 1, label: '晨班', places: 2 }] })).toBe('ok')
    expect(await shiftsOf(event)).toEqual([[1, '晨班', 2, 1]])
    expect(
      await codeOf(event, {
        shifts: [
          { ...early, n: 1 },
          { ...late, places: 3 },
        ],
      }),
    ).toBe('ok')
    expect(await shiftsOf(event)).toEqual([
      [1, '早班', 1, 0],
      [2, '晚班', 3, 3],
    ])
    expect(await world.call(null, 'events.get', { eventId: event.id })).toMatchObject({ places: 4, free: 3 })
  })

  test('with somebody in them, or waiting for them, cannot go', async () => {
    const event = await world.publish({ places: null, shifts: [early, late] })
    await enrolled(event, 2)
    await world.call(await world.player('乙'), 'events.wait', { eventId: event.id, shift: 2 })
    expect(await edit(event, { shifts: [{ ...early, n: 1 }] })).toMatchObject({ code: 'places_below_taken', params: { n: 2 } })
    expect(await edit(event, { shifts: [], places: 10 })).toMatchObject({ code: 'places_below_taken', params: { n: 2 } })
    expect(await shiftsOf(event)).toHaveLength(2)
  })

  test('come to an event without them only while nobody is in it, and may go altogether', async () => {
    const event = await world.publish({ places: 2 })
    const person = await enrolled(event)
    expect(await edit(event, { shifts: [early] })).toMatchObject({ code: 'places_below_taken', params: { n: 1 } })
    await world.call(person, 'events.leave', { eventId: event.id })
    expect(await codeOf(event, { shifts: [early, late] })).toBe('ok')
    expect(await world.call(null, 'events.get', { eventId: event.id })).toMatchObject({ places: 2, free: 2 })
    expect(await codeOf(event, { shifts: [], places: 7 })).toBe('ok')
    expect(await world.call(null, 'events.get', { eventId: event.id })).toMatchObject({ places: 7, free: 7, shifts: [] })
  })

  test('that the event does not have, or twice the same one, are refused', async () => {
    const event = await world.publish({ places: null, shifts: [early] })
    expect(await codeOf(event, { shifts: [{ ...early, n: 7 }] })).toBe('shift_unknown')
    expect(
      await codeOf(event, {
        shifts: [
          { ...early, n: 1 },
          { ...late, n: 1 },
        ],
      }),
    ).toBe('conditions_wrong')
  })
})

describe('lots', () => {
  test('cannot be switched on or off any more once somebody counts on the event', async () => {
    const event = await world.publish({ places: 2, byLots: true, enrollUntil: START - HOUR_MS })
    const seed = async () => (await world.store.events.byId(event.id))!.lotsSeed
    const first = await seed()
    expect(await codeOf(event, { places: 3 })).toBe('ok')
    expect(await seed()).toBe(first)
    expect(await codeOf(event, { byLots: false })).toBe('ok')
    expect(await seed()).toBeNull()
    expect(await codeOf(event, { byLots: true })).toBe('ok')
    await enrolled(event)
    expect(await edit(event, { byLots: false })).toMatchObject({ code: 'conditions_wrong', hint: '报名条件前后矛盾，检查「抽签」' })
  })
})

test('once it has begun only summary, contact and cover may be corrected', async () => {
  const event = await world.publish({ places: 5 })
  world.now = START
  expect(await codeOf(event, { summary: '在二楼', contact: '小林' })).toBe('ok')
  expect(await world.call(null, 'events.get', { eventId: event.id })).toMatchObject({ summary: '在二楼', contact: '小林' })
  for (const more of [{ places: 6 }, { endsAt: event.endsAt + HOUR_MS }, { title: '别的' }, { strict: true }])
    expect(await codeOf(event, more)).toBe('event_started')
})

test('a closed event and a cancelled one are not changed at all', async () => {
  const [closed, cancelled] = [await world.publish(), await world.publish()]
  await world.call(world.officer, 'events.cancel', { eventId: cancelled.id, reason: '停电了' })
  expect(await codeOf(cancelled, { summary: '改' })).toBe('event_not_open')
  world.now = closed.endsAt
  await world.call(world.officer, 'events.close', { eventId: closed.id })
  expect(await codeOf(closed, { summary: '改' })).toBe('event_not_open')
})

test('what may not be published is not what an event may become', async () => {
  const event = await world.publish({ places: 5 })
  expect(await codeOf(event, { checkedNotVolunteering: false })).toBe('hours_checklist_needed')
  expect(await codeOf(event, { audience: 'org' })).toBe('conditions_wrong')
  expect(await codeOf(event, { orgId: world.org.south })).toBe('home_not_yours')
  expect(await codeOf(event, { cover: `${world.stranger.id}/${world.ids.uuid(1)}` })).toBe('not_a_picture')
})

test('an officer of another organization neither reads the form nor changes the event', async () => {
  const event = await world.publish()
  expect(await world.codeOf(world.stranger, 'events.form', { eventId: event.id })).toBe('not_found')
  expect(await codeOf(event, { title: '别的' }, world.stranger)).toBe('not_found')
})
