/** The gallery of tests: whether the server has addresses, and what was shown over the whole screen. */
export const galleryFake = {
  addressed: true,
  shown: [] as { sources: readonly string[]; first: number }[],
  reset(): void {
    galleryFake.addressed = true
    galleryFake.shown = []
  },
}
