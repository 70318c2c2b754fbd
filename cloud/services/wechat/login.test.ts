import { AppError } from '@core/contract/errors'
import { createLog } from '@cloud/hosts/log'
import { startFakeWechat } from '../../../tests/fakes/wechat'
import type { FakeWechat, ScriptedAnswer } from '../../../tests/fakes/wechat'
import { createWechatLogin } from './login'
import type { WechatLogin, WechatLoginSettings } from './login'

const APP = { appid: 'wx0123456789abcdef', secret: '5f4dcc3b5aa765d61d8327deb882cf99' }
const OPENID = 'oGZUI0egBJY1zhBYw2KhdUfwVJJE'

let now = Date.UTC(2026, 10, 21)
let wechat: FakeWechat
let lines: string[]

beforeEach(async () => {
  wechat = await startFakeWechat(APP, () => now)
  lines = []
})
afterEach(() => wechat.close())

/** A log-in whose faults go to a real log that the test can read. */
function loginWith(settings: Partial<WechatLoginSettings> = {}): WechatLogin {
  const log = createLog('debug', { write: (line: string) => void lines.push(line) })
  return createWechatLogin({ ...APP, api: wechat.url, timeoutMs: 200, retryAfterMs: 1, ...settings }, (fault) => log.error(fault, 'wechat'))
}

async function refusalOf(promise: Promise<unknown>): Promise<AppError> {
  const refusal = await promise.then(
    () => null,
    (error: unknown) => error,
  )
  if (!(refusal instanceof AppError)) throw new Error('it was not refused')
  return refusal
}

test('a fresh code names its person', async () => {
  await expect(loginWith().openidForCode(wechat.codeFor(OPENID))).resolves.toBe(OPENID)
})

test('a code is good once', async () => {
  const code = wechat.codeFor(OPENID)
  await loginWith().openidForCode(code)
  expect((await refusalOf(loginWith().openidForCode(code))).code).toBe('login_failed')
})

test('a code is good for five minutes', async () => {
  const code = wechat.codeFor(OPENID)
  now += 5 * 60_000 + 1
  expect((await refusalOf(loginWith().openidForCode(code))).code).toBe('login_failed')
})

test('an invented code is refused, whatever characters it has', async () => {
  expect((await refusalOf(loginWith().openidForCode("0'&secret=x#\r\n签"))).code).toBe('login_failed')
})

test('a person who comes more than a hundred times in a minute waits', async () => {
  for (let time = 0; time < 100; time += 1) await loginWith().openidForCode(wechat.codeFor(OPENID))
  expect((await refusalOf(loginWith().openidForCode(wechat.codeFor(OPENID)))).code).toBe('login_busy')
  now += 60_001
  await expect(loginWith().openidForCode(wechat.codeFor(OPENID))).resolves.toBe(OPENID)
})

test('an account that WeChat holds to be at risk is told so', async () => {
  wechat.block(OPENID)
  expect((await refusalOf(loginWith().openidForCode(wechat.codeFor(OPENID)))).code).toBe('login_blocked')
})

test('a busy WeChat is asked once more, and only once', async () => {
  wechat.script(-1)
  await expect(loginWith().openidForCode(wechat.codeFor(OPENID))).resolves.toBe(OPENID)
  expect(wechat.calls()).toBe(2)

  wechat.script(-1, -1)
  expect((await refusalOf(loginWith().openidForCode(wechat.codeFor(OPENID)))).code).toBe('login_unavailable')
  expect(wechat.calls()).toBe(4)
})

const FAULTS: ScriptedAnswer[] = [40001, 40013, 'no answer', 'bad gateway', 'not json', 'no openid']
test.each(FAULTS)('「%s」 is nobody’s fault who logs in, and is not repeated', async (fault) => {
  wechat.script(fault)
  expect((await refusalOf(loginWith().openidForCode(wechat.codeFor(OPENID)))).code).toBe('login_unavailable')
  expect(wechat.calls()).toBe(1)
  expect(lines).toHaveLength(1)
})

test('a WeChat that cannot be reached is unavailable', async () => {
  const login = loginWith({ api: 'http://127.0.0.1:9' })
  expect((await refusalOf(login.openidForCode('0abc'))).code).toBe('login_unavailable')
})

test('neither the secret nor the code nor a session key is seen in the log, in a refusal or in the answer', async () => {
  const code = wechat.codeFor(OPENID)
  const seen: string[] = [await loginWith().openidForCode(code)]
  for (const fault of FAULTS) {
    wechat.script(fault)
    const refusal = await refusalOf(loginWith().openidForCode(code))
    seen.push(refusal.message, refusal.stack ?? '', JSON.stringify(refusal), JSON.stringify(refusal.cause ?? ''))
  }
  seen.push((await refusalOf(loginWith({ secret: 'f'.repeat(32) }).openidForCode(code))).stack ?? '', ...lines)
  const everything = seen.join('\n')

  expect(wechat.sessionKeys()).toHaveLength(1)
  for (const hidden of [APP.secret, 'f'.repeat(32), code, ...wechat.sessionKeys()]) expect(everything).not.toContain(hidden)
  expect(lines).toHaveLength(FAULTS.length + 1)
})
