export interface DisplayPlatform {
  /** True from 1,024 logical pixels on: a desk, not a hand. */
  isWide(): boolean
  /** `isWide` as a hook that follows the window. */
  useWide(): boolean
  /** Keeps the display from going dark; answers how to let it. */
  keepAwake(): () => void
  /** Asks for the whole display; must be called from a press. Silently nothing where that does not exist. */
  fullscreen(): void
}
