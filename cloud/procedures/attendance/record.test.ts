import { DAY_MS, HOUR_MS, MINUTE_MS } from '@core/rules/shared/calendar'
import { someNonce, START, World, type WorldEvent } from '../../../tests/fakes/world'
import { attendancesOf, enrolled, entry, join, passOf, PICTURE, rollCall, scansOf } from './_door'

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

const record = (entries: ReturnType<typeof entry>[], by = world.officer, nonce?: string) =>
  world.call(by, 'attendance.record', { eventId: event.id, entries }, nonce)
const codeOf = (entries: ReturnType<typeof entry>[], by = world.officer, nonce?: string) =>
  world.codeOf(by, 'attendance.record', { eventId: event.id, entries }, nonce)
const linesOf = async () => (await world.call(world.officer, 'attendance.door', { eventId: event.id })).items

describe('a pass', () => {
  test('read at the door signs its person in, at the time when it was read', async () => {
    const young = await enrolled(world, '李晓雨', event)
    const pass = await passOf(world, young)
    world.now = START + 20 * MINUTE_MS
    const at = world.now - 30_000
    expect(await record([entry(world, { pass, at })])).toEqual({
      entries: [{ personId: young.id, name: '李晓雨', outcome: 'signed_in', enrolled: true, at }],
    })
    expect(await linesOf()).toMatchObject([
      { name: '李晓雨', state: 'arrived', assurance: 'pass', signedInAt: at, tardyMinutes: 19, flags: [] },
    ])
    expect(await scansOf(world, event)).toMatchObject([
      { person_id: young.id, by_id: world.officer.id, assurance: 'pass', verdict: 'fresh', delivery: 'live', step: expect.anything() },
    ])
  })
  test('that was read without a network counts when it arrives, and needs no confirmation', async () => {
    const young = await enrolled(world, '李晓雨', event)
    const pass = await passOf(world, young)
    world.now = event.endsAt + 3 * DAY_MS
    expect(await record([entry(world, { pass, at: START })])).toMatchObject({ entries: [{ outcome: 'signed_in', at: START }] })
    expect(await linesOf()).toMatchObject([{ state: 'arrived', signedInAt: START }])
    expect(await attendancesOf(world, event)).toMatchObject([{ delayed: true, confirmed_by: world.officer.id }])
  })
  test('that has expired since is fine, one that had expired then is not', async () => {
    const young = await enrolled(world, '李晓雨', event)
    world.now = START - 7 * DAY_MS + MINUTE_MS
    const pass = await passOf(world, young)
    world.now = START + DAY_MS
    expect(await codeOf([entry(world, { pass, at: START + 2 * MINUTE_MS })])).toBe('pass_expired')
    expect(await codeOf([entry(world, { pass, at: START })])).toBe('ok')
  })
  test('of another system is unreadable, of a wrong signature invalid, and nothing is recorded', async () => {
    const young = await enrolled(world, '李晓雨', event)
    const pass = await passOf(world, young)
    world.now = START
    const good = entry(world, { pass })
    const forged = pass.replace(/.$/, (last) => (last === 'A' ? 'Q' : 'A'))
    const tries: [string, Parameters<typeof entry>[1]][] = [
      ['pass_unreadable', { pass: 'https://health.example/q/1' }],
      ['pass_unreadable', {}],
      ['pass_invalid', { pass: forged }],
      ['pass_invalid', { pass, by: 'card' }],
      ['pass_invalid', { pass, personId: world.stranger.id }],
    ]
    for (const [code, part] of tries) expect([part, await codeOf([good, entry(world, part)])]).toEqual([part, code])
    expect(await attendancesOf(world, event)).toEqual([])
    expect(await scansOf(world, event)).toEqual([])
    expect(await codeOf([good])).toBe('ok')
  })
  test('of another installation is invalid', async () => {
    const other = await World.open()
    const pass = await passOf(other, await other.player('林')).finally(() => other.close())
    world.now = START
    expect(await codeOf([entry(world, { pass })])).toBe('pass_invalid')
  })
  test('of somebody who has not enrolled is recorded and flagged; it takes no place', async () => {
    event = await world.publish({ places: 1 })
    const guest = await world.player('王小明')
    const pass = await passOf(world, guest)
    world.now = START
    expect(await record([entry(world, { pass })])).toMatchObject({ entries: [{ outcome: 'signed_in', enrolled: false }] })
    expect(await linesOf()).toMatchObject([{ name: '王小明', flags: ['not_enrolled'] }])
    expect(await world.codeOf(await world.player('林'), 'events.enroll', { eventId: event.id })).toBe('ok')
  })
})

