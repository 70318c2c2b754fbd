import { sql } from 'kysely'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@core/rules/shared/calendar'
import { createSecrecy } from '@cloud/services/secrecy'
import { START, World, type Player, type WorldSession } from '../../../tests/fakes/world'
import { book, bookingOf, listOf, receive } from './_guests'

let world: World
let session: WorldSession
let colleague: Player
beforeEach(async () => {
  world = await World.open()
  session = await world.session()
  colleague = await world.grant(await world.player('周同事'), 'officer', world.org.east)
})
afterEach(() => world.close())

const toDoor = () => {
  world.now = START
}

describe('the list', () => {
  test('says who comes when with what, by slot', async () => {
    const [one, two] = (await world.players(2)) as [Player, Player]
    await book(world, one, session, { slotNo: 2, topic: 'study', question: '想转专业' })
    await book(world, two, session, { slotNo: 1, question: '想开一家店' })
    const { session: card, items } = await world.call(world.officer, 'sessions.reception', { sessionId: session.id })
    expect(card).toMatchObject({ id: session.id, host: { name: '陈静' }, free: 1 })
    expect(items).toMatchObject([
      { name: '青年1', slotNo: 1, startsAt: START, question: '想开一家店', state: 'booked', walkIn: false, earlier: [] },
      { name: '青年0', slotNo: 2, startsAt: START + 20 * MINUTE_MS, topic: 'study', question: '想转专业' },
    ])
  })

  test('that stays open leaves one line of the audit log in ten minutes: per officer and session, and what it shows is of now', async () => {
    const [one] = (await world.players(1)) as [Player]
    const look = (officer: Player, sessionId = session.id) => world.call(officer, 'sessions.reception', { sessionId })
    const lines = async () => {
      const { rows } = await world.database.pool.query<{ n: number }>(
        `select count(*)::int as n from command where name = 'sessions.reception'`,
      )
      return rows[0]!.n
    }
    world.now = START - HOUR_MS
    expect((await look(world.officer)).items).toEqual([])
    await book(world, one, session)
    world.now += 10 * MINUTE_MS - 1
    expect((await look(world.officer)).items).toHaveLength(1)
    await Promise.all([look(world.officer), look(world.officer)])
    expect(await lines()).toBe(1)
    await look(colleague)
    await look(world.officer, (await world.session({ startsAt: START + DAY_MS })).id)
    expect(await lines()).toBe(3)
    world.now += 1
    await look(world.officer)
    expect(await lines()).toBe(4)
  })

  test('is for officers of the very organization: not for those above, beside, or anybody else', async () => {
    const [one] = (await world.players(1)) as [Player]
    await book(world, one, session)
    for (const other of [world.secretary, world.stranger, one, null])
      expect(await world.codeOf(other, 'sessions.reception', { sessionId: session.id })).toBe(other ? 'not_found' : 'not_logged_in')
    expect(await world.codeOf(colleague, 'sessions.reception', { sessionId: session.id })).toBe('ok')
  })

  test('who looked is written down', async () => {
    await listOf(world, colleague, session)
    const { rows } = await sql<{ actor: string; subject: string }>`
      select actor_id as actor, subject from command where name = 'sessions.reception'`.execute(world.database.kysely)
    expect(rows).toEqual([{ actor: colleague.id, subject: session.id }])
  })

  test('leaves out who cancelled in time, and shows who did so late', async () => {
    const [intime, late] = (await world.players(2)) as [Player, Player]
    await book(world, intime, session, { slotNo: 1, question: '早说的' })
    await book(world, late, session, { slotNo: 2, question: '晚说的' })
    await world.call(intime, 'sessions.cancelBooking', { sessionId: session.id })
    world.now = START - HOUR_MS
    await world.call(late, 'sessions.cancelBooking', { sessionId: session.id })
    expect((await listOf(world, world.officer, session)).map(({ question, state }) => [question, state])).toEqual([['晚说的', 'cancelled']])
  })

  test('reads what is sealed at rest, and nothing of it lies open in the database', async () => {
    const [one] = (await world.players(1)) as [Player]
    const key = Buffer.alloc(32, 7)
    const dispatch = world.dispatchWith({ dataKeys: [key] })
    const sealed = createSecrecy([key])
    const ask = (player: Player, name: string, input: object) =>
      dispatch({
        envelope: { name, input, nonce: world.ids.secret(16), device: player.device, token: player.token },
        openid: null,
        address: null,
        requestId: 'test',
      })
    expect(await ask(one, 'sessions.book', { sessionId: session.id, slotNo: 1, topic: 'work', question: '欠薪怎么办' })).toMatchObject({
      ok: true,
    })
    const { rows } = await sql<{ question: string }>`select question_enc as question from booking`.execute(world.database.kysely)
    expect(rows[0]!.question).not.toContain('欠薪')
    expect(sealed.open(rows[0]!.question)).toBe('欠薪怎么办')
    const answer = await ask(world.officer, 'sessions.reception', { sessionId: session.id })
    expect(answer).toMatchObject({ ok: true, data: { items: [{ question: '欠薪怎么办' }] } })
  })
})

