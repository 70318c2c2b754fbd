/** How many turns of the event loop it takes until all that can go on by itself has gone on (`shareRuns` waits for one). */
const TURNS = 2

/** Lets everything run that needs neither a statement nor a message. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}