describe('a roll call', () => {
  test('「全到，除了…」: a class is there in one delivery', async () => {
    const all = await world.players(45)
    for (const one of all) await join(world, one, world.org.east)
    world.now = START
    const answer = await record(rollCall(world, all.slice(3)))
    expect(answer.entries).toHaveLength(42)
    expect(new Set(answer.entries.map(({ outcome }) => outcome))).toEqual(new Set(['signed_in']))
    expect(await attendancesOf(world, event)).toHaveLength(42)
    // All of them at one moment by one phone: that is no burst.
    expect(new Set((await linesOf()).flatMap(({ flags }) => flags))).toEqual(new Set(['not_enrolled']))
  })
  test('that names strangers is refused with their number, and nothing of it is recorded', async () => {
    const member = await join(world, await world.player('李'), world.org.east)
    const young = await enrolled(world, '王', event)
    const stranger = await join(world, await world.player('林'), world.org.south)
    world.now = START
    const nobody = { ...stranger, id: world.ids.uuid(world.now) }
    const answer = await world.ask(world.officer, 'attendance.record', {
      eventId: event.id,
      entries: rollCall(world, [member, young, stranger, nobody]),
    })
    expect(answer).toMatchObject({ ok: false, code: 'not_on_list', params: { n: 2 } })
    expect(await attendancesOf(world, event)).toEqual([])
    expect(await scansOf(world, event)).toEqual([])
    expect(await codeOf(rollCall(world, [member, young]))).toBe('ok')
  })
  test('who belongs to what is below the organization may be named, who belongs above or beside may not', async () => {
    world.now = START - DAY_MS
    const below = await join(world, await world.player('下'), world.org.east)
    const above = await join(world, await world.player('上'), world.org.county)
    world.now = START
    expect(await codeOf(rollCall(world, [below]))).toBe('ok')
    expect(await codeOf(rollCall(world, [above]))).toBe('not_on_list')
  })
  test('who has left the organization is not on the list any more', async () => {
    const gone = await join(world, await world.player('转走'), world.org.east)
    await world.database.kysely
      .updateTable('membership')
      .set({ until_at: new Date(START) })
      .where('person_id', '=', gone.id)
      .execute()
    world.now = START
    expect(await codeOf(rollCall(world, [gone]))).toBe('not_on_list')
  })
})

describe('a tap in the list and a sheet of paper', () => {
  test('a tap needs its reason, which is kept', async () => {
    const young = await enrolled(world, '李', event)
    world.now = START
    const tap = { by: 'manual', personId: young.id } as const
    expect(await codeOf([entry(world, tap)])).toBe('reason_needed')
    expect(await codeOf([entry(world, { ...tap, reason: '   ' })])).toBe('reason_needed')
    expect(await codeOf([entry(world, { ...tap, reason: '手机没电' })])).toBe('ok')
    expect(await scansOf(world, event)).toMatchObject([{ assurance: 'manual', reason: '手机没电' }])
  })
  test('paper needs a photographed sheet of this event', async () => {
    const young = await enrolled(world, '李', event)
    const other = await world.publish()
    world.now = START
    const line = rollCall(world, [young], { by: 'paper' })
    const add = (eventId: string, kind: 'group_photo' | 'paper_sheet') =>
      world.call(world.officer, 'attendance.addEvidence', { eventId, kind, picture: PICTURE })
    await add(other.id, 'paper_sheet')
    await add(event.id, 'group_photo')
    expect(await codeOf(line)).toBe('evidence_needed')
    await add(event.id, 'paper_sheet')
    expect(await codeOf(line)).toBe('ok')
  })
})

