import { instantOf } from '../shared/calendar'
import { nextWarningAt, warningAt } from './clock-warning'
import type { Clock } from './clocks'

const NOW = instantOf('2026-11-21', '12:00')
const society: Clock = { kind: 'study_society', startedOn: '2026-11-01', lastAt: null, warnDays: 14 }
const turned = (lastAt: number): Clock => ({ ...society, lastAt })

test('officers are told in the morning, so many days before it is due', () => {
  expect(warningAt(society, NOW)).toBe(instantOf('2026-12-18', '08:00'))
  expect(warningAt({ ...society, warnDays: 0 }, NOW)).toBe(instantOf('2027-01-01', '08:00'))
})

test('a clock that turned is told of before it is due the next time', () => {
  const told = { ...society, warnAt: null }
  expect(nextWarningAt(told, turned(NOW), NOW)).toBe(instantOf('2027-01-07', '08:00'))
})

test('who has been told of a due date is not told again when nothing of it changes', () => {
  const told = { ...turned(NOW), warnAt: null }
  expect(nextWarningAt(told, { ...turned(NOW), warnDays: 30 }, NOW)).toBeNull()
  expect(nextWarningAt({ ...told, warnAt: NOW }, { ...turned(NOW), warnDays: 30 }, NOW)).toBe(instantOf('2026-12-22', '08:00'))
})

test('a new clock has its first warning', () => {
  expect(nextWarningAt(null, society, NOW)).toBe(instantOf('2026-12-18', '08:00'))
})
