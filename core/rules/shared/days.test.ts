import fc from 'fast-check'
import { addDays, addMonths, daysBetween, isDay, laterDay, weekdayNumberOf } from './days'

const day = fc.integer({ min: 0, max: 40_000 }).map((after) => new Date(Date.UTC(2000, 0, 1 + after)).toISOString().slice(0, 10))

test('a day that does not exist is none', () => {
  expect(isDay('2026-02-28')).toBe(true)
  expect(isDay('2028-02-29')).toBe(true)
  for (const text of ['2026-02-29', '2026-04-31', '2026-13-01', '2026-00-10', '2026-1-1', '26-01-01', '2026-01-01 ', '']) {
    expect(isDay(text)).toBe(false)
  }
})

test('so many days later is so many days between', () => {
  fc.assert(
    fc.property(day, fc.integer({ min: -5000, max: 5000 }), (from, days) => {
      const to = addDays(from, days)
      expect(isDay(to)).toBe(true)
      expect(daysBetween(from, to)).toBe(days)
      expect(weekdayNumberOf(to)).toBe((((weekdayNumberOf(from) + days) % 7) + 7) % 7)
      expect(laterDay(from, to)).toBe(days > 0 ? to : from)
    }),
  )
})

test('a month later is the same day of the next month, or its last day', () => {
  expect(addMonths('2025-12-31', 2)).toBe('2026-02-28')
  expect(addMonths('2027-12-31', 2)).toBe('2028-02-29')
  expect(addMonths('2026-11-21', 1)).toBe('2026-12-21')
  expect(addMonths('2026-01-30', 3)).toBe('2026-04-30')
  fc.assert(
    fc.property(day, fc.integer({ min: 0, max: 60 }), (from, months) => {
      const to = addMonths(from, months)
      const month = Number(from.slice(0, 4)) * 12 + Number(from.slice(5, 7)) + months
      expect(Number(to.slice(0, 4)) * 12 + Number(to.slice(5, 7))).toBe(month)
      const shorter = to.slice(8) < from.slice(8)
      if (shorter) expect(addDays(to, 1).slice(8)).toBe('01')
      else expect(to.slice(8)).toBe(from.slice(8))
    }),
  )
})

test('21 November 2026 is a Saturday', () => {
  expect(weekdayNumberOf('2026-11-21')).toBe(6)
  expect(weekdayNumberOf('2026-11-22')).toBe(0)
})
