import path from 'node:path'
import type { Realm } from './realm'
import { setPath, type TaroNode } from './taro-tree'
import type { WeappPackage } from './weapp-package'

/** A page as WeChat holds it: what its script registered, and its data. */
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

export type Query = Record<string, string>
type Definition = Record<string, unknown>
type Lifecycle = 'onLoad' | 'onShow' | 'onReady' | 'onHide' | 'onUnload' | 'onPullDownRefresh' | 'onReachBottom'

const PAGES_AT_MOST = 10
/** WeChat refuses more in one `setData`. */
const SET_DATA_LIMIT = 1024 * 1024

/** What WeChat answers to a move it does not make. */
export class NavigationRefused extends Error {}

/**
 * The pages of one run, as WeChat keeps them: at most ten on each other, tabs that stay, and the moments of a page's life
 * in their order. Moves that WeChat does not make throw `NavigationRefused`, in its words.
 */
export class Pages {
  readonly updates: Update[] = []
  watcher: Watcher | null = null
  /** What a script has just handed to `Page` or `Component`. */
  registered: Definition | null = null
  private stack: PageInstance[] = []
  private readonly tabs = new Map<string, PageInstance>()
  private readonly definitions = new Map<string, Definition>()

  constructor(
    private readonly shipped: WeappPackage,
    private readonly realm: Realm,
    private readonly trouble: (what: string) => void,
  ) {}

  /** All that are open, the one to be seen last. */
  get open(): readonly PageInstance[] {
    return this.stack
  }

  get top(): PageInstance {
    const page = this.stack.at(-1)
    if (!page) throw new Error('no page is open')
    return page
  }

  /** Whether the tab bar is seen. */
  get onTab(): boolean {
    return this.isTab(this.top.route)
  }

  navigateTo(url: string): void {
    const { route, query } = this.addressOf(url)
    if (this.isTab(route)) throw new NavigationRefused('can not navigateTo a tabbar page')
    if (this.stack.length >= PAGES_AT_MOST) throw new NavigationRefused('webview count limit exceed')
    this.call('onHide')
    this.enter(route, query)
  }

  redirectTo(url: string): void {
    const { route, query } = this.addressOf(url)
    if (this.isTab(route)) throw new NavigationRefused('can not redirectTo a tabbar page')
    this.leave(this.stack.pop()!)
    this.enter(route, query)
  }

  reLaunch(url: string): void {
    const { route, query } = this.addressOf(url)
    for (const page of new Set([...this.stack.splice(0).reverse(), ...this.tabs.values()])) this.leave(page)
    this.enter(route, query)
  }

  switchTab(url: string): void {
    const { route } = this.addressOf(url)
    if (!this.isTab(route)) throw new NavigationRefused('can not switch to no-tabBar page')
    const left = this.stack.splice(0).reverse()
    const known = this.tabs.get(route)
    for (const page of left) {
      if (!this.isTab(page.route)) this.leave(page)
      else if (page === left[0] && page !== known) this.callOn(page, 'onHide')
    }
    if (!known) return this.enter(route, {})
    this.stack = [known]
    if (known !== left[0]) this.showAgain()
  }

  navigateBack(delta: number): void {
    if (this.stack.length < 2) return
    for (let left = Math.min(delta, this.stack.length - 1); left > 0; left -= 1) this.leave(this.stack.pop()!)
    this.showAgain()
  }

  /** Puts a new page on top; from its first moment on it is among the pages that are open. */
  enter(route: string, query: Query): void {
    if (!this.shipped.pages.includes(route)) throw new NavigationRefused(`page "${route}" is not found`)
    const definition = this.definitionOf(route)
    const page = { ...definition, route, options: query, data: this.realm.inside(definition.data ?? {}) } as PageInstance
    page.setData = (change: Record<string, unknown>, done?: () => void) => this.setData(page, change, done)
    page.selectComponent = () => null
    page.selectAllComponents = () => []
    page.getOpenerEventChannel = () => this.realm.inside({})
    if (this.isTab(route)) this.tabs.set(route, page)
    this.stack.push(page)
    this.watcher?.shown(page)
    this.callOn(page, 'onLoad', this.realm.inside(query))
    this.callOn(page, 'onShow')
    this.realm.later(() => this.callOn(page, 'onReady'))
  }

  /** A moment in the life of the page on top. */
  call(lifecycle: Lifecycle): void {
    this.callOn(this.top, lifecycle)
  }

  private callOn(page: PageInstance, lifecycle: Lifecycle, ...given: unknown[]): void {
    const method = page[lifecycle] as ((...given: unknown[]) => void) | undefined
    if (method) this.realm.invoke(`${lifecycle} of ${page.route}`, () => method.apply(page, given))
  }

  private showAgain(): void {
    this.watcher?.shown(this.top)
    this.call('onShow')
  }

  private leave(page: PageInstance): void {
    this.tabs.delete(page.route)
    this.callOn(page, 'onUnload')
  }

  private isTab(route: string): boolean {
    return this.shipped.tabs.includes(route)
  }

  /**
   * WeChat splits at the first `?`, `&` and `=` and decodes nothing: pages get their parameters as they were written.
   * https://developers.weixin.qq.com/miniprogram/introduction/qrcode.html
   */
  private addressOf(url: string): { route: string; query: Query } {
    const [address = '', query = ''] = url.split('?')
    const route = address.startsWith('/') ? address.slice(1) : path.posix.join(path.posix.dirname(this.top.route), address)
    if (!this.shipped.pages.includes(route)) throw new NavigationRefused(`page "${route}" is not found`)
    const pairs = query.split('&').filter((pair) => pair !== '')
    return { route, query: Object.fromEntries(pairs.map((pair) => pair.split('=').slice(0, 2) as [string, string])) }
  }

  /** A page's script runs once, and the components its settings name are loaded with it. */
  private definitionOf(route: string): Definition {
    const { usingComponents = {} } = this.shipped.pageJson(route)
    for (const component of Object.values(usingComponents)) this.load(path.posix.join(path.posix.dirname(route), component))
    return this.load(route)
  }

  private load(file: string): Definition {
    const kept = this.definitions.get(file)
    if (kept) return kept
    this.registered = null
    this.realm.require(`${file}.js`)
    const definition = this.registered as Definition | null
    if (!definition) throw new Error(`${file}.js did not register itself`)
    this.definitions.set(file, definition)
    return definition
  }

  private setData(page: PageInstance, change: Record<string, unknown>, done?: () => void): void {
    const missing = Object.keys(change).filter((field) => change[field] === undefined)
    if (missing.length > 0) this.trouble(`setData of ${page.route} puts undefined to ${missing.join(', ')}`)
    const json = JSON.stringify(change)
    const bytes = Buffer.byteLength(json)
    if (bytes > SET_DATA_LIMIT) this.trouble(`setData of ${page.route} carries ${bytes} bytes`)
    const copied = this.realm.inside(change)
    for (const [where, value] of Object.entries(copied)) setPath(page.data, where, value)
    const update = { page, bytes, change: JSON.parse(json) as Record<string, unknown> }
    this.updates.push(update)
    this.watcher?.updated(update)
    if (done) this.realm.later(() => done.call(page))
  }
}
