import { instantOf } from '../shared/calendar'
import { dayUnderWay } from './ledger'

test('the day a claim was made is its first, and the next begins at midnight in UTC+8', () => {
  const since = instantOf('2026-11-21', '23:59')
  expect(dayUnderWay(since, since)).toBe(1)
  expect(dayUnderWay(since, instantOf('2026-11-22', '00:00'))).toBe(2)
  expect(dayUnderWay(since, instantOf('2026-12-01', '12:00'))).toBe(11)
})
