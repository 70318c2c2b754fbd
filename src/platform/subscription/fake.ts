/** The messages of tests: whether there are any, what was asked for, and what is allowed. */
export const subscriptionFake = {
  able: false,
  allowed: null as readonly string[] | null,
  asked: [] as string[][],
  reset(): void {
    subscriptionFake.able = false
    subscriptionFake.allowed = null
    subscriptionFake.asked = []
  },
}
