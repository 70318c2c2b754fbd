import { createDispatch } from '@cloud/dispatch'
import { createLog } from '@cloud/hosts/log'
import { startNodeHost, type NodeHost } from '@cloud/hosts/node'
import { systemClock } from '@cloud/services/clock'
import { randomIds } from '@cloud/services/ids'
import { createWechatLogin } from '@cloud/services/wechat/login'
import { createDatabase, type OpenDatabase } from '@cloud/store/open'
import { createStore } from '@cloud/store/store'
import { startFakeWechat, type FakeWechat } from '../fakes/wechat'
import { testDatabase, type TestDatabase } from '../postgres/databases'

const APP = { appid: 'wx0123456789abcdef', secret: '5f4dcc3b5aa765d61d8327deb882cf99' }
const OPENID = 'oGZUI0egBJY1zhBYw2KhdUfwVJJE'
const DEVICE = 'Zt1LrWc7pYb2Hf5NsJd8Ga'

let made: TestDatabase
let database: OpenDatabase
let wechat: FakeWechat
let host: NodeHost
let log: string[]
/** Everything that left the server: answers with their headers. */
let left: string[]

beforeAll(async () => {
  made = await testDatabase()
  database = createDatabase(made.connection)
})
afterAll(async () => {
  await database.close()
  await made.drop()
})
beforeEach(async () => {
  log = []
  left = []
  wechat = await startFakeWechat(APP)
  const written = createLog('debug', { write: (line: string) => void log.push(line) })
  const login = createWechatLogin({ ...APP, api: wechat.url, timeoutMs: 300, retryAfterMs: 1 }, (fault) => written.error(fault, 'wechat'))
  host = await startNodeHost({
    dispatch: createDispatch({
      store: createStore(database.kysely),
      clock: systemClock,
      ids: randomIds,
      publicUrl: 'https://qn.example',
      demo: false,
      openidForCode: login.openidForCode,
      report: (err, about) => written.error({ err, ...about }, 'a call failed'),
      checkOutput: true,
    }),
    port: 0,
    address: '127.0.0.1',
    publicUrl: 'https://qn.example',
    webRoot: null,
    log: written,
    health: () => Promise.resolve(true),
    trustWxHeaders: false,
  })
})
afterEach(async () => {
  await host.close()
  await wechat.close()
})

async function call(name: string, input: object, token?: string): Promise<{ status: number; answer: Record<string, unknown> }> {
  const response = await fetch(`${host.url}/api/${name}`, {
    method: 'POST',
    headers: token ? { authorization: `Bearer ${token}` } : {},
    body: JSON.stringify({ input, device: DEVICE, nonce: randomIds.secret(16) }),
  })
  const text = await response.text()
  left.push(JSON.stringify([...response.headers]), text)
  return { status: response.status, answer: JSON.parse(text) as Record<string, unknown> }
}

test('a code from WeChat becomes a log-in that is good until the person logs out', async () => {
  const { status, answer } = await call('people.wechatLogin', { code: wechat.codeFor(OPENID) })
  expect([status, answer.ok]).toEqual([200, true])
  const { token, me } = answer.data as { token: string; me: { id: string } }
  expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/)
  expect((await call('people.who', {}, token)).answer).toMatchObject({ data: { me: { id: me.id } } })

  const again = (await call('people.wechatLogin', { code: wechat.codeFor(OPENID) })).answer.data as typeof me & { me: typeof me }
  expect(again.me.id).toBe(me.id)

  expect((await call('people.logout', {}, token)).status).toBe(200)
  expect(await call('people.logout', {}, token)).toMatchObject({ status: 401, answer: { code: 'not_logged_in' } })
})

test('what WeChat refuses reaches the person as a code and a sentence', async () => {
  const used = wechat.codeFor(OPENID)
  await call('people.wechatLogin', { code: used })
  expect(await call('people.wechatLogin', { code: used })).toMatchObject({ status: 400, answer: { code: 'login_failed' } })
  wechat.script(45011)
  expect(await call('people.wechatLogin', { code: wechat.codeFor(OPENID) })).toMatchObject({ status: 429, answer: { code: 'login_busy' } })
  wechat.script('no answer')
  expect(await call('people.wechatLogin', { code: wechat.codeFor(OPENID) })).toMatchObject({
    status: 503,
    answer: { code: 'login_unavailable', hint: '微信暂时没回应，稍等再试' },
  })
  wechat.block(OPENID)
  expect(await call('people.wechatLogin', { code: wechat.codeFor(OPENID) })).toMatchObject({
    status: 400,
    answer: { code: 'login_blocked' },
  })
})

test('no secret, session key, openid or code leaves the server or reaches its log', async () => {
  const codes = [wechat.codeFor(OPENID), wechat.codeFor(OPENID)]
  await call('people.wechatLogin', { code: codes[0] })
  wechat.script(40001)
  await call('people.wechatLogin', { code: codes[1] })
  wechat.script('no answer')
  await call('people.wechatLogin', { code: codes[1] })
  const token = (await call('people.wechatLogin', { code: codes[1] })).answer.data as { token: string }

  expect(wechat.sessionKeys()).toHaveLength(2)
  for (const hidden of [APP.secret, OPENID, ...codes, ...wechat.sessionKeys()]) {
    expect(left.join('\n')).not.toContain(hidden)
    expect(log.join('\n')).not.toContain(hidden)
  }
  expect(log.join('\n')).not.toContain(token.token)
  expect(log.join('\n')).toContain('"errcode":40001')
})
