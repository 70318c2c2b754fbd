import { randomBytes } from 'node:crypto'
import { NavigationRefused, type Pages, type Query } from './pages'
import type { Phone } from './phone'
import type { Realm } from './realm'

export interface WxCall {
  name: string
  options: unknown
}

/** What the `wx` object needs of the run it belongs to. */
export interface Run {
  realm: Realm
  pages: Pages
  launchOptions: { path: string; query: Query; scene: number }
  called(call: WxCall): void
  trouble(what: string): void
}

interface Options {
  success?: (result: unknown) => void
  fail?: (error: unknown) => void
  complete?: (result: unknown) => void
  [name: string]: unknown
}

interface RequestOptions extends Options {
  url: string
  data?: unknown
  method?: string
  header?: Record<string, string>
  timeout?: number
  dataType?: string
}

/** How an API of WeChat fails: `errMsg` becomes `<name>:fail <reason>`. */
class WxFailure extends Error {
  constructor(
    readonly reason: string,
    readonly more: Record<string, unknown> = {},
  ) {
    super(reason)
  }
}

const NO_NETWORK = 'errcode:-106 cronet_error_code:-106 error_msg:net::ERR_INTERNET_DISCONNECTED'
const WINDOW = { windowWidth: 375, windowHeight: 667, screenWidth: 375, screenHeight: 667, pixelRatio: 2, statusBarHeight: 20 }
const SAFE_AREA = { top: 20, bottom: 667, left: 0, right: 375, width: 375, height: 647 }
const BASE = { SDKVersion: '3.8.0', version: '8.0.50', language: 'zh_CN', theme: 'light', host: { env: 'WeChat' } }
const DEVICE = { brand: 'Apple', model: 'iPhone 12', platform: 'ios', system: 'iOS 17.0' }

/** WeChat refuses longer words on the buttons of a modal, and more lines in an action sheet. */
const BUTTON_CHARACTERS = 4
const SHEET_LINES = 6
/** A toast with an icon cuts the rest off. */
const TOAST_CHARACTERS = 7

/**
 * The `wx` of one run of the app: only what WeChat documents, behaving as documented. It keeps its promises late, calls
 * back in the app's own world, and refuses what WeChat refuses.
 */
