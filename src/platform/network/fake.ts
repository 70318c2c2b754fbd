/** The network of tests: on line until `set(false)`. */
export const networkFake = {
  online: true,
  listeners: new Set<(online: boolean) => void>(),
  set(online: boolean): void {
    networkFake.online = online
    for (const listener of networkFake.listeners) listener(online)
  },
  reset(): void {
    networkFake.online = true
    networkFake.listeners.clear()
  },
}
