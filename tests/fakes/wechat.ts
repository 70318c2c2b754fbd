/**
 * WeChat's HTTP API, as it is documented: errors arrive with status 200 as `{ errcode, errmsg }`, and everything is sent as
 * text/plain. `jscode2session`: a code lives 5 minutes and is exchanged once, a user may come 100 times a minute.
 * `stable_token`: the same token for two hours, however often it is asked for. `msg_sec_check` (version 2) and
 * `img_sec_check`: a text or a picture that holds one of `RISKY`'s words is risky, one of `DOUBTFUL`'s is for a human.
 * `subscribe/send`: one message for each permission, its fields as their kinds take them.
 */
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { randomBytes } from 'node:crypto'

const CODE_LIFE_MS = 5 * 60_000
const CALLS_PER_MINUTE = 100
const TOKEN_LIFE_MS = 7200_000
/** What this WeChat holds to be risky, in texts and in pictures. */
export const RISKY = '赌博'
/** What it leaves to a human. */
export const DOUBTFUL = '拿不准'

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
  /** Somebody was in the mini-program within the last two hours, as msg_sec_check demands of an author. */
  visit(openid: string): void
  /** The tokens it gave away, the last one good. */
  tokens(): readonly string[]
  /** Another server made it give a new token: the one before is good no more. */
  replaceToken(): void
  /** What it was asked to look at: texts, and pictures as they came. */
  looked(): readonly (string | Buffer)[]
  /** Somebody allowed one message of a template, as `wx.requestSubscribeMessage` lets them. */
  permit(openid: string, templateId: string): void
  /** The messages that it brought, in their order. */
  brought(): readonly BroughtMessage[]
  close(): Promise<void>
}

/** A message as it lies in somebody's WeChat. */
export interface BroughtMessage {
  openid: string
  templateId: string
  page: string
  data: Record<string, string>
}

/** What a field of a template takes, by the name of its kind. */
const FIELD_KINDS: Record<string, RegExp> = {
  thing: /^.{1,20}$/u,
  time: /^\d{4}年\d{1,2}月\d{1,2}日 \d{2}:\d{2}$/,
}

const MESSAGES: Record<number, string> = {
  41030: 'invalid page',
  43101: 'user refuse to accept the msg',
  47003: 'argument invalid',
  [-1]: 'system error',
  40003: 'invalid openid',
  45009: 'reach max api daily quota limit',
  47001: 'data format error',
  61010: 'code is expired',
  87014: 'risky content',
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
  const visitors = new Set<string>()
  const tokens: { value: string; madeAt: number }[] = []
  const looked: (string | Buffer)[] = []
  const permissions: string[] = []
  const brought: BroughtMessage[] = []
  let calls = 0

  function makeToken(): { value: string; madeAt: number } {
    const token = { value: randomBytes(24).toString('hex'), madeAt: now() }
    tokens.push(token)
    return token
  }

  function goodToken(): { value: string; madeAt: number } | undefined {
    const last = tokens.at(-1)
    return last && now() - last.madeAt < TOKEN_LIFE_MS ? last : undefined
  }

  function stableToken(body: Record<string, unknown>): object {
    if (body.grant_type !== 'client_credential') return refusal(40002)
    if (body.appid !== app.appid) return refusal(40013)
    if (body.secret !== app.secret) return refusal(40125)
    const token = goodToken() ?? makeToken()
    return { access_token: token.value, expires_in: Math.floor((token.madeAt + TOKEN_LIFE_MS - now()) / 1000) }
  }

  function lookAtText(body: Record<string, unknown>): object {
    const { content, openid } = body
    if (typeof content !== 'string' || content === '' || Array.from(content).length > 2500) return refusal(47001)
    if (body.version !== 2 || ![1, 2, 3, 4].includes(Number(body.scene))) return refusal(47001)
    if (typeof openid !== 'string' || openid === '') return refusal(40003)
    if (!visitors.has(openid)) return refusal(61010)
    looked.push(content)
    const suggest = content.includes(RISKY) ? 'risky' : content.includes(DOUBTFUL) ? 'review' : 'pass'
    return { errcode: 0, errmsg: 'ok', result: { suggest, label: suggest === 'pass' ? 100 : 20006 }, detail: [], trace_id: '1' }
  }

  async function lookAtPicture(request: IncomingMessage, bytes: Buffer): Promise<object> {
    const type = request.headers['content-type'] ?? ''
    const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData().catch(() => null)
    const media = form?.get('media')
    if (!media || typeof media === 'string') return refusal(47001)
    const picture = Buffer.from(await media.arrayBuffer())
    looked.push(picture)
    return picture.includes(RISKY) ? refusal(87014) : { errcode: 0, errmsg: 'ok' }
  }

  function bringMessage(body: Record<string, unknown>): object {
    const { touser, template_id, page, data } = body as {
      touser: string
      template_id: string
      page: string
      data: Record<string, { value: string }>
    }
    if (!/^packages\/[\w/-]+$|^pages\/[\w/-]+$/.test(page)) return refusal(41030)
    const fields = Object.entries(data ?? {})
    const fits = ([name, { value }]: [string, { value: string }]) => FIELD_KINDS[name.replace(/\d+$/, '')]?.test(value) ?? false
    if (fields.length !== 3 || !fields.every(fits)) return refusal(47003)
    const permission = permissions.indexOf(`${touser} ${template_id}`)
    if (permission < 0) return refusal(43101)
    permissions.splice(permission, 1)
    brought.push({
      openid: touser,
      templateId: template_id,
      page,
      data: Object.fromEntries(fields.map(([name, { value }]) => [name, value])),
    })
    return { errcode: 0, errmsg: 'ok' }
  }

  async function answerPost(request: IncomingMessage, address: URL, bytes: Buffer): Promise<object | null> {
    if (address.pathname === '/cgi-bin/stable_token') return stableToken(JSON.parse(bytes.toString()) as Record<string, unknown>)
    if (!/^\/(wxa|cgi-bin\/message)\//.test(address.pathname)) return null
    if (address.searchParams.get('access_token') !== goodToken()?.value) return refusal(40001)
    if (address.pathname === '/cgi-bin/message/subscribe/send') return bringMessage(JSON.parse(bytes.toString()) as Record<string, unknown>)
    if (address.pathname === '/wxa/msg_sec_check') return lookAtText(JSON.parse(bytes.toString()) as Record<string, unknown>)
    return address.pathname === '/wxa/img_sec_check' ? lookAtPicture(request, bytes) : null
  }

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
    if (request.method === 'POST') {
      const parts: Buffer[] = []
      request.on('data', (part: Buffer) => parts.push(part))
      request.on('end', () => {
        void answerPost(request, address, Buffer.concat(parts)).then((answer) => {
          if (answer) response.end(JSON.stringify(answer))
          else response.writeHead(404).end()
        })
      })
      return
    }
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
    visit: (openid) => void visitors.add(openid),
    tokens: () => tokens.map((token) => token.value),
    replaceToken: () => void makeToken(),
    looked: () => looked,
    permit: (openid, templateId) => void permissions.push(`${openid} ${templateId}`),
    brought: () => brought,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
