import fc from 'fast-check'
import { instantOf } from '../shared/calendar'
import { addDays, addMonths, daysBetween } from '../shared/days'
import { clockState, WARN_DAYS, type Clock } from './clocks'

const society: Clock = { kind: 'study_society', startedOn: '2026-01-01', lastAt: instantOf('2026-09-12', '19:00') }
const on = (day: string, clock: Clock = society) => clockState(clock, instantOf(day, '10:00'))

test('a study society is due two calendar months after the last', () => {
  expect(on('2026-10-01')).toEqual({ lastAt: society.lastAt, daysSince: 19, dueOn: '2026-11-12', state: 'fine' })
})
test('an exchange day is due by the end of the next month, a quarterly meeting by the end of the next quarter', () => {
  const exchange = (lastDay: string) => on('2026-10-01', { ...society, kind: 'exchange_day', lastAt: instantOf(lastDay, '09:00') }).dueOn
  expect(['2026-08-08', '2026-08-31', '2026-12-01', '2027-01-31'].map(exchange)).toEqual([
    '2026-09-30',
    '2026-09-30',
    '2027-01-31',
    '2027-02-28',
  ])
  const meeting = (lastDay: string) =>
    on('2026-10-01', { ...society, kind: 'quarterly_meeting', lastAt: instantOf(lastDay, '09:00') }).dueOn
  expect(['2026-01-01', '2026-03-31', '2026-05-15', '2026-11-30'].map(meeting)).toEqual([
    '2026-06-30',
    '2026-06-30',
    '2026-09-30',
    '2027-03-31',
  ])
})
test('who always meets on the second Saturday is never overdue for it', () => {
  const august: Clock = { ...society, kind: 'exchange_day', lastAt: instantOf('2026-08-08', '09:00') }
  expect(on('2026-09-12', august).state).not.toBe('overdue')
})
test('anything else is due after its days', () => {
  expect(on('2026-10-01', { ...society, kind: 'custom', everyDays: 10 }).dueOn).toBe('2026-09-22')
})
test('months are calendar months: after the last of December two months end with February', () => {
  const lastAt = instantOf('2025-12-31', '23:59')
  expect(on('2026-01-10', { ...society, startedOn: '2025-01-01', lastAt }).dueOn).toBe('2026-02-28')
})
test('it warns from fourteen days before until the last day, and is overdue after it', () => {
  expect(['2026-10-28', '2026-10-29', '2026-11-12', '2026-11-13'].map((day) => on(day).state)).toEqual(['fine', 'soon', 'soon', 'overdue'])
  expect(clockState(society, instantOf('2026-11-12', '23:59')).state).toBe('soon')
  expect(clockState(society, instantOf('2026-11-13', '00:00')).state).toBe('overdue')
})
test('who wants to be warned later, is', () => {
  expect(['2026-11-10', '2026-11-11'].map((day) => on(day, { ...society, warnDays: 1 }).state)).toEqual(['fine', 'soon'])
  expect(['2026-11-11', '2026-11-12'].map((day) => on(day, { ...society, warnDays: 0 }).state)).toEqual(['fine', 'soon'])
})
test('where there was none yet, it runs from the day it began', () => {
  expect(on('2026-03-02', { ...society, lastAt: null })).toEqual({ lastAt: null, daysSince: 60, dueOn: '2026-03-01', state: 'overdue' })
})
test('a clock that begins today is not overdue for what came before', () => {
  const late: Clock = { ...society, startedOn: '2026-11-20', lastAt: instantOf('2026-01-10', '19:00') }
  expect(on('2026-11-20', late)).toMatchObject({ daysSince: 314, dueOn: '2027-01-20', state: 'fine' })
})
test('a custom clock that says not how often is refused loudly', () => {
  for (const everyDays of [undefined, null, 0])
    expect(() => on('2026-10-01', { ...society, kind: 'custom', everyDays })).toThrow(RangeError)
})

test('as days go by, a clock goes from fine to soon to overdue and never back', () => {
  const kind = fc.constantFrom<Clock['kind']>('study_society', 'exchange_day', 'quarterly_meeting', 'custom')
  const days = fc.integer({ min: 0, max: 1000 })
  fc.assert(
    fc.property(
      kind,
      fc.integer({ min: 1, max: 400 }),
      days,
      fc.option(days),
      fc.integer({ min: 0, max: 60 }),
      (kind, everyDays, began, last, warnDays) => {
        const startedOn = addDays('2025-01-01', began)
        const lastDay = last === null ? null : addDays('2025-01-01', last)
        const clock: Clock = { kind, everyDays, startedOn, lastAt: lastDay === null ? null : instantOf(lastDay, '12:00'), warnDays }
        const { dueOn } = on(startedOn, clock)
        const from = lastDay !== null && lastDay > startedOn ? lastDay : startedOn
        if (kind === 'custom') expect(dueOn).toBe(addDays(from, everyDays))
        if (kind === 'study_society') expect(dueOn).toBe(addMonths(from, 2))
        // Never earlier than day for day, and in the next month or quarter whatever the day.
        if (kind === 'exchange_day') expect(dueOn.slice(0, 7)).toBe(addMonths(`${from.slice(0, 8)}01`, 1).slice(0, 7))
        if (kind === 'exchange_day') expect(dueOn >= addMonths(from, 1)).toBe(true)
        if (kind === 'quarterly_meeting') expect(dueOn >= addMonths(from, 3) && dueOn < addMonths(from, 6)).toBe(true)
        for (const before of [-1, 0, warnDays, warnDays + 1, 500]) {
          const seen = on(addDays(dueOn, -before), clock)
          expect(seen.state).toBe(before < 0 ? 'overdue' : before <= warnDays ? 'soon' : 'fine')
          expect(seen.daysSince).toBe(Math.max(0, daysBetween(lastDay ?? startedOn, addDays(dueOn, -before))))
        }
      },
    ),
  )
  expect(WARN_DAYS).toBe(14)
})
