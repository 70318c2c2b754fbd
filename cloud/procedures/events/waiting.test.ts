import { sql } from 'kysely'
import { DAY_MS, HOUR_MS, instantOf, MINUTE_MS } from '@core/rules/shared/calendar'
import { START, World, type Player, type WorldEvent } from '../../../tests/fakes/world'

let world: World
beforeAll(async () => {
  world = await World.open()
})
afterAll(() => world.close())
beforeEach(() => {
  world.now = START - 5 * DAY_MS
})

const enroll = (player: Player, event: WorldEvent) => world.codeOf(player, 'events.enroll', { eventId: event.id })
const wait = (player: Player, event: WorldEvent, mode: 'auto' | 'ask' = 'auto') =>
  world.call(player, 'events.wait', { eventId: event.id, mode })
const leave = (player: Player, event: WorldEvent) => world.call(player, 'events.leave', { eventId: event.id })
const answer = (player: Player, event: WorldEvent, accept = true) =>
  world.codeOf(player, 'events.answerOffer', { eventId: event.id, accept })

/** How each stands: enrolled, waiting as the n-th, offered, or not at all. */
async function standing(event: WorldEvent, players: readonly Player[]): Promise<(string | number | null)[]> {
  return Promise.all(
    players.map(async (player) => {
      const { enrollment, waiting } = await world.store.places.holding(event.id, player.id)
      if (waiting === 'waiting') return (await world.store.places.waitingOf(event.id, player.id))!.position
      return waiting ?? enrollment
    }),
  )
}

/** Σ(enrolled + offered) ≤ places; one place for each who is in; the counter of the line is right. */
async function expectSums(event: WorldEvent, places: number): Promise<void> {
  const { rows } = await sql<{ held: number; people: number; enrolled: number; offered: number; waiting: number; counted: number }>`
    select (select count(*)::int from place where event_id = ${event.id} and state <> 'free') as held,
      (select count(distinct person_id)::int from place where event_id = ${event.id} and state <> 'free') as people,
      (select count(*)::int from enrollment where event_id = ${event.id} and state = 'enrolled') as enrolled,
      (select count(*)::int from waiting_entry where event_id = ${event.id} and state = 'offered') as offered,
      (select count(*)::int from waiting_entry where event_id = ${event.id} and state = 'waiting') as waiting,
      (select waiting from intake where event_id = ${event.id}) as counted`.execute(world.database.kysely)
  const row = rows[0]!
  expect(row.held).toBe(row.enrolled + row.offered)
  expect(row.people).toBe(row.held)
  expect(row.held).toBeLessThanOrEqual(places)
  expect(row.counted).toBe(row.waiting)
}

test('a freed place goes to the first in line at once, who is told and may leave freely', async () => {
  const event = await world.publish({ places: 1 })
  const [one, two, three] = (await world.players(3)) as [Player, Player, Player]
  await enroll(one, event)
  expect(await wait(two, event)).toMatchObject({ enrollment: null, waiting: { state: 'waiting', mode: 'auto', position: 1 } })
  world.now += 1
  expect(await wait(three, event)).toMatchObject({ waiting: { position: 2 } })
  await leave(one, event)
  expect(await standing(event, [one, two, three])).toEqual(['left', 'enrolled', 1])
  expect(await world.messagesOf(two)).toEqual(['promoted'])
  await leave(two, event)
  expect(await standing(event, [two, three])).toEqual(['left', 'enrolled'])
  await expectSums(event, 1)
})

test('nobody who comes later overtakes the line, not even while a place is being handed on', async () => {
  const event = await world.publish({ places: 2 })
  const players = await world.players(40)
  for (const player of players.slice(0, 2)) await enroll(player, event)
  for (const player of players.slice(2, 20)) {
    await wait(player, event)
    world.now += 1
  }
  await Promise.all([
    ...players.slice(0, 2).map((player) => leave(player, event)),
    ...players.slice(20).map((player) => enroll(player, event)),
  ])
  expect(await standing(event, players.slice(2, 5))).toEqual(['enrolled', 'enrolled', 1])
  expect(new Set(await standing(event, players.slice(20)))).toEqual(new Set([null]))
  await expectSums(event, 2)
  expect(world.reported).toEqual([])
})

