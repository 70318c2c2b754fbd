import path from 'node:path'
import vm from 'node:vm'
import type { Phone } from './phone'
import { allNodes, pathTo, setPath, textOf, type TaroNode } from './taro-tree'
import type { WeappPackage } from './weapp-package'
import { createWx, type Run } from './wx'

/** How the app was opened: from WeChat's list (scene 1001), or by a code (`q`, URL-encoded, scene 1011). */
export interface Entry {
  path?: string
  query?: Record<string, string>
  scene?: number
}

/** A page as WeChat holds it. */
export interface PageInstance {
  route: string
  options: Record<string, string>
  data: { root: TaroNode; [field: string]: unknown }
  [member: string]: unknown
}

/** One `setData`: how much of it crossed from the script to the screen. */
export interface Update {
  page: PageInstance
  bytes: number
  change: Record<string, unknown>
}

/** Whoever draws the pages. */
export interface Watcher {
  shown(page: PageInstance): void
  updated(update: Update): void
}

type Lifecycle = 'onLoad' | 'onShow' | 'onReady' | 'onHide' | 'onUnload' | 'onPullDownRefresh' | 'onReachBottom'

const PAGES_AT_MOST = 10
/** WeChat refuses more in one `setData`. */
const SET_DATA_LIMIT = 1024 * 1024
const PATIENCE_MS = 10_000
const LOOK_EVERY_MS = 5
const SOON_MS = 200

/**
 * Events that go from an element to those around it; the others stay where they happen.
 * https://developers.weixin.qq.com/miniprogram/dev/framework/view/wxml/event.html
 */
const BUBBLING: ReadonlySet<string> = new Set(['tap', 'longpress', 'longtap', 'touchstart', 'touchmove', 'touchend', 'touchcancel'])

/**
 * One run of the compiled package: its scripts in a context of their own that has what WeChat gives and nothing else, from
 * the start of the app until it is closed. There is no window, document, fetch, TextEncoder, crypto or process, and code
 * made of text is refused.
 */
export class MiniProgram {
  readonly calls: { name: string; options: unknown }[] = []
  readonly updates: Update[] = []
  /** Members of `wx` that were asked for and are not there. */
  readonly unknown = new Set<string>()
  /** What went wrong and would show on a phone as an error, or as nothing happening. */
  readonly troubles: string[] = []
  watcher: Watcher | null = null

  private readonly context: vm.Context
  private readonly run: Run
  private readonly timers = new Set<NodeJS.Timeout>()
  /** Those of them that ring within a moment. */
  private readonly soon = new Set<NodeJS.Timeout>()
  private readonly ends: (() => void)[] = []
  private readonly modules = new Map<string, { exports: unknown }>()
  private readonly tabPages = new Map<string, PageInstance>()
  private stack: PageInstance[] = []
  private registered: Record<string, unknown> | null = null
  private app: Record<string, unknown> | null = null
  private underWay = 0
  private closed = false

  private constructor(
    readonly shipped: WeappPackage,
    readonly phone: Phone,
    entry: Required<Entry>,
    private readonly patienceMs: number,
  ) {
    const world: Record<string, unknown> = {}
    this.context = vm.createContext(world, { codeGeneration: { strings: false, wasm: false } })
    const parse = this.evaluate<(json: string) => unknown>('JSON.parse')
    const bufferOf = this.evaluate<(bytes: Uint8Array) => ArrayBuffer>('(bytes) => Uint8Array.from(bytes).buffer')
    this.run = {
      called: (name, options) => void this.calls.push({ name, options }),
      inside: <T>(value: T) => (value === undefined ? value : parse(JSON.stringify(value))) as T,
      insideBytes: bufferOf,
      invoke: (what, call) => this.guarded(what, call),
      trouble: (what) => void this.troubles.push(what),
      during: (work) => this.during(work),
      alive: () => !this.closed,
      atEnd: (stop) => void this.ends.push(stop),
      navigate: {
        navigateTo: (url) => this.navigateTo(url),
        redirectTo: (url) => this.redirectTo(url),
        reLaunch: (url) => this.reLaunch(url),
        switchTab: (url) => this.switchTab(url),
        navigateBack: (delta) => this.navigateBack(delta),
      },
      launchOptions: entry,
    }
    Object.assign(world, this.globals())
    world.global = world
    this.narrow()
  }

