import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser } from 'playwright-core'
import { launchChromium } from '../browser/chromium'
import type { WorldEvent } from '../fakes/world'
import { inspect, press, touch } from './checks'
import { MiniProgram } from './mini-program'
import { allNodes } from './taro-tree'
import { Venue } from './venue'
import { WEAPP, WeappPackage } from './weapp-package'

/** What does not come by then does not come; the whole copy is given longer. */
const DAMAGED_PATIENCE_MS = 2_000
const WHOLE_PATIENCE_MS = 20_000

type Check = 'inspect' | 'press' | 'touch'

let folder: string
let venue: Venue
let browser: Browser
let event: WorldEvent
/** How Taro numbers what can be pressed. */
let pressable: string
let visits = 0

beforeAll(async () => {
  const shipped = WeappPackage.open()
  venue = await Venue.open()
  event = await venue.publish()
  browser = await launchChromium()
  const program = await MiniProgram.launch(shipped, venue.phone('o-look'))
  pressable = [...allNodes(program.page.data.root)].find(({ uid }) => uid === 'scan-button')!.nn
  program.close()
})
afterAll(async () => {
  await browser?.close()
  await venue?.close()
})

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'weapp-'))
  cpSync(WEAPP, folder, { recursive: true })
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Changes a file of the copy. A change that changes nothing is no damage. */
function damage(file: string, change: (text: string) => string): void {
  const before = readFileSync(path.join(folder, file), 'utf8')
  const after = change(before)
  expect(after).not.toBe(before)
  writeFileSync(path.join(folder, file), after)
}

/** Which checks find fault with the copy, and with what. */
async function faults(patienceMs: number): Promise<Partial<Record<Check, string>>> {
  const ask = async (look: (shipped: WeappPackage) => string[] | Promise<string[]>) => {
    try {
      return (await look(WeappPackage.open(folder))).join('\n')
    } catch (error) {
      return String(error)
    }
  }
  const visit = () => ({ venue, event, openid: `o-${++visits}`, patienceMs })
  const found = {
    inspect: await ask(inspect),
    press: await ask((shipped) => press(shipped, visit())),
    touch: await ask(async (shipped) => (await touch(browser, shipped, visit())).complaints),
  }
  return Object.fromEntries(Object.entries(found).filter(([, fault]) => fault !== ''))
}

test('a whole copy passes every check', async () => {
  expect(await faults(WHOLE_PATIENCE_MS)).toEqual({})
})

const DAMAGES: { what: string; how: () => void; noticedBy: Check[] }[] = [
  {
    what: 'a button whose template does not listen to taps any more',
    how: () =>
      damage('base.wxml', (text) =>
        text.replace(new RegExp(`(<template name="tmpl_\\d+_${pressable}">\\s*<view[^>]*?) bindtap="eh"`, 'g'), '$1'),
      ),
    noticedBy: ['press', 'touch'],
  },
  {
    what: 'templates that draw no text',
    how: () => damage('base.wxml', (text) => text.replaceAll('{{i.v}}', '')),
    noticedBy: ['touch'],
  },
  {
    what: 'a tag that is not closed',
    how: () => damage('base.wxml', (text) => text.replace('</view>', '')),
    noticedBy: ['inspect', 'touch'],
  },
  {
    what: 'the script of the templates missing',
    how: () => rmSync(path.join(folder, 'utils.wxs')),
    noticedBy: ['inspect', 'press', 'touch'],
  },
  {
    what: 'a page that app.json does not name',
    how: () => damage('app.json', (text) => text.replace('{"root":"packages/events","pages":["detail/index"]},', '')),
    noticedBy: ['inspect', 'press', 'touch'],
  },
  {
    what: 'a page whose script needs what only a browser has',
    how: () => damage('packages/events/detail/index.js', (text) => `window.scrollTo(0, 0);${text}`),
    noticedBy: ['press', 'touch'],
  },
  {
    what: 'a script that makes code of text',
    how: () => damage('app.js', (text) => `${text};new Function('return 1')()`),
    noticedBy: ['press', 'touch'],
  },
  {
    what: 'a script that cannot be read',
    how: () => damage('pages/me/index.js', (text) => text.slice(0, -8)),
    noticedBy: ['inspect'],
  },
  {
    what: 'a button with the wrong words',
    how: () => damage('pages/home/index.js', (text) => text.replaceAll('扫码签到', '扫码')),
    noticedBy: ['press', 'touch'],
  },
  {
    what: 'a style sheet that hides the buttons',
    how: () => damage('app-origin.wxss', (text) => `${text} .button { display: none !important }`),
    noticedBy: ['touch'],
  },
  {
    what: 'an icon of the bar missing',
    how: () => rmSync(path.join(folder, 'assets/tabs/home.png')),
    noticedBy: ['inspect'],
  },
]

test.each(DAMAGES)('$what: it is noticed', async ({ how, noticedBy }) => {
  how()
  const found = await faults(DAMAGED_PATIENCE_MS)
  expect(Object.keys(found)).toEqual(expect.arrayContaining(noticedBy))
})
