import type { Browser } from 'playwright-core'
import { launchChromium } from '../browser/chromium'
import { demoDatabase } from '../browser/demo-database'
import { Town } from '../browser/town'

/** What every journey stands on: the demonstration on a database of its own, its server, and a browser. */
export interface Ground {
  browser: Browser
  town: Town
  /** Closes and drops all of it. */
  clear(): Promise<void>
}

/** Lays it; what was begun is cleared away where the rest fails. */
export async function layGround(): Promise<Ground> {
  const database = await demoDatabase()
  let browser: Browser | undefined
  let town: Town | undefined
  const clear = async () => {
    await browser?.close()
    await town?.close()
    await database.drop()
  }
  try {
    browser = await launchChromium()
    town = await Town.open(database.connection)
    return { browser, town, clear }
  } catch (error) {
    await clear()
    throw error
  }
}
