export interface KeyboardPlatform {
  /**
   * Calls the listener with every key pressed outside of fields and without Ctrl, Alt or Meta; answers how to stop.
   * Silently nothing where there is no keyboard.
   */
  onKey(listener: (key: string) => void): () => void
}