  /** Opens the app as WeChat does: app.js, then the first page. Answers when the first page has been drawn. */
  static async launch(shipped: WeappPackage, phone: Phone, entry: Entry = {}, patienceMs = PATIENCE_MS): Promise<MiniProgram> {
    const opened = { path: entry.path ?? shipped.pages[0]!, query: entry.query ?? {}, scene: entry.scene ?? 1001 }
    const program = new MiniProgram(shipped, phone, opened, patienceMs)
    program.require('app.js')
    const { app } = program
    if (!app) throw new Error('app.js did not call App()')
    program.callApp('onLaunch')
    program.callApp('onShow')
    program.open(opened.path, opened.query)
    await program.until('the first page is drawn', () => program.root.cn?.length !== 0)
    return program
  }

  /** The members of `wx` that this harness plays. */
  static played(): string[] {
    return Object.keys(createWx({} as Phone, {} as Run))
  }

  // What a person sees

  get page(): PageInstance {
    const page = this.stack.at(-1)
    if (!page) throw new Error('no page is open')
    return page
  }

  get route(): string {
    return this.page.route
  }

  /** How many pages lie on each other. */
  get depth(): number {
    return this.stack.length
  }

  /** The text of the page, or of one element. */
  text(id?: string): string {
    return textOf(id === undefined ? this.root : this.pathOf(id).at(-1)!)
  }

  has(id: string): boolean {
    return pathTo(this.root, (node) => node.uid === id) !== null
  }

  /** The ids on the page, in order; those that begin with `prefix`. */
  ids(prefix = ''): string[] {
    return (this.root.cn ?? []).flatMap((node) => [...allNodes(node)]).flatMap(({ uid }) => (uid?.startsWith(prefix) ? [uid] : []))
  }

  /** Waits until a page is on top. */
  async arrive(route: string): Promise<void> {
    await this.until(`the page ${route} is open`, () => this.route === route && (this.root.cn?.length ?? 0) > 0)
  }

  /** Waits until a text can be read on the page, or in one element of it. */
  async see(text: string, id?: string): Promise<void> {
    const where = id === undefined ? '' : ` in #${id}`
    await this.until(`「${text}」 is to be read${where}`, () => (id === undefined || this.has(id)) && this.text(id).includes(text))
  }

  async seeElement(id: string): Promise<void> {
    await this.until(`there is #${id}`, () => this.has(id))
  }

  /** Waits until something holds. @throws Error that says what was waited for and what could be read instead. */
  async until(what: string, holds: () => boolean): Promise<void> {
    const end = performance.now() + this.patienceMs
    while (!holds()) {
      if (performance.now() > end) throw new Error(`waited in vain until ${what}.\n${this.describe()}`)
      await pause(LOOK_EVERY_MS)
    }
  }

  /** Waits until nothing is under way any more: no request, no answer of WeChat, no timer that is about to ring. */
  async rest(): Promise<void> {
    let quiet = 0
    while (quiet < 3) {
      await pause(LOOK_EVERY_MS)
      quiet = this.underWay === 0 && this.soon.size === 0 ? quiet + 1 : 0
    }
  }

  /** How many bytes crossed to the screen, from one update of the list on. */
  bytesSince(update: number): number {
    return this.updates.slice(update).reduce((sum, { bytes }) => sum + bytes, 0)
  }

  // What a person does

  async tap(id: string): Promise<void> {
    await this.seeElement(id)
    this.fire(this.pathOf(id), 'tap', { x: 1, y: 1 })
    await pause(0)
  }

  /** Writes into a field, replacing what is there. */
  async write(id: string, value: string): Promise<void> {
    await this.seeElement(id)
    this.fire(this.pathOf(id), 'input', { value, cursor: value.length })
    await pause(0)
  }

  /** Chooses with a picker or a switch: the element itself, or the picker around it. */
  async choose(id: string, value: string | number | boolean): Promise<void> {
    await this.seeElement(id)
    const whole = this.pathOf(id)
    const last = this.shipped.bindings(whole, 'change').map(Boolean).lastIndexOf(true)
    if (last !== -1) whole.length = last + 1
    this.fire(whole, 'change', { value })
    await pause(0)
  }

  /** A tab of the bar below. */
  async tab(route: string): Promise<void> {
    this.switchTab(`/${route}`)
    await this.arrive(route)
  }

  /** The arrow at the top, or the gesture. */
  back(): void {
    this.navigateBack(1)
  }