describe('who wishes to stay unnamed', () => {
  test('is 匿名青年 to every officer but the host, and no id of theirs is in the answer', async () => {
    const [one] = (await world.players(1)) as [Player]
    await book(world, one, session, { anonymous: true })
    for (const [officer, name] of [
      [world.officer, '青年0'],
      [colleague, '匿名青年'],
    ] as const) {
      const items = await listOf(world, officer, session)
      expect(items).toMatchObject([{ name, anonymous: true, question: '想开一家店' }])
      expect(JSON.stringify(items)).not.toContain(one.id)
    }
  })

  test('is known to whoever takes over, and to the former host no more', async () => {
    const [one] = (await world.players(1)) as [Player]
    await book(world, one, session, { anonymous: true })
    await sql`update duty_session set host_id = ${colleague.id} where session_id = ${session.id}`.execute(world.database.kysely)
    expect(await listOf(world, colleague, session)).toMatchObject([{ name: '青年0' }])
    expect(await listOf(world, world.officer, session)).toMatchObject([{ name: '匿名青年' }])
  })

  test('has no earlier matters but for the host', async () => {
    const [one] = (await world.players(1)) as [Player]
    await book(world, one, session, { question: '第一次来' })
    toDoor()
    await receive(world, await bookingOf(world, session, '第一次来'))
    const next = await world.session({ startsAt: START + 7 * DAY_MS })
    await book(world, one, next, { question: '又来了', anonymous: true })
    expect((await listOf(world, world.officer, next))[0]!.earlier).toMatchObject([{ question: '第一次来', record: '说了怎么申请' }])
    expect((await listOf(world, colleague, next))[0]!.earlier).toEqual([])
  })

  test('is not given away later: what they asked unnamed stands under their name for its host alone', async () => {
    const [one] = (await world.players(1)) as [Player]
    await book(world, one, session, { question: '不想让人知道', anonymous: true })
    toDoor()
    await receive(world, await bookingOf(world, session, '不想让人知道'))
    const next = await world.session({ startsAt: START + 7 * DAY_MS, host: colleague })
    await book(world, one, next, { question: '这次没关系' })
    expect(await listOf(world, colleague, next)).toMatchObject([{ name: '青年0', earlier: [] }])
    expect((await listOf(world, world.officer, next))[0]!.earlier).toMatchObject([{ question: '不想让人知道' }])
  })

  test('stays unnamed when they show their pass, and when they cancel and come all the same', async () => {
    const [one, two] = (await world.players(2)) as [Player, Player]
    await book(world, one, session, { anonymous: true })
    await book(world, two, session, { slotNo: 2, anonymous: true, question: '还是来吧' })
    await world.call(two, 'sessions.cancelBooking', { sessionId: session.id })
    toDoor()
    const { pass } = await world.call(one, 'attendance.pass', {})
    expect(await world.call(colleague, 'sessions.checkInByPass', { sessionId: session.id, pass })).toMatchObject({ name: '匿名青年' })
    expect(await world.call(world.officer, 'sessions.checkInByPass', { sessionId: session.id, pass })).toMatchObject({ name: '青年0' })
    const again = {
      sessionId: session.id,
      pass: (await world.call(two, 'attendance.pass', {})).pass,
      name: null,
      topic: 'life',
      question: '',
    } as const
    expect(await world.call(colleague, 'sessions.walkIn', again)).toMatchObject({ name: '匿名青年' })
    expect((await listOf(world, colleague, session)).map(({ name }) => name)).toEqual(['匿名青年', '匿名青年'])
  })
})

describe('earlier matters', () => {
  test('are at most five, the newest first, of the same organization, and only of who came', async () => {
    const [one] = (await world.players(1)) as [Player]
    for (let week = 0; week < 8; week += 1) {
      const past = await world.session({ startsAt: START + week * 7 * DAY_MS, ...(week === 6 && { at: 'south' as const }) })
      world.now = past.startsAt - DAY_MS
      await book(world, one, past, { question: `第${week}次` })
      world.now = past.startsAt
      const officer = week === 6 ? world.stranger : world.officer
      if (week === 7) await world.call(one, 'sessions.cancelBooking', { sessionId: past.id })
      else await receive(world, await bookingOf(world, past, `第${week}次`, officer), `记${week}`, officer)
    }
    const today = await world.session({ startsAt: START + 70 * DAY_MS })
    world.now = today.startsAt - DAY_MS
    await book(world, one, today)
    const [line] = await listOf(world, world.officer, today)
    expect(line!.earlier.map(({ question, record, state }) => [question, record, state])).toEqual(
      [5, 4, 3, 2, 1].map((week) => [`第${week}次`, `记${week}`, 'answered']),
    )
  })
})

