/**
 * The host on Node: carries calls to dispatch over HTTP and serves the web app. It keeps out what no procedure should have
 * to deal with: bodies without end, callers without measure, headers that only a gateway may write.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener, type HttpBindings } from '@hono/node-server'
import { Hono, type Context } from 'hono'
import { FileRefSchema, IdSchema, type FileRef } from '@core/contract/common'
import type { Answer } from '@core/contract/envelope'
import { procedures, type ProcedureName } from '@core/contract/procedures'
import { ERROR_WORDING } from '@core/contract/wording'
import { httpStatusOf, refusal, type Dispatch } from '../dispatch'
import { randomIds, sha256Hex } from '../services/ids'
import { openidOfHeaders } from '../services/wechat/caller'
import { isUnavailable } from '../store/failures'
import { addressGroup, callerAddress, isPrivateAddress } from './address'
import { createAdmission, LIMITS, type Limits, type Visit } from './admission'
import { isBounded, readJsonBody } from './body'
import type { Log } from './log'
import { createMetrics, type Metrics } from './metrics'
import { DATA_HEADERS, pageHeaders, PICTURE_HEADERS } from './security-headers'
import { startTicking } from './ticker'
import { encodingFor, loadWebFiles, type WebFile } from './web-files'

export interface NodeHostOptions {
  dispatch: Dispatch
  /** 0: any free port. */
  port: number
  /** Where to listen: `127.0.0.1`, or `0.0.0.0` for phones in the same network. */
  address: string
  /** What links begin with, without a slash at the end. */
  publicUrl: string
  /** The folder of the built web app; null serves the API alone. */
  webRoot: string | null
  log: Log
  /** Whether the database answers. */
  health(): Promise<boolean>
  /** A picture that everybody may see; null for any other. Left out: there are none. */
  publicFile?(ref: FileRef): Promise<{ bytes: Buffer; mime: string } | null>
  /** Values of this moment for `/metrics`, e.g. `{ pool_in_use: 3 }`. */
  metrics?(): Record<string, number>
  /** Only where every call comes through WeChat's gateway: then its `x-wx-*` headers say who calls. */
  trustWxHeaders: boolean
  /** The jobs: run every `tickMs` (10 s), never two at once. */
  tick?(): Promise<void>
  tickMs?: number
  /** Other limits than the usual ones, in calls a minute. */
  limits?: Partial<Limits>
  /** How long a call may take before it is answered `unavailable`, in milliseconds. */
  answerTimeoutMs?: number
}

export interface NodeHost {
  /** Where it answers, e.g. `http://127.0.0.1:10086`. */
  url: string
  /** Takes no new calls, finishes those under way (10 s at most), then ends. Safe to call twice. */
  close(): Promise<void>
}

const TICK_MS = 10_000
const DRAIN_MS = 10_000
const HEALTH_TIMEOUT_MS = 2_000
/** How long an unread body may stay in the line after its refusal, so that the caller can read the answer. */
const LINGER_MS = 1_000
const LONGEST_LINK = 512
const SCREEN_PASS = /^([^.]+)\.([A-Za-z0-9_-]{1,64})$/

