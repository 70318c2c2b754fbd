import type { FakeWechat } from '../fakes/wechat'

/** What `wx.request` puts on the wire. */
export interface Parcel {
  url: string
  method: string
  header: Record<string, string>
  body: string | undefined
}

export interface Reply {
  statusCode: number
  header: Record<string, string>
  body: string
}

/** What a person answers when asked: see `Phone.answers`. */
export interface Question {
  title: string
  content: string
}

export interface PhoneOptions {
  /** Where the real server answers. Whatever host the package calls, its calls are carried there. */
  server: string
  /** What a cloud function answers to whoever has this openid. */
  cloud?: (name: string, data: unknown, openid: string) => Promise<unknown>
  wechat: Pick<FakeWechat, 'codeFor'>
  openid: string
  /** What the phone believes the time to be: ms since the epoch. */
  now?: () => number
}

/** WeChat keeps at most 1 MB under one key and 10 MB in all for a mini-program. */
export const KEY_LIMIT = 1024 * 1024
export const STORAGE_LIMIT = 10 * 1024 * 1024

/** A phone with WeChat on it: what outlives one run of the app, and what the network and the person do. */
export class Phone {
  /** Key → JSON. It is still there when the app is opened again. */
  readonly storage = new Map<string, string>()
  /** What JavaScript it has: that of iOS 12, for which the package is built, or all that there is today. */
  engine: 'oldest' | 'current' = 'oldest'
  /** Smaller in tests of a phone that is full. In characters of JSON. */
  storageLimit = STORAGE_LIMIT
  /** What the camera sees next; `cancel` is the person giving up. */
  readonly camera: string[] = []
  /** What the person answers to the next questions: true, or the index of a line in an action sheet. */
  readonly answers: (boolean | number)[] = []
  readonly asked: Question[] = []
  readonly toasts: string[] = []
  /** The tabs, by their place, that wear a red dot. */
  readonly dots = new Set<number>()
  clipboard = ''
  vibrations = 0
  /** 0–1. */
  brightness = 0.4
  /** Everything that was put on the wire, in order. */
  readonly sent: Parcel[] = []
  private type: 'wifi' | 'none' = 'wifi'
  private readonly toLose = new Map<string, number>()
  private readonly listeners = new Set<(connected: boolean) => void>()

  /** Whose WeChat is open; another account can be used on the same phone. */
  openid: string

  constructor(private readonly options: PhoneOptions) {
    this.openid = options.openid
  }

  get now(): number {
    return this.options.now?.() ?? Date.now()
  }

  get networkType(): 'wifi' | 'none' {
    return this.type
  }

  /** Takes the network away or gives it back; a running app is told. */
  setOnline(online: boolean): void {
    this.type = online ? 'wifi' : 'none'
    for (const listener of [...this.listeners]) listener(online)
  }

  /** Answers how to stop. */
  onNetwork(listener: (connected: boolean) => void): () => void {
    this.listeners.add(listener)
    return () => void this.listeners.delete(listener)
  }

  /** The next calls of a procedure reach the server, and what it answers is lost on the way back. */
  loseAnswersTo(procedure: string, times: number): void {
    this.toLose.set(`/api/${procedure}`, times)
  }

  /** What `wx.login` gives: a code that the server exchanges with WeChat, once. */
  loginCode(): string {
    return this.options.wechat.codeFor(this.openid)
  }

  /**
   * Carries a request to the real server over HTTP. `nothing` comes back where there is no network, and where the answer
   * was lost.
   */
  async carry(parcel: Parcel, timeoutMs: number): Promise<Reply | 'nothing' | 'timeout'> {
    if (this.type === 'none') return 'nothing'
    this.sent.push(parcel)
    const { pathname, search } = new URL(parcel.url)
    try {
      const response = await fetch(this.options.server + pathname + search, {
        method: parcel.method,
        headers: parcel.header,
        body: parcel.body,
        signal: AbortSignal.timeout(timeoutMs),
      })
      const body = await response.text()
      const toLose = this.toLose.get(pathname) ?? 0
      if (toLose > 0) {
        this.toLose.set(pathname, toLose - 1)
        return 'nothing'
      }
      return { statusCode: response.status, header: Object.fromEntries(response.headers), body }
    } catch (error) {
      return error instanceof Error && error.name === 'TimeoutError' ? 'timeout' : 'nothing'
    }
  }

  /** Calls a cloud function, as `carry` does a server. */
  async callCloud(name: string, data: unknown): Promise<unknown> {
    const { cloud } = this.options
    return this.type === 'none' || !cloud ? 'nothing' : cloud(name, data, this.openid)
  }

  /** How much is stored, in characters of JSON. */
  get stored(): number {
    return [...this.storage.values()].reduce((sum, json) => sum + json.length, 0)
  }

  /** Keeps a value, unless it or all values together are too large. */
  keep(key: string, value: unknown): boolean {
    const json = JSON.stringify(value) ?? 'null'
    const others = this.stored - (this.storage.get(key)?.length ?? 0)
    if (json.length > KEY_LIMIT || others + json.length > this.storageLimit) return false
    this.storage.set(key, json)
    return true
  }
}