  pullDown(): void {
    if (!this.shipped.pageJson(this.route).enablePullDownRefresh) throw new Error(`${this.route} cannot be pulled down`)
    this.call(this.page, 'onPullDownRefresh')
  }

  reachBottom(): void {
    this.call(this.page, 'onReachBottom')
  }

  /** The person goes to another app, and comes back. */
  hide(): void {
    this.call(this.page, 'onHide')
    this.callApp('onHide')
  }

  show(): void {
    this.callApp('onShow')
    this.call(this.page, 'onShow')
  }

  /** An event as the screen sends it: whom it happened to, and to whom it has come on its way up. */
  receive(event: Record<string, unknown>): void {
    const handler = this.page.eh as ((event: unknown) => void) | undefined
    if (!handler) return void this.troubles.push(`${this.route} cannot take events`)
    this.guarded(String(event.type), () => handler.call(this.page, this.run.inside(event)))
  }

  /** Ends the run, as when WeChat is swiped away: no timer, no answer reaches the app any more. */
  close(): void {
    this.closed = true
    for (const timer of this.timers) clearTimeout(timer)
    for (const stop of this.ends) stop()
    this.timers.clear()
  }

  /** What can be read, for the message of a test that failed. */
  describe(): string {
    const read = this.stack.length > 0 ? `${this.route}: ${textOf(this.root, ' | ')}` : 'no page'
    return [`On the page: ${read}`, `ids: ${this.stack.length > 0 ? this.ids().join(' ') : ''}`, ...this.troubles].join('\n')
  }

  // The world of the scripts

  private get root(): TaroNode {
    return this.page.data.root
  }

  private globals(): Record<string, unknown> {
    const wx = createWx(this.phone, this.run)
    const asked = new Proxy(wx, {
      get: (target, name) => {
        if (typeof name === 'string' && !(name in target)) this.unknown.add(name)
        return target[name as string]
      },
    })
    return {
      wx: asked,
      App: (definition: Record<string, unknown>) => void (this.app = definition),
      Page: (definition: Record<string, unknown>) => void (this.registered = definition),
      Component: (definition: Record<string, unknown>) => void (this.registered = definition),
      Behavior: (definition: unknown) => definition,
      getApp: () => this.app,
      getCurrentPages: () => [...this.stack],
      console: this.console(),
      setTimeout: (call: () => void, ms = 0) => this.timer(setTimeout, call, ms),
      setInterval: (call: () => void, ms = 0) => this.timer(setInterval, call, ms),
      clearTimeout: (timer: NodeJS.Timeout) => this.clear(timer),
      clearInterval: (timer: NodeJS.Timeout) => this.clear(timer),
      phoneNow: () => this.phone.now,
      refused: (what: string) => void this.troubles.push(`${what} was used, which WeChat refuses`),
    }
  }

  /** Takes away what a bare JavaScript engine has and WeChat has not (on every phone), and lets the phone's clock tell the time. */
  private narrow(): void {
    this.evaluate(`{
      const { phoneNow, refused } = globalThis
      for (const name of ['phoneNow', 'refused', 'WebAssembly', 'SharedArrayBuffer', 'Atomics', 'Intl']) delete globalThis[name]
      globalThis.Date = new Proxy(Date, {
        construct: (Real, given, as) => Reflect.construct(Real, given.length === 0 ? [phoneNow()] : given, as),
        apply: () => new Date(phoneNow()).toString(),
        get: (Real, name) => (name === 'now' ? phoneNow : Reflect.get(Real, name)),
      })
      const guard = (name) => {
        const refuse = () => {
          refused(name)
          throw new EvalError(name)
        }
        globalThis[name] = new Proxy(globalThis[name], { apply: refuse, construct: refuse })
      }
      guard('Function')
      guard('eval')
    }`)
  }

  private evaluate<T>(code: string): T {
    return vm.runInContext(code, this.context) as T
  }

  private console(): Record<string, (...words: unknown[]) => void> {
    const say =
      (level: string) =>
      (...words: unknown[]) =>
        void this.troubles.push(`console.${level}: ${words.map(String).join(' ')}`)
    const quiet = () => undefined
    return { log: quiet, info: quiet, debug: quiet, warn: say('warn'), error: say('error') }
  }

