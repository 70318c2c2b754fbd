import { fromBase64url } from '@core/rules/shared/bytes'
import { codeFor } from '@core/rules/attendance/code-mac'
import { stepOf } from '@core/rules/attendance/code'
import { readPass } from '@core/rules/attendance/pass'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@core/rules/shared/calendar'
import { START, World, type Player, type WorldEvent } from '../../../tests/fakes/world'
import { enrolled, entry, join, passOf, PICTURE, rollCall } from './_door'

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

const openings = (name: string) =>
  world.database.kysely.selectFrom('command').select(['actor_id', 'subject']).where('name', '=', name).execute()

describe('我的码', () => {
  test('is good for a week from when it was fetched, and carries the name', async () => {
    const young = await world.player('李晓雨')
    world.now += 345
    const mine = await world.call(young, 'attendance.pass', {})
    expect(mine).toMatchObject({ name: '李晓雨', pass: expect.stringMatching(/^https:\/\/qn\.example\/q\/p\//) })
    expect(mine.expiresAt).toBe(world.now - 345 + 7 * DAY_MS)
    const { passKeys } = await world.call(world.officer, 'attendance.doorPack', { eventId: event.id })
    expect(readPass(mine.pass, passKeys, world.now)).toEqual({
      ok: true,
      personId: young.id,
      name: '李晓雨',
      kind: 'pass',
      expiresAt: mine.expiresAt,
    })
  })
})

describe('the list at the door', () => {
  test('says who said 「来」, before and after they are here', async () => {
    const [sure, silent] = [await enrolled(world, '安', event), await enrolled(world, '白', event)]
    world.now = START - 20 * HOUR_MS
    await world.call(sure, 'events.coming', { eventId: event.id, coming: true })
    const lines = async () => (await world.call(world.officer, 'attendance.door', { eventId: event.id })).items
    expect(await lines()).toMatchObject([
      { name: '安', state: 'expected', coming: true },
      { name: '白', state: 'expected', coming: false },
    ])
    world.now = START
    await world.call(world.officer, 'attendance.record', { eventId: event.id, entries: rollCall(world, [sure, silent]) })
    expect((await lines()).map(({ name, coming }) => [name, coming]).sort()).toEqual([
      ['安', true],
      ['白', false],
    ])
  })
})

describe('what a phone carries', () => {
  test('turns the screen, checks passes and names everybody, without a network; the opening is logged', async () => {
    const young = await enrolled(world, '李', event)
    const member = await join(world, await world.player('王'), world.org.east)
    await join(world, young, world.org.east)
    await join(world, await world.player('外'), world.org.south)
    const { pack, passKeys, now } = await world.call(world.officer, 'attendance.doorPack', { eventId: event.id })
    expect(now).toBe(world.now)
    expect(pack).toMatchObject({ walkIns: true, lines: [{ personId: young.id, name: '李', state: 'expected' }] })
    expect(pack.members).toContainEqual({ personId: member.id, name: '王' })
    expect(pack.members.map(({ name }) => name)).not.toContain('李')
    expect(pack.members.map(({ name }) => name)).not.toContain('外')
    expect(passKeys).toHaveLength(1)
    world.now = START
    const code = codeFor(fromBase64url(pack.screen.secret)!, 'sign_in', event, stepOf(START))
    expect(await world.call(young, 'attendance.scan', { code, delivery: 'live' })).toMatchObject({ outcome: 'signed_in' })
    expect(await openings('attendance.doorPack')).toContainEqual({ actor_id: world.officer.id, subject: event.id })
  })
  test('a cancelled event has no pack', async () => {
    await world.call(world.officer, 'events.cancel', { eventId: event.id, reason: '停电了' })
    expect(await world.codeOf(world.officer, 'attendance.doorPack', { eventId: event.id })).toBe('not_found')
  })
  test('下乡包: the events of one day, of the organization and below, and of no other', async () => {
    const day = START + 30 * DAY_MS
    const on = (startsAt: number, title: string, by = world.officer, homeId = world.home.east) =>
      world.publish({ title, startsAt, endsAt: startsAt + HOUR_MS, homeId }, by)
    world.now = START
    await on(day - 14 * HOUR_MS - MINUTE_MS, '前一天的')
    await on(day - 14 * HOUR_MS, '零点的')
    await on(day, '下午的')
    await on(day + 10 * HOUR_MS, '后一天的')
    await on(day, '别处的', world.stranger, world.home.south)
    const gone = await on(day, '取消的')
    await world.call(world.officer, 'events.cancel', { eventId: gone.id, reason: '停电了' })
    const titles = async (player: Player, orgId: string) =>
      (await world.call(player, 'attendance.fieldPack', { orgId, day: '2026-12-21' })).packs.map(({ screen }) => screen.title)
    expect(await titles(world.officer, world.org.east)).toEqual(['零点的', '下午的'])
    expect((await titles(world.secretary, world.org.county)).sort()).toEqual(['零点的', '下午的', '别处的'].sort())
    expect((await openings('attendance.fieldPack')).map(({ subject }) => subject)).toContain(world.org.east)
    expect(await world.codeOf(world.stranger, 'attendance.fieldPack', { orgId: world.org.east, day: '2026-12-21' })).toBe('not_found')
  })
  test('an unreviewed event is in no pack', async () => {
    await world.database.kysely.updateTable('event').set({ status: 'in_review' }).where('event_id', '=', event.id).execute()
    expect(await world.codeOf(world.officer, 'attendance.doorPack', { eventId: event.id })).toBe('not_found')
    const { packs } = await world.call(world.officer, 'attendance.fieldPack', { orgId: world.org.east, day: '2026-11-21' })
    expect(packs.map(({ screen }) => screen.eventId)).not.toContain(event.id)
  })
})

describe('photographs of who was there', () => {
  test('are kept, listed and shown to whoever holds the door, and to nobody else', async () => {
    const { id } = await world.call(world.officer, 'attendance.addEvidence', {
      eventId: event.id,
      kind: 'group_photo',
      picture: PICTURE,
      note: '开场合影',
    })
    expect(await world.call(world.officer, 'attendance.evidence', { eventId: event.id })).toEqual({
      items: [{ id, kind: 'group_photo', note: '开场合影', by: '陈静', at: world.now }],
    })
    const picture = { eventId: event.id, evidenceId: id }
    expect(await world.call(world.officer, 'attendance.evidencePicture', picture)).toEqual({ mime: 'image/png', base64: PICTURE })
    const young = await enrolled(world, '李', event)
    for (const other of [world.stranger, young]) {
      expect(await world.codeOf(other, 'attendance.evidencePicture', picture)).toBe('not_found')
      expect(await world.codeOf(other, 'attendance.evidence', { eventId: event.id })).toBe('not_found')
    }
  })
  test('of one event are not found by way of another', async () => {
    const { id } = await world.call(world.officer, 'attendance.addEvidence', { eventId: event.id, kind: 'group_photo', picture: PICTURE })
    const other = await world.publish({ homeId: world.home.south }, world.stranger)
    expect(await world.codeOf(world.stranger, 'attendance.evidencePicture', { eventId: other.id, evidenceId: id })).toBe('not_found')
    expect(await world.call(world.stranger, 'attendance.evidence', { eventId: other.id })).toEqual({ items: [] })
  })
  test('a file that is no picture, or too large a one, is refused; so is one for a cancelled event', async () => {
    const add = (picture: string) =>
      world.codeOf(world.officer, 'attendance.addEvidence', { eventId: event.id, kind: 'paper_sheet', picture })
    expect(await add(Buffer.from('<script>alert(1)</script>').toString('base64'))).toBe('not_a_picture')
    const large = Buffer.concat([Buffer.from(PICTURE, 'base64'), Buffer.alloc(300 * 1024)])
    expect(await add(large.toString('base64'))).toBe('picture_too_large')
    await world.call(world.officer, 'events.cancel', { eventId: event.id, reason: '停电了' })
    expect(await add(PICTURE)).toBe('event_not_open')
    expect(await world.call(world.officer, 'attendance.evidence', { eventId: event.id })).toEqual({ items: [] })
  })
  test('are never changed and never removed, not even in the database', async () => {
    await world.call(world.officer, 'attendance.addEvidence', { eventId: event.id, kind: 'group_photo', picture: PICTURE })
    const { kysely } = world.database
    await expect(kysely.deleteFrom('evidence').where('event_id', '=', event.id).execute()).rejects.toThrow()
    await expect(kysely.updateTable('evidence').set({ note: '改' }).where('event_id', '=', event.id).execute()).rejects.toThrow()
  })
})

describe('helpers', () => {
  const appoint = (who: { personId?: string; pass?: string }, by = world.officer) =>
    world.call(by, 'attendance.appointHelper', { eventId: event.id, ...who })
  const appointCode = (who: { personId?: string; pass?: string }, by = world.officer) =>
    world.codeOf(by, 'attendance.appointHelper', { eventId: event.id, ...who })

  test('one of those enrolled is asked, is told, and may hold the door of this event alone', async () => {
    const young = await enrolled(world, '李', event)
    const other = await world.publish()
    expect(await world.codeOf(young, 'attendance.door', { eventId: event.id })).toBe('not_found')
    expect(await appoint({ personId: young.id })).toEqual({ items: [{ personId: young.id, name: '李', since: world.now }] })
    expect(await world.codeOf(young, 'attendance.door', { eventId: event.id })).toBe('ok')
    expect(await world.codeOf(young, 'attendance.door', { eventId: other.id })).toBe('not_found')
    expect(await world.codeOf(young, 'events.closing', { eventId: event.id })).toBe('not_found')
    expect(await world.messagesOf(young)).toContain('helper_appointed')
  })
  test('asking twice changes nothing and tells nobody twice', async () => {
    const young = await enrolled(world, '李', event)
    await appoint({ personId: young.id })
    await Promise.all([appoint({ personId: young.id }), appoint({ personId: young.id })])
    expect((await world.call(world.officer, 'attendance.helpers', { eventId: event.id })).items).toHaveLength(1)
    expect((await world.messagesOf(young)).filter((kind) => kind === 'helper_appointed')).toHaveLength(1)
  })
  test('who shows 我的码 need not be enrolled; a printed card, a stale or a forged pass will not do', async () => {
    const guest = await world.player('王')
    const pass = await passOf(world, guest)
    expect(await appointCode({ pass: pass.replace('/q/p/', '/q/c/') })).toBe('pass_invalid')
    expect(await appointCode({ pass: 'https://health.example/1' })).toBe('pass_unreadable')
    expect(await appointCode({ personId: guest.id })).toBe('not_on_list')
    expect(await appoint({ pass })).toMatchObject({ items: [{ personId: guest.id, name: '王' }] })
    const late = await world.player('林')
    world.now = START - 7 * DAY_MS
    const stale = await passOf(world, late)
    world.now = START + MINUTE_MS
    expect(await appointCode({ pass: stale })).toBe('pass_expired')
  })
  test('a helper may help until a day after the end', async () => {
    const young = await enrolled(world, '李', event)
    await appoint({ personId: young.id })
    world.now = event.endsAt + DAY_MS - 1
    expect(await world.codeOf(young, 'attendance.door', { eventId: event.id })).toBe('ok')
    world.now = event.endsAt + DAY_MS
    expect(await world.codeOf(young, 'attendance.door', { eventId: event.id })).toBe('not_found')
    expect((await world.call(world.officer, 'attendance.helpers', { eventId: event.id })).items).toEqual([])
    expect(await appointCode({ personId: young.id })).toBe('event_not_open')
  })
  test('a helper who is thanked may do nothing more; what they recorded stays', async () => {
    const [helper, young] = [await enrolled(world, '李', event), await enrolled(world, '王', event)]
    await appoint({ personId: helper.id })
    world.now = START
    await world.call(helper, 'attendance.record', { eventId: event.id, entries: [entry(world, { pass: await passOf(world, young) })] })
    await world.call(world.officer, 'attendance.dismissHelper', { eventId: event.id, personId: helper.id })
    expect(await world.codeOf(helper, 'attendance.door', { eventId: event.id })).toBe('not_found')
    expect((await world.call(world.officer, 'attendance.door', { eventId: event.id })).arrivedCount).toBe(1)
  })
  test('when the event moves, its helpers move with it', async () => {
    const young = await enrolled(world, '李', event)
    await appoint({ personId: young.id })
    const form = await world.call(world.officer, 'events.form', { eventId: event.id })
    const moved = { startsAt: event.startsAt + 7 * DAY_MS, endsAt: event.endsAt + 7 * DAY_MS }
    await world.call(world.officer, 'events.edit', { ...form, ...moved, eventId: event.id })
    world.now = moved.endsAt + HOUR_MS
    expect(await world.codeOf(young, 'attendance.door', { eventId: event.id })).toBe('ok')
    world.now = moved.endsAt + DAY_MS
    expect(await world.codeOf(young, 'attendance.door', { eventId: event.id })).toBe('not_found')
  })
  test('neither a helper nor the officer of another organization appoints helpers', async () => {
    const [helper, young] = [await enrolled(world, '李', event), await enrolled(world, '王', event)]
    await appoint({ personId: helper.id })
    expect(await appointCode({ personId: young.id }, helper)).toBe('not_found')
    expect(await appointCode({ personId: young.id }, world.stranger)).toBe('not_found')
    expect(await world.codeOf(world.stranger, 'attendance.dismissHelper', { eventId: event.id, personId: helper.id })).toBe('not_found')
  })
})
