import { AppError } from '@core/contract/errors'
import { createLog } from '@cloud/hosts/log'
import { DOUBTFUL, RISKY, startFakeWechat, type FakeWechat, type ScriptedAnswer } from '../../../tests/fakes/wechat'
import type { ContentCheck, PublicContent } from '../content'
import { createWechatApi, type WechatApiSettings } from './api'
import { createWechatContentCheck } from './content-check'

const APP = { appid: 'wx0123456789abcdef', secret: '5f4dcc3b5aa765d61d8327deb882cf99' }
const OPENID = 'oGZUI0egBJY1zhBYw2KhdUfwVJJE'
const picture = (content: string, mime: 'image/jpeg' | 'image/png' | 'image/webp' = 'image/jpeg') => ({ bytes: Buffer.from(content), mime })

let now = Date.UTC(2026, 10, 21)
let wechat: FakeWechat
let lines: string[]

beforeEach(async () => {
  wechat = await startFakeWechat(APP, () => now)
  wechat.visit(OPENID)
  lines = []
})
afterEach(() => wechat.close())

/** A check whose faults go to a real log that the test can read. */
function checkWith(settings: Partial<WechatApiSettings> = {}): ContentCheck {
  const log = createLog('debug', { write: (line: string) => void lines.push(line) })
  const all = { ...APP, api: wechat.url, retryAfterMs: 1, now: () => now, ...settings }
  return createWechatContentCheck(createWechatApi(all, (fault) => log.error(fault, 'wechat')))
}

function content(more: Partial<PublicContent> = {}): PublicContent {
  return { texts: ['一起种树'], pictures: [], openid: OPENID, ...more }
}

async function codeOf(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason,
  )
  return error instanceof AppError ? error.code : String(error)
}

test('WeChat looks at every text and every picture, and what it has nothing against passes', async () => {
  const pictures = [picture('one'), picture('two', 'image/png')]
  await expect(checkWith()(content({ texts: ['一起种树', '  ', '下次再来'], pictures }))).resolves.toBe('passed')
  expect(wechat.looked().slice(0, 2)).toEqual(['一起种树', '下次再来'])
  expect(wechat.looked().slice(2).map(String).sort()).toEqual(['one', 'two'])
})

test('a risky text is refused, and so is one risky picture among others', async () => {
  await expect(checkWith()(content({ texts: ['一起种树', `来${RISKY}`] }))).resolves.toBe('refused')
  await expect(checkWith()(content({ pictures: [picture('fine'), picture(`x${RISKY}`)] }))).resolves.toBe('refused')
})

test('a long text is looked at to its end', async () => {
  await expect(checkWith()(content({ texts: [`${'树'.repeat(2600)}${RISKY}`] }))).resolves.toBe('refused')
})

test('what WeChat leaves to a human, a human looks at', async () => {
  await expect(checkWith()(content({ texts: [DOUBTFUL] }))).resolves.toBe('look')
  await expect(checkWith()(content({ openid: null }))).resolves.toBe('look')
  await expect(checkWith()(content({ openid: 'o-was-not-here-for-two-hours' }))).resolves.toBe('look')
  await expect(checkWith()(content({ pictures: [picture('RIFF', 'image/webp')] }))).resolves.toBe('look')
  await expect(checkWith()(content({ openid: null, pictures: [picture(RISKY)] }))).resolves.toBe('refused')
  expect(lines).toEqual([])
})

test('one token serves for two hours, and another one after that', async () => {
  const check = checkWith()
  await check(content())
  await check(content({ pictures: [picture('one'), picture('two')] }))
  expect(wechat.calls()).toBe(5)
  expect(wechat.tokens()).toHaveLength(1)
  now += 7200_000
  await expect(check(content())).resolves.toBe('passed')
  expect(wechat.tokens()).toHaveLength(2)
})

test('a token that another server replaced is fetched anew, once', async () => {
  const check = checkWith()
  await check(content())
  wechat.replaceToken()
  await expect(check(content())).resolves.toBe('passed')

  wechat.script(40001, 40001, 40001)
  expect(await codeOf(check(content()))).toBe('unavailable')
  expect(lines).toHaveLength(1)
})

test('a busy WeChat is asked once more, and only once', async () => {
  const check = checkWith()
  wechat.script(-1)
  await expect(check(content())).resolves.toBe('passed')
  wechat.script(-1, -1)
  expect(await codeOf(check(content()))).toBe('unavailable')
  expect(wechat.calls()).toBe(5)
})

const FAULTS: ScriptedAnswer[] = [45009, 40013, 'bad gateway', 'not json']
test.each(FAULTS)('「%s」 publishes nothing, may be tried again, and the operator hears of it', async (fault) => {
  const check = checkWith()
  await check(content())
  wechat.script(fault)
  expect(await codeOf(check(content()))).toBe('unavailable')
  expect(lines).toHaveLength(1)
  await expect(check(content())).resolves.toBe('passed')
})

test('a WeChat that does not answer is not waited for', async () => {
  wechat.script('no answer')
  expect(await codeOf(checkWith({ timeoutMs: 50 })(content()))).toBe('unavailable')
  expect(lines).toHaveLength(1)
})

test('a WeChat that cannot be reached, and wrong settings, publish nothing', async () => {
  expect(await codeOf(checkWith({ api: 'http://127.0.0.1:9' })(content()))).toBe('unavailable')
  expect(await codeOf(checkWith({ secret: 'f'.repeat(32) })(content()))).toBe('unavailable')
  expect(lines).toHaveLength(2)
})

test('neither the secret nor a token nor what was written is seen in the log', async () => {
  const check = checkWith()
  await check(content())
  for (const fault of FAULTS) {
    wechat.script(fault)
    await codeOf(check(content({ texts: ['写给大家的话'] })))
  }
  await codeOf(checkWith({ secret: 'f'.repeat(32) })(content()))
  const log = lines.join('\n')
  expect(wechat.tokens()).toHaveLength(1)
  for (const hidden of [APP.secret, 'f'.repeat(32), '写给大家的话', OPENID, ...wechat.tokens()]) expect(log).not.toContain(hidden)
  expect(lines).toHaveLength(FAULTS.length + 1)
})
