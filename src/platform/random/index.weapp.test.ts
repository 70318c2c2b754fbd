import type * as Random from './index.weapp'

type Fill = { length: number; success(answer: { randomValues: ArrayBuffer }): void; complete(): void }
const asked: Fill[] = []

jest.mock('@tarojs/taro', () => ({ __esModule: true, default: { getRandomValues: (fill: Fill) => void asked.push(fill) } }))

function load(): typeof Random {
  asked.length = 0
  let random: typeof Random | undefined
  jest.isolateModules(() => {
    random = jest.requireActual<typeof Random>('./index.weapp')
  })
  return random!
}

function give(fill: Fill, value: number): void {
  fill.success({ randomValues: new Uint8Array(fill.length).fill(value).buffer })
  fill.complete()
}

test('WeChat is asked at launch, and again when the pool runs low', () => {
  const { randomBytes } = load()
  expect(asked).toHaveLength(1)
  give(asked[0]!, 7)
  expect([...randomBytes(4)]).toEqual([7, 7, 7, 7])
  randomBytes(700)
  expect(asked).toHaveLength(1)
  randomBytes(100)
  expect(asked).toHaveLength(2)
  randomBytes(1)
  expect(asked).toHaveLength(2)
})

test('no byte of the pool is given twice', () => {
  const { randomBytes } = load()
  asked[0]!.success({ randomValues: Uint8Array.from({ length: 1024 }, (_, at) => at & 255).buffer })
  expect([...randomBytes(3)]).toEqual([0, 1, 2])
  expect([...randomBytes(3)]).toEqual([3, 4, 5])
})

test('before WeChat has answered, and when more is asked than there is, nonces are still different', () => {
  const { makeNonce, randomBytes } = load()
  const nonces = Array.from({ length: 200 }, () => makeNonce())
  expect(new Set(nonces).size).toBe(200)
  expect(nonces.every((nonce) => /^[\w-]{22}$/.test(nonce))).toBe(true)
  expect(randomBytes(5000)).toHaveLength(5000)
})
