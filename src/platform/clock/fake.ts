/** The clock of tests: it stands until `advance`. It starts at noon of 21 November 2026 in UTC+8. */
const START = 1_795_233_600_000

export const clockFake = {
  time: START,
  timers: new Set<{ ms: number; next: number; run: () => void }>(),
  /** Moves time on and runs what falls due, in order. */
  advance(ms: number): void {
    const end = clockFake.time + ms
    for (;;) {
      const [due] = [...clockFake.timers].filter((timer) => timer.next <= end).sort((one, other) => one.next - other.next)
      if (!due) break
      clockFake.time = due.next
      due.next += due.ms
      due.run()
    }
    clockFake.time = end
  },
  reset(): void {
    clockFake.time = START
    clockFake.timers.clear()
  },
}
