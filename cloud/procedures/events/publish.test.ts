import { sql } from 'kysely'
import type { InputOf } from '@core/contract/procedures'
import { DAY_MS, dayOf, HOUR_MS, instantOf } from '@core/rules/shared/calendar'
import { START, World, type Player } from '../../../tests/fakes/world'

let world: World
beforeAll(async () => {
  world = await World.open()
})
afterAll(() => world.close())
afterEach(() => sql`truncate event, public_code, intake, place, shift, resident`.execute(world.database.kysely))

type Form = InputOf<'events.publish'>

const form = (more: Partial<Form> = {}): Form => ({
  homeId: world.home.east,
  title: '清河净滩',
  category: 'volunteer',
  startsAt: START,
  endsAt: START + 3 * HOUR_MS,
  places: 5,
  givesHours: false,
  ...more,
})
const publish = (more: Partial<Form> = {}, by: Player = world.officer) => world.ask(by, 'events.publish', form(more))
const codeOf = async (more: Partial<Form> = {}, by: Player = world.officer) => {
  const answer = await publish(more, by)
  return answer.ok ? 'ok' : answer.code
}
const eventRows = () => world.database.kysely.selectFrom('event').selectAll().orderBy('starts_at').orderBy('event_id').execute()

describe('a series', () => {
  test('is one event a day, each with its own code, secret, places, shifts and window of enrolling', async () => {
    const answer = await publish({
      places: null,
      enrollFrom: START - 3 * DAY_MS,
      enrollUntil: START - HOUR_MS,
      shifts: [
        { label: '早班', from: START, to: START + HOUR_MS, places: 2 },
        { label: '晚班', from: START + HOUR_MS, to: START + 3 * HOUR_MS, places: 3 },
      ],
      series: { every: 'two_weeks', count: 4, except: ['2026-12-19'] },
    })
    if (!answer.ok) throw new Error(answer.code)
    const rows = await eventRows()
    expect(rows.map((row) => dayOf(row.starts_at))).toEqual(['2026-11-21', '2026-12-05', '2027-01-02'])
    expect(rows.map((row) => row.ends_at - row.starts_at)).toEqual([3, 3, 3].map((hours) => hours * HOUR_MS))
    expect(rows.map((row) => [row.starts_at - row.enroll_from!, row.starts_at - row.enroll_until!])).toEqual(
      rows.map(() => [3 * DAY_MS, HOUR_MS]),
    )
    expect(new Set(rows.map((row) => row.series_id)).size).toBe(1)
    expect(new Set(rows.map((row) => row.secret.toString('hex'))).size).toBe(3)
    expect([answer.data, ...answer.data.others].map(({ id, code }) => [id, code])).toEqual(rows.map((row) => [row.event_id, row.code]))
    for (const { event_id: eventId, starts_at: startsAt } of rows) {
      const event = await world.call(null, 'events.get', { eventId })
      expect(event).toMatchObject({ places: 5, free: 5 })
      expect(event.shifts.map(({ n, from, to, places, free }) => [n, from - startsAt, to - startsAt, places, free])).toEqual([
        [1, 0, HOUR_MS, 2, 2],
        [2, HOUR_MS, 3 * HOUR_MS, 3, 3],
      ])
    }
  })

  test('of ten thousand is refused at once, and one of sixty is made', async () => {
    expect(await publish({ series: { every: 'week', count: 10_000 } })).toMatchObject({
      code: 'series_too_long',
      hint: '一次最多 60 场，缩短一些或分几次发',
    })
    expect(await codeOf({ series: { every: 'week', until: '2099-12-31' } })).toBe('series_too_long')
    expect(await codeOf({ series: { every: 'week' } })).toBe('series_too_long')
    expect(await eventRows()).toEqual([])
    expect(await codeOf({ series: { every: 'week', count: 60 } })).toBe('ok')
    expect(await eventRows()).toHaveLength(60)
  })

  test('without a day left, or that ends before it begins, is refused', async () => {
    expect(await codeOf({ series: { every: 'week', count: 1, except: ['2026-11-21'] } })).toBe('series_empty')
    expect(await codeOf({ series: { every: 'week', until: '2026-11-20' } })).toBe('invalid_time')
  })

  test('leaves public holidays out on request', async () => {
    const startsAt = instantOf('2026-09-23', '19:00')
    await publish({ startsAt, endsAt: startsAt + HOUR_MS, series: { every: 'week', count: 3, skipHolidays: true } })
    expect((await eventRows()).map((row) => dayOf(row.starts_at))).toEqual(['2026-09-23', '2026-09-30'])
  })
})

describe('several homes', () => {
  test('get the same event each, in the name of their own organization', async () => {
    const answer = await publish({ alsoHomes: [world.home.south, world.home.east], series: { every: 'week', count: 2 } }, world.secretary)
    if (!answer.ok) throw new Error(answer.code)
    const rows = await eventRows()
    expect(rows.map((row) => row.home_id === world.home.east && row.org_id === world.org.east)).toEqual(
      rows.map((row) => row.home_id === world.home.east),
    )
    expect(rows.filter((row) => row.home_id === world.home.south)).toHaveLength(2)
    expect(answer.data.others).toHaveLength(3)
    // A series is the same event on other days, not in other homes.
    expect(new Set(rows.map((row) => row.series_id)).size).toBe(2)
  })

  test('of which one is not theirs make nothing at all', async () => {
    expect(await codeOf({ alsoHomes: [world.home.south] })).toBe('home_not_yours')
    expect(await codeOf({ alsoHomes: [world.ids.uuid(1)] })).toBe('home_not_yours')
    expect(await codeOf({ homeId: world.home.south })).toBe('not_found')
    expect(await eventRows()).toEqual([])
  })

  test('and days are sixty events at most together', async () => {
    expect(await codeOf({ alsoHomes: [world.home.south], series: { every: 'week', count: 31 } }, world.secretary)).toBe('series_too_long')
    expect(await eventRows()).toEqual([])
  })
})

