import { instantOf } from '../shared/calendar'
import { isUnanswered } from './unanswered'

const endsAt = instantOf('2026-11-20', '17:00') // a Friday

test('three working days after the end, and no day of the weekend among them', () => {
  const scan = { endsAt, arrivedAt: endsAt - 1 }
  expect(isUnanswered(scan, instantOf('2026-11-25', '23:59'))).toBe(false)
  expect(isUnanswered(scan, instantOf('2026-11-26', '00:00'))).toBe(true)
})

test('who had a scan delivered later is waited for from then on', () => {
  const scan = { endsAt, arrivedAt: instantOf('2026-11-24', '09:00') }
  expect(isUnanswered(scan, instantOf('2026-11-26', '00:00'))).toBe(false)
  expect(isUnanswered(scan, instantOf('2026-11-28', '00:00'))).toBe(true)
})
