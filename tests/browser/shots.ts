/** `npm run shots`: pictures of every screen in every look, for human eyes. Run by config/shots.cjs. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser } from 'playwright-core'
import { seedDemo } from '@cloud/demo/seed'
import { randomIds } from '@cloud/services/ids'
import { startEmbedded } from '@cloud/store/embedded'
import { migrateToLatest } from '@cloud/store/migrate'
import { createDatabase } from '@cloud/store/open'
import { launchChromium } from './chromium'
import { ALL_SCREENS, Stage, type Screen, type Who } from './screens'
import { AFTERNOON, Town } from './town'
import { Visitor, type Device } from './visitor'

/** A way of looking: a device, its colors, the size of its text. */
interface Look {
  name: string
  kind: 'hand' | 'desk' | 'tv'
  device: Device
  dark: boolean
  large: boolean
}

const LOOKS: readonly Look[] = [
  { name: 'light', kind: 'hand', device: 'phone', dark: false, large: false },
  { name: 'dark', kind: 'hand', device: 'phone', dark: true, large: false },
  { name: 'large', kind: 'hand', device: 'narrow', dark: false, large: true },
  { name: 'wide', kind: 'desk', device: 'desk', dark: false, large: false },
  { name: 'wide-dark', kind: 'desk', device: 'desk', dark: true, large: false },
  { name: 'tv', kind: 'tv', device: 'tv', dark: false, large: false },
]

/** A page longer than this is not drawn whole: nobody looks at it in one piece. */
const LONGEST = 3_200

interface Picture {
  screen: Screen
  look: Look
  file: string
}

/** Bundled into .cache/tests. */
const ROOT = path.resolve(__dirname, '../..')
const wanted = process.argv.slice(2)
const SHOTS = path.join(ROOT, 'shots')
const say = (line: string) => void process.stdout.write(`${line}\n`)

/** The look and its person, once logged in, for one screen after another. */
async function enter(browser: Browser, stage: Stage, look: Look, who: Who): Promise<Visitor> {
  const visitor = await Visitor.come(browser, stage.town, look.device, { dark: look.dark })
  if (who !== 'nobody') await visitor.logIn(stage.people[who])
  if (look.large) {
    await visitor.visit('/pages/me/index')
    await visitor.turn('large-text')
  }
  return visitor
}

async function take(visitor: Visitor, stage: Stage, screen: Screen, look: Look): Promise<string> {
  await screen.go(visitor, stage)
  if (!screen.still) await visitor.settled()
  const file = `${screen.name}.${look.name}.png`
  await visitor.page.screenshot({ path: path.join(SHOTS, file) })
  await takeWhole(visitor, screen, look)
  const wider = await visitor.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  if (wider > 0) say(`  ${file}: ${wider} px wider than the page`)
  await visitor.context.setOffline(false)
  await visitor.ail(null)
  return file
}

/** What does not fit is drawn once more, on a page as long as it needs. */
async function takeWhole(visitor: Visitor, screen: Screen, look: Look): Promise<void> {
  if (look.kind === 'tv') return
  const viewport = visitor.page.viewportSize()!
  const missing = await visitor.page.evaluate(() => {
    const boxes = [document.documentElement, ...document.querySelectorAll<HTMLElement>('.taro_page, .taro_router, .sheet__body')]
    return Math.max(...boxes.map((box) => box.scrollHeight - box.clientHeight))
  })
  if (missing < 24) return
  await visitor.page.setViewportSize({ ...viewport, height: Math.min(LONGEST, viewport.height + missing) })
  await visitor.page.screenshot({ path: path.join(SHOTS, `${screen.name}.${look.name}.whole.png`) })
  await visitor.page.setViewportSize(viewport)
}