describe('from booked to answered', () => {
  let one: Player
  let booking: { sessionId: string; bookingId: string }
  beforeEach(async () => {
    ;[one] = (await world.players(1)) as [Player]
    await book(world, one, session)
    booking = await bookingOf(world, session)
    toDoor()
  })
  const line = async () => (await listOf(world, world.officer, session))[0]!

  test('checked in, received, answered, each with its time', async () => {
    await world.call(world.officer, 'sessions.checkIn', booking)
    expect(await line()).toMatchObject({ state: 'checked_in', checkedInAt: START, metAt: null })
    world.now += MINUTE_MS
    await world.call(colleague, 'sessions.start', booking)
    expect(await line()).toMatchObject({ state: 'met', checkedInAt: START, metAt: START + MINUTE_MS, finishedAt: null })
    world.now += MINUTE_MS
    await world.call(world.officer, 'sessions.finish', { ...booking, record: '说了怎么申请' })
    expect(await line()).toMatchObject({
      state: 'answered',
      metAt: START + MINUTE_MS,
      finishedAt: START + 2 * MINUTE_MS,
      record: '说了怎么申请',
    })
  })

  test('whoever is simply received is checked in by that', async () => {
    await world.call(world.officer, 'sessions.start', booking)
    expect(await line()).toMatchObject({ state: 'met', checkedInAt: START, metAt: START })
  })

  test('any other step says that the state has changed', async () => {
    const { officer } = world
    expect(await world.codeOf(officer, 'sessions.finish', { ...booking, record: '' })).toBe('booking_state_wrong')
    expect(await world.codeOf(officer, 'sessions.excuse', booking)).toBe('booking_state_wrong')
    await world.call(officer, 'sessions.start', booking)
    for (const step of ['sessions.checkIn', 'sessions.start'] as const)
      expect(await world.codeOf(officer, step, booking)).toBe('booking_state_wrong')
    await world.call(officer, 'sessions.finish', { ...booking, record: '' })
    expect(await world.codeOf(officer, 'sessions.finish', { ...booking, record: '再写' })).toBe('booking_state_wrong')
  })

  test('too early, too late, and what was begun is finished when there is time', async () => {
    const { officer } = world
    world.now = START - HOUR_MS - 1
    for (const step of ['sessions.checkIn', 'sessions.start'] as const) expect(await world.codeOf(officer, step, booking)).toBe('too_early')
    world.now = session.endsAt + 30 * MINUTE_MS
    for (const step of ['sessions.checkIn', 'sessions.start'] as const)
      expect(await world.codeOf(officer, step, booking)).toBe('session_over')
    world.now -= 1
    await world.call(officer, 'sessions.start', booking)
    world.now += DAY_MS
    expect(await world.codeOf(officer, 'sessions.finish', { ...booking, record: '晚点补上' })).toBe('ok')
  })

  test('a booking of another session is nobody’s here, and nothing happens to it', async () => {
    const other = await world.session({ startsAt: START })
    for (const step of ['sessions.checkIn', 'sessions.start', 'sessions.excuse'] as const)
      expect(await world.codeOf(world.officer, step, { ...booking, sessionId: other.id })).toBe('not_found')
    expect(await line()).toMatchObject({ state: 'booked' })
  })

  test.each(['sessions.checkIn', 'sessions.start'] as const)(
    'of two officers who press %s at once one is told that it is done',
    async (step) => {
      const codes = await Promise.all([world.officer, colleague].map((officer) => world.codeOf(officer, step, booking)))
      expect(codes.sort()).toEqual(['booking_state_wrong', 'ok'])
    },
  )

  test('two records at once: one is kept, whole', async () => {
    await world.call(world.officer, 'sessions.start', booking)
    const records = ['甲写的', '乙写的']
    const codes = await Promise.all(
      [world.officer, colleague].map((officer, at) => world.codeOf(officer, 'sessions.finish', { ...booking, record: records[at]! })),
    )
    expect((await line()).record).toBe(records[codes.indexOf('ok')])
    expect(codes.sort()).toEqual(['booking_state_wrong', 'ok'])
  })

  test('cancelling and checking in at once: one of them happened', async () => {
    const [cancelled, checkedIn] = await Promise.all([
      world.codeOf(one, 'sessions.cancelBooking', { sessionId: session.id }),
      world.codeOf(world.officer, 'sessions.checkIn', booking),
    ])
    expect([
      ['ok', 'booking_state_wrong', 'cancelled'],
      ['booking_begun', 'ok', 'checked_in'],
    ]).toContainEqual([cancelled, checkedIn, (await line()).state])
  })
})
