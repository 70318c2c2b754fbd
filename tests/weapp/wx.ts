import { randomBytes } from 'node:crypto'
import type { Phone } from './phone'

/** What the `wx` object needs of the run it belongs to. */
export interface Run {
  /** Notes a call with its options. */
  called(name: string, options: unknown): void
  /** A value of ours as one of the app's own world: plain data, copied. */
  inside<T>(value: T): T
  /** Bytes as an ArrayBuffer of the app's own world. */
  insideBytes(bytes: Uint8Array): ArrayBuffer
  /** Calls a function of the app; what it throws is kept as a trouble. */
  invoke(what: string, call: () => unknown): void
  trouble(what: string): void
  /** Something is under way until the promise settles. */
  during(work: Promise<unknown>): void
  alive(): boolean
  /** What has to be done when the run ends. */
  atEnd(stop: () => void): void
  navigate: Record<'navigateTo' | 'redirectTo' | 'reLaunch' | 'switchTab', (url: string) => void> & { navigateBack(delta: number): void }
  launchOptions: { path: string; query: Record<string, string>; scene: number }
}

interface Callbacks {
  success?: (result: unknown) => void
  fail?: (error: unknown) => void
  complete?: (result: unknown) => void
}

type Options = Record<string, unknown> & Callbacks

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

const WINDOW = { windowWidth: 375, windowHeight: 667, screenWidth: 375, screenHeight: 667, pixelRatio: 2, statusBarHeight: 20 }
const SAFE_AREA = { top: 20, bottom: 667, left: 0, right: 375, width: 375, height: 647 }
const BASE = { SDKVersion: '3.8.0', version: '8.0.50', language: 'zh_CN', theme: 'light', host: { env: 'WeChat' } }
const DEVICE = { brand: 'devtools', model: 'iPhone 12', platform: 'ios', system: 'iOS 17.0' }

/** WeChat refuses longer words on the buttons of a modal. */
const BUTTON_CHARACTERS = 4
const SHEET_LINES = 6
const LONGEST_TOAST = 7

/**
 * The `wx` of one run of the app: only what WeChat documents, behaving as documented. It keeps its promises late, calls
 * back in the app's own world, and refuses what WeChat refuses.
 */
