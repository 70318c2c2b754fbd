import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { get, Agent } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Answer } from '@core/contract/envelope'
import { parseScan, stepOf } from '@core/rules/attendance/code'
import { codeFor } from '@core/rules/attendance/code-mac'
import { refusal, type Caller } from '@cloud/dispatch'
import { createLog } from '@cloud/hosts/log'
import { startNodeHost, type NodeHost, type NodeHostOptions } from '@cloud/hosts/node'
import { sha256Hex } from '@cloud/services/ids'
import { exchange } from './_raw'

const OPENID = 'oGZUI0egBJY1zhBYw2KhdUfwVJJE'
const TOKEN = 'kX3vQm9_Zt1LrWc7pYb2Hf5NsJd8Ga0Ue6Ti4Ro-VxE'
const EVENT = '0192f3a4-5b6c-7d8e-9f00-112233445566'
const PUBLIC = 'https://qn.example'

let webRoot: string
let host: NodeHost
let calls: Caller[]
let lines: string[]
let answerWith: (caller: Caller) => Promise<Answer<unknown>>

beforeAll(() => {
  webRoot = mkdtempSync(join(tmpdir(), 'web-root-'))
  mkdirSync(join(webRoot, 'js'))
  writeFileSync(join(webRoot, 'index.html'), '<!doctype html><script>start()</script><script src="./js/app.0a1b2c3d.js"></script>')
  writeFileSync(join(webRoot, 'js', 'app.0a1b2c3d.js'), 'console.log(1);'.repeat(400))
  writeFileSync(join(webRoot, 'reader.wasm'), 'wasm')
})
afterAll(() => rmSync(webRoot, { recursive: true }))

beforeEach(() => {
  calls = []
  lines = []
  answerWith = () => Promise.resolve({ ok: true, data: { hello: 'there' } })
})
afterEach(() => host.close())

async function start(options: Partial<NodeHostOptions> = {}): Promise<void> {
  const written = lines
  host = await startNodeHost({
    dispatch: (caller) => {
      calls.push(caller)
      return answerWith(caller)
    },
    port: 0,
    address: '127.0.0.1',
    publicUrl: PUBLIC,
    webRoot,
    log: createLog('debug', { write: (line: string) => void written.push(line) }),
    health: () => Promise.resolve(true),
    trustWxHeaders: false,
    ...options,
  })
}

function post(name: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return fetch(`${host.url}/api/${name}`, { method: 'POST', body: text, headers })
}

function page(path: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(host.url + path, { redirect: 'manual', headers })
}

