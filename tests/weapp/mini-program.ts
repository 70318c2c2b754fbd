import { Pages, type PageInstance, type Query, type Update, type Watcher } from './pages'
import type { Phone } from './phone'
import { Realm } from './realm'
import { allNodes, pathTo, textOf, type TaroNode } from './taro-tree'
import type { WeappPackage } from './weapp-package'
import { createWx, type WxCall } from './wx'

/** How the app was opened: from WeChat's list (scene 1001), or by a code (`q`, URL-encoded, scene 1011). */
export interface Entry {
  path?: string
  query?: Query
  scene?: number
}

const PATIENCE_MS = 10_000
const LOOK_EVERY_MS = 5

/**
 * Events that go from an element to those around it; the others stay where they happen.
 * https://developers.weixin.qq.com/miniprogram/dev/framework/view/wxml/event.html
 */
const BUBBLING: ReadonlySet<string> = new Set(['tap', 'longpress', 'longtap', 'touchstart', 'touchmove', 'touchend', 'touchcancel'])

/** One run of the compiled package on a phone, from its start until it is closed: what can be read, and what can be done. */
export class MiniProgram {
  readonly calls: WxCall[] = []
  /** Members of `wx` that were asked for and are not there. */
  readonly unknown = new Set<string>()
  /** What went wrong and would show on a phone as an error, or as nothing happening. */
  readonly troubles: string[] = []
  /** The `wx` of this run. */
  readonly wx: Record<string, unknown>
  private readonly realm: Realm
  private readonly pages: Pages
  private app: Record<string, unknown> | null = null

  private constructor(
    readonly shipped: WeappPackage,
    readonly phone: Phone,
    private readonly entry: Required<Entry>,
    private readonly patienceMs: number,
  ) {
    const trouble = (what: string) => void this.troubles.push(what)
    this.realm = new Realm(shipped, trouble)
    this.pages = new Pages(shipped, this.realm, trouble)
    this.wx = createWx(phone, {
      realm: this.realm,
      pages: this.pages,
      launchOptions: entry,
      called: (call) => void this.calls.push(call),
      trouble,
    })
    this.realm.furnish(this.globals(), phone)
  }

  /** Opens the app as WeChat does: app.js, then the first page. Answers when the first page has been drawn. */
  static async launch(shipped: WeappPackage, phone: Phone, entry: Entry = {}, patienceMs = PATIENCE_MS): Promise<MiniProgram> {
    const opened = { path: entry.path ?? shipped.pages[0]!, query: entry.query ?? {}, scene: entry.scene ?? 1001 }
    const program = new MiniProgram(shipped, phone, opened, patienceMs)
    try {
      await program.start()
    } catch (error) {
      program.close()
      throw error
    }
    return program
  }

  private async start(): Promise<void> {
    this.realm.require('app.js')
    if (!this.app) throw new Error('app.js did not call App()')
    this.callApp('onLaunch')
    this.callApp('onShow')
    this.pages.enter(this.entry.path, this.entry.query)
    await this.until('the first page is drawn', () => this.root.cn?.length !== 0)
  }

  // What a person sees

  get page(): PageInstance {
    return this.pages.top
  }

  get route(): string {
    return this.page.route
  }

  /** The text of the page, or of one element. */
  text(id?: string): string {
    return textOf(id === undefined ? this.root : this.pathOf(id).at(-1)!)
  }

  has(id: string): boolean {
    return pathTo(this.root, (node) => node.uid === id) !== null
  }

  /** The ids on the page, in order. */
  ids(): string[] {
    return (this.root.cn ?? []).flatMap((node) => [...allNodes(node)]).flatMap(({ uid }) => uid ?? [])
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
    for (let quiet = 0; quiet < 3; quiet = this.realm.busy ? 0 : quiet + 1) await pause(LOOK_EVERY_MS)
  }

  /** Everything that crossed from the scripts to the screen. */
  get updates(): readonly Update[] {
    return this.pages.updates
  }

  /** Whoever draws what is shown from now on. */
  set watcher(watcher: Watcher | null) {
    this.pages.watcher = watcher
  }

  // What a person does

  async tap(id: string): Promise<void> {
    await this.seeElement(id)
    await this.fire(this.pathOf(id), 'tap', { x: 1, y: 1 })
  }

  /** Writes into a field, replacing what is there. */
  async write(id: string, value: string): Promise<void> {
    await this.seeElement(id)
    await this.fire(this.pathOf(id), 'input', { value, cursor: value.length })
  }

