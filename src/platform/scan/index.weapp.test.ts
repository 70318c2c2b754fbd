import { AppError } from '@core/contract/errors'
import { scanCode } from './index.weapp'

let answer: () => Promise<{ result: string; path?: string }>

jest.mock('@tarojs/taro', () => ({ __esModule: true, default: { scanCode: () => answer() } }))

const failing = (errMsg: string) => () => Promise.reject({ errMsg })

test('the text of a code is what was scanned', async () => {
  answer = async () => ({ result: 'https://youyue.example/q/X' })
  await expect(scanCode()).resolves.toBe('https://youyue.example/q/X')
})

test('of a mini-program code it is what its page would be opened with', async () => {
  answer = async () => ({ result: '', path: 'packages/attendance/scan/index?scene=e%3DABCDEF0123' })
  await expect(scanCode()).resolves.toBe('e=ABCDEF0123')
})

test('whoever gives up scans nothing', async () => {
  answer = failing('scanCode:fail cancel')
  await expect(scanCode()).resolves.toBeNull()
})

test.each([
  ['scanCode:fail auth deny', 'camera_refused'],
  ['scanCode:fail system permission denied', 'camera_refused'],
  ['scanCode:fail', 'code_unreadable'],
])('%s is said as %s', async (errMsg, code) => {
  answer = failing(errMsg)
  await expect(scanCode()).rejects.toEqual(new AppError(code as AppError['code']))
})
