/** Measuring side by side: whatever the machine does meanwhile, it does to all of them. */

/** The middle one of some numbers, or the mean of the two in the middle. Throws on none. */
export function median(numbers: readonly number[]): number {
  if (numbers.length === 0) throw new RangeError('no median of nothing')
  const sorted = [...numbers].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

type Measures = Record<string, () => Promise<unknown>>
type Results<M extends Measures> = { [K in keyof M]: Awaited<ReturnType<M[K]>>[] }

/** Takes each measure once a round, one after another; answers what each gave, in the order of the rounds. */
export async function alternate<M extends Measures>(rounds: number, measures: M): Promise<Results<M>> {
  const results = Object.fromEntries(Object.keys(measures).map((name) => [name, [] as unknown[]]))
  for (let round = 0; round < rounds; round += 1)
    for (const [name, measure] of Object.entries(measures)) results[name]!.push(await measure())
  return results as Results<M>
}