test('who wants to be asked gets an offer that holds for two hours, and a newcomer cannot take it', async () => {
  const event = await world.publish({ places: 1 })
  const [one, two, three] = (await world.players(3)) as [Player, Player, Player]
  await enroll(one, event)
  await wait(two, event, 'ask')
  await leave(one, event)
  expect(await standing(event, [two])).toEqual(['offered'])
  expect((await world.store.places.waitingOf(event.id, two.id))!.offeredUntil).toBe(world.now + 2 * HOUR_MS)
  expect(await enroll(three, event)).toBe('event_full')
  expect(await answer(two, event)).toBe('ok')
  expect(await standing(event, [two, three])).toEqual(['enrolled', null])
  expect(await world.messagesOf(two)).toEqual(['offer'])
  await expectSums(event, 1)
})

test('an expired offer goes on to the next, is refused with its own code, and never blocks anybody', async () => {
  const event = await world.publish({ places: 1 })
  const [one, two, three, four] = (await world.players(4)) as [Player, Player, Player, Player]
  await enroll(one, event)
  await wait(two, event, 'ask')
  world.now += 1
  await wait(three, event, 'ask')
  await leave(one, event)
  world.now += 2 * HOUR_MS
  // Also before the jobs came by.
  expect(await answer(two, event)).toBe('offer_expired')
  await world.tick()
  expect(await standing(event, [three])).toEqual(['offered'])
  expect(await answer(two, event)).toBe('offer_expired')
  expect(await world.messagesOf(two)).toEqual(['offer_expired', 'offer'])
  world.now += 2 * HOUR_MS
  // No tick: the next who comes finds the place.
  expect(await enroll(four, event)).toBe('ok')
  expect(await standing(event, [two, three, four])).toEqual([null, null, 'enrolled'])
  await expectSums(event, 1)
})

test('an offer is let go to the next, and who let it go may wait again at the end of the line', async () => {
  const event = await world.publish({ places: 1 })
  const [one, two, three] = (await world.players(3)) as [Player, Player, Player]
  await enroll(one, event)
  await wait(two, event, 'ask')
  world.now += 1
  await wait(three, event, 'ask')
  await leave(one, event)
  expect(await answer(two, event, false)).toBe('ok')
  expect(await standing(event, [two, three])).toEqual([null, 'offered'])
  expect(await answer(two, event)).toBe('no_offer')
  expect(await wait(two, event)).toMatchObject({ waiting: { position: 1 } })
  await world.call(three, 'events.stopWaiting', { eventId: event.id })
  expect(await standing(event, [two, three])).toEqual(['enrolled', null])
  await expectSums(event, 1)
})

test('one leaves the line at any time; those behind move up; who is not in it hears so', async () => {
  const event = await world.publish({ places: 1 })
  const [one, two, three] = (await world.players(3)) as [Player, Player, Player]
  await enroll(one, event)
  await wait(two, event)
  world.now += 1
  await wait(three, event)
  await world.call(two, 'events.stopWaiting', { eventId: event.id })
  expect(await standing(event, [two, three])).toEqual([null, 1])
  expect(await world.codeOf(two, 'events.stopWaiting', { eventId: event.id })).toBe('not_waiting')
  expect(await world.codeOf(one, 'events.wait', { eventId: event.id })).toBe('waiting_not_needed')
})

test('who waits keeps their rank when they change their mind about being asked, and on a second phone', async () => {
  const event = await world.publish({ places: 1 })
  const [one, two, three] = (await world.players(3)) as [Player, Player, Player]
  await enroll(one, event)
  await wait(two, event)
  world.now += 1
  await wait(three, event)
  world.now += 1
  expect(await wait(two, event, 'ask')).toMatchObject({ waiting: { mode: 'ask', position: 1 } })
  await leave(one, event)
  expect(await standing(event, [two, three])).toEqual(['offered', 1])
})

