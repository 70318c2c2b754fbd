import fc from 'fast-check'
import { dayOf, HOUR_MS, instantOf, MINUTE_MS } from '../shared/calendar'
import { addDays, weekdayNumberOf } from '../shared/days'
import { publicHolidayOn } from '../shared/working-days'
import {
  AHEAD_DAYS,
  daysToMake,
  isSamePattern,
  patternsOf,
  slotsOf,
  spanOn,
  standInOrder,
  turnsOf,
  unknownYearBetween,
  whatMoved,
  whyNotRota,
} from './rota'

/** Every Saturday, three hosts in turn. 2026-09-05 is a Saturday. */
const saturdays = { weekday: 6, startsOn: '2026-09-05', hostIds: ['甲', '乙', '丙'] }
const times = { from: '09:00', to: '11:30', slotMinutes: 20 }
const code = (more: Partial<typeof times>) => whyNotRota({ ...times, ...more })?.code ?? 'fine'

test('hosts receive in their order, week by week, and begin again', () => {
  expect(turnsOf(saturdays, '2026-10-10', '2026-11-07').map(({ day, hostId }) => [day, hostId])).toEqual([
    ['2026-10-10', '甲'],
    ['2026-10-17', '乙'],
    ['2026-10-24', '丙'],
    ['2026-10-31', '甲'],
    ['2026-11-07', '乙'],
  ])
})

test('a public holiday moves everybody on by a week and takes nobody’s turn', () => {
  expect(turnsOf(saturdays, '2026-09-05', '2026-10-17')).toEqual([
    { day: '2026-09-05', hostId: '甲', holiday: null, makeUpDay: false },
    { day: '2026-09-12', hostId: '乙', holiday: null, makeUpDay: false },
    { day: '2026-09-19', hostId: '丙', holiday: null, makeUpDay: false },
    { day: '2026-09-26', hostId: null, holiday: '中秋节', makeUpDay: false },
    { day: '2026-10-03', hostId: null, holiday: '国庆节', makeUpDay: false },
    { day: '2026-10-10', hostId: '甲', holiday: null, makeUpDay: true },
    { day: '2026-10-17', hostId: '乙', holiday: null, makeUpDay: false },
  ])
})

test('a rota begins on its weekday, on the first day or after it, and never before', () => {
  const first = (startsOn: string, weekday: number) =>
    turnsOf({ ...saturdays, startsOn, weekday }, '2026-01-01', addDays(startsOn, 7)).map(({ day }) => day)[0]
  expect(first('2026-09-05', 6)).toBe('2026-09-05')
  expect(first('2026-09-06', 6)).toBe('2026-09-12')
  expect(first('2026-09-05', 0)).toBe('2026-09-06')
  expect(turnsOf({ ...saturdays, startsOn: '2026-12-01' }, '2026-09-01', '2026-11-30')).toEqual([])
})

test('whoever looks at a later stretch sees the same turns: they are counted from the first day, and fall to everybody alike', () => {
  const day = fc.integer({ min: 0, max: 500 }).map((days) => addDays('2025-06-01', days))
  const rota = fc.record({
    weekday: fc.integer({ min: 0, max: 6 }),
    startsOn: day,
    hostIds: fc.constantFrom<string[]>(['甲'], ['甲', '乙'], ['甲', '乙', '丙']),
  })
  fc.assert(
    fc.property(rota, day, (pattern, from) => {
      const all = turnsOf(pattern, pattern.startsOn, '2027-06-01')
      expect(turnsOf(pattern, from, '2027-06-01')).toEqual(all.filter((turn) => turn.day >= from))
      for (const turn of all) {
        expect(weekdayNumberOf(turn.day)).toBe(pattern.weekday)
        expect(turn.hostId === null).toBe(publicHolidayOn(turn.day) !== null)
      }
      const counts = pattern.hostIds.map((id) => all.filter(({ hostId }) => hostId === id).length)
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1)
    }),
  )
})

test('whoever cannot is stood in for by the next in turn, each asked once', () => {
  expect(standInOrder(['甲', '乙', '丙'], '乙')).toEqual(['乙', '丙', '甲'])
  expect(standInOrder(['甲', '乙', '甲', '丙'], '乙')).toEqual(['乙', '甲', '丙'])
})