/** The path of a call. Calls are what comes in masses: they go past the router of the pages, straight to dispatch. */
const CALL = /^\/api\/([^/?#]+)(?:[?#]|$)/

type Env = { Bindings: HttpBindings; Variables: { requestId: string } }

/** Starts listening. Rejects with Node's error when it cannot (`EADDRINUSE`, `EACCES`). */
export async function startNodeHost(options: NodeHostOptions): Promise<NodeHost> {
  const { log } = options
  let draining = false
  const metrics = createMetrics()
  const answerCall = calls(options, metrics, () => draining)
  const pages = getRequestListener(routes(options, metrics, () => draining).fetch, { autoCleanupIncoming: false })
  const server = createServer(
    { requestTimeout: 20_000, headersTimeout: 10_000, keepAliveTimeout: 65_000, connectionsCheckingInterval: 2_000 },
    (incoming, outgoing) => {
      outgoing.once('close', () => {
        if (draining) setImmediate(() => server.closeIdleConnections())
      })
      const name = incoming.method === 'POST' ? CALL.exec(incoming.url ?? '')?.[1] : undefined
      if (name === undefined) void pages(incoming, outgoing)
      else void answerCall(name, incoming, outgoing)
    },
  )
  server.maxRequestsPerSocket = 1_000
  server.timeout = 120_000

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, options.address, () => {
      server.off('error', reject)
      resolve()
    })
  })
  const ticker = options.tick ? startTicking(options.tick, options.tickMs ?? TICK_MS, log) : null
  let closing: Promise<void> | null = null

  async function close() {
    draining = true
    const closed = new Promise<void>((resolve) => server.close(() => resolve()))
    const patience = setTimeout(() => server.closeAllConnections(), DRAIN_MS)
    await Promise.all([closed, ticker?.stop()])
    clearTimeout(patience)
  }

  const { port } = server.address() as AddressInfo
  const reachable = options.address === '0.0.0.0' || options.address === '::' ? '127.0.0.1' : options.address
  return {
    url: `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`,
    close: () => (closing ??= close()),
  }
}

/** Answers calls, from the first byte of a request to the last of its answer. Never rejects. */
function calls(options: NodeHostOptions, metrics: Metrics, isDraining: () => boolean) {
  const { dispatch, log, trustWxHeaders, answerTimeoutMs = 25_000 } = options
  const admission = createAdmission({ ...LIMITS, ...options.limits })

  async function answerOf(name: string, requestId: string, incoming: IncomingMessage, outgoing: ServerResponse): Promise<Answer<unknown>> {
    const { headers, socket } = incoming
    const address = callerAddress(socket.remoteAddress, textOf(headers['x-forwarded-for']), trustWxHeaders)
    const openid = trustWxHeaders ? openidOfHeaders((header) => textOf(headers[header])) : null
    const token = bearerOf(headers.authorization)
    const person = token === null ? openid : token
    const personHash = person === null ? null : sha256Hex(person)
    const visit: Visit = {
      procedure: knownName(name),
      person: personHash,
      vouched: token === null && openid !== null,
      addressGroup: addressGroup(address),
    }
    const wait = admission.enter(visit, performance.now())
    if (wait > 0) {
      outgoing.setHeader('retry-after', String(Math.ceil(wait / 1000)))
      return refusal('rate_limited', {}, requestId)
    }

    const body = await readJsonBody(incoming)
    if (!body.ok) return refusal(body.code, {}, requestId)
    if (typeof body.json !== 'object' || body.json === null) return refusal('bad_request', {}, requestId)
    const { input, nonce, device } = body.json as Record<string, unknown>
    const envelope = { name, input, nonce, device, ...(token === null ? {} : { token }) }
    const tokenHash = token === null ? null : personHash
    const answer = await inTime(dispatch({ envelope, openid, tokenHash, address, requestId }), answerTimeoutMs, () => {
      log.error({ requestId, procedure: visit.procedure }, 'a call was not answered in time')
      return refusal('unavailable', {}, requestId)
    })
    admission.leave(visit, answer, sha256Hex)
    return answer
  }

  return async (encodedName: string, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const began = performance.now()
    const name = decodedPath(encodedName)
    const requestId = randomIds.secret(9)
    let answer: Answer<unknown>
    try {
      answer = await answerOf(name, requestId, incoming, outgoing)
    } catch (err) {
      log.error({ requestId, err }, 'the host failed')
      answer = refusal('server_error', {}, requestId)
    }
    const status = httpStatusOf(answer)
    const ms = performance.now() - began
    const call = { procedure: knownName(name), code: answer.ok ? 'ok' : answer.code, status }
    metrics.observe(call.procedure, call.code, ms / 1000)
    // The procedure, never the path: a path can hold anything.
    log.info({ requestId, method: 'POST', ...call, ms: Math.round(ms) }, 'call')
    outgoing.setHeader('x-request-id', requestId)
    if (isDraining()) outgoing.setHeader('connection', 'close')
    const text = JSON.stringify(answer)
    const isRead = incoming.complete || (answer.ok === false && answer.code !== 'body_too_large' && isBounded(incoming))
    if (isRead) sendWhole(outgoing, status, text)
    else leaveUnread(incoming, outgoing, status, text)
  }
}

