/**
 * WeChat's `jscode2session`, as it is documented: a code lives 5 minutes and is exchanged once, a user may come 100 times
 * a minute, errors arrive with status 200 as `{ errcode, errmsg }`, and everything is sent as text/plain.
 */
import { createServer } from 'node:http'
import type { ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { randomBytes } from 'node:crypto'

const CODE_LIFE_MS = 5 * 60_000
const CALLS_PER_MINUTE = 100

/** An answer out of turn: an error code of WeChat, or a way for the line to fail. */
export type ScriptedAnswer = number | 'no answer' | 'bad gateway' | 'not json' | 'no openid'

export interface FakeWechat {
  url: string
  /** What `wx.login` would give the phone of this person now. */
  codeFor(openid: string): string
  /** WeChat holds this account to be at risk. */
  block(openid: string): void
  /** The next calls are answered like this instead, in this order. */
  script(...answers: ScriptedAnswer[]): void
  /** How often it was asked. */
  calls(): number
  /** The session keys it gave away: none may ever be seen outside the server. */
  sessionKeys(): readonly string[]
  close(): Promise<void>
}

const MESSAGES: Record<number, string> = {
  [-1]: 'system error',
  40001: 'invalid credential, access_token is invalid or not latest',
  40002: 'invalid grant_type',
  40013: 'invalid appid',
  40029: 'invalid code',
  40125: 'invalid appsecret',
  40163: 'code been used',
  40226: 'code blocked',
  45011: 'api minute-quota reach limit  mustslower  retry next minute',
}

/** Starts it on a free port of this machine. `now` is the clock it lives by, in milliseconds. */
export async function startFakeWechat(app: { appid: string; secret: string }, now: () => number = Date.now): Promise<FakeWechat> {
  const codes = new Map<string, { openid: string; madeAt: number; used: boolean }>()
  const visits = new Map<string, number[]>()
  const blocked = new Set<string>()
  const scripted: ScriptedAnswer[] = []
  const sessionKeys: string[] = []
  let calls = 0

  function exchange(query: URLSearchParams): object {
    if (query.get('appid') !== app.appid) return refusal(40013)
    if (query.get('secret') !== app.secret) return refusal(40125)
    if (query.get('grant_type') !== 'authorization_code') return refusal(40002)
    const code = codes.get(query.get('js_code') ?? '')
    if (!code || now() - code.madeAt > CODE_LIFE_MS) return refusal(40029)
    if (code.used) return refusal(40163)
    if (blocked.has(code.openid)) return refusal(40226)
    const recent = (visits.get(code.openid) ?? []).filter((at) => at > now() - 60_000)
    if (recent.length >= CALLS_PER_MINUTE) return refusal(45011)
    visits.set(code.openid, [...recent, now()])
    code.used = true
    const sessionKey = randomBytes(16).toString('base64')
    sessionKeys.push(sessionKey)
    return { session_key: sessionKey, openid: code.openid }
  }

  function refusal(errcode: number): object {
    return { errcode, errmsg: `${MESSAGES[errcode] ?? 'error'}, rid: ${randomBytes(4).toString('hex')}` }
  }

  function answerAs(scriptedAnswer: ScriptedAnswer, response: ServerResponse): void {
    if (scriptedAnswer === 'no answer') return // the caller has to lose patience
    if (scriptedAnswer === 'bad gateway') return void response.writeHead(502).end('<html>502</html>')
    if (scriptedAnswer === 'not json') return void response.end('<html>')
    if (scriptedAnswer === 'no openid') return void response.end('{}')
    response.end(JSON.stringify(refusal(scriptedAnswer)))
  }

  const server = createServer((request, response) => {
    calls += 1
    response.setHeader('content-type', 'text/plain')
    const address = new URL(request.url ?? '/', 'http://wechat')
    const next = scripted.shift()
    if (next !== undefined) return answerAs(next, response)
    if (request.method !== 'GET' || address.pathname !== '/sns/jscode2session') return void response.writeHead(404).end()
    response.end(JSON.stringify(exchange(address.searchParams)))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    codeFor(openid) {
      const code = `0${randomBytes(15).toString('hex')}`
      codes.set(code, { openid, madeAt: now(), used: false })
      return code
    },
    block: (openid) => void blocked.add(openid),
    script: (...answers) => void scripted.push(...answers),
    calls: () => calls,
    sessionKeys: () => sessionKeys,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