  private timer(start: typeof setTimeout | typeof setInterval, call: () => void, ms: number): NodeJS.Timeout | undefined {
    if (this.closed) return undefined
    const once = start === setTimeout
    const timer: NodeJS.Timeout = start(() => {
      this.guarded('a timer', call)
      if (once) this.clear(timer)
    }, ms)
    this.timers.add(timer)
    if (once && ms <= SOON_MS) this.soon.add(timer)
    return timer
  }

  private clear(timer: NodeJS.Timeout): void {
    clearTimeout(timer)
    this.timers.delete(timer)
    this.soon.delete(timer)
  }

  private during(work: Promise<unknown>): void {
    this.underWay += 1
    void work.finally(() => (this.underWay -= 1))
  }

  private guarded(what: string, call: () => unknown): unknown {
    try {
      return call()
    } catch (error) {
      this.troubles.push(`${what}: ${String((error as Error)?.stack ?? error)}`)
      return undefined
    }
  }

  /** WeChat's `require`: files of the package by relative path, each run once, sub-packages closed to each other. */
  private require(file: string): unknown {
    const known = this.modules.get(file)
    if (known) return known.exports
    const made = { exports: {} as unknown }
    this.modules.set(file, made)
    const script = new vm.Script(`(function (require, module, exports) {${this.shipped.text(file)}\n})`, {
      filename: path.join(this.shipped.folder, file),
    })
    const load = (wanted: string) => {
      const found = `${path.posix.join(path.posix.dirname(file), wanted).replace(/\.js$/, '')}.js`
      const root = this.shipped.rootOf(found)
      if (root !== null && root !== this.shipped.rootOf(file)) throw new Error(`${file} reaches into another sub-package: ${found}`)
      return this.require(found)
    }
    const body = script.runInContext(this.context) as (...parts: unknown[]) => void
    body.call(made.exports, load, made, made.exports)
    return made.exports
  }

  // Pages

  private navigateTo(url: string): void {
    const { route, query } = this.addressOf(url)
    if (this.shipped.tabs.includes(route)) throw new Error('can not navigateTo a tabbar page')
    if (this.stack.length >= PAGES_AT_MOST) throw new Error('webview count limit exceed')
    this.call(this.page, 'onHide')
    this.open(route, query)
  }

  private redirectTo(url: string): void {
    const { route, query } = this.addressOf(url)
    if (this.shipped.tabs.includes(route)) throw new Error('can not redirectTo a tabbar page')
    this.leave(this.stack.pop()!)
    this.open(route, query)
  }

  private reLaunch(url: string): void {
    const { route, query } = this.addressOf(url)
    const open = new Set([...this.stack.splice(0).reverse(), ...this.tabPages.values()])
    for (const page of open) this.leave(page)
    this.open(route, query)
  }

  private switchTab(url: string): void {
    const { route } = this.addressOf(url)
    if (!this.shipped.tabs.includes(route)) throw new Error('can not switch to no-tabBar page')
    const left = this.stack.splice(0)
    const known = this.tabPages.get(route)
    const onTop = left.at(-1)
    for (const page of left.reverse()) {
      if (!this.shipped.tabs.includes(page.route)) this.leave(page)
      else if (page === onTop && page !== known) this.call(page, 'onHide')
    }
    if (!known) return this.open(route, {})
    this.stack = [known]
    if (known !== onTop) this.showAgain(known)
  }

  private navigateBack(delta: number): void {
    if (this.stack.length < 2) return
    for (let left = Math.min(delta, this.stack.length - 1); left > 0; left -= 1) this.leave(this.stack.pop()!)
    this.showAgain(this.page)
  }

  /**
   * WeChat splits at the first `?`, `&` and `=` and decodes nothing: pages get their parameters as they were written.
   * https://developers.weixin.qq.com/miniprogram/introduction/qrcode.html
   */
  private addressOf(url: string): { route: string; query: Record<string, string> } {
    const [address = '', query = ''] = url.split('?')
    const route = address.startsWith('/') ? address.slice(1) : path.posix.join(path.posix.dirname(this.route), address)
    if (!this.shipped.pages.includes(route)) throw new Error(`page "${route}" is not found`)
    const pairs = query.split('&').filter((pair) => pair !== '')
    return { route, query: Object.fromEntries(pairs.map((pair) => pair.split('=').slice(0, 2) as [string, string])) }
  }