function knownName(name: string): ProcedureName | 'unknown' {
  return Object.hasOwn(procedures, name) ? (name as ProcedureName) : 'unknown'
}

function sendWhole(outgoing: ServerResponse, status: number, text: string): void {
  outgoing.writeHead(status, { ...JSON_HEADERS, 'content-length': Buffer.byteLength(text) })
  outgoing.end(text)
}

/**
 * Answers without having read the body. Ending the connection at once would destroy the answer on its way (the kernel
 * resets a connection that is closed with unread bytes), reading on would be what the limit forbids: so the answer goes
 * out whole, nothing more is read, and the connection ends as soon as the caller lets go.
 */
function leaveUnread({ socket }: IncomingMessage, outgoing: ServerResponse, status: number, text: string): void {
  outgoing.writeHead(status, { ...JSON_HEADERS, 'content-length': Buffer.byteLength(text), connection: 'close' })
  outgoing.write(text)
  const patience = setTimeout(() => socket.destroy(), LINGER_MS)
  socket.once('close', () => clearTimeout(patience))
}

function routes(options: NodeHostOptions, metrics: Metrics, isDraining: () => boolean): Hono<Env> {
  const { log, publicUrl } = options
  const files = loadWebFiles(options.webRoot)
  const page = pageHeaders(files.inlineScripts, publicUrl)
  const app = new Hono<Env>()

  app.use(async (c, next) => {
    const began = performance.now()
    c.set('requestId', randomIds.secret(9))
    await next()
    // The status, never the path: a path can hold a pass or a code.
    const ms = Math.round(performance.now() - began)
    log.debug({ requestId: c.get('requestId'), method: c.req.method, status: c.res.status, ms }, 'page')
    c.header('x-request-id', c.get('requestId'))
    if (isDraining() || (c.req.method !== 'POST' && hasBody(c.env.incoming))) c.header('connection', 'close')
  })

  app.all('/api/:name', (c) => {
    c.header('allow', 'POST')
    return json(c, refusal('bad_request', {}, c.get('requestId')), 405)
  })
  app.all('/api/*', (c) => json(c, refusal('unknown_procedure', {}, c.get('requestId'))))

  app.get('/healthz', async (c) => {
    const well = !isDraining() && (await inTime(options.health(), HEALTH_TIMEOUT_MS, () => false).catch(() => false))
    return c.json({ ok: well }, well ? 200 : 503, { ...DATA_HEADERS, 'cache-control': 'no-store' })
  })

  app.get('/metrics', (c) => {
    const { socket, headers } = c.env.incoming
    // For a collector in the same network; not for the world, and not through the proxy that lets the world in.
    const near = headers['x-forwarded-for'] === undefined && isPrivateAddress(callerAddress(socket.remoteAddress, undefined, false))
    if (!near) return sentence(c, '没有这个页面', 404)
    const memory = { memory_bytes: process.memoryUsage.rss(), uptime_seconds: Math.round(process.uptime()) }
    const text = metrics.text({ ...memory, ...options.metrics?.() })
    return c.body(text, 200, { ...DATA_HEADERS, 'content-type': 'text/plain; version=0.0.4; charset=utf-8', 'cache-control': 'no-store' })
  })

  // A camera app opens the link of the screen's code here. The page gets it as WeChat would hand it over: whole, encoded once.
  app.get('/q/*', (c) => {
    const { pathname, search } = new URL(c.req.url)
    const link = (publicUrl + pathname + search).slice(0, LONGEST_LINK)
    return goTo(c, `/#/packages/attendance/scan/index?q=${encodeURIComponent(link)}`)
  })

  app.get('/screen/:pass', (c) => {
    const [, eventId, pass] = SCREEN_PASS.exec(c.req.param('pass')) ?? []
    if (!eventId || !pass || !IdSchema.safeParse(eventId).success) return sentence(c, ERROR_WORDING.screen_pass_expired, 404)
    return goTo(c, `/#/packages/screen/event/index?eventId=${eventId}&pass=${pass}`)
  })

  app.get('/files/:owner/:id', async (c) => {
    const ref = FileRefSchema.safeParse(`${c.req.param('owner')}/${c.req.param('id')}`)
    const file = ref.success ? await options.publicFile?.(ref.data) : null
    return file ? sendPicture(c, file) : sentence(c, '没有这个页面', 404)
  })

  app.get('*', async (c) => {
    const path = decodedPath(c.req.path)
    const file = files.find(path === '/' ? '/index.html' : path)
    return file ? sendFile(c, file, page) : sentence(c, '没有这个页面', 404)
  })
  app.all('*', (c) => {
    c.header('allow', 'GET, HEAD')
    return sentence(c, '没有这个页面', 405)
  })

  app.onError((err, c) => {
    log.error({ requestId: c.get('requestId'), err }, 'the host failed')
    return json(c, refusal(isUnavailable(err) ? 'unavailable' : 'server_error', {}, c.get('requestId')))
  })
  return app
}