describe('a call', () => {
  test('arrives with its name from the path, its token from the header, and nothing else of the caller’s making', async () => {
    await start()
    const body = { input: { a: 1 }, nonce: 'n', device: 'd', name: 'people.logout', token: 'other', openid: OPENID, requestId: 'mine' }
    const response = await post('events.get', body, { authorization: `Bearer ${TOKEN}` })
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8')
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(await response.json()).toEqual({ ok: true, data: { hello: 'there' } })
    expect(calls).toHaveLength(1)
    expect(calls[0]).toEqual({
      envelope: { name: 'events.get', input: { a: 1 }, nonce: 'n', device: 'd', token: TOKEN },
      openid: null,
      tokenHash: sha256Hex(TOKEN),
      address: '127.0.0.1',
      requestId: response.headers.get('x-request-id'),
    })
  })

  test('without log-in or body is an empty call of nobody', async () => {
    await start()
    await post('people.who', '')
    await post('people.who', '{}', { authorization: 'Basic abc' })
    expect(calls.map((call) => call.envelope)).toEqual([{ name: 'people.who' }, { name: 'people.who' }])
  })

  test('is answered with the status of its refusal', async () => {
    await start()
    for (const [code, status] of [
      ['code_expired', 400],
      ['not_logged_in', 401],
      ['not_found', 404],
      ['unavailable', 503],
      ['server_error', 500],
    ] as const) {
      answerWith = ({ requestId }) => Promise.resolve(refusal(code, {}, requestId))
      const response = await post('events.get', {})
      expect([code, response.status]).toEqual([code, status])
      expect(await response.json()).toMatchObject({ ok: false, code, requestId: response.headers.get('x-request-id') })
    }
  })

  test.each(['{', '"text"', '17', 'null', '\u0000', '{"input":}'])('with the body %j is a bad request', async (body) => {
    await start()
    const response = await post('events.get', body)
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ ok: false, code: 'bad_request', hint: expect.stringContaining('填得不对') })
    expect(calls).toEqual([])
  })

  test('in bytes that are no UTF-8 is a bad request', async () => {
    await start()
    const response = await fetch(`${host.url}/api/events.get`, { method: 'POST', body: Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]) })
    expect(response.status).toBe(400)
  })

  test('takes POST only; other methods and addresses get an envelope too', async () => {
    await start()
    for (const method of ['GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
      const response = await fetch(`${host.url}/api/events.get`, { method })
      expect([method, response.status, response.headers.get('allow')]).toEqual([method, 405, 'POST'])
      expect(await response.json()).toMatchObject({ ok: false, code: 'bad_request' })
    }
    for (const path of ['/api/', '/api', '/api/events.get/more']) {
      const response = await fetch(host.url + path, { method: 'POST', body: '{}' })
      expect([path, response.status]).toEqual([path, 404])
      expect(await response.json()).toMatchObject({ ok: false, code: 'unknown_procedure' })
    }
    expect(calls).toEqual([])
  })

  test('whose name no procedure has is left to dispatch', async () => {
    await start()
    answerWith = ({ requestId }) => Promise.resolve(refusal('unknown_procedure', {}, requestId))
    for (const name of ['nobody.knows', '__proto__', 'constructor', "x'%20or%201=1--", '%E7%AD%BE']) {
      expect((await post(name, {})).status).toBe(404)
    }
    expect((calls[3]!.envelope as { name: string }).name).toBe("x' or 1=1--")
  })

  test('that is never answered is given up after a time', async () => {
    await start({ answerTimeoutMs: 30 })
    answerWith = () => new Promise(() => undefined)
    const response = await post('events.get', {})
    expect(response.status).toBe(503)
    expect(await response.json()).toMatchObject({ code: 'unavailable' })
  })

  test('that breaks dispatch itself is answered without telling how', async () => {
    await start()
    answerWith = () => Promise.reject(new Error('select secret from table'))
    const response = await post('events.get', {})
    expect(response.status).toBe(500)
    expect(await response.text()).not.toContain('secret')
  })
})

describe('a body that is too large', () => {
  const MEGABYTE = 1024 * 1024
  const ENVELOPE = /\r\n\r\n.*"code":"body_too_large".*\}/s

  function* bytes(count: number): Generator<Buffer> {
    const part = Buffer.alloc(64 * 1024, 'x')
    for (let sent = 0; sent < count; sent += part.length) yield part
  }

  test('of exactly one megabyte still passes, one byte more does not', async () => {
    await start()
    const filler = (size: number) => `{"input":"${'x'.repeat(size - 12)}"}`
    expect((await post('events.get', filler(MEGABYTE))).status).toBe(200)
    expect((await post('events.get', filler(MEGABYTE + 1))).status).toBe(413)
    expect(calls).toHaveLength(1)
  })

  test('is refused by what it announces, before it is read', async () => {
    await start()
    const head = `POST /api/events.get HTTP/1.1\r\nhost: x\r\ncontent-length: ${200 * MEGABYTE}\r\n\r\n`
    const { answer, sent } = await exchange(host.url, [head, ...bytes(100 * MEGABYTE)], ENVELOPE)
    expect(answer).toMatch(/^HTTP\/1\.1 413 .*connection: close/is)
    expect(sent).toBeLessThan(30 * MEGABYTE) // what the two kernels hold between them, not what was offered
    expect(calls).toEqual([])
  })

  test('is refused while it comes, when it announces nothing', async () => {
    await start()
    function* chunked(): Generator<string | Buffer> {
      yield 'POST /api/events.get HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n'
      for (const part of bytes(100 * MEGABYTE))
        yield Buffer.concat([Buffer.from(`${part.length.toString(16)}\r\n`), part, Buffer.from('\r\n')])
    }
    const { answer, sent } = await exchange(host.url, chunked(), ENVELOPE)
    expect(answer).toMatch(/^HTTP\/1\.1 413 /)
    expect(sent).toBeLessThan(30 * MEGABYTE)
    expect(calls).toEqual([])
  })

  test('that is longer than announced is no second call', async () => {
    await start()
    const smuggled = 'POST /api/people.logout HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\n\r\n{}'
    const request = `POST /api/events.get HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\n\r\n{}}${smuggled}`
    const { answer } = await exchange(host.url, [request], /HTTP\/1\.1 400 Bad Request/)
    expect(answer).toMatch(/HTTP\/1\.1 400 Bad Request/)
    expect(JSON.stringify(calls)).not.toContain('logout')
  })

  test('that never comes as announced is no call', async () => {
    await start()
    const { port } = new URL(host.url)
    const caller = connect(Number(port), '127.0.0.1')
    await new Promise((resolve) => caller.write('POST /api/events.get HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{}', resolve))
    await new Promise((resolve) => caller.once('close', resolve).destroy())
    await host.close()
    expect(calls).toEqual([])
  })

  test('is not read either when the caller has come too often', async () => {
    await start({ limits: { readsPerAddress: 1 } })
    expect((await post('events.get', {})).status).toBe(200)
    const head = `POST /api/events.get HTTP/1.1\r\nhost: x\r\ncontent-length: ${200 * MEGABYTE}\r\n\r\n`
    const { answer, sent } = await exchange(host.url, [head, ...bytes(100 * MEGABYTE)], /\r\n\r\n.*"code":"rate_limited".*\}/s)
    expect(answer).toMatch(/^HTTP\/1\.1 429 .*retry-after: 60/is)
    expect(sent).toBeLessThan(30 * MEGABYTE)
    const statuses = lines.map((line) => JSON.parse(line) as { msg: string; status: number }).filter((line) => line.msg === 'call')
    expect(statuses.map((line) => line.status)).toEqual([200, 429])
  })

  test('is told to an ordinary client as well: ten megabytes by fetch get their answer', async () => {
    await start()
    for (let round = 0; round < 5; round += 1) {
      const response = await post('events.get', 'x'.repeat(10 * MEGABYTE))
      expect(response.status).toBe(413)
      expect(await response.json()).toMatchObject({ ok: false, code: 'body_too_large', hint: '内容太大了，删减一些再提交' })
    }
    expect((await post('events.get', {})).status).toBe(200)
  })
})

