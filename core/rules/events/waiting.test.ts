import { DAY_MS, instantOf } from '../shared/calendar'
import { behindUntil } from './waiting'

const start = instantOf('2026-11-28', '14:00')

test('an absence without leave counts for thirty days', () => {
  expect(behindUntil(null, start)).toBeNull()
  expect(behindUntil(start, start + 30 * DAY_MS - 1)).toBe(start + 30 * DAY_MS)
  expect(behindUntil(start, start + 30 * DAY_MS)).toBeNull()
})
