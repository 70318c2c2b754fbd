import { AppError } from '@core/contract/errors'
import { instantOf } from '@core/rules/shared/calendar'
import { createLog } from '@cloud/hosts/log'
import { startFakeWechat, type FakeWechat } from '../../../tests/fakes/wechat'
import { NOT_ALLOWED, type SendSubscribed, type SubscribedMessage } from '../subscriptions'
import { createWechatApi } from './api'
import { createWechatSender } from './subscribed'

const APP = { appid: 'wx0123456789abcdef', secret: '5f4dcc3b5aa765d61d8327deb882cf99' }
const TEMPLATE = { id: 'zcbTemplate-of-a-free-place_0123456789abcdef', subject: 'thing1', when: 'time2', note: 'thing5' }
const MESSAGE: SubscribedMessage = {
  openid: 'oGZUI0egBJY1zhBYw2KhdUfwVJJE',
  template: TEMPLATE,
  subject: '旧物改造工作坊',
  at: instantOf('2026-11-22', '09:05'),
  note: '有空位了，为你留着，点开确认',
}

let wechat: FakeWechat
let lines: string[]
let send: SendSubscribed

beforeEach(async () => {
  wechat = await startFakeWechat(APP)
  lines = []
  const log = createLog('debug', { write: (line: string) => void lines.push(line) })
  send = createWechatSender(
    createWechatApi({ ...APP, api: wechat.url, retryAfterMs: 1, timeoutMs: 300 }, (fault) => log.error(fault, 'wechat')),
  )
})
afterEach(() => wechat.close())

async function codeOf(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason,
  )
  return error instanceof AppError ? error.code : String(error)
}

test('a message that somebody allowed reaches them, with its time in their words', async () => {
  wechat.permit(MESSAGE.openid, TEMPLATE.id)
  await expect(send(MESSAGE)).resolves.toBe(0)
  expect(wechat.brought()).toEqual([
    {
      openid: MESSAGE.openid,
      templateId: TEMPLATE.id,
      page: 'packages/inbox/list/index',
      data: { thing1: '旧物改造工作坊', time2: '2026年11月22日 09:05', thing5: '有空位了，为你留着，点开确认' },
    },
  ])
})

test('one permission is one message, and a refusal of theirs is nobody’s fault', async () => {
  wechat.permit(MESSAGE.openid, TEMPLATE.id)
  await send(MESSAGE)
  await expect(send(MESSAGE)).resolves.toBe(NOT_ALLOWED)
  wechat.script(40003)
  await expect(send(MESSAGE)).resolves.toBe(40003)
  expect(lines).toEqual([])
})

test('what the operator has to mend is told to the log without names', async () => {
  wechat.permit(MESSAGE.openid, TEMPLATE.id)
  await expect(send({ ...MESSAGE, note: '超过二十个字的备注是微信不收的那一种备注啊啊' })).resolves.toBe(47003)
  expect(lines).toHaveLength(1)
  expect(lines[0]).toContain('47003')
  expect(lines[0]).not.toContain(MESSAGE.openid)
  expect(lines[0]).not.toContain(TEMPLATE.id)
})

test('a busy or silent WeChat is tried again later', async () => {
  await send(MESSAGE)
  for (const answer of [45009, 'no answer', 'bad gateway', 'not json'] as const) {
    wechat.script(answer)
    expect(await codeOf(send(MESSAGE))).toBe('unavailable')
  }
  expect(wechat.brought()).toEqual([])
})
