import type { Log } from './log'

/** Runs `tick` every `everyMs`, counted from the end of the last run: never two at once. A failure is logged, not fatal. */
export function startTicking(tick: () => Promise<void>, everyMs: number, log: Log): { stop(): Promise<void> } {
  let stopped = false
  let running: Promise<void> = Promise.resolve()
  let timer = setTimeout(run, everyMs)

  function run() {
    running = tick()
      .catch((err: unknown) => log.error({ err }, 'jobs failed'))
      .then(() => {
        if (!stopped) timer = setTimeout(run, everyMs)
      })
  }

  return {
    /** No run begins after this; waits for the one under way. */
    async stop() {
      stopped = true
      clearTimeout(timer)
      await running
    },
  }
}
