/** The storage of tests: JSON in a map, with a switch that makes it full. */
export const storageFake = {
  entries: new Map<string, string>(),
  full: false,
  reset(): void {
    storageFake.entries.clear()
    storageFake.full = false
  },
}
