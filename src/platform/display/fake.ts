/** The display of tests: narrow, as a phone. */
export const displayFake = {
  wide: false,
  awake: 0,
  reset(): void {
    displayFake.wide = false
    displayFake.awake = 0
  },
}
