/**
 * Who a `wx.login` code belongs to, asked of WeChat itself (auth.code2Session): GET /sns/jscode2session. A code lives
 * 5 minutes and may be exchanged once, so a call whose answer was lost is not repeated: the phone fetches a new code.
 */
import { AppError } from '@core/contract/errors'
import type { ErrorCode } from '@core/contract/errors'

const WECHAT_API = 'https://api.weixin.qq.com'

export interface WechatLoginSettings {
  appid: string
  secret: string
  /** Where WeChat answers; another address only in tests. */
  api?: string
  /** How long one call may take, in milliseconds. */
  timeoutMs?: number
  /** How long to wait after 「system busy」, in milliseconds. */
  retryAfterMs?: number
}

export interface WechatLogin {
  /**
   * The openid behind a code from `wx.login`. The session key that WeChat sends along is dropped here.
   * @throws AppError `login_failed` (code used, too old or invented), `login_busy` (quota), `login_blocked` (account at risk),
   * `login_unavailable` (WeChat is away, busy twice, or this installation's settings are wrong)
   */
  openidForCode(code: string): Promise<string>
}

/** What WeChat's error codes mean to a person. The rest is a fault of the installation or of WeChat: `login_unavailable`. */
const REFUSALS: Record<number, ErrorCode> = {
  40029: 'login_failed', // invalid code: also one that is older than five minutes
  40163: 'login_failed', // code has been used
  45011: 'login_busy', // too many calls this minute
  40226: 'login_blocked', // account at high risk
}
const SYSTEM_BUSY = -1

interface SessionAnswer {
  openid?: unknown
  errcode?: unknown
}

/** What the log may know of a failure: never the address of the call, which holds the secret and the code. */
export type ReportLoginFault = (fault: { errcode: number | null; reason: string }) => void

/** The log-in by WeChat. `report` hears of what the operator has to mend; the person only hears that it did not work. */
export function createWechatLogin(settings: WechatLoginSettings, report: ReportLoginFault): WechatLogin {
  const { appid, secret, api = WECHAT_API, timeoutMs = 4_000, retryAfterMs = 200 } = settings

  async function ask(code: string): Promise<SessionAnswer> {
    const address = new URL('/sns/jscode2session', api)
    address.search = new URLSearchParams({ appid, secret, js_code: code, grant_type: 'authorization_code' }).toString()
    try {
      const response = await fetch(address, { signal: AbortSignal.timeout(timeoutMs), redirect: 'error' })
      if (!response.ok) throw unavailable(null, `http ${response.status}`)
      const answer: unknown = JSON.parse(await response.text())
      if (typeof answer !== 'object' || answer === null) throw unavailable(null, 'no object')
      return answer
    } catch (error) {
      if (error instanceof AppError) throw error
      // The error itself is not passed on: its text can hold the address, and that the secret.
      throw unavailable(null, error instanceof Error ? error.name : 'unknown')
    }
  }

  function unavailable(errcode: number | null, reason: string): AppError {
    report({ errcode, reason })
    return new AppError('login_unavailable')
  }

  return {
    async openidForCode(code) {
      let answer = await ask(code)
      if (answer.errcode === SYSTEM_BUSY) {
        await new Promise((resolve) => setTimeout(resolve, retryAfterMs))
        answer = await ask(code)
      }
      const errcode = typeof answer.errcode === 'number' ? answer.errcode : 0
      const refusal = REFUSALS[errcode]
      if (refusal) throw new AppError(refusal)
      if (errcode !== 0) throw unavailable(errcode, 'refused')
      if (typeof answer.openid !== 'string' || answer.openid === '') throw unavailable(errcode, 'no openid')
      return answer.openid
    },
  }
}
