import type { OfficerAssurance } from '@core/contract/attendance'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@core/rules/shared/calendar'
import { START, World, type Player, type WorldEvent } from '../../../tests/fakes/world'
import { enrolled, entry, PICTURE } from './_door'

let world: World
let event: WorldEvent
beforeAll(async () => {
  world = await World.open()
})
afterAll(() => world.close())
beforeEach(async () => {
  world.now = START - DAY_MS
  event = await world.publish()
})

/** Signs people in at the start and out at the end, by an officer's phone. */
async function present(players: readonly Player[], by: OfficerAssurance, officer = world.officer): Promise<void> {
  for (const [purpose, at] of [
    ['sign_in', event.startsAt],
    ['sign_out', event.endsAt],
  ] as const) {
    world.now = at
    const entries = players.map(({ id }) => entry(world, { by, personId: id, purpose, reason: '点名' }))
    await world.call(officer, 'attendance.record', { eventId: event.id, entries })
  }
}
async function close(by = world.officer) {
  world.now = event.endsAt + HOUR_MS
  return world.call(by, 'events.close', { eventId: event.id })
}
const claims = (player: Player) =>
  world.database.kysely
    .selectFrom('claim')
    .select(['kind', 'state', 'held_reason'])
    .where('person_id', '=', player.id)
    .orderBy('kind')
    .execute()