test('where a place is free after all, asking to wait gives it', async () => {
  const event = await world.publish({ places: 1 })
  const [one, two] = (await world.players(2)) as [Player, Player]
  expect(await wait(one, event)).toEqual({ eventId: event.id, enrollment: 'enrolled', waiting: null })
  const open = await world.publish({ places: null })
  expect(await wait(two, open)).toMatchObject({ enrollment: 'enrolled' })
})

test('the line ends with the start: nobody is promoted any more, and places go to who stands at the door', async () => {
  const event = await world.publish({ places: 1 })
  const [one, two, three] = (await world.players(3)) as [Player, Player, Player]
  await enroll(one, event)
  await wait(two, event)
  await wait(three, event)
  world.now = START
  expect(await world.codeOf(one, 'events.leave', { eventId: event.id })).toBe('event_started')
  expect(await world.codeOf(await world.player('迟'), 'events.wait', { eventId: event.id })).toBe('event_started')
  await world.tick()
  expect(await standing(event, [two, three])).toEqual([null, null])
  await expectSums(event, 1)
})

test('at the door an offer counts as a free place for the one it was made to', async () => {
  const event = await world.publish({ places: 1 })
  const [one, two, three] = (await world.players(3)) as [Player, Player, Player]
  await enroll(one, event)
  await wait(two, event, 'ask')
  world.now = START - 5 * MINUTE_MS
  await leave(one, event)
  expect(await world.scan(three, event)).toMatchObject({ ok: false, code: 'not_enrolled_full' })
  const scanned = await world.scan(two, event)
  expect(scanned).toMatchObject({ ok: true, data: { outcome: 'ticket', need: 'walk_in', places: 1 } })
  const ticket = (scanned as { data: { ticket: string } }).data.ticket
  expect(await world.call(two, 'attendance.walkIn', { ticket })).toMatchObject({ outcome: 'signed_in' })
  expect(await standing(event, [two])).toEqual(['enrolled'])
  await expectSums(event, 1)
})

test('where nobody may walk in, the code says so to who is not enrolled', async () => {
  const event = await world.publish({ places: null, walkIns: false })
  const [one, two] = (await world.players(2)) as [Player, Player]
  await enroll(one, event)
  world.now = START
  expect(await world.scan(one, event)).toMatchObject({ ok: true, data: { outcome: 'signed_in' } })
  expect(await world.scan(two, event)).toMatchObject({ ok: false, code: 'walk_in_not_allowed' })
})

test('an absence without leave puts one behind the others for thirty days, and no longer', async () => {
  const missed = await world.publish({
    places: null,
    startsAt: START - 4 * DAY_MS,
    endsAt: START - 4 * DAY_MS + HOUR_MS,
    givesHours: false,
  })
  const [one, absent, other] = (await world.players(3)) as [Player, Player, Player]
  await enroll(absent, missed)
  world.now = missed.endsAt + HOUR_MS
  await world.call(world.officer, 'events.close', { eventId: missed.id })
  const event = await world.publish({ places: 1 })
  await enroll(one, event)
  await wait(absent, event)
  world.now += 1
  await wait(other, event)
  expect(await standing(event, [absent, other])).toEqual([2, 1])
  const later = { startsAt: START + 40 * DAY_MS, endsAt: START + 40 * DAY_MS + HOUR_MS }
  const next = await world.publish({ places: 1, ...later })
  world.now = missed.endsAt + 30 * DAY_MS
  await enroll(one, next)
  await wait(absent, next)
  world.now += 1
  await wait(other, next)
  expect(await standing(next, [absent, other])).toEqual([1, 2])
})

