import { shareRuns } from './batch'

test('what queues while a run is under way shares the next one', async () => {
  const runs: number[] = []
  const run = shareRuns(async (items: number[]) => {
    runs.push(items.length)
    await new Promise((resolve) => setImmediate(resolve))
    return items.map((item) => item * 2)
  })
  const first = [run(1), run(2)]
  await new Promise((resolve) => setImmediate(resolve))
  const second = [run(3), run(4), run(5)]
  expect(await Promise.all([...first, ...second])).toEqual([2, 4, 6, 8, 10])
  expect(runs).toEqual([2, 3])
})
test('an error of the run is met by trying the items singly: neighbors still succeed', async () => {
  const run = shareRuns(async (items: number[]) => {
    if (items.includes(13)) throw new Error('poison')
    return items
  })
  const results = await Promise.allSettled([run(1), run(13), run(2)])
  expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
})
test('no run is larger than the limit', async () => {
  const sizes: number[] = []
  const run = shareRuns(
    async (items: number[]) => {
      sizes.push(items.length)
      return items
    },
    { max: 10 },
  )
  await Promise.all(Array.from({ length: 25 }, (_, index) => run(index)))
  expect(sizes).toEqual([10, 10, 5])
})

test('what is everybody’s fails once for all, and nobody waits for the others to fail one by one', async () => {
  let runs = 0
  const run = shareRuns(
    async (items: number[]) => {
      runs += 1
      if (runs === 1) throw new Error('the database is away')
      return items
    },
    { isEverybodys: (error) => error instanceof Error && error.message.includes('away') },
  )
  const results = await Promise.allSettled([run(1), run(2), run(3)])
  expect(results.map((result) => result.status)).toEqual(['rejected', 'rejected', 'rejected'])
  expect(runs).toBe(1)
  expect(await run(4)).toBe(4)
})