test('a pattern needs an end after its beginning with room for a slot, and slots of five minutes or more, at most a hundred', () => {
  expect(code({})).toBe('fine')
  expect(code({ to: '09:20' })).toBe('fine')
  expect(code({ to: '09:19' })).toBe('rota_times_wrong')
  expect(code({ to: '09:00' })).toBe('rota_times_wrong')
  expect(code({ to: '08:00' })).toBe('rota_times_wrong')
  expect(code({ slotMinutes: 0 })).toBe('slot_length_wrong')
  expect(code({ slotMinutes: 4 })).toBe('slot_length_wrong')
  expect(code({ slotMinutes: 5 })).toBe('fine')
  expect(code({ from: '09:00', to: '17:24', slotMinutes: 5 })).toBe('fine')
  expect(code({ from: '09:00', to: '17:25', slotMinutes: 5 })).toBe('slot_length_wrong')
})

test('a session is cut into whole slots; what is left is nobody’s', () => {
  const at = instantOf('2026-11-21', '09:00')
  expect(slotsOf(at, at + 50 * MINUTE_MS, 20)).toEqual([
    { no: 1, startsAt: at, endsAt: at + 20 * MINUTE_MS },
    { no: 2, startsAt: at + 20 * MINUTE_MS, endsAt: at + 40 * MINUTE_MS },
  ])
  expect(slotsOf(at, at + HOUR_MS, 20)).toHaveLength(3)
})

test('a day’s session stands at the clock times of the pattern, in the calendar of people', () => {
  const { startsAt, endsAt } = spanOn('2026-11-21', times)
  expect(startsAt).toBe(Date.UTC(2026, 10, 21, 1))
  expect(endsAt - startsAt).toBe(150 * MINUTE_MS)
  expect(dayOf(startsAt)).toBe('2026-11-21')
})

test('what is still to be made begins after what was made, never in the past, and ends eight weeks ahead', () => {
  const until = addDays('2026-11-21', AHEAD_DAYS)
  expect(AHEAD_DAYS).toBe(56)
  expect(daysToMake(null, '2026-11-21')).toEqual({ from: '2026-11-21', until })
  expect(daysToMake('2026-12-31', '2026-11-21')).toEqual({ from: '2027-01-01', until })
  expect(daysToMake('2026-10-01', '2026-11-21')).toEqual({ from: '2026-11-21', until })
  expect(daysToMake(until, '2026-11-21')).toBeNull()
})

test('a session that comes out the same stays; another host, time, home, length or number of places makes another of it', () => {
  const rota = { ...saturdays, ...times, homeId: '家', placesPerSlot: 1 }
  const [one] = patternsOf(rota, '2026-10-10', '2026-10-10')
  expect(one).toMatchObject({ day: '2026-10-10', hostId: '甲', startsAt: instantOf('2026-10-10', '09:00'), homeId: '家' })
  const other = (more: Partial<typeof rota>) => patternsOf({ ...rota, ...more }, '2026-10-10', '2026-10-10')[0]!
  expect(isSamePattern(one!, other({}))).toBe(true)
  expect(isSamePattern(one!, { ...one!, day: '2026-10-17' })).toBe(false)
  for (const change of [
    { hostIds: ['乙'] },
    { from: '08:40' },
    { to: '12:00' },
    { homeId: '别处' },
    { slotMinutes: 30 },
    { placesPerSlot: 2 },
  ])
    expect([change, isSamePattern(one!, other(change))]).toEqual([change, false])
  expect(patternsOf(rota, '2026-10-03', '2026-10-03')).toEqual([])
})

test('a year whose holidays nobody has published is said', () => {
  expect(unknownYearBetween('2026-10-01', '2026-11-26')).toBeNull()
  expect(unknownYearBetween('2026-11-21', '2027-01-16')).toBe(2027)
  expect(unknownYearBetween('2031-01-01', '2031-02-26')).toBe(2031)
})

test('what moved is said by date, for sentences that are read on other days', () => {
  const before = { ...spanOn('2026-11-21', times), homeId: '东', homeName: '东关青年之家' }
  const later = spanOn('2026-11-22', times)
  expect(whatMoved(before, { ...before, ...later })).toBe('时间改为11月22日 周日 09:00–11:30')
  expect(whatMoved(before, { ...before, homeId: '南', homeName: '南桥青年之家' })).toBe('地点改为南桥青年之家')
  expect(whatMoved(before, { ...before, ...later, homeId: '南', homeName: '南桥青年之家' })).toBe(
    '时间改为11月22日 周日 09:00–11:30，地点改为南桥青年之家',
  )
  expect(whatMoved(before, before)).toBeNull()
})
