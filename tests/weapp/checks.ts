/** What the suite asks of a package, as functions: the tests ask it of the one that ships, the damage tests of broken copies. */
import vm from 'node:vm'
import type { Browser } from 'playwright-core'
import type { WorldEvent } from '../fakes/world'
import { complaintsOf, enroll, EVENT, HOME, logIn, LOGIN, openEvent } from './acts'
import { MiniProgram } from './mini-program'
import { Screen } from './screen'
import type { Venue } from './venue'
import type { Theme, WeappPackage } from './weapp-package'

/** An event to enroll in, and somebody who has never been here. */
export interface Visit {
  venue: Venue
  event: WorldEvent
  openid: string
  /** How long to wait for what has to come. Ms. */
  patienceMs: number
}

/** What is wrong with a package before anything of it runs: its settings, its templates, its scripts as text. */
export function inspect(shipped: WeappPackage): string[] {
  const { pages, tabs } = shipped
  const missing = (what: string, files: string[]) =>
    files.filter((file) => !shipped.has(file)).map((file) => `${what}: ${file} is not there`)
  return [
    ...shipped.compile().warnings,
    ...pages.flatMap((page) => missing('app.json', [`${page}.js`, `${page}.json`, `${page}.wxml`])),
    ...undeclared(shipped),
    ...tabs.filter((tab) => !shipped.appJson.pages.includes(tab)).map((tab) => `the tab ${tab} is not in the main package`),
    ...shipped.themes().flatMap((theme) => [...unnamed(shipped, theme), ...missing('tabBar', tabIcons(shipped, theme))]),
    ...shipped.files('.js').flatMap((file) => syntaxErrors(shipped.text(file), file)),
  ]
}

/** Colours and pictures that app.json takes from a theme which does not have them. */
function unnamed(shipped: WeappPackage, theme: Theme): string[] {
  const used = [...shipped.text('app.json').matchAll(/"@(\w+)"/g)].map(([, name]) => name!)
  return used.filter((name) => theme[name] === undefined).map((name) => `a theme has no ${name}`)
}

function tabIcons(shipped: WeappPackage, theme: Theme): string[] {
  const icons = (shipped.appJson.tabBar?.list ?? []).flatMap(({ iconPath, selectedIconPath }) => [iconPath, selectedIconPath])
  return icons.map((icon) => (icon.startsWith('@') ? (theme[icon.slice(1)] ?? icon) : icon))
}

/** Pages that were built and that nobody can open. */
function undeclared(shipped: WeappPackage): string[] {
  const built = shipped.files('.wxml').map((file) => file.slice(0, -'.wxml'.length))
  const isPage = (file: string) => shipped.has(`${file}.json`) && !shipped.pageJson(file).component
  return built.filter((file) => isPage(file) && !shipped.pages.includes(file)).map((file) => `app.json does not name ${file}`)
}

function syntaxErrors(code: string, file: string): string[] {
  try {
    new vm.Script(`(function () {${code}\n})`, { filename: file })
    return []
  } catch (error) {
    return [`${file}: ${String(error)}`]
  }
}

/** The first minute of a new person in the scripts alone. Answers what went wrong; throws where there was no going on. */
export async function press(shipped: WeappPackage, { venue, event, openid, patienceMs }: Visit): Promise<string[]> {
  const program = await MiniProgram.launch(shipped, venue.phone(openid), {}, patienceMs)
  try {
    await program.see('扫码签到', 'scan-button')
    await logIn(program, '陈晓雨')
    await openEvent(program, event)
    await enroll(program)
    await program.see('扫码签到', 'sign-in')
    return complaintsOf(program)
  } finally {
    program.close()
  }
}

/** What crossed to the screen, in bytes of `setData`. */
export interface Touched {
  complaints: string[]
  firstPaint: number
  /** The first answer of the page to a touch: the button shows that it is at work. */
  pressed: number
}

/** The first minute of a new person by touches on the drawn pages. Throws where there was no going on. */
export async function touch(browser: Browser, shipped: WeappPackage, { venue, event, openid, patienceMs }: Visit): Promise<Touched> {
  const program = await MiniProgram.launch(shipped, venue.phone(openid), {}, patienceMs)
  const screen = await Screen.open(browser, program, { patienceMs })
  try {
    await screen.reads('#greeting', '欢迎你')
    await screen.reads('#scan-button', '扫码签到')
    await screen.reads(`#event-${event.code}`, '旧物改造工作坊')
    const firstPaint = program.updates.reduce((sum, { bytes }) => sum + bytes, 0)
    await screen.touch('#login')
    await program.arrive(LOGIN)
    await screen.touch('#login-wechat')
    await screen.write('#consent-name', '陈晓雨')
    await screen.touch('#consent-submit')
    await program.arrive(HOME)
    await screen.reads('#greeting', '晓雨')
    await screen.touch(`#event-${event.code}`)
    await program.arrive(EVENT)
    await screen.reads('#event-title', '旧物改造工作坊')
    await screen.reads('#enroll', '报名')
    const before = program.updates.length
    await screen.touch('#enroll')
    await screen.reads('#event-word', '已报名')
    await screen.reads('#sign-in', '扫码签到')
    const pressed = program.updates[before]!.bytes
    return { complaints: [...screen.complaints(), ...complaintsOf(program)], firstPaint, pressed }
  } finally {
    await screen.close()
    program.close()
  }
}
