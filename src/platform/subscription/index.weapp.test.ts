import { askToSend, canSubscribe } from './index.weapp'

let asked: unknown[] = []
let answer: Record<string, string> | Error = {}

jest.mock('@tarojs/taro', () => ({
  __esModule: true,
  default: {
    canIUse: (name: string) => name === 'requestSubscribeMessage',
    requestSubscribeMessage: async (options: unknown) => {
      asked.push(options)
      if (answer instanceof Error) throw answer
      return answer
    },
  },
}))

beforeEach(() => {
  asked = []
  answer = {}
})

test('WeChat is asked for three templates at most, and says of each what became of it', async () => {
  expect(canSubscribe()).toBe(true)
  answer = { errMsg: 'requestSubscribeMessage:ok', a: 'accept', b: 'reject', c: 'acceptWithAudio', d: 'accept' }
  await expect(askToSend(['a', 'b', 'c', 'd'])).resolves.toEqual(['a', 'c'])
  expect(asked).toEqual([{ tmplIds: ['a', 'b', 'c'] }])
})

test('what WeChat banned or filtered is not allowed', async () => {
  answer = { a: 'ban', b: 'filter' }
  await expect(askToSend(['a', 'b'])).resolves.toEqual([])
})

test('whoever turned all such messages off allows none', async () => {
  answer = new Error('requestSubscribeMessage:fail 20004')
  await expect(askToSend(['a'])).resolves.toEqual([])
})
