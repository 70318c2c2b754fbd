import fc from 'fast-check'
import type { CaseState } from '@core/contract/cases'
import { DAY_MS, dayOf, dayStart, HOUR_MS, instantOf, MINUTE_MS } from '../shared/calendar'
import { addDays } from '../shared/days'
import { addWorkingDays, isWorkingDay } from '../shared/working-days'
import { acceptDue, answerDue, dayNumber, dueAtEndOf, dueOf, overdueDays, whyNotExtend, whyNotPromise } from './due'

// A Saturday; the Monday after it is the 23rd.
const SATURDAY = instantOf('2026-11-21', '14:00')
const days = fc.integer({ min: 0, max: 700 }).map((days) => addDays('2025-01-05', days))

test('accepted in two working days and answered in seven, each by the end of that day', () => {
  expect(acceptDue(SATURDAY)).toBe(instantOf('2026-11-24', '23:59') + MINUTE_MS - 1)
  expect(dayOf(answerDue(SATURDAY))).toBe('2026-12-01')
  // Over the National Day week of 2026, with its 补班 Saturday on 10-10.
  expect(dayOf(acceptDue(instantOf('2026-09-30', '09:00')))).toBe('2026-10-09')
})

test('what is due is the acceptance, then the answer, then nothing', () => {
  const both = { acceptDueAt: 1, dueAt: 2 }
  const STATES: CaseState[] = ['submitted', 'accepted', 'working', 'resolved', 'explained', 'rated', 'returned']
  expect(STATES.map((state) => dueOf(state, both))).toEqual([1, 2, 2, null, null, null, null])
})

test('days are counted by the calendar: the evening and the next morning are two', () => {
  const evening = instantOf('2026-11-21', '23:30')
  expect(dayNumber(evening, evening)).toBe(1)
  expect(dayNumber(evening, evening + HOUR_MS)).toBe(2)
  expect(overdueDays(dueAtEndOf('2026-11-21'), evening)).toBe(0)
  expect(overdueDays(dueAtEndOf('2026-11-21'), dueAtEndOf('2026-11-21') + 1)).toBe(1)
  expect(overdueDays(null, evening)).toBe(0)
})

describe('an extension', () => {
  const promised = addWorkingDays(SATURDAY, 7) // 2026-12-01, a Tuesday
  const refusal = (dueOn: string, { extended = false, now = SATURDAY } = {}) => whyNotExtend({ dueAt: promised, extended }, dueOn, now)

  test('is to a working day after what was promised, at most thirty days later', () => {
    expect(refusal('2026-12-02')).toBeNull()
    expect(refusal('2026-12-01')).toEqual({ code: 'due_too_early', params: { date: '12月2日' } })
    expect(refusal('2026-12-31')).toBeNull()
    expect(refusal('2027-01-01')).toEqual({ code: 'bad_request', params: { field: 'dueOn' } })
  })

  test('is never to a day off, nor to a day that does not exist', () => {
    expect(refusal('2026-12-05')).toEqual({ code: 'due_not_working_day', params: { date: '12月5日' } })
    expect(refusal('2026-11-31')?.code).toBe('bad_request')
    const national = whyNotExtend({ dueAt: dueAtEndOf('2026-09-24'), extended: false }, '2026-10-02', instantOf('2026-09-22', '10:00'))
    expect(national).toEqual({ code: 'due_not_working_day', params: { date: '10月2日' } })
    // The 补班 Saturday is a working day.
    expect(whyNotExtend({ dueAt: dueAtEndOf('2026-09-24'), extended: false }, '2026-10-10', instantOf('2026-09-22', '10:00'))).toBeNull()
  })

  test('is one', () => {
    expect(refusal('2026-12-02', { extended: true })).toEqual({ code: 'already_extended', params: {} })
  })

  test('of what is late already is to a day that is not over', () => {
    const late = instantOf('2026-12-05', '10:00')
    expect(refusal('2026-12-04', { now: late })).toEqual({ code: 'due_too_early', params: { date: '12月7日' } })
    expect(refusal('2026-12-07', { now: late })).toBeNull()
  })

  test('that is granted is always a working day later than promised and not past', () => {
    fc.assert(
      fc.property(days, days, fc.integer({ min: -20, max: 60 }), (promise, today, later) => {
        const dueOn = addDays(promise, later)
        const now = dayStart(today) + 10 * HOUR_MS
        if (whyNotExtend({ dueAt: dueAtEndOf(promise), extended: false }, dueOn, now)) return
        expect(isWorkingDay(dueOn)).toBe(true)
        expect(dueOn > promise && dueOn >= today).toBe(true)
        expect(dueAtEndOf(dueOn)).toBeGreaterThan(now)
      }),
    )
  })
})

describe('a promise made when a case is opened', () => {
  test('is for today at the earliest where one takes it oneself, else not before it has to be accepted', () => {
    const monday = instantOf('2026-11-23', '10:00')
    expect(whyNotPromise('2026-11-23', true, monday)).toBeNull()
    expect(whyNotPromise('2026-11-20', true, monday)).toEqual({ code: 'due_too_early', params: { date: '11月23日' } })
    expect(whyNotPromise('2026-11-24', false, monday)).toEqual({ code: 'due_too_early', params: { date: '11月25日' } })
    expect(whyNotPromise('2026-11-25', false, monday)).toBeNull()
  })

  test('is for a working day, and for no day further away than thirty days after the usual one', () => {
    expect(whyNotPromise('2026-11-28', false, SATURDAY)?.code).toBe('due_not_working_day')
    expect(whyNotPromise(addDays('2026-12-01', 30), false, SATURDAY)).toBeNull()
    expect(whyNotPromise(addDays('2026-12-01', 31), false, SATURDAY)?.code).toBe('bad_request')
  })
})

test('nothing is due before it could be done: a due date is a working day that is still to come', () => {
  fc.assert(
    fc.property(days, fc.integer({ min: 0, max: DAY_MS - 1 }), (day, ms) => {
      const at = dayStart(day) + ms
      for (const due of [acceptDue(at), answerDue(at)]) {
        expect(due).toBeGreaterThan(at)
        expect(isWorkingDay(dayOf(due))).toBe(true)
      }
    }),
  )
})
