import type { AppError } from '@core/contract/errors'
import type { send as Send } from './index.weapp'

interface Request {
  url: string
  header: Record<string, string>
  data: unknown
  timeout: number
  success(answer: { data: unknown }): void
  fail(failure: { errMsg: string }): void
}

const requests: Request[] = []
const inits: unknown[] = []
let callFunction: (call: unknown) => Promise<{ result: unknown }>

jest.mock('@tarojs/taro', () => ({
  __esModule: true,
  default: {
    request: (request: Request) => {
      requests.push(request)
      return Promise.resolve()
    },
    cloud: { init: (options: unknown) => inits.push(options), callFunction: (call: unknown) => callFunction(call) },
  },
}))

/** The address is built into the package: each test loads a package of its own. */
function packageFor(api: string): typeof Send {
  process.env.TARO_APP_API = api
  let send: typeof Send | undefined
  jest.isolateModules(() => {
    send = jest.requireActual<{ send: typeof Send }>('./index.weapp').send
  })
  return send!
}

const codeOf = (sent: Promise<unknown>) =>
  sent.then(
    () => 'an answer',
    (thrown: AppError) => thrown.code,
  )

beforeEach(() => {
  requests.length = 0
  inits.length = 0
})

test('over HTTP it says the same as the web page', async () => {
  const sent = packageFor('https://api.example')({ name: 'events.enroll', input: { eventId: 'e' }, nonce: 'n', token: 't' }, 8000)
  const [request] = requests
  expect(request).toMatchObject({
    url: 'https://api.example/api/events.enroll',
    timeout: 8000,
    data: { input: { eventId: 'e' }, nonce: 'n' },
  })
  expect(request!.header.authorization).toBe('Bearer t')
  request!.success({ data: { ok: true, data: 1 } })
  await expect(sent).resolves.toEqual({ ok: true, data: 1 })
})

test.each([
  ['request:fail timeout', 'timeout'],
  ['request:fail time out', 'timeout'],
  ['request:fail errcode:-106 cronet_error_code:-106', 'offline'],
])('%s is %s', async (errMsg, code) => {
  const sent = packageFor('https://api.example')({ name: 'people.who', input: {} })
  requests[0]!.fail({ errMsg })
  await expect(codeOf(sent)).resolves.toBe(code)
})

test('a gateway’s page is no answer of ours', async () => {
  const sent = packageFor('https://api.example')({ name: 'people.who', input: {} })
  requests[0]!.success({ data: '<html>' })
  await expect(codeOf(sent)).resolves.toBe('unavailable')
})

test('in the cloud the whole envelope goes to one function, and the cloud is opened once', async () => {
  const calls: unknown[] = []
  callFunction = async (call) => {
    calls.push(call)
    return { result: { ok: true, data: {} } }
  }
  const send = packageFor('cloud:youyue-1')
  await send({ name: 'people.who', input: {} })
  await send({ name: 'events.enroll', input: {}, nonce: 'n' })
  expect(inits).toEqual([{ env: 'youyue-1' }])
  expect(calls[1]).toEqual({ name: 'api', data: { name: 'events.enroll', input: {}, nonce: 'n' } })
})

test.each([
  [{ errCode: -504002, errMsg: 'cloud.callFunction:fail Error: errCode: -504002 functions execute fail' }, 'unavailable'],
  [{ errCode: -1, errMsg: 'cloud.callFunction:fail request:fail' }, 'offline'],
  [{ errMsg: 'cloud.callFunction:fail timeout' }, 'timeout'],
])('what the cloud says when it fails is understood: %j', async (failure, code) => {
  callFunction = () => Promise.reject(failure)
  await expect(codeOf(packageFor('cloud:youyue-1')({ name: 'people.who', input: {} }))).resolves.toBe(code)
})

test('a cloud that never answers is given up in time', async () => {
  jest.useFakeTimers()
  callFunction = () => new Promise(() => undefined)
  const sent = codeOf(packageFor('cloud:youyue-1')({ name: 'people.who', input: {} }, 8000))
  await jest.advanceTimersByTimeAsync(8000)
  await expect(sent).resolves.toBe('timeout')
  jest.useRealTimers()
})
