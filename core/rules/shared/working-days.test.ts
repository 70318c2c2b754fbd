import fc from 'fast-check'
import { dayOf, instantOf } from './calendar'
import { addDays, weekdayNumberOf } from './days'
import { addWorkingDays, isMakeUpDay, isWorkingDay, isYearKnown, publicHolidayOn } from './working-days'

const due = (day: string, n: number) => dayOf(addWorkingDays(instantOf(day, '15:00'), n))
const daysOf = (year: number) =>
  Array.from({ length: year % 4 === 0 ? 366 : 365 }, (_, index) => addDays(`${year}-01-01`, index)).filter((day) =>
    day.startsWith(`${year}`),
  )
const isWeekend = (day: string) => weekdayNumberOf(day) % 6 === 0

/** The n-th Monday to Friday after a day: what a due date must never fall before. */
function plainly(day: string, n: number): string {
  let at = day
  for (let left = n; left > 0;) {
    at = addDays(at, 1)
    if (!isWeekend(at)) left -= 1
  }
  return at
}

test('the days off and the 补班 days are those of the notices', () => {
  expect(daysOf(2025).filter((day) => publicHolidayOn(day) !== null)).toHaveLength(28)
  expect(daysOf(2026).filter((day) => publicHolidayOn(day) !== null)).toHaveLength(33)
  expect(daysOf(2025).filter(isMakeUpDay)).toEqual(['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'])
  expect(daysOf(2026).filter(isMakeUpDay)).toEqual(['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'])
  expect(publicHolidayOn('2025-10-06')).toBe('国庆节、中秋节')
  expect(publicHolidayOn('2026-02-23')).toBe('春节')
  expect(publicHolidayOn('2026-02-24')).toBeNull()
})

test('a 补班 day is a weekend day that is no holiday, and none are more than the working days that holidays take', () => {
  for (const year of [2025, 2026]) {
    const worked = daysOf(year).filter(isMakeUpDay)
    for (const day of worked) expect([day, isWeekend(day), publicHolidayOn(day)]).toEqual([day, true, null])
    expect(worked.length).toBeLessThan(daysOf(year).filter((day) => publicHolidayOn(day) !== null && !isWeekend(day)).length)
  }
})

test('offices work 248 days in 2025 and in 2026', () => {
  expect([2025, 2026].map((year) => daysOf(year).filter(isWorkingDay).length)).toEqual([248, 248])
})

test('a working day is a weekday without a holiday, or a 补班 day', () => {
  expect(isWorkingDay('2026-11-20')).toBe(true)
  expect(isWorkingDay('2026-11-21')).toBe(false)
  expect(isWorkingDay('2026-10-01')).toBe(false)
  expect(isWorkingDay('2026-10-10')).toBe(true)
})

test('a year without a table works Monday to Friday, and is known to be without', () => {
  expect([2024, 2025, 2026, 2027].map(isYearKnown)).toEqual([false, true, true, false])
  expect(daysOf(2027).filter((day) => isWorkingDay(day) === isWeekend(day))).toEqual([])
})

test('the day itself does not count, the weekend neither, and the due day lasts until midnight in UTC+8', () => {
  expect(new Date(addWorkingDays(instantOf('2026-11-20', '08:00'), 1)).toISOString()).toBe('2026-11-23T15:59:59.999Z')
  expect(due('2026-11-16', 5)).toBe('2026-11-23')
  expect(due('2026-11-21', 1)).toBe('2026-11-23')
  // 23:59 and 00:01 of the next day in UTC+8 are two minutes and one day apart.
  expect(addWorkingDays(instantOf('2026-11-17', '00:01'), 1) - addWorkingDays(instantOf('2026-11-16', '23:59'), 1)).toBe(86_400_000)
})

test('a holiday is not counted', () => {
  expect(due('2026-09-30', 1)).toBe('2026-10-08')
  expect(due('2026-02-13', 5)).toBe('2026-02-27')
})

test('a 补班 Sunday never makes something due earlier than Monday to Friday would', () => {
  expect(isWorkingDay('2026-09-20')).toBe(true)
  expect(due('2026-09-18', 1)).toBe('2026-09-21')
})

test('where the plain count ends on a holiday, the next working day is the due day', () => {
  expect(plainly('2026-09-17', 6)).toBe('2026-09-25')
  expect(publicHolidayOn('2026-09-25')).toBe('中秋节')
  expect(due('2026-09-17', 6)).toBe('2026-09-28')
})

test('due now means today on a working day, and else the next', () => {
  expect(due('2026-11-20', 0)).toBe('2026-11-20')
  expect(due('2026-10-03', 0)).toBe('2026-10-08')
})

test('a count that is none is refused loudly', () => {
  for (const n of [-1, 1.5, NaN, Infinity]) expect(() => addWorkingDays(0, n)).toThrow(RangeError)
})

const anyDay = fc.integer({ min: 0, max: 4 * 365 }).map((after) => addDays('2024-06-01', after))

test('a due day is a working day, never before the plain count, and later for more days', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: 0, max: 30 }), (day, n) => {
      expect(isWorkingDay(due(day, n))).toBe(true)
      expect(due(day, n) >= plainly(day, n)).toBe(true)
      expect(due(day, n + 1) >= due(day, n)).toBe(true)
    }),
  )
})

test('counted by the table alone, some due days would come earlier: what the guard is for', () => {
  const byTable = (day: string, n: number) => {
    let at = day
    for (let left = n; left > 0;) {
      at = addDays(at, 1)
      if (isWorkingDay(at)) left -= 1
    }
    return at
  }
  expect(daysOf(2026).filter((day) => byTable(day, 1) < plainly(day, 1))).not.toEqual([])
})