describe('time', () => {
  test('nobody is signed in before the window, after the end, in the future or out of a delivery older than a week', async () => {
    const young = await enrolled(world, '李', event)
    const at = (moment: number) => rollCall(world, [young], { at: moment })
    world.now = event.endsAt + HOUR_MS
    expect(await codeOf(at(START - 31 * MINUTE_MS))).toBe('too_early')
    expect(await codeOf(at(event.endsAt + 1))).toBe('sign_in_closed')
    expect(await codeOf(at(world.now + 2 * MINUTE_MS))).toBe('invalid_time')
    world.now = START + 7 * DAY_MS + 1
    expect(await codeOf(at(START))).toBe('invalid_time')
    expect(await attendancesOf(world, event)).toEqual([])
  })
  test('a phone whose clock is a little ahead signs in now, not in the future', async () => {
    const young = await enrolled(world, '李', event)
    world.now = START
    expect(await record(rollCall(world, [young], { at: START + 50_000 }))).toMatchObject({ entries: [{ at: START }] })
  })
  test('a cancelled event takes nothing', async () => {
    const young = await enrolled(world, '李', event)
    await world.call(world.officer, 'events.cancel', { eventId: event.id, reason: '停电了' })
    world.now = START
    expect(await codeOf(rollCall(world, [young]))).toBe('event_cancelled')
  })
})

describe('signing out', () => {
  test('by pass, after signing in; the latest leaving counts', async () => {
    const young = await enrolled(world, '李', event)
    const pass = await passOf(world, young)
    world.now = START
    expect(await codeOf([entry(world, { pass, purpose: 'sign_out' })])).toBe('not_signed_in')
    await record([entry(world, { pass })])
    world.now = START + HOUR_MS
    expect(await record([entry(world, { pass, purpose: 'sign_out' })])).toMatchObject({
      entries: [{ outcome: 'signed_out', at: world.now }],
    })
    world.now = START + 2 * HOUR_MS
    await record([entry(world, { pass, purpose: 'sign_out', at: START + 90 * MINUTE_MS })])
    await record([entry(world, { pass, purpose: 'sign_out', at: START + 80 * MINUTE_MS })])
    expect(await attendancesOf(world, event)).toMatchObject([
      { signed_out_at: START + 90 * MINUTE_MS, out_assurance: 'pass', delayed: true, confirmed_by: world.officer.id },
    ])
    expect(await linesOf()).toMatchObject([{ state: 'left' }])
  })
  test('one delivery may bring both, of a whole day without a network', async () => {
    const [one, two] = [await enrolled(world, '李', event), await enrolled(world, '王', event)]
    world.now = event.endsAt + DAY_MS
    const day = [...rollCall(world, [one, two], { at: START }), ...rollCall(world, [two, one], { at: event.endsAt, purpose: 'sign_out' })]
    expect((await record(day)).entries.map(({ outcome }) => outcome)).toEqual(['signed_in', 'signed_in', 'signed_out', 'signed_out'])
    expect(await attendancesOf(world, event)).toMatchObject([{ signed_out_at: event.endsAt }, { signed_out_at: event.endsAt }])
  })
  test('an officer who saw the leaving does not confirm a delayed arrival by it', async () => {
    const young = await enrolled(world, '李', event)
    const code = await world.codeAt(event, START)
    world.now = START + HOUR_MS
    await world.call(young, 'attendance.scan', { code, delivery: 'stored' })
    world.now = event.endsAt + HOUR_MS
    await record(rollCall(world, [young], { at: event.endsAt, purpose: 'sign_out' }))
    expect(await attendancesOf(world, event)).toMatchObject([{ delayed: true, confirmed_at: null, signed_out_at: event.endsAt }])
    expect(await linesOf()).toMatchObject([{ state: 'pending' }])
  })
})

