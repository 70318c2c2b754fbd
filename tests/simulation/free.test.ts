import { UsageError } from '../tools/command'
import { runFree } from './free'
import type { Scenario } from './plan'

const lines: string[] = []
const print = (line: string) => void lines.push(line)
beforeEach(() => {
  lines.length = 0
})

test.each<[Scenario, number, number]>([
  ['booking', 8, 300],
  ['sessions', 6, 200],
  ['waitlist', 8, 300],
  ['signin', 6, 300],
  ['outbox', 4, 150],
])('%s: %i histories of 16 clients at once on two hosts break nothing', async (scenario, seeds, least) => {
  const played = await runFree({ scenario, seeds, breakGuard: null, print })
  const { ops, violations } = played
  expect(lines).toEqual([])
  expect(played.seeds).toBe(seeds)
  expect(violations).toBe(0)
  expect(ops).toBeGreaterThan(least)
})

test.each<[string, Scenario, RegExp]>([
  ['no-place-lock', 'booking', /^violation: overbooked: \d+ places taken and \d+ people enrolled of \d+ at e1/],
  ['no-place-lock', 'sessions', /^violation: .*(overbooked|without a place|are counted as waiting|it is cancelled, and)/],
  ['two-active', 'sessions', /^violation: (p\d+ has 3 active bookings|the server failed at sessions\.\w+: duplicate key)/],
  ['lost-offer', 'sessions', /^violation: .*stands free beside a line/],
  ['no-unique', 'signin', /^violation: (2 rows are kept of attendance\.scan|\d+ attendances of \d+ people)/],
  ['no-unique', 'outbox', /^violation: (2 rows are kept of attendance\.scan|\d+ attendances of \d+ people)/],
  // A repeat of any of the three commands may be what comes twice, and may show as an order that cannot have been.
  [
    'no-dedupe',
    'booking',
    /^violation: (two results for (events\.(enroll|leave)|attendance\.(scan|walkIn)) with nonce|what people were told at e1 fits into no order)/,
  ],
  ['no-dedupe', 'signin', /^violation: two results for attendance\.scan with nonce/],
])('%s is noticed in %s, and the history is printed', async (breakGuard, scenario, violation) => {
  const { seeds, violations } = await runFree({ scenario, seeds: 50, breakGuard, print })
  expect(violations).toBeGreaterThan(0)
  // It says how many it played, not how many it was asked for.
  expect(lines[0]).toBe(`the history of seed ${seeds} (no replay: what ran at the same time was not decided by the seed):`)
  expect(lines.some((line) => violation.test(line))).toBe(true)
  expect(lines[0]).toMatch(/^the history of seed \d+ \(no replay/)
  expect(lines.filter((line) => / +\d+–\d+ {2}client \d+ .*: (events|attendance|sessions)\.\w+ .*→ \w+/.test(line)).length).toBeGreaterThan(
    20,
  )
})

test('a guard of the phone is not switched off here: the stepped mode does that', async () => {
  await expect(runFree({ scenario: 'outbox', seeds: 1, breakGuard: 'head-of-line', print })).rejects.toThrow(UsageError)
})
