import { stepOf } from '@core/rules/attendance/code'
import { dutyCodeFor } from '@core/rules/sessions/duty-code-mac'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@core/rules/shared/calendar'
import { START, World, type Player, type WorldSession } from '../../../tests/fakes/world'
import { book, bookingOf, listOf } from './_guests'

let world: World
let session: WorldSession
let one: Player
beforeEach(async () => {
  world = await World.open()
  session = await world.session()
  ;[one] = (await world.players(1)) as [Player]
})
afterEach(() => world.close())

/** What the phone of whoever receives shows at an instant, by the secret that it was given. */
async function codeAt(at = world.now, of = session): Promise<string> {
  const { secret, code } = await world.call(world.officer, 'sessions.openCode', { sessionId: of.id })
  return dutyCodeFor(Buffer.from(secret, 'base64url'), { id: of.id, code }, stepOf(at))
}
const scan = async (player: Player, code: string) => world.codeOf(player, 'sessions.checkInByCode', { code })

describe('by the code that turns', () => {
  beforeEach(async () => {
    await book(world, one, session)
    world.now = START
  })

  test('one scan and they are here', async () => {
    const answer = await world.call(one, 'sessions.checkInByCode', { code: `https://qn.example/q/${await codeAt()}` })
    expect(answer).toEqual({ sessionId: session.id, name: '青年0', hostName: '陈静', startsAt: START })
    expect(await listOf(world, world.officer, session)).toMatchObject([{ state: 'checked_in', checkedInAt: START }])
  })

  test('a second scan gets the first result, while they wait, are received, and afterwards', async () => {
    const first = await world.call(one, 'sessions.checkInByCode', { code: await codeAt() })
    world.now += MINUTE_MS
    const booking = await bookingOf(world, session)
    for (const step of ['sessions.start', 'sessions.finish'] as const) {
      expect(await world.call(one, 'sessions.checkInByCode', { code: await codeAt() })).toEqual(first)
      if (step === 'sessions.start') await world.call(world.officer, step, booking)
      else await world.call(world.officer, step, { ...booking, record: '' })
    }
    expect(await world.call(one, 'sessions.checkInByCode', { code: await codeAt() })).toEqual(first)
    expect(await listOf(world, world.officer, session)).toMatchObject([{ checkedInAt: START }])
  })

  test('a code of more than a minute ago, of the future, forged, or of nothing is refused by name', async () => {
    expect(await scan(one, await codeAt(START - 60_001))).toBe('code_expired')
    expect(await scan(one, await codeAt(START + 20_000))).toBe('code_ahead')
    const genuine = await codeAt()
    const forged = genuine.slice(0, -1) + (genuine.endsWith('A') ? 'B' : 'A')
    expect(await scan(one, forged)).toBe('code_invalid')
    expect(
      await scan(one, await codeAt(START, await world.session()).then((code) => code.replace(/^d\/.{10}/, genuine.slice(0, 12)))),
    ).toBe('code_invalid')
    expect(await scan(one, 'd/0000000000.abc.0123456789abcdef')).toBe('code_unreadable')
    expect(await scan(one, '谁都不认识的码')).toBe('code_unreadable')
    expect(await scan(one, await codeAt(START + 10_000))).toBe('ok')
  })

  test('who is not booked is told so, and no other session takes the code', async () => {
    const [stranger] = (await world.players(1)) as [Player]
    expect(await scan(stranger, await codeAt())).toBe('not_booked')
    await world.call(one, 'sessions.cancelBooking', { sessionId: session.id })
    expect(await scan(one, await codeAt())).toBe('not_booked')
  })

  test('from an hour before the session to half an hour after it', async () => {
    world.now = START - HOUR_MS - 1
    expect(await scan(one, await codeAt())).toBe('too_early')
    world.now = session.endsAt + 30 * MINUTE_MS
    expect(await scan(one, await codeAt())).toBe('session_over')
    world.now -= 1
    expect(await scan(one, await codeAt())).toBe('ok')
  })

  test('a cancelled session says so, and gives no code any more', async () => {
    const code = await codeAt()
    await world.store.sessions.cancel(session.id, '临时开会', world.now)
    expect(await scan(one, code)).toBe('session_cancelled')
    expect(await world.codeOf(world.officer, 'sessions.openCode', { sessionId: session.id })).toBe('session_cancelled')
  })

  test('the same person on two phones at once is here once', async () => {
    const code = await codeAt()
    expect(await Promise.all([scan(one, code), scan(one, code)])).toEqual(['ok', 'ok'])
    expect(await listOf(world, world.officer, session)).toHaveLength(1)
  })
})

test('the secret of a session is given to its own officers alone, and every opening is logged', async () => {
  for (const other of [world.secretary, world.stranger, one])
    expect(await world.codeOf(other, 'sessions.openCode', { sessionId: session.id })).toBe('not_found')
  await codeAt()
  await codeAt()
  const opened = await world.database.kysely.selectFrom('command').select('result').where('name', '=', 'sessions.openCode').execute()
  expect(opened).toEqual([{ result: null }, { result: null }])
})

describe('by pass', () => {
  const passOf = async (player: Player) => (await world.call(player, 'attendance.pass', {})).pass
  const show = async (pass: string, officer = world.officer) =>
    world.codeOf(officer, 'sessions.checkInByPass', { sessionId: session.id, pass })

  test('the officer sees who it is, with whom and when', async () => {
    await book(world, one, session, { slotNo: 2 })
    world.now = START
    const pass = await passOf(one)
    const answer = await world.call(world.officer, 'sessions.checkInByPass', { sessionId: session.id, pass })
    expect(answer).toEqual({ sessionId: session.id, name: '青年0', hostName: '陈静', startsAt: START + 20 * MINUTE_MS })
    expect(await listOf(world, world.officer, session)).toMatchObject([{ state: 'checked_in' }])
  })

  test('what is no pass, forged, too old, or of somebody who has not booked is refused by name', async () => {
    world.now = START
    const pass = await passOf(one)
    expect(await show('https://qn.example/')).toBe('pass_unreadable')
    expect(await show(pass.slice(0, -4) + (pass.endsWith('AAAA') ? 'BBBB' : 'AAAA'))).toBe('pass_invalid')
    expect(await show(pass)).toBe('not_booked')
    world.now = START - 7 * DAY_MS
    const old = await passOf(one)
    world.now = START
    expect(await show(old)).toBe('pass_expired')
  })

  test('a pass outlives the account of its person', async () => {
    world.now = START
    const pass = await passOf(one)
    await world.database.kysely.deleteFrom('person').where('id', '=', one.id).execute()
    expect(await show(pass)).toBe('pass_invalid')
  })
})