test.each(['roll_call', 'manual', 'paper'] as const)(
  'presence by %s posts credits, and hours become a claim for a second person',
  async (by) => {
    const young = await enrolled(world, '李', event)
    if (by === 'paper')
      await world.call(world.officer, 'attendance.addEvidence', { eventId: event.id, kind: 'paper_sheet', picture: PICTURE })
    await present([young], by)
    expect((await close()).lines).toMatchObject([
      { assurance: by, hours: 'second_approver', credits: 'posts', minutes: 180, creditHundredths: 25, settled: true },
    ])
    expect(await claims(young)).toEqual([{ kind: 'hours', state: 'verified', held_reason: null }])
  },
)
test('presence by pass posts at once, like a code', async () => {
  const young = await enrolled(world, '李', event)
  const { pass } = await world.call(young, 'attendance.pass', {})
  for (const [purpose, at] of [
    ['sign_in', event.startsAt],
    ['sign_out', event.endsAt],
  ] as const) {
    world.now = at
    await world.call(world.officer, 'attendance.record', { eventId: event.id, entries: [entry(world, { pass, purpose })] })
  }
  expect((await close()).lines).toMatchObject([{ assurance: 'pass', hours: 'posts', credits: 'posts', minutes: 180 }])
  expect(await claims(young)).toEqual([])
})
test('what an officer carried home needs no confirmation; a scan that a phone kept does', async () => {
  const [named, scanned] = [await enrolled(world, '李', event), await enrolled(world, '王', event)]
  const code = await world.codeAt(event, event.startsAt)
  world.now = event.endsAt + HOUR_MS
  await world.call(scanned, 'attendance.scan', { code, delivery: 'stored' })
  const day = [entry(world, { by: 'roll_call', personId: named.id, at: event.startsAt })]
  day.push({ ...day[0]!, purpose: 'sign_out', at: event.endsAt })
  await world.call(world.officer, 'attendance.record', { eventId: event.id, entries: day })
  const { lines } = await close()
  const of = (player: Player) => lines.find((line) => line.personId === player.id)
  expect(of(named)).toMatchObject({ delayed: true, confirmed: true, hours: 'second_approver', settled: true })
  expect(of(scanned)).toMatchObject({ delayed: true, confirmed: false, hours: 'pending', settled: false })
})
test('an officer who ticks themselves may, and their line is held whoever closes', async () => {
  const colleague = await world.grant(await world.player('周'), 'officer', world.org.east)
  const young = await enrolled(world, '李', event)
  await world.call(colleague, 'events.enroll', { eventId: event.id })
  await present([colleague, young], 'roll_call', colleague)
  const { lines } = await close(world.officer)
  const of = (player: Player) => lines.find((line) => line.personId === player.id)
  expect(of(colleague)).toMatchObject({ byThemselves: true, hours: 'held', credits: 'held', heldReason: 'own_line' })
  expect(of(young)).toMatchObject({ hours: 'second_approver', credits: 'posts' })
  expect(await claims(colleague)).toMatchObject([{ held_reason: 'own_line' }, { held_reason: 'own_line' }])
})
test('who ticks themselves after a scan of the screen keeps the scan, and nothing is held', async () => {
  const colleague = await world.grant(await world.player('周'), 'officer', world.org.east)
  await world.call(colleague, 'events.enroll', { eventId: event.id })
  world.now = event.startsAt
  await world.scan(colleague, event)
  const tick = [entry(world, { by: 'roll_call', personId: colleague.id })]
  await world.call(colleague, 'attendance.record', { eventId: event.id, entries: tick })
  world.now = event.endsAt
  await world.scan(colleague, event, 'sign_out')
  expect((await close(world.officer)).lines).toMatchObject([{ assurance: 'code', hours: 'posts', credits: 'posts' }])
})
test('who came by poster and never signed out is filled in, and a second person looks at the hours', async () => {
  const home = world.home.east
  event = await world.publish({ poster: true, startsAt: START + 40 * DAY_MS, endsAt: START + 40 * DAY_MS + 3 * HOUR_MS })
  const code = world.ids.publicCode()
  await world.database.kysely
    .insertInto('public_code')
    .values({ code, kind: 'home', target_id: home, created_at: new Date(world.now) })
    .execute()
  const young = await enrolled(world, '李', event)
  world.now = event.startsAt
  await world.call(young, 'attendance.poster', { code, delivery: 'live', at: world.now })
  world.now = event.endsAt + HOUR_MS
  const left = [{ personId: young.id, leftAt: event.endsAt }]
  const { lines } = await world.call(world.officer, 'events.close', { eventId: event.id, left })
  expect(lines).toMatchObject([{ assurance: 'poster', hours: 'second_approver', credits: 'posts', minutes: 180 }])
})
test('a shift has its own length: it is what counts at most, and what too little is measured by', async () => {
  const from = START + 60 * DAY_MS
  event = await world.publish({
    startsAt: from,
    endsAt: from + 6 * HOUR_MS,
    shifts: [
      { label: '早班', from, to: from + 2 * HOUR_MS, places: null },
      { label: '晚班', from: from + 2 * HOUR_MS, to: from + 6 * HOUR_MS, places: null },
    ],
  })
  const early = await world.player('早')
  const short = await world.player('短')
  const late = await world.player('晚')
  for (const [player, shift] of [
    [early, 1],
    [short, 1],
    [late, 2],
  ] as const)
    await world.call(player, 'events.enroll', { eventId: event.id, shift })
  const span = async (player: Player, inAt: number, outAt: number) => {
    for (const [purpose, at] of [
      ['sign_in', inAt],
      ['sign_out', outAt],
    ] as const) {
      world.now = at
      const answer = await world.scan(player, event, purpose)
      if (!answer.ok) throw new Error(answer.code)
      if (answer.data.outcome === 'signed_out') told.push(answer.data.attendance.minutes)
    }
  }
  const told: number[] = []
  await span(early, from, from + 3 * HOUR_MS)
  await span(short, from, from + 71 * MINUTE_MS)
  await span(late, from + 2 * HOUR_MS, from + 6 * HOUR_MS)
  // Nobody is promised at the door what the closing does not post.
  expect(told).toEqual([120, 71, 240])
  const { lines } = await close()
  const of = (player: Player) => lines.find((line) => line.personId === player.id)
  expect(of(early)).toMatchObject({ minutes: 120, hours: 'posts', creditHundredths: 25, shift: { from, to: from + 2 * HOUR_MS } })
  expect(of(short)).toMatchObject({ minutes: 71, hours: 'held', heldReason: 'short_presence', creditHundredths: 0 })
  expect(of(late)).toMatchObject({ minutes: 240, hours: 'posts', creditHundredths: 25 })
})