describe('who calls', () => {
  const FORGED = { 'x-wx-openid': OPENID, 'x-wx-source': 'wx_client', 'x-wx-appid': 'wx0', 'x-wx-unionid': 'u' }

  test('is not what an x-wx header says', async () => {
    await start()
    await post('people.who', {}, FORGED)
    expect(calls[0]!.openid).toBeNull()
    expect(JSON.stringify(calls[0])).not.toContain(OPENID)
  })

  test('would be, if the host believed it without being behind the gateway', async () => {
    // The control: this is the harm that dropping the headers prevents. Anybody could be anybody.
    await start({ trustWxHeaders: true })
    await post('people.who', {}, FORGED)
    expect(calls[0]!.openid).toBe(OPENID)
  })

  test('behind the gateway is only whom the gateway names together with the source', async () => {
    await start({ trustWxHeaders: true })
    await post('people.who', {}, { 'x-wx-openid': OPENID })
    await post('people.who', {}, { 'x-wx-source': 'wx_client' })
    expect(calls.map((call) => call.openid)).toEqual([null, null])
  })
})

describe('too many calls', () => {
  test('of one person are slowed down with a time to wait, and others are not', async () => {
    await start({ limits: { perPerson: 3 } })
    const as = (token: string) => post('events.mine', {}, { authorization: `Bearer ${token}` })
    for (let time = 0; time < 3; time += 1) expect((await as(TOKEN)).status).toBe(200)
    const refused = await as(TOKEN)
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await refused.json()).toMatchObject({ ok: false, code: 'rate_limited', hint: '点得太快了，歇几秒再试' })
    expect((await as(TOKEN.replace('k', 'q'))).status).toBe(200)
    expect(calls).toHaveLength(4)
  })

  test('without log-in are counted by the address that the proxy saw', async () => {
    await start({ limits: { doorPerAddress: 2 } })
    const from = async (address: string) => (await post('attendance.scan', {}, { 'x-forwarded-for': address })).status
    expect([await from('203.0.113.7'), await from('203.0.113.7'), await from('203.0.113.7')]).toEqual([200, 200, 429])
    expect(await from('198.51.100.1')).toBe(200)
    expect(await from('198.51.100.1, 203.0.113.7')).toBe(429)
    expect(calls[0]!.address).toBe('203.0.113.7')
  })
})

