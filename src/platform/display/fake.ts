/** The display of tests: narrow, as a phone. */
export const displayFake = {
  wide: false,
  awake: 0,
  bright: 0,
  reset(): void {
    displayFake.wide = false
    displayFake.awake = 0
    displayFake.bright = 0
  },
}
