/** Runs one item. */
export type RunOne<I, O> = (item: I) => Promise<O>

export interface ShareOptions {
  /** Items of one run at most. */
  max?: number
  /** Whether an error is no item's fault (the database is away): then all items fail with it, and none is tried alone. */
  isEverybodys?: (error: unknown) => boolean
}

/**
 * Lets calls that arrive together share one run, and so one commit. A run takes whatever queued while the last one ran
 * and never waits for more. `runMany` answers item by item (a refusal is an answer); when the run itself throws, the items
 * are tried one by one, so that one bad item cannot fail its neighbors.
 */
export function shareRuns<I, O>(
  runMany: (items: I[]) => Promise<O[]>,
  { max = 256, isEverybodys = () => false }: ShareOptions = {},
): RunOne<I, O> {
  interface Waiting {
    item: I
    resolve: (output: O) => void
    reject: (error: unknown) => void
  }
  const queue: Waiting[] = []
  let running = false

  async function drain() {
    running = true
    while (queue.length > 0) {
      const batch = queue.splice(0, max)
      try {
        const outputs = await runMany(batch.map((waiting) => waiting.item))
        batch.forEach((waiting, index) => waiting.resolve(outputs[index]!))
      } catch (error) {
        if (batch.length === 1 || isEverybodys(error)) for (const waiting of batch) waiting.reject(error)
        else for (const waiting of batch) await runMany([waiting.item]).then((outputs) => waiting.resolve(outputs[0]!), waiting.reject)
      }
    }
    running = false
  }

  return (item) =>
    new Promise<O>((resolve, reject) => {
      queue.push({ item, resolve, reject })
      // What arrives in the same turn of the event loop joins the first run.
      if (!running) {
        running = true
        setImmediate(() => void drain())
      }
    })
}