describe('the web app', () => {
  test('opens at the root, is asked for again each time, and may run what it needs', async () => {
    await start()
    const response = await page('/')
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(response.headers.get('cache-control')).toBe('no-cache')
    const policy = response.headers.get('content-security-policy')!
    const script = createHash('sha256').update('start()').digest('base64')
    expect(policy).toContain(`script-src 'self' 'wasm-unsafe-eval' 'sha256-${script}'`)
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain("'unsafe-eval'")
    expect(policy.match(/script-src[^;]*/)![0]).not.toContain('unsafe-inline')
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(response.headers.get('permissions-policy')).toContain('camera=(self)')
    expect(response.headers.get('referrer-policy')).toBe('no-referrer')
    expect(response.headers.get('strict-transport-security')).toBe('max-age=31536000')
  })

  test('is not asked for again where a name holds the hash of its content', async () => {
    await start()
    const response = await page('/js/app.0a1b2c3d.js')
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    expect((await page('/reader.wasm')).headers.get('content-type')).toBe('application/wasm')
  })

  test('is packed as the browser takes it', async () => {
    await start()
    const lengths: Record<string, number> = {}
    for (const encoding of ['br', 'gzip', 'identity']) {
      const response = await page('/js/app.0a1b2c3d.js', { 'accept-encoding': encoding })
      expect(response.headers.get('content-encoding')).toBe(encoding === 'identity' ? null : encoding)
      expect(response.headers.get('vary')).toBe('accept-encoding')
      lengths[encoding] = Number(response.headers.get('content-length'))
      expect(await response.text()).toBe('console.log(1);'.repeat(400))
    }
    expect(lengths.identity).toBe(6_000)
    expect(Math.max(lengths.br!, lengths.gzip!)).toBeLessThan(300)
  })

  test('is not sent again to who has it', async () => {
    await start()
    const etag = (await page('/')).headers.get('etag')!
    const again = await page('/', { 'if-none-match': `"other", ${etag}` })
    expect([again.status, await again.text()]).toEqual([304, ''])
    expect((await page('/', { 'if-none-match': '"other"' })).status).toBe(200)
  })

  test('answers HEAD without a body', async () => {
    await start()
    const response = await fetch(`${host.url}/js/app.0a1b2c3d.js`, { method: 'HEAD', headers: { 'accept-encoding': 'identity' } })
    expect([response.status, response.headers.get('content-length'), await response.text()]).toEqual([200, '6000', ''])
  })

  test('has nothing outside its folder', async () => {
    await start()
    for (const path of [
      '/../package.json',
      '/..%2fpackage.json',
      '/%2e%2e/%2e%2e/etc/passwd',
      '/js',
      '/js/',
      '/.env',
      '//etc/passwd',
      '/%ff',
      '/%00',
    ]) {
      const { answer } = await exchange(host.url, [`GET ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`], /<\/html>/)
      expect([path, answer.slice(0, 12)]).toEqual([path, 'HTTP/1.1 404'])
    }
    expect((await fetch(`${host.url}/`, { method: 'POST', body: 'x'.repeat(5_000_000) })).status).toBe(405)
  })

  test('may be missing: then only the API answers', async () => {
    await start({ webRoot: null })
    expect((await page('/')).status).toBe(404)
    expect((await post('people.who', {})).status).toBe(200)
  })
})

describe('a picture', () => {
  const ref = `${EVENT}/0192f3a4-5b6c-7d8e-9f00-665544332211`
  const publicFile = (asked: string) => Promise.resolve(asked === ref ? { bytes: Buffer.from('\x89PNG'), mime: 'image/png' } : null)

  test('that everybody may see is sent as what it is, kept for ever, and runs nothing', async () => {
    await start({ publicFile })
    const response = await page(`/files/${ref}`)
    expect(response.status).toBe(200)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/png',
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
    })
    expect(Buffer.from(await response.arrayBuffer())).toEqual(Buffer.from('\x89PNG'))
  })

  test.each([
    `/files/${EVENT}/${EVENT}`,
    `/files/${EVENT}`,
    `/files/${ref}/more`,
    `/files/..%2f${EVENT}/${EVENT}`,
    "/files/' or true/--",
    `/files/${ref.toUpperCase()}`,
  ])('at %s is none', async (path) => {
    await start({ publicFile })
    expect((await page(path)).status).toBe(404)
  })

  test.each([
    ['is unavailable while the database is away', 'ECONNREFUSED', 503, 'unavailable'],
    ['fails like everything else where the fault is another', '22P02', 500, 'server_error'],
  ])('%s', async (_, code, status, answered) => {
    await start({ publicFile: () => Promise.reject(Object.assign(new Error('connect 10.0.0.7:5432'), { code })) })
    const response = await page(`/files/${ref}`)
    expect(response.status).toBe(status)
    expect(response.headers.get('cache-control')).toBe('no-store')
    const text = await response.text()
    expect(JSON.parse(text)).toMatchObject({ ok: false, code: answered, hint: expect.stringMatching(/[\u4e00-\u9fff]/) as string })
    expect(text).not.toContain('10.0.0.7')
  })

  test('is none where the host has no pictures', async () => {
    await start()
    expect((await page(`/files/${ref}`)).status).toBe(404)
  })
})