  /** Chooses with a picker or a switch: the element itself, or the picker around it. */
  async choose(id: string, value: string | number | boolean): Promise<void> {
    await this.seeElement(id)
    const whole = this.pathOf(id)
    const last = this.shipped.bindings(whole, 'change').map(Boolean).lastIndexOf(true)
    await this.fire(last === -1 ? whole : whole.slice(0, last + 1), 'change', { value })
  }

  /** Holds a code up to the camera in a page. */
  async hold(id: string, text: string): Promise<void> {
    await this.seeElement(id)
    await this.fire(this.pathOf(id), 'scancode', { type: 'QR_CODE', result: text, rawData: '', charSet: 'UTF-8' })
  }

  /** A tab of the bar below. */
  async tab(route: string): Promise<void> {
    this.pages.switchTab(`/${route}`)
    await this.arrive(route)
  }

  /** The arrow at the top, or the gesture. */
  back(): void {
    this.pages.navigateBack(1)
  }

  pullDown(): void {
    if (!this.shipped.pageJson(this.route).enablePullDownRefresh) throw new Error(`${this.route} cannot be pulled down`)
    this.pages.call('onPullDownRefresh')
  }

  reachBottom(): void {
    this.pages.call('onReachBottom')
  }

  /** The person goes to another app. */
  hide(): void {
    this.pages.call('onHide')
    this.callApp('onHide')
  }

  /** The person comes back. */
  show(): void {
    this.callApp('onShow')
    this.pages.call('onShow')
  }

  /** Ends the run, as when WeChat is swiped away: no timer, no answer reaches the app any more. */
  close(): void {
    this.realm.end()
  }

  /** An event as the screen sends it: whom it happened to, and to whom it has come on its way up. */
  receive(event: Record<string, unknown>): void {
    const { page } = this
    const handler = page.eh as ((event: unknown) => void) | undefined
    if (!handler) throw new Error(`${page.route} cannot take events`)
    this.realm.invoke(String(event.type), () => handler.call(page, this.realm.inside(event)))
  }

  /** What can be read, for the message of a test that failed. */
  describe(): string {
    const read = this.pages.open.length > 0 ? `${this.route}: ${textOf(this.root, ' | ')}\nids: ${this.ids().join(' ')}` : 'no page'
    return [`On the page: ${read}`, ...this.troubles].join('\n')
  }

  private get root(): TaroNode {
    return this.page.data.root
  }

  private globals(): Record<string, unknown> {
    const register = (definition: Record<string, unknown>) => void (this.pages.registered = definition)
    return {
      wx: new Proxy(this.wx, {
        get: (target, name) => {
          if (typeof name === 'string' && !(name in target)) this.unknown.add(name)
          return target[name as string]
        },
      }),
      App: (definition: Record<string, unknown>) => void (this.app = definition),
      Page: register,
      Component: register,
      Behavior: (definition: unknown) => definition,
      getApp: () => this.app,
      getCurrentPages: () => [...this.pages.open],
    }
  }

  private callApp(lifecycle: 'onLaunch' | 'onShow' | 'onHide'): void {
    const { app } = this
    const method = app?.[lifecycle] as ((options: unknown) => void) | undefined
    if (method) this.realm.invoke(`${lifecycle} of the app`, () => method.call(app, this.realm.inside(this.entry)))
  }

  /** An element after all that is around it; the root itself is drawn by nothing. */
  private pathOf(id: string): TaroNode[] {
    const found = pathTo(this.root, (node) => node.uid === id)
    if (!found) throw new Error(`there is no #${id}.\n${this.describe()}`)
    return found.slice(1)
  }

  /**
   * An event on the last element of a path: it goes to every element around it whose template listens, as in WeChat. No
   * finger is quicker than what the app does at once.
   */
  private async fire(whole: TaroNode[], type: string, detail: object): Promise<void> {
    const target = whole.at(-1)!
    const bindings = this.shipped.bindings(whole, type)
    const reached = BUBBLING.has(type) ? [...whole.keys()].reverse() : [whole.length - 1]
    const listening = reached.filter((at) => bindings[at])
    const caught = listening.findIndex((at) => bindings[at] === 'catch')
    const hearing = caught === -1 ? listening : listening.slice(0, caught + 1)
    if (hearing.length === 0) throw new Error(`nothing listens to 「${type}」 at #${target.uid}`)
    for (const at of hearing) {
      this.receive({
        type,
        timeStamp: this.phone.now,
        target: mark(target),
        currentTarget: mark(whole[at]!),
        detail,
        mark: {},
        touches: [],
      })
    }
    await pause(LOOK_EVERY_MS)
  }
}

function mark(node: TaroNode) {
  return { id: node.uid ?? node.sid, dataset: { sid: node.sid }, offsetLeft: 0, offsetTop: 0 }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
