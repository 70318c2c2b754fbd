import { DAY_MS, HOUR_MS } from '../shared/calendar'
import { mostMissingMinutes, whyNotObject } from './objection'

const CLOSED = Date.UTC(2026, 10, 21)
const came = { hasLine: true, hasOpen: false }

test('who has a line objects within seven days of closing, to the millisecond', () => {
  expect(whyNotObject(came, CLOSED, CLOSED)).toBeNull()
  expect(whyNotObject(came, CLOSED, CLOSED + 7 * DAY_MS)).toBeNull()
  expect(whyNotObject(came, CLOSED, CLOSED + 7 * DAY_MS + 1)).toBe('objection_late')
})

test('nobody objects to what is not closed, to a line they do not have, or twice at once', () => {
  expect(whyNotObject(came, null, CLOSED)).toBe('event_not_closed')
  expect(whyNotObject({ hasLine: false, hasOpen: false }, CLOSED, CLOSED)).toBe('not_attended')
  expect(whyNotObject({ hasLine: true, hasOpen: true }, CLOSED, CLOSED)).toBe('objection_open')
})

test('an objection adds what is missing to the planned length, and never more', () => {
  const planned = { from: CLOSED, to: CLOSED + 3 * HOUR_MS, overrunMinutes: 0, givesHours: true }
  expect(mostMissingMinutes(planned, 0)).toBe(180)
  expect(mostMissingMinutes(planned, 150)).toBe(30)
  expect(mostMissingMinutes({ ...planned, overrunMinutes: 20 }, 150)).toBe(50)
  expect(mostMissingMinutes(planned, 200)).toBe(0)
  expect(mostMissingMinutes({ ...planned, givesHours: false }, 0)).toBe(0)
})