export function createWx(phone: Phone, { realm, pages, launchOptions, called, trouble }: Run): Record<string, unknown> {
  /** An API in WeChat's style: options with callbacks, or a promise where none are given. */
  function api(name: string, work: (options: Options) => unknown) {
    return (options: Options = {}) => {
      called({ name, options })
      const outcome = attempt(name, () => work(options))
      realm.during(outcome)
      const { success, fail, complete } = options
      if (!success && !fail && !complete) return outcome.then(({ ok, result }) => (ok ? result : Promise.reject(result)))
      void outcome.then(({ ok, result }) => {
        realm.invoke(`${name} calling back`, () => (ok ? success : fail)?.(result))
        realm.invoke(`${name} calling back`, () => complete?.(result))
      })
      return undefined
    }
  }

  async function attempt(name: string, work: () => unknown): Promise<{ ok: boolean; result: unknown }> {
    await new Promise((resolve) => setTimeout(resolve, 0))
    try {
      const { randomValues, ...plain } = ((await work()) ?? {}) as Record<string, unknown>
      const result = realm.inside({ errMsg: `${name}:ok`, ...plain })
      return { ok: true, result: randomValues ? Object.assign(result, { randomValues }) : result }
    } catch (error) {
      if (!(error instanceof WxFailure)) trouble(`${name}: ${String((error as Error)?.stack ?? error)}`)
      const { reason, more } = error instanceof WxFailure ? error : new WxFailure('internal error')
      return { ok: false, result: realm.inside({ errMsg: `${name}:fail ${reason}`, ...more }) }
    }
  }

  /** An API that answers nothing but that it was done. */
  function act(name: string, work: (options: Options) => void = () => undefined) {
    return api(name, (options) => void work(options))
  }

  function sync<T extends unknown[], R>(name: string, work: (...given: T) => R) {
    return (...given: T): R => {
      called({ name, options: given[0] })
      return work(...given)
    }
  }

  function move(name: 'navigateTo' | 'redirectTo' | 'reLaunch' | 'switchTab') {
    return act(name, ({ url }) => {
      try {
        pages[name](String(url))
      } catch (error) {
        throw error instanceof NavigationRefused ? new WxFailure(error.message) : error
      }
    })
  }

  /** The tab bar can be written on only while it is seen. */
  function dot(name: 'showTabBarRedDot' | 'hideTabBarRedDot', change: (index: number) => unknown) {
    return act(name, ({ index }) => {
      if (!pages.onTab) throw new WxFailure('not TabBar page')
      change(Number(index))
    })
  }

  /** The answer the test has laid ready; a question nobody foresaw is a trouble, and answered with no. */
  function answer(title: string, content: string): boolean | number {
    phone.asked.push({ title, content })
    const given = phone.answers.shift()
    if (given === undefined) trouble(`nobody answers 「${title || content}」`)
    return given ?? false
  }

  function request(options: Options) {
    const { url, data, method = 'GET', header = {}, timeout = 60_000, dataType = 'json' } = options as RequestOptions
    let aborted = false
    const send = api('request', async () => {
      const headers = { 'content-type': 'application/json', ...lowerCased(header) }
      const body = method === 'GET' || data === undefined ? undefined : typeof data === 'string' ? data : JSON.stringify(data)
      const reply = await phone.carry({ url, method, header: headers, body }, timeout)
      if (aborted) throw new WxFailure('abort')
      if (reply === 'timeout') throw new WxFailure('timeout', { errno: 5 })
      if (reply === 'nothing') throw new WxFailure(NO_NETWORK, { errno: 600_001 })
      return {
        statusCode: reply.statusCode,
        header: reply.header,
        data: dataType === 'json' ? parsed(reply.body) : reply.body,
        cookies: [],
      }
    })
    void send({ ...options, complete: options.complete ?? (() => undefined) })
    const nothing = () => undefined
    return { abort: () => void (aborted = true), onHeadersReceived: nothing, offHeadersReceived: nothing }
  }

  const listening = new Map<unknown, () => void>()

  function onNetworkStatusChange(listener: (status: unknown) => void): void {
    const stop = phone.onNetwork((isConnected) => {
      const status = realm.inside({ isConnected, networkType: isConnected ? 'wifi' : 'none' })
      realm.invoke('onNetworkStatusChange', () => listener(status))
    })
    listening.set(listener, stop)
    realm.atEnd(stop)
  }

  return {
    navigateTo: move('navigateTo'),
    redirectTo: move('redirectTo'),
    reLaunch: move('reLaunch'),
    switchTab: move('switchTab'),
    navigateBack: act('navigateBack', ({ delta = 1 }) => pages.navigateBack(Number(delta))),

    getStorageSync: sync('getStorageSync', (key: string) =>
      phone.storage.has(key) ? realm.inside(JSON.parse(phone.storage.get(key)!)) : '',
    ),
    setStorageSync: sync('setStorageSync', (key: string, value: unknown) => {
      if (!phone.keep(key, value)) throw new Error('setStorageSync:fail:exceed storage max size')
    }),
    removeStorageSync: sync('removeStorageSync', (key: string) => void phone.storage.delete(key)),
    getStorageInfoSync: sync('getStorageInfoSync', () =>
      realm.inside({ keys: [...phone.storage.keys()], currentSize: Math.ceil(phone.stored / 1024), limitSize: phone.storageLimit / 1024 }),
    ),

    login: api('login', () => {
      if (phone.networkType === 'none') throw new WxFailure(NO_NETWORK)
      return { code: phone.loginCode() }
    }),
    request,
    cloud: {
      init: sync('cloud.init', () => undefined),
      callFunction: api('cloud.callFunction', async ({ name, data }) => {
        const result = await phone.callCloud(String(name), data)
        if (result === 'nothing') throw new WxFailure(`Error: errCode: -1 | errMsg: request:fail ${NO_NETWORK}`, { errCode: -1 })
        return { result, requestID: '' }
      }),
    },
    scanCode: api('scanCode', () => {
      const seen = phone.camera.shift()
      if (seen === undefined) trouble('the camera sees nothing')
      if (seen === undefined || seen === 'cancel') throw new WxFailure('cancel')
      return { result: seen, scanType: 'QR_CODE', charSet: 'UTF-8', rawData: '', path: '' }
    }),
    getNetworkType: api('getNetworkType', () => ({ networkType: phone.networkType })),
    onNetworkStatusChange,
    offNetworkStatusChange: (listener: unknown) => listening.get(listener)?.(),
    getRandomValues: api('getRandomValues', ({ length }) => ({ randomValues: realm.insideBytes(randomBytes(Number(length))) })),

    showToast: act('showToast', ({ title, icon = 'success' }) => {
      const text = String(title)
      if (icon !== 'none' && Array.from(text).length > TOAST_CHARACTERS) trouble(`a toast with an icon cuts 「${text}」 off`)
      phone.toasts.push(text)
    }),
    hideToast: act('hideToast'),
    showLoading: act('showLoading'),
    hideLoading: act('hideLoading'),
    showModal: api('showModal', ({ title = '', content = '', confirmText = '确定', cancelText = '取消' }) => {
      for (const name of ['confirmText', 'cancelText']) {
        const word = String(name === 'confirmText' ? confirmText : cancelText)
        if (Array.from(word).length > BUTTON_CHARACTERS) throw new WxFailure(`${name} length should not large than ${BUTTON_CHARACTERS}`)
      }
      const confirm = answer(String(title), String(content)) === true
      return { confirm, cancel: !confirm }
    }),
    showActionSheet: api('showActionSheet', ({ itemList }) => {
      const lines = [...(itemList as string[])]
      if (lines.length > SHEET_LINES) throw new WxFailure(`parameter error: itemList should not be large than ${SHEET_LINES}`)
      const chosen = answer('', lines.join('、'))
      if (typeof chosen !== 'number') throw new WxFailure('cancel')
      return { tapIndex: chosen }
    }),
    vibrateShort: act('vibrateShort', () => void (phone.vibrations += 1)),
    setClipboardData: act('setClipboardData', ({ data }) => void (phone.clipboard = String(data))),
    setNavigationBarTitle: act('setNavigationBarTitle'),
    setKeepScreenOn: act('setKeepScreenOn'),
    getScreenBrightness: api('getScreenBrightness', () => ({ value: phone.brightness })),
    setScreenBrightness: act('setScreenBrightness', ({ value }) => void (phone.brightness = Number(value))),
    pageScrollTo: act('pageScrollTo'),
    showTabBarRedDot: dot('showTabBarRedDot', (index) => phone.dots.add(index)),
    hideTabBarRedDot: dot('hideTabBarRedDot', (index) => phone.dots.delete(index)),
    stopPullDownRefresh: act('stopPullDownRefresh'),
    onWindowResize: sync('onWindowResize', () => undefined),
    offWindowResize: sync('offWindowResize', () => undefined),
    onThemeChange: sync('onThemeChange', () => undefined),
    offThemeChange: sync('offThemeChange', () => undefined),

    getSystemInfoSync: () => realm.inside({ ...WINDOW, ...BASE, ...DEVICE, safeArea: SAFE_AREA }),
    getWindowInfo: () => realm.inside({ ...WINDOW, safeArea: SAFE_AREA, screenTop: 0 }),
    getAppBaseInfo: () => realm.inside(BASE),
    getDeviceInfo: () => realm.inside(DEVICE),
    getLaunchOptionsSync: () => realm.inside(launchOptions),
    getEnterOptionsSync: () => realm.inside(launchOptions),
    getAccountInfoSync: () => realm.inside({ miniProgram: { appId: 'touristappid', envVersion: 'develop', version: '' } }),
    getMenuButtonBoundingClientRect: () => realm.inside({ top: 24, bottom: 56, left: 281, right: 368, width: 87, height: 32 }),
    canIUse: () => true,
    nextTick: (call: () => void) => void realm.later(call),
  }
}

/** The members of `wx` that the harness plays. */
export function playedMembers(): string[] {
  return Object.keys(createWx({} as Phone, {} as Run))
}

function lowerCased(header: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(header).map(([name, value]) => [name.toLowerCase(), String(value)]))
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body) as unknown
  } catch {
    return body
  }
}
