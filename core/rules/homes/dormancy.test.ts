import fc from 'fast-check'
import { DAY_MS, instantOf } from '../shared/calendar'
import { dormancy, mayProposeDelisting } from './dormancy'

const now = instantOf('2026-11-21', '10:00')
const since = instantOf('2025-03-01', '09:00')
const spring = instantOf('2026-05-25', '17:00')

test('a home is idle since its last closed event or visit, in whichever order they come', () => {
  expect(dormancy({ since, activity: [spring, instantOf('2026-01-10', '12:00')] }, now)).toEqual({ lastAt: spring, idleDays: 180 })
})
test('a home without any activity is idle since it opened', () => {
  expect(dormancy({ since, activity: [] }, now)).toEqual({ lastAt: null, idleDays: 630 })
})
test('what lay before a home became a model home counts neither for nor against it', () => {
  expect(dormancy({ since: instantOf('2026-11-11', '09:00'), activity: [spring] }, now)).toEqual({ lastAt: null, idleDays: 10 })
})
test('an event that is still to come is no activity', () => {
  expect(dormancy({ since, activity: [spring, now + 1] }, now)).toEqual({ lastAt: spring, idleDays: 180 })
  expect(dormancy({ since, activity: [spring, now] }, now)).toEqual({ lastAt: now, idleDays: 0 })
})
test('days are days of the calendar in UTC+8: an evening yesterday is one day ago', () => {
  expect(dormancy({ since, activity: [instantOf('2026-11-20', '23:59')] }, instantOf('2026-11-21', '00:00')).idleDays).toBe(1)
})
test('the 180th day without activity allows a proposal, the 179th does not; an organization may say otherwise', () => {
  expect([179, 180].map((days) => mayProposeDelisting(days))).toEqual([false, true])
  expect([89, 90].map((days) => mayProposeDelisting(days, 90))).toEqual([false, true])
})

test('more activity never makes a home more idle, and each day without makes it a day more', () => {
  const instant = fc.integer({ min: since - 300 * DAY_MS, max: now + 100 * DAY_MS })
  fc.assert(
    fc.property(fc.array(instant, { maxLength: 20 }), instant, (activity, more) => {
      const idle = dormancy({ since, activity }, now).idleDays
      expect(dormancy({ since, activity: [...activity, more] }, now).idleDays).toBeLessThanOrEqual(idle)
      const past = activity.filter((at) => at <= now)
      expect(dormancy({ since, activity: past }, now + DAY_MS).idleDays).toBe(idle + 1)
      expect(idle).toBeGreaterThanOrEqual(0)
    }),
  )
})
