import { createRateLimit, createRecentKeys } from './rate-limit'

const START = Date.UTC(2026, 10, 21)

function passed(limit: ReturnType<typeof createRateLimit>, key: string, calls: number, now: number): number {
  return Array.from({ length: calls }, () => limit.take(key, now)).filter((wait) => wait === 0).length
}

test('as many calls as a minute allows pass at once, and no more', () => {
  expect(passed(createRateLimit({ perMinute: 120 }), 'a', 500, START)).toBe(120)
})

test('the bucket refills evenly', () => {
  const limit = createRateLimit({ perMinute: 120 })
  passed(limit, 'a', 120, START)
  expect(limit.take('a', START)).toBe(500)
  expect(limit.take('a', START + 499)).toBeGreaterThan(0)
  expect(limit.take('a', START + 500)).toBe(0)
  expect(passed(limit, 'a', 500, START + 60_500)).toBe(120)
})

test('a burst can be larger than what a minute allows in the long run', () => {
  const limit = createRateLimit({ perMinute: 60, burst: 90 })
  expect(passed(limit, 'a', 500, START)).toBe(90)
  expect(passed(limit, 'a', 500, START + 60_000)).toBe(60)
})

test('keys do not share', () => {
  const limit = createRateLimit({ perMinute: 10 })
  passed(limit, 'a', 10, START)
  expect(limit.take('a', START)).toBeGreaterThan(0)
  expect(limit.take('b', START)).toBe(0)
})

test('being refused does not lengthen the wait', () => {
  const limit = createRateLimit({ perMinute: 60 })
  passed(limit, 'a', 10_000, START)
  expect(limit.take('a', START + 1_000)).toBe(0)
})

test('an unlimited one lets all pass', () => {
  expect(passed(createRateLimit({ perMinute: Infinity }), 'a', 10_000, START)).toBe(10_000)
})

test('many keys do not grow without end; the one unseen longest is forgotten', () => {
  const limit = createRateLimit({ perMinute: 1, maxKeys: 3 })
  for (const key of ['a', 'b', 'c', 'd']) limit.take(key, START)
  expect(limit.take('d', START)).toBeGreaterThan(0)
  expect(limit.take('a', START)).toBe(0)

  const keys = createRecentKeys(2)
  for (const key of ['a', 'b', 'a', 'c']) keys.add(key)
  expect(['a', 'b', 'c'].map((key) => keys.has(key))).toEqual([true, false, true])
  keys.delete('a')
  expect(keys.has('a')).toBe(false)
})