describe('several at once', () => {
  test('who is signed in already keeps the first result, whoever comes second', async () => {
    const young = await enrolled(world, '李', event)
    const pass = await passOf(world, young)
    world.now = START
    await world.scan(young, event)
    const first = (await attendancesOf(world, event))[0]!.signed_in_at
    world.now = START + MINUTE_MS
    expect(await record([entry(world, { pass })])).toMatchObject({ entries: [{ outcome: 'repeat', at: first }] })
    expect(await attendancesOf(world, event)).toMatchObject([{ assurance: 'code' }])
    expect((await scansOf(world, event)).filter((scan) => scan.by_id)).toMatchObject([{ answer: { kind: 'repeat' } }])
  })
  test('two officers who scan one person at the same time make one attendance and a flag', async () => {
    const helper = await world.grant(await world.player('张'), 'helper', null, event.id)
    const people = await Promise.all(Array.from({ length: 12 }, (_, n) => enrolled(world, `青年${n}`, event)))
    const passes = await Promise.all(people.map((one) => passOf(world, one)))
    world.now = START
    const both = passes.map((pass) => entry(world, { pass }))
    const [mine, theirs] = await Promise.all([record(both), record([...both].reverse(), helper)])
    const outcomes = [...mine.entries, ...theirs.entries].map(({ outcome }) => outcome)
    expect(outcomes.filter((outcome) => outcome === 'signed_in')).toHaveLength(12)
    expect(outcomes.filter((outcome) => outcome === 'repeat')).toHaveLength(12)
    expect(await attendancesOf(world, event)).toHaveLength(12)
    expect((await linesOf()).map(({ flags }) => flags)).toEqual(people.map(() => ['two_officers']))
  })
  test('one officer who signs in and another who signs out is no flag, nor is one officer twice', async () => {
    const helper = await world.grant(await world.player('张'), 'helper', null, event.id)
    const young = await enrolled(world, '李', event)
    world.now = START
    await record(rollCall(world, [young]))
    await record(rollCall(world, [young]))
    world.now = event.endsAt
    await record(rollCall(world, [young], { purpose: 'sign_out' }), helper)
    expect(await linesOf()).toMatchObject([{ flags: [] }])
  })
  test('the same delivery again gets the same answer and records nothing more', async () => {
    const young = await enrolled(world, '李', event)
    world.now = START
    const nonce = someNonce()
    const entries = rollCall(world, [young])
    const first = await record(entries, world.officer, nonce)
    world.now += HOUR_MS
    expect(await record(entries, world.officer, nonce)).toEqual(first)
    expect(await scansOf(world, event)).toHaveLength(1)
  })
  test('a nonce that somebody else has used is refused, and nothing is recorded by it', async () => {
    const helper = await world.grant(await world.player('张'), 'helper', null, event.id)
    const [one, two] = [await enrolled(world, '李', event), await enrolled(world, '王', event)]
    world.now = START
    const nonce = someNonce()
    await record(rollCall(world, [one]), world.officer, nonce)
    expect(await codeOf(rollCall(world, [two]), helper, nonce)).toBe('nonce_reused')
    expect(await attendancesOf(world, event)).toHaveLength(1)
  })
  test('who leaves the event at the same moment is either signed in or not enrolled, never both gone and named', async () => {
    for (let round = 0; round < 8; round += 1) {
      world.now = START - HOUR_MS
      const young = await enrolled(world, `青年${round}`, event)
      world.now = START - 10 * MINUTE_MS
      const [called, left] = await Promise.all([
        codeOf(rollCall(world, [young])),
        world.codeOf(young, 'events.leave', { eventId: event.id, reason: '生病' }),
      ])
      expect([
        ['ok', 'already_signed_in'],
        ['not_on_list', 'ok'],
      ]).toContainEqual([called, left])
    }
  })
})

describe('who may', () => {
  test('the officer of another organization finds nothing, nor does a helper of another event', async () => {
    const young = await enrolled(world, '李', event)
    const other = await world.publish()
    const helper = await world.grant(await world.player('张'), 'helper', null, other.id)
    world.now = START
    expect(await codeOf(rollCall(world, [young]), world.stranger)).toBe('not_found')
    expect(await codeOf(rollCall(world, [young]), helper)).toBe('not_found')
    expect(await codeOf(rollCall(world, [young]), young)).toBe('not_found')
    expect(await attendancesOf(world, event)).toEqual([])
  })
})
