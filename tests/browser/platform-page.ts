import path from 'node:path'
import { build } from 'esbuild'
import type { Browser, BrowserContext, Page } from 'playwright-core'

const ROOT = path.resolve(__dirname, '../..')
const ADDRESS = 'http://phone.test/'
const PATIENCE_MS = 10_000

/**
 * The web sides of `src/platform` by themselves in a real browser, each under its name in `window.seams`, without the app and
 * without a server: what jsdom does not have (a canvas, IndexedDB, downloads) is real here.
 */
export class PlatformPage {
  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
    private readonly script: string,
  ) {}

  static async open(browser: Browser, seams: readonly string[]): Promise<PlatformPage> {
    const context = await browser.newContext({ acceptDownloads: true })
    const opened = new PlatformPage(context, await context.newPage(), await bundle(seams))
    await context.route(`${ADDRESS}**`, (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>phone</title>' }))
    opened.page.setDefaultTimeout(PATIENCE_MS)
    await opened.reload()
    return opened
  }

  /** The page is closed and opened again: all that was in memory is gone. */
  async reload(): Promise<void> {
    await this.page.goto(ADDRESS)
    await this.page.addScriptTag({ content: this.script })
  }

  /** Calls a function of a seam in the page; what it throws is thrown here with its code or message. */
  async call(seam: string, name: string, ...given: unknown[]): Promise<unknown> {
    const answer = await this.page.evaluate(
      async ([from, called, inputs]) => {
        const { seams: sides } = window as unknown as { seams: Record<string, Record<string, (...inputs: unknown[]) => Promise<unknown>>> }
        return sides[from]![called]!(...inputs).then(
          (value) => ({ value, trouble: null }),
          (error: Error & { code?: string }) => ({ value: null, trouble: error.code ?? error.message }),
        )
      },
      [seam, name, given] as const,
    )
    if (answer.trouble !== null) throw new Error(answer.trouble)
    return answer.value
  }

  /** Lets the page have no more room than this for what it keeps. */
  async limitStorage(bytes: number): Promise<void> {
    const session = await this.context.newCDPSession(this.page)
    await session.send('Storage.overrideQuotaForOrigin', { origin: ADDRESS.slice(0, -1), quotaSize: bytes })
  }
}

async function bundle(seams: readonly string[]): Promise<string> {
  const entry = seams.map((seam) => `import * as ${nameOf(seam)} from './src/platform/${seam}/index.h5'`).join('\n')
  const { outputFiles } = await build({
    stdin: { contents: `${entry}\nObject.assign(window, { seams: { ${seams.map(nameOf).join(', ')} } })`, resolveDir: ROOT, loader: 'ts' },
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2020',
    // As the build of the web page resolves: the side of the browser first, the fakes of the tests never.
    resolveExtensions: ['.h5.ts', '.tsx', '.ts', '.js'],
    alias: { '@core': path.join(ROOT, 'core'), '@': path.join(ROOT, 'src') },
    define: { 'process.env.TARO_ENV': '"h5"' },
    loader: { '.css': 'empty' },
    logLevel: 'error',
  })
  return outputFiles[0]!.text
}

/** `keptFiles` of `kept-files`. */
function nameOf(seam: string): string {
  return seam.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
}
