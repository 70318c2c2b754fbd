import { DAY_MS, instantOf, MINUTE_MS } from '../shared/calendar'
import { provePoster } from './poster'

const NOW = instantOf('2026-11-21', '14:05')
const live = (at: number) => provePoster({ at, delivery: 'live' }, NOW)
const stored = (at: number) => provePoster({ at, delivery: 'stored' }, NOW)

test('a poster that is scanned now counts now', () => {
  expect(live(NOW)).toEqual({ at: NOW, delayed: false })
  expect(live(NOW - MINUTE_MS)).toEqual({ at: NOW - MINUTE_MS, delayed: false })
})
test('an old scan is live no more; from the outbox it is delayed, for seven days', () => {
  expect(live(NOW - MINUTE_MS - 1)).toBe('code_expired')
  expect(stored(NOW - MINUTE_MS - 1)).toEqual({ at: NOW - MINUTE_MS - 1, delayed: true })
  expect(stored(NOW - 7 * DAY_MS)).toMatchObject({ delayed: true })
  expect(stored(NOW - 7 * DAY_MS - 1)).toBe('code_expired')
})
test('nobody was here in the future: a clock a minute ahead means now, one further ahead nothing', () => {
  expect(live(NOW + MINUTE_MS)).toEqual({ at: NOW, delayed: false })
  expect(live(NOW + MINUTE_MS + 1)).toBe('invalid_time')
  expect(stored(NOW + DAY_MS)).toBe('invalid_time')
})
