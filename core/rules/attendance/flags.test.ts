import { burstThreshold, flagsOf } from './flags'

const usual = { enrolled: true, onDevice: 1, onStep: 1, officers: 0, expected: 30 }

test('nothing unusual, no flag', () => expect(flagsOf(usual)).toEqual([]))
test('two accounts from one phone, a burst and a missing enrollment are each seen', () => {
  expect(flagsOf({ ...usual, onDevice: 2 })).toEqual(['shared_phone'])
  expect(flagsOf({ ...usual, onStep: 9 })).toEqual(['burst'])
  expect(flagsOf({ ...usual, enrolled: false })).toEqual(['not_enrolled'])
  expect(flagsOf({ enrolled: false, onDevice: 3, onStep: 50, officers: 2, expected: 100 })).toEqual([
    'not_enrolled',
    'shared_phone',
    'burst',
    'two_officers',
  ])
})
test("one person on two officers' phones is seen, on one officer's phone it is not", () => {
  expect(flagsOf({ ...usual, officers: 1 })).toEqual([])
  expect(flagsOf({ ...usual, officers: 2 })).toEqual(['two_officers'])
})
test('what is a burst grows with the event', () => {
  expect(burstThreshold(30)).toBe(8)
  expect(burstThreshold(500)).toBe(50)
  expect(flagsOf({ ...usual, onStep: 40, expected: 500 })).toEqual([])
})
