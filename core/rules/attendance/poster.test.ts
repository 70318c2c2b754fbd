import { DAY_MS, instantOf, MINUTE_MS } from '../shared/calendar'
import { provePoster } from './poster'

const NOW = instantOf('2026-11-21', '14:05')
const live = (at: number) => provePoster({ at, delivery: 'live' }, NOW)
const stored = (at: number) => provePoster({ at, delivery: 'stored' }, NOW)

test('a poster that is scanned live counts now, whatever the phone takes the time to be', () => {
  for (const at of [NOW, NOW - MINUTE_MS, NOW - DAY_MS, NOW + DAY_MS]) expect(live(at)).toEqual({ at: NOW, delayed: false })
})
test('from the outbox a scan is delayed after a minute, and too old after seven days', () => {
  expect(stored(NOW - MINUTE_MS)).toEqual({ at: NOW - MINUTE_MS, delayed: false })
  expect(stored(NOW - MINUTE_MS - 1)).toEqual({ at: NOW - MINUTE_MS - 1, delayed: true })
  expect(stored(NOW - 7 * DAY_MS)).toMatchObject({ delayed: true })
  expect(stored(NOW - 7 * DAY_MS - 1)).toBe('code_expired')
})
test('nobody was here in the future: a clock a minute ahead means now, one further ahead nothing', () => {
  expect(stored(NOW + MINUTE_MS)).toEqual({ at: NOW, delayed: false })
  expect(stored(NOW + MINUTE_MS + 1)).toBe('invalid_time')
})
