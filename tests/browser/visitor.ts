import { readFile } from 'node:fs/promises'
import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core'
import { readPicture } from './qr'
import type { Town, Townsman } from './town'

/** What people hold in their hands, or stand before. */
export const DEVICES = {
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
  narrow: { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
  desk: { viewport: { width: 1440, height: 900 } },
  tv: { viewport: { width: 1920, height: 1080 } },
} satisfies Record<string, BrowserContextOptions>

export type Device = keyof typeof DEVICES

export interface VisitOptions {
  dark?: boolean
  /** What the device's clock is off by, ms. */
  wrong?: number
}

/** Patient enough for a slow machine; what has not come by then does not come. */
const PATIENCE_MS = 20_000

/** The browser's own note about an answer that was a refusal, or never came. */
const LOAD_FAILED = /^Failed to load resource/

/**
 * Somebody with a browser of an empty profile, in a town. Presses, writes and reads what can be seen, as they would; the
 * clock of the device is that of the town, however far it is moved.
 */
export class Visitor {
  /** Errors that the page threw or complained of. */
  readonly errors: string[] = []
  /** Answers that were refusals, or never came. */
  readonly failedLoads: string[] = []
  /** How often something was pressed. */
  taps = 0

  private constructor(
    readonly town: Town,
    readonly context: BrowserContext,
    private current: Page,
    private readonly wrong: number,
  ) {}

  static async come(browser: Browser, town: Town, device: Device, { dark = false, wrong = 0 }: VisitOptions = {}): Promise<Visitor> {
    const context = await browser.newContext({
      ...DEVICES[device],
      baseURL: town.url,
      locale: 'zh-CN',
      colorScheme: dark ? 'dark' : 'light',
      reducedMotion: 'reduce',
    })
    context.setDefaultTimeout(PATIENCE_MS)
    const visitor = new Visitor(town, context, await context.newPage(), wrong)
    await visitor.setClock()
    const forget = town.follow(() => visitor.setClock())
    context.once('close', forget)
    visitor.listen()
    return visitor
  }

  get page(): Page {
    return this.current
  }

  /** Opens an address as if it were typed or came from a camera: the whole app starts anew. */
  async visit(address: string): Promise<void> {
    // Only the part behind the # changes inside the app, and that would not load anything.
    if (this.page.url().startsWith(this.town.url)) await this.page.goto('about:blank')
    await this.page.goto(inApp(address))
  }

  /** Closes the page and opens the app again; what the phone has kept is still there. */
  async reopen(address = '/'): Promise<void> {
    await this.page.close()
    this.current = await this.context.newPage()
    this.listen()
    await this.page.goto(inApp(address))
  }

  /** What is seen with this id; pages that lie below the current one are not. */
  at(id: string): Locator {
    return this.page.locator(`#${id}`).filter({ visible: true })
  }

  /** What is seen with these words. */
  words(text: string | RegExp): Locator {
    return this.page.getByText(text).filter({ visible: true }).first()
  }

  async tap(id: string): Promise<void> {
    this.taps += 1
    await this.at(id).click()
  }

  /** Changes to one of the four tabs. */
  async tab(name: string): Promise<void> {
    this.taps += 1
    await this.page.locator('.weui-tabbar__item', { hasText: name }).click()
  }

  /** Puts the finger into a field and writes. */
  async write(id: string, text: string): Promise<void> {
    this.taps += 1
    await this.control(id).fill(text)
  }

  /** Opens a picker and chooses: two presses. */
  async choose(id: string, label: string): Promise<void> {
    this.taps += 2
    await this.page.locator(`select#${id}`).selectOption({ label })
  }

  /** Turns a switch. */
  async turn(id: string): Promise<void> {
    this.taps += 1
    await this.control(id).click()
  }

  /** The browser's own control, which has the id itself or lies in the box that has it. */
  private control(id: string): Locator {
    return this.page.locator(`input#${id}, textarea#${id}, #${id} input, #${id} textarea`).filter({ visible: true })
  }

  /** Presses what asks for a photo, and gives it one. */
  give(id: string, photo: Buffer): Promise<void> {
    return this.hand(id, { name: 'photo.png', mimeType: 'image/png', buffer: photo })
  }

  /** Presses what asks for a file, and hands it one. */
  async hand(id: string, file: { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
    const asked = this.page.waitForEvent('filechooser')
    await this.tap(id)
    await (await asked).setFiles(file)
  }

  /** Opens a file that is shown with this id; gives its name and what is in it. */
  async fetch(id: string): Promise<{ name: string; content: Buffer }> {
    const coming = this.page.waitForEvent('download')
    await this.tap(id)
    const file = await coming
    return { name: file.suggestedFilename(), content: await readFile(await file.path()) }
  }

  async read(id: string): Promise<string> {
    return (await this.at(id).innerText()).trim()
  }

  /** Waits until what is written there fits. */
  async reads(id: string, text: string | RegExp): Promise<void> {
    await this.at(id).filter({ hasText: text }).waitFor()
  }

  async sees(id: string): Promise<void> {
    await this.at(id).first().waitFor()
  }

  /** Forgets what was kept of earlier answers, so that the next page has to wait for its own. */
  async forgetAnswers(): Promise<void> {
    // An address of the same origin where the app does not run, and keeps nothing meanwhile.
    await this.page.goto('/healthz')
    await this.page.evaluate(() => {
      for (const key of Object.keys(localStorage)) if (/^youyue:(answer|door-|attendance\.pass)/.test(key)) localStorage.removeItem(key)
    })
  }

  /** Opens a page until something is seen on it, lets the app fetch what it wants to have at hand, and takes the network away. */
  async openUntilCutOff(address: string, id: string): Promise<void> {
    const reader = this.page.waitForResponse(/zxing_reader\.wasm/)
    await this.visit(address)
    await this.sees(id)
    await (await reader).finished()
    await this.settled()
    await this.context.setOffline(true)
  }

  /** From now on the server takes calls and does not answer, or answers that it cannot; `null`: it is well again. */
  async ail(how: 'silent' | 'down' | null): Promise<void> {
    await this.context.unrouteAll({ behavior: 'ignoreErrors' })
    if (how === 'silent') await this.context.route('**/api/**', () => undefined)
    if (how === 'down') await this.context.route('**/api/**', (route) => route.fulfill({ status: 503, body: 'down' }))
  }

  /** Goes on inside the app, as a press would. */
  async move(address: string): Promise<void> {
    await this.page.evaluate((hash) => void (window.location.hash = hash), address)
  }

  /** Waits until the page has what it asked for: nothing is under way, and no skeleton stands where something will be. */
  async settled(): Promise<void> {
    await this.page.waitForLoadState('networkidle')
    await this.page.waitForFunction(() => ![...document.querySelectorAll<HTMLElement>('.skeleton')].some((it) => it.offsetParent !== null))
  }

  /** Logs in as somebody of the demonstration who has been here before. */
  async logIn(who: Townsman): Promise<void> {
    await this.visit('/packages/people/login/index')
    // Where there are many, not all are listed before somebody looks for them.
    await this.write('demo-search', who.name)
    await this.tap(`demo-${who.id}`)
    // There was no page before: the way leads home.
    await this.sees('hours-card')
  }

  /** The link in the code that is seen, read from a picture of the whole page as a camera reads it. */
  async readCode(): Promise<string> {
    return (await this.photograph()).link
  }

  /**
   * A photo of what is seen, and the link of the code in it: that of a screen, or another one by its id. Like a camera it looks
   * again while there is none, since a page may still be sliding in.
   */
  async photograph(id = 'screen-qr'): Promise<{ link: string; photo: Buffer }> {
    await this.sees(id)
    const until = Date.now() + PATIENCE_MS
    for (;;) {
      const photo = await this.page.screenshot()
      const link = readPicture(photo)
      if (link !== null) return { link, photo }
      if (Date.now() > until) throw new Error('there is no code in this picture')
    }
  }

  async leave(): Promise<void> {
    await this.context.close()
  }

  private listen(): void {
    this.page.on('pageerror', (error) => void this.errors.push(String(error)))
    this.page.on('console', (message) => {
      if (message.type() !== 'error') return
      const words = `${message.text()} ${message.location().url}`
      const list = LOAD_FAILED.test(words) ? this.failedLoads : this.errors
      list.push(words)
    })
  }

  /** Sets the clock of pages that are open and of those to come. Time only goes forward, so the latest move holds. */
  private async setClock(): Promise<void> {
    const shift = this.town.ahead + this.wrong
    await this.context.addInitScript(shiftClock, shift)
    await Promise.all(this.context.pages().map((page) => page.evaluate(shiftClock, shift).catch(() => undefined)))
  }
}

/** Pages of the app stand behind the #. */
function inApp(address: string): string {
  return /^\/(pages|packages)\//.test(address) ? `/#${address}` : address
}

/** Runs in the page, before anything else does: its wall clock is ahead of this machine's by `shift` ms. */
function shiftClock(shift: number): void {
  const clock = globalThis as typeof globalThis & { aheadBy?: number }
  const first = clock.aheadBy === undefined
  clock.aheadBy = Math.max(shift, clock.aheadBy ?? shift)
  if (!first) return
  const Machine = Date
  const now = () => Machine.now() + clock.aheadBy!
  globalThis.Date = new Proxy(Machine, {
    construct: (target, given, asked) => Reflect.construct(target, given.length === 0 ? [now()] : given, asked) as object,
    apply: () => new Machine(now()).toString(),
    get: (target, key) => (key === 'now' ? now : (Reflect.get(target, key) as unknown)),
  })
}
