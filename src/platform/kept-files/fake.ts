/** The files of tests: base64 in a map, with a switch that makes the phone full. */
export const keptFilesFake = {
  files: new Map<string, string>(),
  full: false,
  reset(): void {
    keptFilesFake.files.clear()
    keptFilesFake.full = false
  },
}