describe('a link from a camera', () => {
  const CODE = codeFor(new Uint8Array(32), 'sign_in', { id: EVENT, code: 'K7M2PX4QRT' }, stepOf(Date.UTC(2026, 10, 21)))
  const PAGE = '/#/packages/attendance/scan/index?q='

  test('opens the page with the whole link in q, encoded once', async () => {
    await start()
    const response = await page(`/q/${CODE}`)
    expect(response.status).toBe(302)
    expect(response.headers.get('cache-control')).toBe('no-store')
    const location = response.headers.get('location')!
    expect(location).toBe(PAGE + encodeURIComponent(`${PUBLIC}/q/${CODE}`))
    const q = decodeURIComponent(location.slice(PAGE.length))
    expect(parseScan(q)).toEqual(parseScan(CODE))
    expect(parseScan(q)).not.toBeNull()
  })

  test('keeps what somebody hung onto it inside q', async () => {
    await start()
    const location = (await page(`/q/${CODE}?from=x&q=y#z`)).headers.get('location')!
    expect(location).toBe(PAGE + encodeURIComponent(`${PUBLIC}/q/${CODE}?from=x&q=y`))
  })

  test.each([
    ['two slashes', '/q//evil.example/'],
    ['slashes in disguise', '/q/%2f%2fevil.example'],
    ['a whole address', '/q/https://evil.example'],
    ['a backslash', '/q/\\evil.example'],
    ['a line break', '/q/%0d%0aset-cookie:%20a=b'],
    ['text turned around', '/q/%E2%80%AEevil'],
    ['markup', '/q/"><script>'],
    ['steps upwards', '/q/../../evil'],
    ['a q of its own', '/q/?q=%23/packages/other&x=#/y'],
    ['no end', `/q/${'x'.repeat(5_000)}`],
    ['nothing', '/q/'],
  ])('with %s leads nowhere else', async (_, path) => {
    await start()
    const { answer } = await exchange(host.url, [`GET ${path} HTTP/1.1\r\nhost: evil.example\r\nconnection: close\r\n\r\n`], /\r\n\r\n/)
    const head = answer.split('\r\n\r\n')[0]!
    expect(head).not.toMatch(/^set-cookie/im)
    const location = /^location: (.*)$/im.exec(head)?.[1]
    if (location === undefined) return expect(head).toMatch(/^HTTP\/1\.1 40[04] /)
    expect(location.startsWith(`${PAGE}https%3A%2F%2Fqn.example%2Fq%2F`)).toBe(true)
    expect(location.slice(PAGE.length)).toMatch(/^[\w%.!~*'()-]*$/)
    expect(location.length).toBeLessThan(3_000)
  })
})

describe('a link of the big screen', () => {
  test('opens the screen with its event and its pass', async () => {
    await start()
    const response = await page(`/screen/${EVENT}.Zt1LrWc7pYb2Hf5NsJd8Ga`)
    expect(response.status).toBe(302)
    expect(response.headers.get('location')).toBe(`/#/packages/screen/event/index?eventId=${EVENT}&pass=Zt1LrWc7pYb2Hf5NsJd8Ga`)
  })

  test.each(['x', `${EVENT}.`, '.abc', `${EVENT}.a%26eventId=b`, `${EVENT}.a%0d%0ab`, `${EVENT}.${'a'.repeat(65)}`, 'not-an-id.abc'])(
    'that is broken (%s) says so',
    async (pass) => {
      await start()
      const response = await page(`/screen/${pass}`)
      expect(response.status).toBe(404)
      expect(await response.text()).toContain('大屏链接过期了，请负责人在工作台重新打开')
    },
  )
})

describe('an operator', () => {
  test('sees whether the database answers', async () => {
    let well = true
    await start({ health: () => (well ? Promise.resolve(true) : Promise.reject(new Error('away'))) })
    expect((await page('/healthz')).status).toBe(200)
    well = false
    expect((await page('/healthz')).status).toBe(503)
  })

  test('sees calls by procedure and code, and the pool', async () => {
    await start({ metrics: () => ({ pool_in_use: 4 }) })
    await post('events.get', {})
    answerWith = ({ requestId }) => Promise.resolve(refusal('not_found', {}, requestId))
    await post('events.get', {})
    await post('made.up"} 1\n', {})
    const text = await (await page('/metrics')).text()
    expect(text).toContain('youyue_calls_total{procedure="events.get",code="ok"} 1')
    expect(text).toContain('youyue_calls_total{procedure="events.get",code="not_found"} 1')
    expect(text).toContain('youyue_calls_total{procedure="unknown",code="not_found"} 1')
    expect(text).toContain('youyue_pool_in_use 4')
    expect(text).toMatch(/youyue_call_seconds_bucket\{procedure="events.get",le="10"\} 2/)
  })

  test('is not the world: through a proxy there are no counts to see', async () => {
    await start()
    expect((await page('/metrics')).status).toBe(200)
    expect((await page('/metrics', { 'x-forwarded-for': '203.0.113.7' })).status).toBe(404)
  })

  test('finds every call in the log by the id that the caller has, and nobody’s secrets', async () => {
    await start()
    const body = { input: { name: '陈晓雨', title: '保密的题目' }, nonce: 'Zt1LrWc7pYb2Hf5NsJd8Ga' }
    const response = await post('events.get', body, { authorization: `Bearer ${TOKEN}`, 'x-wx-openid': OPENID, 'user-agent': 'agent-7' })
    await page(`/q/s/K7M2PX4QRT.1abc.Hf5NsJd8Ga0Ue6Ti`)
    await page(`/screen/${EVENT}.Zt1LrWc7pYb2Hf5NsJd8Ga`)
    answerWith = () => Promise.reject(new Error(`broken for ${TOKEN}`))
    await post('events.get', body)
    const written = lines.join('')
    for (const hidden of [TOKEN, OPENID, '陈晓雨', '保密', 'Zt1LrWc7pYb2Hf5NsJd8Ga', 'Hf5NsJd8Ga0Ue6Ti', 'agent-7']) {
      expect(written).not.toContain(hidden)
    }
    const line = lines.map((text) => JSON.parse(text) as Record<string, unknown>).find((entry) => entry.msg === 'call')!
    expect(line).toMatchObject({ requestId: response.headers.get('x-request-id'), procedure: 'events.get', code: 'ok', status: 200 })
  })

  test('is told when the port is taken', async () => {
    await start()
    const { port } = new URL(host.url)
    await expect(
      startNodeHost({
        dispatch: () => Promise.resolve({ ok: true, data: null }),
        port: Number(port),
        address: '127.0.0.1',
        publicUrl: PUBLIC,
        webRoot: null,
        log: createLog('silent'),
        health: () => Promise.resolve(true),
        trustWxHeaders: false,
      }),
    ).rejects.toMatchObject({ code: 'EADDRINUSE' })
  })
})

describe('closing', () => {
  test('finishes the calls under way, takes no new ones, and ends although a browser keeps its connection', async () => {
    await start()
    const agent = new Agent({ keepAlive: true })
    await new Promise<void>((resolve) => get(`${host.url}/`, { agent }, (response) => response.resume().once('end', resolve)))

    let finish: (answer: Answer<unknown>) => void = () => undefined
    answerWith = () => new Promise((resolve) => (finish = resolve))
    const underWay = post('events.get', {})
    while (calls.length === 0) await new Promise((resolve) => setImmediate(resolve))

    let closed = false
    const closing = host.close().then(() => (closed = true))
    await expect(page('/')).rejects.toThrow()
    expect(closed).toBe(false)
    finish({ ok: true, data: 'late' })
    const response = await underWay
    expect(await response.json()).toEqual({ ok: true, data: 'late' })
    expect(response.headers.get('connection')).toBe('close')
    await closing
    await host.close()
    agent.destroy()
  })

  test('ends the jobs', async () => {
    let runs = 0
    let reached: () => void = () => undefined
    const third = new Promise<void>((resolve) => (reached = resolve))
    await start({
      tickMs: 1,
      tick: async () => {
        runs += 1
        if (runs === 3) reached()
      },
    })
    await third
    await host.close()
    const then = runs
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(runs).toBe(then)
  })
})
