import { ratingSummary, whyNotRate } from './rating'

const votes = (...stars: number[]) => ({ count: stars.length, stars: stars.reduce((sum, each) => sum + each, 0), tags: new Map() })

test('the average is shown from three votes on, and none of two', () => {
  expect(ratingSummary(votes())).toBeNull()
  expect(ratingSummary(votes(5, 5))).toBeNull()
  expect(ratingSummary(votes(5, 4, 4))).toEqual({ count: 3, average: 43, tags: [] })
  expect(ratingSummary(votes(1, 1, 1))?.average).toBe(10)
})

test('what was said most often comes first, and what nobody said is left out', () => {
  const tags = new Map([
    ['too_long', 1],
    ['friendly', 3],
    ['useful', 1],
    ['unclear', 0],
  ] as const)
  expect(ratingSummary({ count: 4, stars: 16, tags })?.tags).toEqual([
    { tag: 'friendly', count: 3 },
    { tag: 'useful', count: 1 },
    { tag: 'too_long', count: 1 },
  ])
})

test('who came rates an event from its end on, whether it is closed or not', () => {
  const event = { status: 'published', endsAt: 100 } as const
  expect(whyNotRate(event, true, 99)).toBe('event_not_closed')
  expect(whyNotRate(event, true, 100)).toBeNull()
  expect(whyNotRate({ ...event, status: 'closed' }, true, 99)).toBeNull()
})

test('who did not come does not rate, and nobody rates what was cancelled', () => {
  expect(whyNotRate({ status: 'closed', endsAt: 100 }, false, 200)).toBe('not_attended')
  expect(whyNotRate({ status: 'cancelled', endsAt: 100 }, true, 200)).toBe('not_attended')
})
