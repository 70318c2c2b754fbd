import path from 'node:path'
import { buildSync } from 'esbuild'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import postcss from 'postcss'
import type { MiniProgram } from './mini-program'
import type { PageInstance, Update } from './pages'
import type { CompiledTemplates, WeappPackage } from './weapp-package'

const ROOT = path.resolve(__dirname, '../..')

/** What WeChat's built-in components look like before any style of ours. */
const BUILT_IN_STYLES = `
* { box-sizing: border-box }
body { margin: 0; font: 16px sans-serif }
wx-view, wx-scroll-view, wx-form, wx-swiper, wx-swiper-item, wx-picker { display: block }
wx-scroll-view { overflow: auto }
wx-text { white-space: pre-line }
wx-image { display: inline-block; width: 320px; height: 240px; background-size: 100% 100% }
wx-button { display: block; text-align: center; font-size: 18px; line-height: 2.56; border-radius: 5px; background: #f8f8f8; padding: 0 14px }
wx-input, wx-textarea { display: block; min-height: 1.4rem }
wx-input > input, wx-textarea > textarea { all: unset; width: 100%; height: 100%; font: inherit }
wx-switch { display: inline-block; width: 52px; height: 32px; border-radius: 16px; background: #dfdfdf }
wx-switch[checked='true'] { background: #04be02 }
`

const TAGS =
  /(^|[\s>+~,(])(view|text|image|button|input|textarea|label|form|picker|switch|scroll-view|swiper-item|swiper)(?=$|[\s>+~,.:#[)])/g

const PHONE: BrowserContextOptions = {
  viewport: { width: 375, height: 667 },
  deviceScaleFactor: 2,
  hasTouch: true,
  isMobile: true,
  locale: 'zh-CN',
}

/** WXSS as a browser takes it: `page` is the body, elements carry WeChat's prefix, 750 rpx are the width of the screen. */
export function browserStyles(wxss: string): string {
  const sheet = postcss.parse(wxss)
  sheet.walkRules((rule) => {
    rule.selector = rule.selector.replace(/(^|[\s>+~,(])page(?=$|[\s>+~,.:#[)])/g, '$1body').replace(TAGS, '$1wx-$2')
  })
  sheet.walkDecls((declaration) => {
    declaration.value = declaration.value.replace(/(-?[\d.]+)rpx\b/g, (_, length: string) => `${Number(length) / 7.5}vw`)
  })
  return sheet.toString()
}

let bundled: string | null = null

function renderThread(): string {
  bundled ??= buildSync({
    entryPoints: [path.join(ROOT, 'tests/weapp/render-thread.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'chrome110',
    logLevel: 'error',
  }).outputFiles[0]!.text
  return bundled
}

export interface ScreenOptions {
  /** How long to wait for what has to come. Ms. */
  patienceMs?: number
  dark?: boolean
}

/** The glass of a phone: a page of Chromium in which a running mini-program is drawn and touched. */
export class Screen {
  /** Errors and warnings of the framework, and of the page it stands in. */
  readonly troubles: string[] = []
  private readonly shipped: WeappPackage
  private readonly templates: CompiledTemplates
  private drawn: PageInstance | null = null
  private queue: Promise<void> = Promise.resolve()

  private constructor(
    readonly glass: Page,
    private readonly program: MiniProgram,
  ) {
    this.shipped = program.shipped
    this.templates = this.shipped.compile()
  }

  /** Draws a program from now on, until it is closed. */
  static async open(browser: Browser, program: MiniProgram, { patienceMs = 10_000, dark = false }: ScreenOptions = {}): Promise<Screen> {
    const context = await browser.newContext({ ...PHONE, colorScheme: dark ? 'dark' : 'light' })
    context.setDefaultTimeout(patienceMs)
    const glass = await context.newPage()
    const screen = new Screen(glass, program)
    glass.on('pageerror', (error) => void screen.troubles.push(String(error)))
    glass.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) screen.troubles.push(message.text())
    })
    await glass.exposeFunction('sendEvent', (json: string) => program.receive(JSON.parse(json) as Record<string, unknown>))
    await glass.exposeFunction('complain', (what: string) => void screen.troubles.push(what))
    await glass.setContent(
      `<!doctype html><meta name="viewport" content="width=device-width,initial-scale=1"><style>${BUILT_IN_STYLES}</style><style id="wxss"></style><body></body>`,
    )
    await glass.addScriptTag({ content: renderThread() })
    program.watcher = {
      shown: (page) => screen.drawLater(page),
      updated: (update) => screen.later(() => screen.redraw(update)),
    }
    screen.drawLater(program.page)
    return screen
  }

  /** Waits until a text can be read in an element that is to be seen. */
  async reads(selector: string, text: string): Promise<void> {
    await this.glass.locator(selector, { hasText: text }).waitFor()
  }

  /** A finger on the middle of an element, which must be to be seen and under nothing else. */
  async touch(selector: string): Promise<void> {
    await this.glass.locator(selector).tap()
  }

  async write(selector: string, text: string): Promise<void> {
    await this.glass.locator(selector).locator('input, textarea').fill(text)
  }

  /** All that has been drawn, once everything under way has arrived. */
  async text(): Promise<string> {
    await this.program.rest()
    await this.queue
    return (await this.glass.locator('body').textContent()) ?? ''
  }

  /** What the compiler and the framework had to complain of. */
  complaints(): string[] {
    return [...this.templates.warnings, ...this.troubles]
  }

  async close(): Promise<void> {
    this.program.watcher = null
    await this.queue
    await this.glass.context().close()
  }

  private later(work: () => Promise<void>): void {
    this.queue = this.queue.then(work).catch((error: unknown) => void this.troubles.push(String(error)))
  }

  /** As it is at this moment: what changes until it is drawn comes after it in the queue. */
  private drawLater(page: PageInstance): void {
    const data = JSON.parse(JSON.stringify(page.data)) as Record<string, unknown>
    this.later(() => this.draw(page, data))
  }

  private async draw(page: PageInstance, data: Record<string, unknown>): Promise<void> {
    if (this.program.page !== page) return
    this.drawn = page
    const given = { route: page.route, data, code: this.templates.code, styles: browserStyles(this.shipped.styles(page.route)) }
    await this.glass.evaluate(({ route, data, code, styles }) => {
      document.getElementById('wxss')!.textContent = styles
      window.renderThread.mount(route, data, code)
    }, given)
  }

  private async redraw({ page, change }: Update): Promise<void> {
    if (this.drawn !== page) return
    await this.glass.evaluate((carried) => window.renderThread.patch(carried), change)
  }
}