export function createWx(phone: Phone, run: Run): Record<string, unknown> {
  /** An API in WeChat's style: options with callbacks, or a promise where none are given. */
  function api(name: string, work: (options: Options) => unknown) {
    return (options: Options = {}) => {
      run.called(name, options)
      const outcome = attempt(name, () => work(options))
      run.during(outcome)
      const { success, fail, complete } = options
      if (success || fail || complete) {
        void outcome.then(({ ok, result }) => {
          if (!run.alive()) return
          run.invoke(`${name}.${ok ? 'success' : 'fail'}`, () => (ok ? success : fail)?.(result))
          run.invoke(`${name}.complete`, () => complete?.(result))
        })
        return undefined
      }
      return outcome.then(({ ok, result }) => (ok ? result : Promise.reject(result)))
    }
  }

  async function attempt(name: string, work: () => unknown): Promise<{ ok: boolean; result: unknown }> {
    await new Promise((resolve) => setTimeout(resolve, 0))
    try {
      const result = (await work()) as Record<string, unknown> | undefined
      const { randomValues, ...plain } = result ?? {}
      const copied = run.inside({ errMsg: `${name}:ok`, ...plain })
      return { ok: true, result: randomValues ? Object.assign(copied, { randomValues }) : copied }
    } catch (error) {
      if (!(error instanceof WxFailure)) run.trouble(`${name}: ${String(error)}`)
      const { reason, more } = error instanceof WxFailure ? error : new WxFailure('internal error')
      return { ok: false, result: run.inside({ errMsg: `${name}:fail ${reason}`, ...more }) }
    }
  }

  function plainApi(name: string, work: (options: Options) => void = () => undefined) {
    return api(name, (options) => void work(options))
  }

  function move(name: 'navigateTo' | 'redirectTo' | 'reLaunch' | 'switchTab') {
    return api(name, ({ url }) => {
      try {
        run.navigate[name](String(url))
      } catch (error) {
        throw new WxFailure((error as Error).message)
      }
    })
  }

  /** The answer the test has laid ready; a question nobody foresaw is a trouble, and answered with no. */
  function answer(title: string, content: string): boolean | number {
    phone.asked.push({ title, content })
    const [given] = phone.answers.splice(0, 1)
    if (given === undefined) run.trouble(`nobody answers 「${title}」`)
    return given ?? false
  }

  function request(options: Options) {
    const { url, data, method = 'GET', header = {}, timeout = 60_000, dataType = 'json' } = options as RequestOptions
    let aborted = false
    const sending = api('request', async () => {
      const headers = { 'content-type': 'application/json', ...lowerCased(header) }
      const body = method === 'GET' || data === undefined ? undefined : typeof data === 'string' ? data : JSON.stringify(data)
      const reply = await phone.carry({ url, method, header: headers, body }, timeout)
      if (aborted) throw new WxFailure('abort')
      if (reply === 'timeout') throw new WxFailure('timeout', { errno: 5 })
      if (reply === null)
        throw new WxFailure('errcode:-106 cronet_error_code:-106 error_msg:net::ERR_INTERNET_DISCONNECTED', { errno: 600_001 })
      return {
        statusCode: reply.statusCode,
        header: reply.header,
        data: dataType === 'json' ? parsed(reply.body) : reply.body,
        cookies: [],
      }
    })
    void sending(options)
    return {
      abort: () => void (aborted = true),
      onHeadersReceived: () => undefined,
      offHeadersReceived: () => undefined,
      onChunkReceived: () => undefined,
      offChunkReceived: () => undefined,
    }
  }

  const networkListeners = new Map<unknown, () => void>()

  return {
    navigateTo: move('navigateTo'),
    redirectTo: move('redirectTo'),
    reLaunch: move('reLaunch'),
    switchTab: move('switchTab'),
    navigateBack: api('navigateBack', ({ delta = 1 }) => run.navigate.navigateBack(Number(delta))),

    getStorageSync(key: string) {
      run.called('getStorageSync', key)
      return phone.storage.has(key) ? run.inside(JSON.parse(phone.storage.get(key)!) as unknown) : ''
    },
    setStorageSync(key: string, value: unknown) {
      run.called('setStorageSync', key)
      try {
        phone.keep(key, value)
      } catch (error) {
        throw new Error(`setStorageSync:fail:${(error as Error).message}`, { cause: error })
      }
    },
    removeStorageSync(key: string) {
      run.called('removeStorageSync', key)
      phone.storage.delete(key)
    },
    getStorageInfoSync: () =>
      run.inside({
        keys: [...phone.storage.keys()],
        currentSize: Math.ceil([...phone.storage.values()].join('').length / 1024),
        limitSize: phone.storageLimit / 1024,
      }),

    login: api('login', () => {
      if (phone.networkType === 'none') throw new WxFailure('interrupted')
      return { code: phone.loginCode() }
    }),
    request,
    scanCode: api('scanCode', () => {
      const [seen] = phone.camera.splice(0, 1)
      if (seen === undefined) run.trouble('the camera sees nothing')
      if (seen === undefined || seen === 'cancel') throw new WxFailure('cancel')
      return { result: seen, scanType: 'QR_CODE', charSet: 'UTF-8', rawData: '', path: '' }
    }),
    getNetworkType: api('getNetworkType', () => ({ networkType: phone.networkType })),
    onNetworkStatusChange(listener: (status: unknown) => void) {
      run.called('onNetworkStatusChange', null)
      const tell = (isConnected: boolean) => {
        const status = run.inside({ isConnected, networkType: isConnected ? 'wifi' : 'none' })
        if (run.alive()) run.invoke('onNetworkStatusChange', () => listener(status))
      }
      const stop = phone.onNetwork(tell)
      networkListeners.set(listener, stop)
      run.atEnd(stop)
    },
    offNetworkStatusChange: (listener: unknown) => networkListeners.get(listener)?.(),
    getRandomValues: api('getRandomValues', ({ length }) => ({ randomValues: run.insideBytes(randomBytes(Number(length))) })),

    showToast: plainApi('showToast', ({ title, icon = 'success' }) => {
      const text = String(title)
      if (icon !== 'none' && Array.from(text).length > LONGEST_TOAST) run.trouble(`a toast with an icon cuts 「${text}」 off`)
      phone.toasts.push(text)
    }),
    hideToast: plainApi('hideToast'),
    showLoading: plainApi('showLoading'),
    hideLoading: plainApi('hideLoading'),
    showModal: api('showModal', ({ title = '', content = '', confirmText = '确定', cancelText = '取消' }) => {
      for (const word of [confirmText, cancelText].map(String)) {
        if (Array.from(word).length > BUTTON_CHARACTERS) throw new WxFailure(`confirmText or cancelText length should not larger than 4`)
      }
      const confirm = answer(String(title), String(content)) === true
      return { confirm, cancel: !confirm }
    }),
    showActionSheet: api('showActionSheet', ({ itemList }) => {
      const lines = [...(itemList as string[])]
      if (lines.length > SHEET_LINES) throw new WxFailure('parameter error: itemList should not be large than 6')
      const chosen = answer('', lines.join('、'))
      if (typeof chosen !== 'number') throw new WxFailure('cancel')
      return { tapIndex: chosen }
    }),
    vibrateShort: plainApi('vibrateShort', () => void (phone.vibrations += 1)),
    setClipboardData: plainApi('setClipboardData', ({ data }) => void (phone.clipboard = String(data))),
    setNavigationBarTitle: plainApi('setNavigationBarTitle'),
    setKeepScreenOn: plainApi('setKeepScreenOn'),
    pageScrollTo: plainApi('pageScrollTo'),
    stopPullDownRefresh: plainApi('stopPullDownRefresh'),
    onWindowResize: () => undefined,
    offWindowResize: () => undefined,
    onThemeChange: () => undefined,
    offThemeChange: () => undefined,

    getSystemInfoSync: () => run.inside({ ...WINDOW, ...BASE, ...DEVICE, safeArea: SAFE_AREA }),
    getWindowInfo: () => run.inside({ ...WINDOW, safeArea: SAFE_AREA, screenTop: 0 }),
    getAppBaseInfo: () => run.inside(BASE),
    getDeviceInfo: () => run.inside(DEVICE),
    getLaunchOptionsSync: () => run.inside(run.launchOptions),
    getEnterOptionsSync: () => run.inside(run.launchOptions),
    getAccountInfoSync: () => run.inside({ miniProgram: { appId: 'touristappid', envVersion: 'develop', version: '' } }),
    getMenuButtonBoundingClientRect: () => run.inside({ top: 24, bottom: 56, left: 281, right: 368, width: 87, height: 32 }),
    canIUse: () => true,
    nextTick: (call: () => void) => void setTimeout(() => run.alive() && run.invoke('nextTick', call), 0),
  }
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
