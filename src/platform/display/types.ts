export interface DisplayPlatform {
  /** True from 1,024 logical pixels on: a desk, not a hand. */
  isWide(): boolean
  /** `isWide` as a hook that follows the window. */
  useWide(): boolean
  /** Keeps the display from going dark; answers how to let it. */
  keepAwake(): () => void
  /** Makes the display as bright as it gets, so that a camera reads it in the sun; answers how to undo it. Nothing in a browser. */
  brighten(): () => void
  /** Asks for the whole display; must be called from a press. Silently nothing where that does not exist. */
  fullscreen(): void
}