/** All that one look sees. The looks share nothing but the town, so several can go on side by side. */
async function takeLook(browser: Browser, stage: Stage, look: Look): Promise<{ pictures: Picture[]; failed: string[] }> {
  const pictures: Picture[] = []
  const failed: string[] = []
  const seen = ({ name, on = ['hand'] }: Screen) =>
    on.includes(look.kind) && (wanted.length === 0 || wanted.some((it) => name.startsWith(it)))
  const screens = ALL_SCREENS.filter(seen)
  for (const who of new Set(screens.map((screen) => screen.who))) {
    let visitor = await enter(browser, stage, look, who)
    for (const screen of screens.filter((one) => one.who === who)) {
      try {
        pictures.push({ screen, look, file: await take(visitor, stage, screen, look) })
      } catch (error) {
        failed.push(`${screen.name}.${look.name}: ${String(error).split('\n').slice(0, 3).join(' ')}`)
        await visitor.leave()
        visitor = await enter(browser, stage, look, who)
      }
    }
    await visitor.leave()
  }
  say(`${look.name}: ${pictures.length}`)
  return { pictures, failed }
}

async function takeAll(browser: Browser, stage: Stage): Promise<{ pictures: Picture[]; failed: string[] }> {
  const waiting = [...LOOKS]
  const taken: Awaited<ReturnType<typeof takeLook>>[] = []
  const lane = async () => {
    for (let look = waiting.shift(); look; look = waiting.shift()) taken.push(await takeLook(browser, stage, look))
  }
  await Promise.all([lane(), lane()])
  return { pictures: taken.flatMap(({ pictures }) => pictures), failed: taken.flatMap(({ failed }) => failed) }
}

/** One page with all of them: a row a screen. */
function writeIndex(pictures: readonly Picture[]): void {
  const rows = ALL_SCREENS.map((screen) => {
    const own = pictures.filter((picture) => picture.screen === screen)
    const cells = own.map(
      ({ file, look }) => `<a href="${file}"><img loading="lazy" src="${file}" alt="${screen.title}"><br>${look.name}</a>`,
    )
    return own.length > 0 ? `<h2>${screen.title} <small>${screen.name}</small></h2><p>${cells.join('\n')}</p>` : ''
  })
  const style =
    'body{font:14px/1.5 sans-serif;margin:24px;background:#888;color:#fff}img{height:480px}a{display:inline-block;margin:0 12px 12px 0;color:#fff;text-align:center}'
  writeFileSync(
    path.join(SHOTS, 'index.html'),
    `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>青年有约</title><style>${style}</style>${rows.join('\n')}</html>\n`,
  )
}

async function main(): Promise<number> {
  if (wanted.length === 0) rmSync(SHOTS, { recursive: true, force: true })
  mkdirSync(SHOTS, { recursive: true })
  const dataDir = mkdtempSync(path.join(tmpdir(), 'qnyy-shots-'))
  chmodSync(dataDir, 0o711)
  const embedded = await startEmbedded({ dataDir, root: ROOT, durable: false, log: () => undefined })
  let town: Town | null = null
  let browser: Browser | null = null
  try {
    const database = createDatabase(embedded.connection, { statementTimeoutMs: 0 })
    await migrateToLatest(database.kysely, path.join(ROOT, 'cloud/store/migrations'))
    await seedDemo({ kysely: database.kysely, ids: randomIds, now: AFTERNOON, publicUrl: 'https://qn.example' })
    await database.close()
    browser = await launchChromium()
    town = await Town.open(embedded.connection)
    const { pictures, failed } = await takeAll(browser, await Stage.prepare(town))
    writeIndex(pictures)
    for (const line of [...failed, ...town.faults.map((fault) => `the server: ${JSON.stringify(fault)}`)]) say(line)
    say(`screens=${new Set(pictures.map(({ screen }) => screen.name)).size} pictures=${pictures.length}`)
    return failed.length === 0 && town.faults.length === 0 ? 0 : 1
  } finally {
    await browser?.close()
    await town?.close()
    await embedded.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
    process.exit(1)
  },
)
