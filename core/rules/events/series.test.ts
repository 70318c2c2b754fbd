import fc from 'fast-check'
import { clockOf, dayOf, instantOf, MINUTE_MS } from '../shared/calendar'
import { addDays, daysBetween, weekdayNumberOf } from '../shared/days'
import { publicHolidayOn } from '../shared/working-days'
import { LONGEST_SERIES, seriesDays, shiftedTimes, type Series } from './series'

const saturdays: Series = { every: 'week', from: '2026-09-12', count: 5, except: [], skipHolidays: false }
const daysOf = (series: Series): string[] => {
  const answer = seriesDays(series)
  if ('refused' in answer) throw new Error(answer.refused)
  return answer.days
}

test('every Saturday, five times', () => {
  expect(daysOf(saturdays)).toEqual(['2026-09-12', '2026-09-19', '2026-09-26', '2026-10-03', '2026-10-10'])
})
test('every other Saturday until a day, which is still one', () => {
  const series: Series = { every: 'two_weeks', from: '2026-09-12', until: '2026-10-24', except: [], skipHolidays: false }
  expect(daysOf(series)).toEqual(['2026-09-12', '2026-09-26', '2026-10-10', '2026-10-24'])
})
test('every second Saturday of the month, over the turn of the year', () => {
  expect(daysOf({ ...saturdays, every: 'month' })).toEqual(['2026-09-12', '2026-10-10', '2026-11-14', '2026-12-12', '2027-01-09'])
})
test('a fifth Saturday is the last one where a month has four', () => {
  expect(daysOf({ ...saturdays, every: 'month', from: '2026-10-31', count: 4 })).toEqual([
    '2026-10-31',
    '2026-11-28',
    '2026-12-26',
    '2027-01-30',
  ])
})
test('a day that is crossed out is missing, and no other comes at the end', () => {
  expect(daysOf({ ...saturdays, except: ['2026-09-19', '2026-09-20'] })).toEqual(['2026-09-12', '2026-09-26', '2026-10-03', '2026-10-10'])
})
test('public holidays are left out where that is asked', () => {
  expect(publicHolidayOn('2026-09-26')).toBe('中秋节')
  expect(daysOf({ ...saturdays, skipHolidays: true })).toEqual(['2026-09-12', '2026-09-19', '2026-10-10'])
})
test('the number and the last day: whichever comes first ends it', () => {
  expect(daysOf({ ...saturdays, until: '2026-09-20' })).toHaveLength(2)
  expect(daysOf({ ...saturdays, until: '2027-09-20' })).toHaveLength(5)
})

test('sixty is the longest; one more is refused, and so is a series without an end', () => {
  expect(daysOf({ ...saturdays, count: 60 })).toHaveLength(60)
  expect(seriesDays({ ...saturdays, count: 61 })).toEqual({ refused: 'series_too_long' })
  expect(seriesDays({ ...saturdays, count: undefined, until: addDays(saturdays.from, 59 * 7) })).toHaveProperty('days.length', 60)
  expect(seriesDays({ ...saturdays, count: undefined, until: addDays(saturdays.from, 60 * 7) })).toEqual({ refused: 'series_too_long' })
  expect(seriesDays({ ...saturdays, count: undefined })).toEqual({ refused: 'series_too_long' })
})
test('10,000 are refused before one of them is made', () => {
  const untouched = new Proxy([] as string[], {
    get() {
      throw new Error('the exceptions were read')
    },
  })
  expect(seriesDays({ ...saturdays, count: 10_000, except: untouched })).toEqual({ refused: 'series_too_long' })
  expect(() => seriesDays({ ...saturdays, count: 60, except: untouched })).toThrow('the exceptions were read')
  for (const count of [Infinity, NaN]) expect(seriesDays({ ...saturdays, count })).toEqual({ refused: 'series_too_long' })
})
test('a day that does not exist, or an end before the beginning, is no series', () => {
  expect(seriesDays({ ...saturdays, from: '2026-02-30' })).toEqual({ refused: 'invalid_time' })
  expect(seriesDays({ ...saturdays, until: 'soon' })).toEqual({ refused: 'invalid_time' })
  expect(seriesDays({ ...saturdays, until: '2026-09-11' })).toEqual({ refused: 'invalid_time' })
})
test('a series whose every day is left out is empty', () => {
  expect(seriesDays({ ...saturdays, count: 1, except: ['2026-09-12'] })).toEqual({ refused: 'series_empty' })
  expect(seriesDays({ ...saturdays, count: 0 })).toEqual({ refused: 'series_empty' })
  expect(seriesDays({ ...saturdays, from: '2026-10-03', count: 1, skipHolidays: true })).toEqual({ refused: 'series_empty' })
})

const anyDay = fc.integer({ min: 0, max: 1500 }).map((after) => addDays('2024-12-01', after))
const anySeries = fc.record<Series>({
  every: fc.constantFrom('week', 'two_weeks', 'month'),
  from: anyDay,
  count: fc.integer({ min: 1, max: LONGEST_SERIES }),
  except: fc.array(anyDay, { maxLength: 20 }),
  skipHolidays: fc.boolean(),
})

test('every day of a series has its weekday, in order, and none that was left out', () => {
  fc.assert(
    fc.property(anySeries, (series) => {
      const answer = seriesDays(series)
      const days = 'days' in answer ? answer.days : []
      expect(days).toEqual(Array.from(new Set(days)).sort())
      for (const day of days) {
        expect(weekdayNumberOf(day)).toBe(weekdayNumberOf(series.from))
        expect(series.except).not.toContain(day)
        if (series.skipHolidays) expect(publicHolidayOn(day)).toBeNull()
        if (series.every !== 'month') expect(daysBetween(series.from, day) % (series.every === 'week' ? 7 : 14)).toBe(0)
      }
    }),
  )
})
test('a monthly series has one day in every month, in the same week of it or the last', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: 1, max: 60 }), (from, count) => {
      const days = daysOf({ every: 'month', from, count, except: [], skipHolidays: false })
      const months = days.map((day) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)))
      expect(months).toEqual(months.map((_, index) => months[0]! + index))
      const place = (day: string) => Math.ceil(Number(day.slice(8)) / 7)
      for (const day of days) {
        const isLast = addDays(day, 7).slice(0, 7) !== day.slice(0, 7)
        expect(place(day) === place(from) || (place(from) === 5 && isLast)).toBe(true)
      }
    }),
  )
})

test('an evening that ends past midnight stays one, on any day', () => {
  const evening = { startsAt: instantOf('2026-11-21', '22:00'), endsAt: instantOf('2026-11-22', '01:30') }
  const moved = shiftedTimes(evening, '2026-12-31')
  expect([dayOf(moved.startsAt), clockOf(moved.startsAt)]).toEqual(['2026-12-31', '22:00'])
  expect([dayOf(moved.endsAt), clockOf(moved.endsAt)]).toEqual(['2027-01-01', '01:30'])
})
test('an event keeps its clock time and its length on any other day', () => {
  fc.assert(
    fc.property(anyDay, anyDay, fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 10, max: 1440 }), (day, other, minute, length) => {
      const startsAt = instantOf(day, '00:00') + minute * MINUTE_MS
      const moved = shiftedTimes({ startsAt, endsAt: startsAt + length * MINUTE_MS }, other)
      expect(dayOf(moved.startsAt)).toBe(other)
      expect(clockOf(moved.startsAt)).toBe(clockOf(startsAt))
      expect(moved.endsAt - moved.startsAt).toBe(length * MINUTE_MS)
    }),
  )
})
