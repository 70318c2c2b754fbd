export interface FramePlatform {
  /**
   * Makes what the platform draws around our pages (tab bar, navigation bar) look and behave as ours: dark where the
   * system is, usable by keyboard. Called once, when the app starts. Nothing to do in WeChat.
   */
  dressFrame(): void
}
