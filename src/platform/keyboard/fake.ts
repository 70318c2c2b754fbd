/** What a test holds of the keyboard. */
export const keyboardFake = {
  listeners: new Set<(key: string) => void>(),
  press(key: string): void {
    for (const listener of [...keyboardFake.listeners]) listener(key)
  },
}
