/**
 * WeChat's content check: texts by msgSecCheck (version 2), pictures by imgSecCheck, both asked with a stable access token
 * (getStableAccessToken, normal mode: asking again while it holds changes nothing, so that several hosts share one).
 */
import { AppError } from '@core/contract/errors'
import type { ContentCheck, Verdict } from '../content'

const WECHAT_API = 'https://api.weixin.qq.com'

export interface WechatContentSettings {
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
export type ReportContentFault = (fault: { errcode: number | null; reason: string }) => void

const SYSTEM_BUSY = -1
/** The token is not the latest, unknown, or too old: another one is fetched, once. */
const TOKEN_FAULTS: readonly number[] = [40001, 40014, 42001]
/** imgSecCheck: risky. */
const RISKY_PICTURE = 87014
/**
 * What WeChat cannot judge, and a human has to: the author has not been in the mini-program for two hours (61010), is not its
 * user (40003); the picture is larger than 750 × 1334 pixels or in a format it does not take (40006, 40004, 40009).
 */
const CANNOT_SAY: readonly number[] = [61010, 40003, 40006, 40004, 40009]
/** Posts, as against profiles, comments and forums. */
const SCENE_POST = 4
/** Of msgSecCheck, in characters. */
const TEXT_LENGTH = 2500
/** A token is fetched anew so long before it ends. */
const EARLY_MS = 60_000

interface WechatAnswer {
  errcode?: unknown
  access_token?: unknown
  expires_in?: unknown
  result?: { suggest?: unknown }
}

/** The content check by WeChat. `report` hears of what the operator has to mend. */
export function createWechatContentCheck(settings: WechatContentSettings, report: ReportContentFault): ContentCheck {
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

  function verdictOf(answer: WechatAnswer): Verdict | null {
    const errcode = errcodeOf(answer)
    if (errcode === RISKY_PICTURE) return 'refused'
    if (CANNOT_SAY.includes(errcode)) return 'look'
    // 45009, the quota of the day, and whatever is wrong with this installation.
    if (errcode !== 0) throw unavailable(errcode, 'refused')
    return null
  }

  async function textVerdict(text: string, openid: string): Promise<Verdict> {
    const body = JSON.stringify({ content: text, version: 2, scene: SCENE_POST, openid })
    const answer = await ask('/wxa/msg_sec_check', () => body)
    const verdict = verdictOf(answer)
    if (verdict) return verdict
    const suggest = answer.result?.suggest
    if (suggest === 'pass') return 'passed'
    if (suggest === 'risky') return 'refused'
    if (suggest === 'review') return 'look'
    throw unavailable(0, 'no suggestion')
  }

  async function pictureVerdict(picture: { bytes: Buffer; mime: string }): Promise<Verdict> {
    // imgSecCheck takes no WebP.
    if (picture.mime === 'image/webp') return 'look'
    const answer = await ask('/wxa/img_sec_check', () => {
      const form = new FormData()
      const extension = picture.mime === 'image/png' ? 'png' : 'jpg'
      form.append('media', new Blob([new Uint8Array(picture.bytes)], { type: picture.mime }), `picture.${extension}`)
      return form
    })
    return verdictOf(answer) ?? 'passed'
  }

  return async ({ texts, pictures, openid }) => {
    const verdicts: Verdict[] = []
    for (const text of texts) {
      for (const part of partsOf(text)) verdicts.push(openid === null ? 'look' : await textVerdict(part, openid))
      if (verdicts.includes('refused')) return 'refused'
    }
    // All pictures at once, with one token: somebody waits for the answer.
    if (pictures.length > 0) await accessToken()
    verdicts.push(...(await Promise.all(pictures.map(pictureVerdict))))
    if (verdicts.includes('refused')) return 'refused'
    return verdicts.includes('look') ? 'look' : 'passed'
  }
}

function errcodeOf(answer: WechatAnswer): number {
  return typeof answer.errcode === 'number' ? answer.errcode : 0
}

/** A text in pieces that msgSecCheck takes; none for an empty one. */
function partsOf(text: string): string[] {
  const characters = Array.from(text.trim())
  return Array.from({ length: Math.ceil(characters.length / TEXT_LENGTH) }, (_, index) =>
    characters.slice(index * TEXT_LENGTH, (index + 1) * TEXT_LENGTH).join(''),
  )
}