  /** Puts a new page on top; from its first moment on it is among the pages that are open. */
  private open(route: string, query: Record<string, string>): void {
    if (!this.shipped.pages.includes(route)) throw new Error(`page "${route}" is not found`)
    const definition = this.definitionOf(route)
    const page = { ...definition, route, options: query, data: this.run.inside(definition.data ?? {}) } as PageInstance
    page.setData = (change: Record<string, unknown>, done?: () => void) => this.setData(page, change, done)
    page.selectComponent = () => null
    page.selectAllComponents = () => []
    page.getOpenerEventChannel = () => this.run.inside({})
    if (this.shipped.tabs.includes(route)) this.tabPages.set(route, page)
    this.stack.push(page)
    this.watcher?.shown(page)
    this.call(page, 'onLoad', this.run.inside(query))
    this.call(page, 'onShow')
    this.timer(setTimeout, () => this.call(page, 'onReady'), 0)
  }

  /** A page's script runs once, and the components its settings name are loaded with it. */
  private definitionOf(route: string): Record<string, unknown> {
    const { usingComponents = {} } = this.shipped.pageJson(route)
    for (const component of Object.values(usingComponents)) {
      const file = path.posix.join(path.posix.dirname(route), component)
      this.register(file)
    }
    return this.register(route)
  }

  private register(file: string): Record<string, unknown> {
    const kept = this.definitions.get(file)
    if (kept) return kept
    this.registered = null
    this.require(`${file}.js`)
    const definition = this.registered as Record<string, unknown> | null
    if (!definition) throw new Error(`${file}.js did not register itself`)
    this.definitions.set(file, definition)
    return definition
  }

  private readonly definitions = new Map<string, Record<string, unknown>>()

  private setData(page: PageInstance, change: Record<string, unknown>, done?: () => void): void {
    const missing = Object.keys(change).filter((field) => change[field] === undefined)
    if (missing.length > 0) this.troubles.push(`setData of ${page.route} puts undefined to ${missing.join(', ')}`)
    const json = JSON.stringify(change)
    const bytes = Buffer.byteLength(json)
    if (bytes > SET_DATA_LIMIT) this.troubles.push(`setData of ${page.route} carries ${bytes} bytes`)
    const copied = this.run.inside(JSON.parse(json) as Record<string, unknown>)
    for (const [where, value] of Object.entries(copied)) setPath(page.data, where, value)
    const update = { page, bytes, change: JSON.parse(json) as Record<string, unknown> }
    this.updates.push(update)
    this.watcher?.updated(update)
    if (done) this.timer(setTimeout, () => done.call(page), 0)
  }

  private showAgain(page: PageInstance): void {
    this.watcher?.shown(page)
    this.call(page, 'onShow')
  }

  private leave(page: PageInstance): void {
    this.tabPages.delete(page.route)
    this.call(page, 'onUnload')
  }

  private call(page: PageInstance, lifecycle: Lifecycle, ...given: unknown[]): void {
    const method = page[lifecycle] as ((...given: unknown[]) => void) | undefined
    if (method) this.guarded(`${lifecycle} of ${page.route}`, () => method.apply(page, given))
  }

  private callApp(lifecycle: 'onLaunch' | 'onShow' | 'onHide'): void {
    const method = this.app?.[lifecycle] as ((options: unknown) => void) | undefined
    if (method) this.guarded(`${lifecycle} of the app`, () => method.call(this.app, this.run.inside(this.run.launchOptions)))
  }

  // Events

  /** An element after all that is around it; the root itself is drawn by nothing. */
  private pathOf(id: string): TaroNode[] {
    const found = pathTo(this.root, (node) => node.uid === id)
    if (!found) throw new Error(`there is no #${id}.\n${this.describe()}`)
    return found.slice(1)
  }

  /** An event on the last element of a path: it goes to every element around it whose template listens, as in WeChat. */
  private fire(whole: TaroNode[], type: string, detail: object): void {
    const target = whole.at(-1)!
    let heard = false
    const bindings = this.shipped.bindings(whole, type)
    for (const [at, node] of [...whole.entries()].reverse()) {
      const binding = bindings[at]
      if (binding) {
        heard = true
        this.receive({ type, timeStamp: this.phone.now, target: mark(target), currentTarget: mark(node), detail, mark: {}, touches: [] })
      }
      if (binding === 'catch' || !BUBBLING.has(type)) break
    }
    if (!heard) throw new Error(`nothing listens to 「${type}」 at #${target.uid}`)
  }
}

function mark(node: TaroNode) {
  return { id: node.uid ?? node.sid, dataset: { sid: node.sid }, offsetLeft: 0, offsetTop: 0 }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
