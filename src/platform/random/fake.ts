/** The chance of tests: bytes of a counter, so that every nonce is another one and every run is the same. */
export const randomFake = {
  drawn: 0,
  reset(): void {
    randomFake.drawn = 0
  },
}
