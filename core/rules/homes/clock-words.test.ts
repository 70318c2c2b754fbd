import { instantOf } from '../shared/calendar'
import { clockSentence } from './clock-words'
import { clockState } from './clocks'

const lastAt = instantOf('2026-09-12', '19:00')
const said = (day: string, last: number | null = lastAt) => {
  const now = instantOf(day, '10:00')
  return clockSentence(clockState({ kind: 'study_society', startedOn: '2026-09-12', lastAt: last }, now), now)
}

test('a rhythm says how long ago it was, and until when it is due', () => {
  expect(said('2026-10-01')).toBe('离上次 19 天，下次在11月12日 周四前')
  expect(said('2026-11-03')).toBe('离上次 52 天，11月12日 周四前要办，还有 9 天')
  expect(said('2026-11-12')).toBe('离上次 61 天，今天是最后一天')
  expect(said('2026-11-15')).toBe('离上次 64 天，晚了 3 天')
})
test('one that has never come round, or came round today, says so', () => {
  expect(said('2026-10-01', null)).toBe('还没办过，下次在11月12日 周四前')
  expect(said('2026-09-12')).toBe('今天刚办过，下次在11月12日 周四前')
})