test('leaving after the window of enrolling is 请假, and the place goes on all the same', async () => {
  const event = await world.publish({ places: 1, enrollUntil: START - DAY_MS })
  const [one, two] = (await world.players(2)) as [Player, Player]
  await enroll(one, event)
  await wait(two, event)
  world.now = START - HOUR_MS
  expect(await world.call(one, 'events.leave', { eventId: event.id, reason: '发烧了' })).toMatchObject({ state: 'on_leave' })
  expect(await standing(event, [one, two])).toEqual(['on_leave', 'enrolled'])
})

test('the evening before everybody is asked once; 「来」 is kept, 「不来了」 gives the place on', async () => {
  const event = await world.publish({ places: 2 })
  const [one, two, three] = (await world.players(3)) as [Player, Player, Player]
  await enroll(one, event)
  await enroll(two, event)
  await wait(three, event)
  world.now = instantOf('2026-11-20', '17:59')
  await world.tick()
  expect(await world.messagesOf(one)).toEqual([])
  world.now = instantOf('2026-11-20', '18:00')
  await Promise.all([world.tick(), world.tick()])
  await world.tick()
  expect(await world.messagesOf(one)).toEqual(['day_before'])
  expect(await world.call(one, 'events.coming', { eventId: event.id, coming: true })).toMatchObject({ state: 'enrolled' })
  expect(await world.call(two, 'events.coming', { eventId: event.id, coming: false })).toMatchObject({ state: 'left' })
  expect(await standing(event, [one, two, three])).toEqual(['enrolled', 'left', 'enrolled'])
  expect((await world.store.places.enrollment(event.id, one.id))!.comingAt).toBe(world.now)
})

test('lots are drawn once after the window, a share for first-timers, the others wait in the order of the lots', async () => {
  const event = await world.publish({ places: 3, byLots: true, enrollUntil: START - 2 * DAY_MS, firstTimerPercent: 34 })
  const players = await world.players(8)
  for (const player of players) expect(await world.call(player, 'events.enroll', { eventId: event.id })).toMatchObject({ state: 'applied' })
  await leave(players[7]!, event)
  await world.tick()
  expect(new Set(await standing(event, players.slice(0, 7)))).toEqual(new Set(['applied']))
  expect(await world.call(players[0]!, 'events.get', { eventId: event.id })).toMatchObject({ lotsSeed: null, drawnAt: null })
  world.now = START - 2 * DAY_MS
  await Promise.all([world.tick(), world.tick(), world.tick()])
  const after = await standing(event, players.slice(0, 7))
  expect(after.filter((one) => one === 'enrolled')).toHaveLength(3)
  expect(after.filter((one) => typeof one === 'number').sort()).toEqual([1, 2, 3, 4])
  expect(await standing(event, [players[7]!])).toEqual(['left'])
  const drawn = players.find((_, index) => after[index] === 'enrolled')!
  const second = players[after.indexOf(1)]!
  expect(await world.messagesOf(drawn)).toEqual(['drawn'])
  expect(await world.messagesOf(second)).toEqual(['not_drawn'])
  await leave(drawn, event)
  expect(await standing(event, [second])).toEqual(['enrolled'])
  await expectSums(event, 3)
  const shown = await world.call(second, 'events.get', { eventId: event.id })
  expect(shown.lotsSeed).not.toBeNull()
  expect(shown.drawnAt).toBe(START - 2 * DAY_MS)
})

test('each shift has its own places and its own line', async () => {
  const shift = (label: string, from: number, to: number) => ({ label, from: START + from * HOUR_MS, to: START + to * HOUR_MS, places: 1 })
  const event = await world.publish({ places: null, shifts: [shift('前半', 0, 1), shift('后半', 1, 3)] })
  const [one, two, three, four] = (await world.players(4)) as [Player, Player, Player, Player]
  const into = (player: Player, n: number | null) => world.codeOf(player, 'events.enroll', { eventId: event.id, shift: n })
  expect(await into(one, null)).toBe('shift_unknown')
  expect(await into(one, 3)).toBe('shift_unknown')
  expect(await into(one, 1)).toBe('ok')
  expect(await into(two, 1)).toBe('event_full')
  expect(await into(two, 2)).toBe('ok')
  await world.call(three, 'events.wait', { eventId: event.id, shift: 1 })
  await world.call(four, 'events.wait', { eventId: event.id, shift: 2 })
  expect(await standing(event, [three, four])).toEqual([1, 1])
  await leave(two, event)
  expect(await standing(event, [three, four])).toEqual([1, 'enrolled'])
  expect((await world.store.places.enrollment(event.id, four.id))!.shift).toBe(2)
  await expectSums(event, 2)
})

