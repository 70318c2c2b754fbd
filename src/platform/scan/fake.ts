/** The camera of tests: what the next scan and the next photo show. */
export const scanFake = {
  code: null as string | null,
  photo: null as string | null,
  reset(): void {
    scanFake.code = null
    scanFake.photo = null
  },
}
