import { AppError } from '@core/contract/errors'
import { send } from './index.h5'

const NONCE = 'AbCdEfGhIjKlMnOpQrStUv'
let fetched: [string, RequestInit][]

function answer(status: number, body: string): void {
  globalThis.fetch = async (url, init) => {
    fetched.push([String(url), init!])
    return { status, text: async () => body } as Response
  }
}

beforeEach(() => {
  fetched = []
  process.env.TARO_APP_API = ''
})

async function refusalOf(sent: Promise<unknown>): Promise<string> {
  const error = await sent.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  return error instanceof AppError ? error.code : String(error)
}

test('a call goes to its own address with token, nonce and device where they belong', async () => {
  answer(200, '{"ok":true,"data":{"place":1}}')
  const envelope = { name: 'events.enroll', input: { eventId: 'e' }, nonce: NONCE, device: 'd', token: 't' }
  await expect(send(envelope)).resolves.toEqual({ ok: true, data: { place: 1 } })
  const [[url, init]] = fetched as [[string, RequestInit]]
  expect(url).toBe('/api/events.enroll')
  expect(init.headers).toEqual({ 'content-type': 'application/json', authorization: 'Bearer t' })
  expect(JSON.parse(String(init.body))).toEqual({ input: { eventId: 'e' }, nonce: NONCE, device: 'd' })
})

test('without a log-in nothing is said about one', async () => {
  answer(200, '{"ok":true,"data":{}}')
  await send({ name: 'people.who', input: {} })
  expect(fetched[0]![1].headers).toEqual({ 'content-type': 'application/json' })
  expect(JSON.parse(String(fetched[0]![1].body))).toEqual({ input: {} })
})

test('a refusal is an answer, whatever its status', async () => {
  const refusal = { ok: false, code: 'event_full', hint: '满员了，看看别的场次', params: {}, requestId: 'r' }
  answer(409, JSON.stringify(refusal))
  await expect(send({ name: 'events.enroll', input: {} })).resolves.toEqual(refusal)
})

test.each([
  ['a gateway’s page', 502, '<html>502 Bad Gateway</html>'],
  ['a page of somebody’s Wi-Fi', 200, '<html>请登录校园网</html>'],
  ['half a body', 200, '{"ok":true,"da'],
  ['something that is no answer', 200, '{"hello":1}'],
  ['a code of a newer server', 400, '{"ok":false,"code":"moon_is_full","hint":"","params":{},"requestId":"r"}'],
  ['null', 200, 'null'],
])('%s is no answer of ours', async (_, status, body) => {
  answer(status, body)
  await expect(refusalOf(send({ name: 'people.who', input: {} }))).resolves.toBe('unavailable')
})

test('where nothing goes out we are off line', async () => {
  globalThis.fetch = () => Promise.reject(new TypeError('Failed to fetch'))
  await expect(refusalOf(send({ name: 'people.who', input: {} }))).resolves.toBe('offline')
})

test('an answer that stops half way is given up in time', async () => {
  jest.useFakeTimers()
  globalThis.fetch = async (_, init) => {
    const stopped = new Promise<string>((_resolve, reject) => init!.signal!.addEventListener('abort', () => reject(new Error('abort'))))
    return { status: 200, text: () => stopped } as Response
  }
  const sent = refusalOf(send({ name: 'people.who', input: {} }, 8000))
  await jest.advanceTimersByTimeAsync(7999)
  await jest.advanceTimersByTimeAsync(1)
  await expect(sent).resolves.toBe('timeout')
  jest.useRealTimers()
})