test('fewer places take away only free ones; more serve the line first; unlimited lets everybody in', async () => {
  const event = await world.publish({ places: 3 })
  const players = await world.players(6)
  for (const player of players.slice(0, 2)) await enroll(player, event)
  const set = async (places: number | null) => {
    const answered = await world.store.transaction(async (tx) => {
      await tx.events.lock(event.id)
      return tx.places.setPlaces((await tx.events.byId(event.id))!, null, places, world.now)
    })
    if (!('tooFew' in answered)) await sql`update event set places = ${places} where event_id = ${event.id}`.execute(world.database.kysely)
    return answered
  }
  expect(await set(1)).toEqual({ tooFew: 2 })
  expect(await set(2)).toMatchObject({ taken: 2 })
  for (const player of players.slice(2, 5)) {
    await wait(player, event)
    world.now += 1
  }
  expect(await set(3)).toMatchObject({ served: [{ personId: players[2]!.id, became: 'promoted' }] })
  await expectSums(event, 3)
  expect(await set(null)).toMatchObject({ taken: 5 })
  expect(await standing(event, players.slice(0, 5))).toEqual(Array(5).fill('enrolled'))
  expect(await set(4)).toEqual({ tooFew: 5 })
  expect(await set(6)).toMatchObject({ taken: 5 })
  expect(await enroll(players[5]!, event)).toBe('ok')
  await expectSums(event, 6)
})

test.each([12, null])('who enrolls at the moment of a cancellation is told of it, or hears it at once (%s places)', async (places) => {
  for (let turn = 0; turn < 4; turn += 1) {
    const event = await world.publish({ places })
    const crowd = await world.players(20)
    const half = crowd.length / 2
    const cancel = () => world.codeOf(world.officer, 'events.cancel', { eventId: event.id, reason: '停电了' })
    const codes = await Promise.all([
      ...crowd.slice(0, half).map((player) => enroll(player, event)),
      cancel(),
      ...crowd.slice(half).map((player) => enroll(player, event)),
    ])
    const asked = codes.filter((_, index) => index !== half)
    for (const code of asked) expect(['ok', 'event_full', 'event_cancelled']).toContain(code)
    for (const [index, player] of crowd.entries())
      if (asked[index] === 'ok') expect(await world.messagesOf(player)).toEqual(['event_cancelled'])
  }
  expect(world.reported).toEqual([])
})

test('many who come, wait, leave and answer at once never overbook, and leave no place beside a line', async () => {
  const event = await world.publish({ places: 4 })
  const crowd = await world.players(24)
  const moves = ['events.enroll', 'events.wait', 'events.leave', 'events.stopWaiting', 'events.answerOffer'] as const
  await Promise.all(
    crowd.map(async (player, index) => {
      for (let turn = 0; turn < 8; turn += 1) {
        const name = moves[(index * 7 + turn * 3) % moves.length]!
        const input = { eventId: event.id, ...(name === 'events.answerOffer' ? { accept: true } : {}) }
        await world.ask(player, name, (name === 'events.wait' ? { ...input, mode: index % 2 === 0 ? 'auto' : 'ask' } : input) as never)
      }
    }),
  )
  expect(world.reported).toEqual([])
  await expectSums(event, 4)
  const { rows } = await sql<{ free: number; waiting: number }>`
    select (select count(*)::int from place where event_id = ${event.id} and state = 'free') as free,
      (select waiting from intake where event_id = ${event.id}) as waiting`.execute(world.database.kysely)
  expect(Math.min(rows[0]!.free, rows[0]!.waiting)).toBe(0)
})
