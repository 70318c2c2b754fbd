import { SimulatedTime } from './simulated-time'

it('passes only when it is let, and never past a timer', () => {
  const time = new SimulatedTime(1_000)
  const rung: string[] = []
  time.at(1_500, () => rung.push('second'))
  time.at(1_200, () => rung.push('first'))
  expect(time.advance(1_100)).toBe(false)
  expect([time.now, time.next(), rung]).toEqual([1_100, 1_200, []])
  expect(time.advance(9_000)).toBe(true)
  expect([time.now, rung]).toEqual([1_200, ['first']])
  expect(time.advance(9_000)).toBe(true)
  expect(time.advance(9_000)).toBe(false)
  expect([time.now, time.next(), rung]).toEqual([9_000, null, ['first', 'second']])
})

it('rings timers of one instant in the order they were made, and none that was called off', () => {
  const time = new SimulatedTime(0)
  const rung: number[] = []
  time.at(5, () => rung.push(1))
  const callOff = time.at(5, () => rung.push(2))
  time.at(5, () => rung.push(3))
  callOff()
  while (time.advance(5)) expect(time.now).toBe(5)
  expect(rung).toEqual([1, 3])
})

it('rings at once what was due before, and never runs backward', () => {
  const time = new SimulatedTime(100)
  let rung = false
  time.at(50, () => (rung = true))
  time.advance(20)
  expect(rung).toBe(false)
  time.advance(100)
  expect([rung, time.now]).toEqual([true, 100])
})
