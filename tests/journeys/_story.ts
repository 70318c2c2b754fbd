import { mkdirSync } from 'node:fs'
import path from 'node:path'
import type { Browser } from 'playwright-core'

const PICTURES = path.resolve(__dirname, '../../.cache/journeys')

/**
 * Steps of which each stands on the one before: after one has failed, those that follow fail at once instead of waiting
 * for what cannot come. Where one fails, all open pages are kept as pictures in `.cache/journeys/`.
 */
export function story(browser: () => Browser): (name: string, step: () => Promise<void>) => void {
  let failedAt: string | null = null
  return (name, step) =>
    it(name, async () => {
      if (failedAt !== null) throw new Error(`it stopped at 「${failedAt}」`)
      try {
        await step()
      } catch (error) {
        failedAt = name
        await keepPictures(browser(), name)
        throw error
      }
    })
}

async function keepPictures(browser: Browser, name: string): Promise<void> {
  mkdirSync(PICTURES, { recursive: true })
  const pages = browser.contexts().flatMap((context) => context.pages())
  const file = (index: number) => path.join(PICTURES, `${name.replace(/[^\p{L}\d]+/gu, '-').slice(0, 60)}-${index}.png`)
  await Promise.all(pages.map((page, index) => page.screenshot({ path: file(index) }).catch(() => undefined)))
}
