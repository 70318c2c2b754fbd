import fc from 'fast-check'
import {
  clockOf,
  dateName,
  DAY_MS,
  dayName,
  dayOf,
  dayStart,
  hourOf,
  instantOf,
  lastMonths,
  monthOf,
  spanName,
  weekdayOf,
} from './calendar'

const at = (day: string, clock: string) => instantOf(day, clock)

test('the day begins at midnight in UTC+8, which is 16:00 UTC of the day before', () => {
  expect(new Date(dayStart('2026-11-21')).toISOString()).toBe('2026-11-20T16:00:00.000Z')
  expect(dayOf(Date.parse('2026-11-20T16:00:00Z'))).toBe('2026-11-21')
  expect(dayOf(Date.parse('2026-11-20T15:59:59Z'))).toBe('2026-11-20')
})
test('an instant and its day and clock say the same, at any time of any year', () => {
  fc.assert(
    fc.property(fc.integer({ min: 946_684_800, max: 4_000_000_000 }), (seconds) => {
      const instant = seconds * 1000
      const minute = Math.floor(instant / 60_000) * 60_000
      expect(instantOf(dayOf(instant), clockOf(instant))).toBe(minute)
      expect(monthOf(instant)).toBe(dayOf(instant).slice(0, 7))
      expect(hourOf(instant)).toBe(Number(clockOf(instant).slice(0, 2)))
    }),
  )
})
test('days are said from where people stand', () => {
  const now = at('2026-11-21', '23:59')
  expect(dayName(at('2026-11-21', '00:00'), now)).toBe('今天')
  expect(dayName(at('2026-11-22', '00:00'), now)).toBe('明天')
  expect(dayName(at('2026-11-20', '12:00'), now)).toBe('昨天')
  expect(dayName(at('2026-11-28', '12:00'), now)).toBe('11月28日 周六')
  expect(dayName(at('2027-01-02', '12:00'), now)).toBe('2027年1月2日 周六')
  expect(spanName(at('2026-11-21', '14:00'), at('2026-11-21', '17:00'), now)).toBe('今天 14:00–17:00')
  expect(spanName(at('2026-11-21', '22:00'), at('2026-11-22', '01:00'), now)).toBe('今天 22:00–明天 01:00')
})
test('what is read on another day names a day by its date alone', () => {
  expect(dateName(at('2026-11-28', '23:59'))).toBe('11月28日')
  expect(dateName(at('2027-01-01', '00:00'))).toBe('1月1日')
})
test('weekdays and months', () => {
  expect(weekdayOf(at('2026-11-21', '08:00'))).toBe('周六')
  expect(lastMonths(at('2026-02-28', '23:00'), 4)).toEqual(['2025-11', '2025-12', '2026-01', '2026-02'])
  expect(lastMonths(at('2026-03-31', '12:00'), 2)).toEqual(['2026-02', '2026-03'])
})
test('a day has a day’s length, all year', () => {
  for (let day = 0; day < 400; day += 1) expect(dayStart(dayOf(at('2026-01-01', '00:00') + day * DAY_MS)) % DAY_MS).toBe(16 * 3_600_000)
})
