/**
 * WeChat's HTTP API for servers, asked with a stable access token (getStableAccessToken, normal mode: asking again while it holds
 * changes nothing, so that several hosts share one).
 */
import { AppError } from '@core/contract/errors'

const WECHAT_API = 'https://api.weixin.qq.com'

export interface WechatApiSettings {
  appid: string
  secret: string
  /** Where WeChat answers; another address only in tests. */
  api?: string
  /** How long one call may take, in milliseconds. */
  timeoutMs?: number
  /** How long to wait after 「system busy」, in milliseconds. */
  retryAfterMs?: number
  /** Milliseconds since 1970: how long a token holds is counted by it. */
  now?: () => number
}

/** What the log may know of a failure: never the address of the call, which holds the token, nor the content. */
export type ReportWechatFault = (fault: { errcode: number | null; reason: string }) => void

export interface WechatAnswer {
  errcode?: unknown
  access_token?: unknown
  expires_in?: unknown
  result?: { suggest?: unknown }
}

export interface WechatApi {
  /**
   * Asks with a token: once more where WeChat was busy, and once more with another token where the first was not taken. Whatever
   * else it answers is given back.
   * @throws AppError `unavailable`, reported, where there is no answer or no token
   */
  ask(path: string, body: () => string | FormData): Promise<WechatAnswer>
  /** Has a token ready, so that calls side by side do not each fetch one. */
  ready(): Promise<void>
  /** Reports what the operator has to mend, and is the refusal for whoever waits. */
  unavailable(errcode: number | null, reason: string): AppError
  report: ReportWechatFault
}

const SYSTEM_BUSY = -1
/** The token is not the latest, unknown, or too old: another one is fetched, once. */
const TOKEN_FAULTS: readonly number[] = [40001, 40014, 42001]
/** A token is fetched anew so long before it ends. */
const EARLY_MS = 60_000

/** WeChat, for one mini-program. `report` hears of what the operator has to mend. */
export function createWechatApi(settings: WechatApiSettings, report: ReportWechatFault): WechatApi {
  const { appid, secret, api = WECHAT_API, timeoutMs = 4_000, retryAfterMs = 200, now = Date.now } = settings
  let token: { value: string; until: number } | null = null

  function unavailable(errcode: number | null, reason: string): AppError {
    report({ errcode, reason })
    return new AppError('unavailable')
  }

  async function post(path: string, query: Record<string, string>, body: string | FormData): Promise<WechatAnswer> {
    const address = new URL(path, api)
    address.search = new URLSearchParams(query).toString()
    try {
      const headers: Record<string, string> = typeof body === 'string' ? { 'content-type': 'application/json' } : {}
      const response = await fetch(address, { method: 'POST', body, headers, signal: AbortSignal.timeout(timeoutMs), redirect: 'error' })
      if (!response.ok) throw unavailable(null, `http ${response.status}`)
      const answer: unknown = JSON.parse(await response.text())
      if (typeof answer !== 'object' || answer === null) throw unavailable(null, 'no object')
      return answer
    } catch (error) {
      if (error instanceof AppError) throw error
      // The error itself is not passed on: its text can hold the address, and that the token.
      throw unavailable(null, error instanceof Error ? error.name : 'unknown')
    }
  }

  /** Asks, and once more where WeChat was busy. */
  async function patiently(path: string, query: Record<string, string>, body: () => string | FormData): Promise<WechatAnswer> {
    const answer = await post(path, query, body())
    if (answer.errcode !== SYSTEM_BUSY) return answer
    await new Promise((resolve) => setTimeout(resolve, retryAfterMs))
    return post(path, query, body())
  }

  async function accessToken(): Promise<string> {
    if (token && now() < token.until) return token.value
    const body = JSON.stringify({ grant_type: 'client_credential', appid, secret, force_refresh: false })
    const answer = await patiently('/cgi-bin/stable_token', {}, () => body)
    if (typeof answer.access_token !== 'string' || typeof answer.expires_in !== 'number') throw unavailable(errcodeOf(answer), 'no token')
    token = { value: answer.access_token, until: now() + answer.expires_in * 1000 - EARLY_MS }
    return token.value
  }

  /** Asks with a token, and once more with another where the first was not taken. Other refusals than a verdict are faults. */
  async function ask(path: string, body: () => string | FormData): Promise<WechatAnswer> {
    let answer = await patiently(path, { access_token: await accessToken() }, body)
    if (TOKEN_FAULTS.includes(errcodeOf(answer))) {
      token = null
      answer = await patiently(path, { access_token: await accessToken() }, body)
    }
    return answer
  }

  return {
    ask,
    async ready() {
      await accessToken()
    },
    unavailable,
    report,
  }
}

/** Zero where an answer has none: all is well. */
export function errcodeOf(answer: WechatAnswer): number {
  return typeof answer.errcode === 'number' ? answer.errcode : 0
}
