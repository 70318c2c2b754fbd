import fc from 'fast-check'
import { dayOf, HOUR_MS, instantOf } from '../shared/calendar'
import { isWorkingDay } from '../shared/working-days'
import { dueAtEndOf } from './due'
import { knownAboveBefore, reminderOf, remindingDay, type RemindedCase } from './reminding'

// Friday the 20th, a weekend, and the week after.
const at = (day: number, clock = '09:00') => instantOf(`2026-11-${day}`, clock)
const file = (more: Partial<RemindedCase> = {}): RemindedCase => ({
  state: 'working',
  acceptDueAt: dueAtEndOf('2026-11-18'),
  dueAt: dueAtEndOf('2026-11-20'),
  toldOwnerAt: null,
  toldParentAt: null,
  ...more,
})
const reminded = (now: number, more: Partial<RemindedCase> = {}) => {
  const day = remindingDay(now)
  return day && reminderOf(file(more), day)
}

test('nobody is told at night, nor on days off', () => {
  expect(remindingDay(at(20, '07:59'))).toBeNull()
  expect(remindingDay(at(20, '08:00'))).not.toBeNull()
  expect(remindingDay(at(21))).toBeNull()
  expect(remindingDay(at(22))).toBeNull()
  expect(remindingDay(instantOf('2026-10-01', '09:00'))).toBeNull()
  expect(remindingDay(instantOf('2026-10-10', '09:00'))).not.toBeNull()
})

test('on the day it is due, and on every working day that it is late, whoever has it; once a day', () => {
  expect(reminded(at(19))).toEqual({ owner: null, above: false })
  expect(reminded(at(20))).toEqual({ owner: 'due', above: false })
  expect(reminded(at(20, '18:00'), { toldOwnerAt: at(20) })).toEqual({ owner: null, above: false })
  expect(reminded(at(23), { toldOwnerAt: at(20) })).toEqual({ owner: 'overdue', above: false })
  expect(reminded(at(23, '20:00'), { toldOwnerAt: at(23) })).toEqual({ owner: null, above: false })
  expect(reminded(at(24), { toldOwnerAt: at(23) })).toMatchObject({ owner: 'overdue' })
})

test('the working day after the first that it is late, the organization above and the person, once', () => {
  expect(reminded(at(23))).toMatchObject({ above: false })
  expect(reminded(at(24))).toMatchObject({ above: true })
  expect(reminded(at(25), { toldParentAt: at(24) })).toMatchObject({ above: false })
})

test('those above know of it from the hour they are told, over nights, weekends and holidays', () => {
  const known = (now: number, dueOn: string) => dueAtEndOf(dueOn) < knownAboveBefore(now)
  expect([at(23), at(24, '07:59'), at(24, '08:00'), at(24, '23:00')].map((now) => known(now, '2026-11-20'))).toEqual([
    false,
    false,
    true,
    true,
  ])
  expect([at(27), at(28), at(29), at(30, '07:59'), at(30, '08:00')].map((now) => known(now, '2026-11-26'))).toEqual([
    ...[false, false, false, false, true],
  ])
  // After seven days off; and Saturday, October 10th is worked.
  expect([8, 9].map((day) => known(instantOf(`2026-10-0${day}`, '08:00'), '2026-09-30'))).toEqual([false, true])
  expect(['09', '10'].map((day) => known(instantOf(`2026-10-${day}`, '08:00'), '2026-10-08'))).toEqual([false, true])
})

test('whoever is told above, and nobody else, is said to know', () => {
  fc.assert(
    fc.property(fc.integer({ min: at(10), max: at(30) }), fc.integer({ min: 0, max: 20 }), (now, days) => {
      const dueAt = dueAtEndOf(dayOf(at(10) + days * 24 * HOUR_MS))
      const told = reminded(now, { dueAt })
      if (told) expect(told.above).toBe(dueAt < knownAboveBefore(now))
    }),
  )
})

test('what was put off and is late again is told again', () => {
  const dueAt = dueAtEndOf('2026-11-25')
  expect(reminded(at(26), { toldParentAt: at(24), dueAt })).toMatchObject({ owner: 'overdue', above: false })
  expect(reminded(at(27), { toldParentAt: at(24), dueAt })).toMatchObject({ above: true })
})

test('what nobody has accepted is late by the day it had to be accepted, and above them only where the answer is', () => {
  const submitted = { state: 'submitted', dueAt: dueAtEndOf('2026-11-27') } as const
  expect(reminded(at(18), submitted)).toEqual({ owner: 'due', above: false })
  expect(reminded(at(20), submitted)).toEqual({ owner: 'overdue', above: false })
  expect(reminded(at(24), { ...submitted, dueAt: dueAtEndOf('2026-11-20') })).toEqual({ owner: 'overdue', above: true })
})

test.each(['resolved', 'explained', 'rated', 'returned'] as const)('of what is %s nobody is told', (state) => {
  expect(reminded(at(30), { state })).toEqual({ owner: null, above: false })
})

test('whenever the job runs, whoever has it is told once a working day from the day it is due, and those above once', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 20 * 24 }), { maxLength: 60 }), (hours) => {
      const told = { toldOwnerAt: null as number | null, toldParentAt: null as number | null }
      const ownerDays: string[] = []
      let above = 0
      for (const hour of [...hours].sort((one, other) => one - other)) {
        const now = at(16, '00:30') + hour * HOUR_MS
        const reminder = reminded(now, told)
        if (reminder?.owner) {
          ownerDays.push(dayOf(now))
          told.toldOwnerAt = now
        }
        if (reminder?.above) {
          above += 1
          told.toldParentAt = now
        }
      }
      expect(new Set(ownerDays).size).toBe(ownerDays.length)
      for (const day of ownerDays) expect(isWorkingDay(day) && day >= '2026-11-20').toBe(true)
      expect(above).toBeLessThanOrEqual(1)
      if (hours.some((hour) => hour >= 8 * 24 + 8 && hour < 9 * 24)) expect(ownerDays).toContain('2026-11-24')
    }),
  )
})