function json(c: Context<Env>, answer: Answer<unknown>, status = httpStatusOf(answer)): Response {
  return c.body(JSON.stringify(answer), status as 200, JSON_HEADERS)
}

const JSON_HEADERS = { ...DATA_HEADERS, 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' }

function goTo(c: Context<Env>, location: string): Response {
  return c.body(null, 302, { ...DATA_HEADERS, location, 'cache-control': 'no-store' })
}

/** A page of one sentence, for links that lead nowhere. */
function sentence(c: Context<Env>, text: string, status: 404 | 405): Response {
  const html = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>青年有约</title><p style="font:20px/1.6 sans-serif;margin:20vh auto;max-width:20em;padding:0 1em">${text}</p></html>\n`
  const headers = { ...pageHeaders([], ''), 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }
  return c.body(html, status, headers)
}

/** A picture never changes, so it is kept for ever; it runs nothing, whatever somebody found in it. */
function sendPicture(c: Context<Env>, { bytes, mime }: { bytes: Buffer; mime: string }): Response {
  const headers = { ...PICTURE_HEADERS, 'content-type': mime, 'content-length': String(bytes.length) }
  return c.body(new Uint8Array(bytes), 200, headers)
}

async function sendFile(c: Context<Env>, file: WebFile, page: Record<string, string>): Promise<Response> {
  const encoding = file.packable ? encodingFor(c.req.header('accept-encoding')) : 'identity'
  const headers: Record<string, string> = {
    ...page,
    'content-type': file.type,
    etag: file.etag,
    'cache-control': file.immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
    ...(file.packable ? { vary: 'accept-encoding' } : {}),
  }
  const tags = (c.req.header('if-none-match') ?? '').split(',').map((tag) => tag.trim())
  if (tags.includes(file.etag)) return c.body(null, 304, headers)
  if (encoding !== 'identity') headers['content-encoding'] = encoding
  const bytes = await file.bytes(encoding)
  headers['content-length'] = String(bytes.length)
  return c.body(new Uint8Array(bytes), 200, headers)
}

function decodedPath(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) !== 0
}

function bearerOf(authorization: string | undefined): string | null {
  return /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1] ?? null
}

function textOf(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header.join(',') : header
}

/** The answer, or what `otherwise` gives once the time is over; the late answer is then dropped. */
async function inTime<T>(answer: Promise<T>, ms: number, otherwise: () => T): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<T>((resolve) => (timer = setTimeout(() => resolve(otherwise()), ms)))
  try {
    return await Promise.race([answer, late])
  } finally {
    clearTimeout(timer)
  }
}
