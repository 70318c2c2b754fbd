import { brighten } from './index.weapp'

const set: number[] = []
let told: () => Promise<{ value: number }>

jest.mock('@tarojs/taro', () => ({
  __esModule: true,
  default: {
    getScreenBrightness: () => told(),
    setScreenBrightness: async ({ value }: { value: number }) => void set.push(value),
  },
}))

beforeEach(() => {
  set.length = 0
  told = async () => ({ value: 0.3 })
})

test('a bright display is as dark afterwards as it was before', async () => {
  const undo = brighten()
  await Promise.resolve()
  expect(set).toEqual([1])
  undo()
  expect(set).toEqual([1, 0.3])
})

test('a page that is left at once leaves the display alone', async () => {
  brighten()()
  await Promise.resolve()
  expect(set).toEqual([])
})

test('a phone that does not tell how bright it is stays as it is', async () => {
  told = () => Promise.reject({ errMsg: 'getScreenBrightness:fail' })
  const undo = brighten()
  await new Promise((resolve) => setTimeout(resolve))
  undo()
  expect(set).toEqual([])
})
