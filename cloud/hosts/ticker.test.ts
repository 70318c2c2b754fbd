import { createLog } from './log'
import { startTicking } from './ticker'

const log = createLog('silent')
beforeEach(() => jest.useFakeTimers())
afterEach(() => jest.useRealTimers())

test('a slow run is not overtaken by the next', async () => {
  const ends: (() => void)[] = []
  const ticker = startTicking(() => new Promise((resolve) => ends.push(resolve)), 10_000, log)
  await jest.advanceTimersByTimeAsync(35_000)
  expect(ends).toHaveLength(1)
  ends[0]!()
  await jest.advanceTimersByTimeAsync(10_000)
  expect(ends).toHaveLength(2)
  ends[1]!()
  await ticker.stop()
})

test('a run that fails does not end the runs', async () => {
  let runs = 0
  const ticker = startTicking(() => Promise.reject(new Error(`run ${(runs += 1)}`)), 10_000, log)
  await jest.advanceTimersByTimeAsync(30_000)
  expect(runs).toBe(3)
  await ticker.stop()
})

test('stopping waits for the run under way, and no other begins', async () => {
  let runs = 0
  let end = () => {}
  const ticker = startTicking(
    () => {
      runs += 1
      return new Promise((resolve) => (end = resolve))
    },
    10_000,
    log,
  )
  await jest.advanceTimersByTimeAsync(10_000)
  let stopped = false
  const stopping = ticker.stop().then(() => (stopped = true))
  await jest.advanceTimersByTimeAsync(60_000)
  expect(stopped).toBe(false)
  end()
  await stopping
  await jest.advanceTimersByTimeAsync(60_000)
  expect(runs).toBe(1)
})