describe('in whose name', () => {
  const layResident = async (until: number | null) => {
    const at = new Date(world.now)
    const id = world.ids.uuid(world.now)
    const above = await world.database.kysely.selectFrom('org').select('path').where('id', '=', world.org.county).executeTakeFirstOrThrow()
    await world.database.kysely
      .insertInto('org')
      .values({ id, parent_id: world.org.county, kind: 'social_org', name: '清河志愿队', path: `${above.path}${id}/`, created_at: at })
      .execute()
    await world.database.kysely
      .insertInto('resident')
      .values({
        home_id: world.home.east,
        id: world.ids.uuid(world.now),
        org_id: id,
        name: '清河志愿队',
        about: '',
        since: '2026-01-01',
        until_at: until === null ? null : new Date(until),
        created_at: at,
      })
      .execute()
    return id
  }

  test('a social organization that lives in the home publishes by somebody who acts for it', async () => {
    const orgId = await layResident(null)
    expect(await codeOf({ orgId })).toBe('home_not_yours')
    await world.grant(world.officer, 'officer', orgId)
    const answer = await publish({ orgId })
    expect(answer).toMatchObject({ ok: true })
    expect((await eventRows()).map((row) => row.org_id)).toEqual([orgId])
  })

  test('one that has moved out, or lives elsewhere, does not', async () => {
    const gone = await layResident(world.now - 1)
    await world.grant(world.officer, 'officer', gone)
    expect(await codeOf({ orgId: gone })).toBe('home_not_yours')
    expect(await codeOf({ orgId: world.org.south }, world.secretary)).toBe('home_not_yours')
  })
})

describe('bad input', () => {
  test.each<[string, Partial<Form>, string, string | null]>([
    ['an end before the start', { endsAt: START - 1 }, 'invalid_time', null],
    ['hours without the check-list', { givesHours: true }, 'hours_checklist_needed', null],
    ['lots without an end of enrolling', { byLots: true }, 'conditions_wrong', '报名条件前后矛盾，检查「报名截止」'],
    ['an audience that is not there', { audience: 'org', audienceOrgId: '00000000-0000-7000-8000-000000000000' }, 'conditions_wrong', null],
    ['an age from 30 to 20', { ageFrom: 30, ageTo: 20 }, 'conditions_wrong', '报名条件前后矛盾，检查「年龄」'],
    ['a category that is not on the list', { category: 'mystery' }, 'bad_request', '「类别」填得不对，改一下再提交'],
    ['a title of one character', { title: '一' }, 'bad_request', '「标题」填得不对，改一下再提交'],
    ['a title that turns the reading direction', { title: '清河\u202e净滩' }, 'bad_request', null],
    ['a cover that is no reference', { cover: 'https://example.org/x.png' }, 'bad_request', null],
    ['a day in a series that is none', { series: { every: 'week', until: '2026-13-01' } }, 'bad_request', null],
  ])('%s is refused, and nothing is left of it', async (_, more, code, hint) => {
    const answer = await publish(more)
    expect(answer).toMatchObject({ ok: false, code, ...(hint !== null && { hint }) })
    for (const table of ['event', 'public_code', 'intake', 'place', 'shift'] as const)
      expect(await world.database.kysely.selectFrom(table).selectAll().execute()).toEqual([])
  })

  test('script in a description stays text, as it was written', async () => {
    const summary = '<script>alert("1")</script>\n{{title}} ${1+1} \' " \\ <img src=x onerror=alert(1)>'
    const event = await world.publish({ summary, title: '<b>清河</b> & 净滩' })
    expect(await world.call(null, 'events.get', { eventId: event.id })).toMatchObject({ summary, title: '<b>清河</b> & 净滩' })
  })
})

test('the lots of an event have a seed that nobody sees before they are drawn', async () => {
  const event = await world.publish({ places: 3, byLots: true, enrollUntil: START - HOUR_MS, firstTimerPercent: 50 })
  const shown = await world.call(null, 'events.get', { eventId: event.id })
  expect(shown).toMatchObject({ byLots: true, firstTimerPercent: 50, lotsSeed: null })
  expect(shown.lotsSeedHash).toMatch(/^[0-9a-f]{64}$/)
  expect((await eventRows())[0]!.lots_seed).toHaveLength(43)
})

test('the link that publishing answers opens the event’s own page', async () => {
  const answer = await world.call(world.officer, 'events.publish', form())
  expect(answer).toMatchObject({
    status: 'published',
    link: `https://qn.example/#/packages/events/detail/index?code=${answer.code}`,
    others: [],
  })
  expect(await world.call(null, 'events.get', { code: answer.code })).toMatchObject({ id: answer.id, categoryName: '志愿服务' })
})
