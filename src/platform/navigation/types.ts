export interface Question {
  title: string
  text: string
  /** The word on the button that does it. */
  ok: string
  /** What cannot be undone is shown in red. */
  danger?: boolean
}

export interface NavigationPlatform {
  /** Opens a page above this one; at WeChat's limit of ten it takes this one's place. */
  open(url: string): void
  /** Opens a page in place of this one. */
  replace(url: string): void
  switchTab(url: string): void
  /** One page back; home where there is none. */
  back(): void
  /** Closes all pages and opens this one. */
  reLaunch(url: string): void
  /** A sentence that goes away by itself. */
  toast(text: string): void
  confirm(question: Question): Promise<boolean>
  /** An action sheet (six items at most): the index chosen, null where nothing was. */
  choose(items: string[]): Promise<number | null>
  /** A short tap in the hand, where the phone can. */
  vibrate(): void
  setTitle(text: string): void
  /** Puts a red dot on a tab, or takes it away. Only a page that is itself a tab can. */
  dotTab(url: string, shown: boolean): void
  /** Puts text on the clipboard and says so. */
  copy(text: string): Promise<void>
  /** Back to the top of the page, where its content is another now. */
  toTop(): void
  /** Ends the animation of pull-to-refresh. */
  stopRefresh(): void
}
