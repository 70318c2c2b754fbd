import { navigationFake } from '../navigation/fake'
import { withPermission } from './ask-again'

const QUESTION = { title: '加不进日历', text: '去设置里打开', ok: '去设置' }
let settings: () => Promise<{ authSetting: Record<string, boolean> }>
let tries: (string | null)[] = []
let tried = 0

jest.mock('@tarojs/taro', () => ({ __esModule: true, default: { openSetting: () => settings() } }))

/** Fails with each text in turn; null is success. */
async function act(): Promise<void> {
  tried += 1
  const errMsg = tries.shift() ?? null
  if (errMsg !== null) throw { errMsg }
}

const ask = () => withPermission('scope.addPhoneCalendar', QUESTION, act)

beforeEach(() => {
  tried = 0
  settings = async () => ({ authSetting: { 'scope.addPhoneCalendar': true } })
  navigationFake.reset()
})

test('what is allowed is done, and nobody is asked', async () => {
  tries = [null]
  await expect(ask()).resolves.toBe('done')
  expect(navigationFake.questions).toEqual([])
})

test.each(['addPhoneCalendar:fail auth deny', 'addPhoneCalendar:fail:auth denied', 'fail system permission denied'])(
  '%s: the settings are offered, and it is tried once more after them',
  async (errMsg) => {
    tries = [errMsg, null]
    await expect(ask()).resolves.toBe('done')
    expect(navigationFake.questions).toEqual([QUESTION])
    expect(tried).toBe(2)
  },
)

test('whoever does not go to the settings has refused', async () => {
  tries = ['addPhoneCalendar:fail auth deny']
  navigationFake.answer = false
  await expect(ask()).resolves.toBe('refused')
  expect(tried).toBe(1)
})

test('whoever goes there and leaves it off has refused', async () => {
  tries = ['addPhoneCalendar:fail auth deny']
  settings = async () => ({ authSetting: { 'scope.addPhoneCalendar': false, 'scope.writePhotosAlbum': true } })
  await expect(ask()).resolves.toBe('refused')
  expect(tried).toBe(1)
})

test('settings that do not open change nothing', async () => {
  tries = ['addPhoneCalendar:fail auth deny']
  settings = () => Promise.reject({ errMsg: 'openSetting:fail can only be invoked by user TAP gesture.' })
  await expect(ask()).resolves.toBe('refused')
})

test('a phone that still forbids it is not asked for ever', async () => {
  tries = ['fail system permission denied', 'fail system permission denied', 'fail system permission denied']
  await expect(ask()).resolves.toBe('refused')
  expect(tried).toBe(2)
})

test.each([
  ['addPhoneCalendar:fail cancel', 'given_up'],
  // WeChat asks for its privacy guideline again by itself.
  ['addPhoneCalendar:fail privacy permission is not authorized', 'refused'],
  // No person can change what the operator has left out.
  ['addPhoneCalendar:fail api scope is not declared in the privacy agreement', 'failed'],
  ['addPhoneCalendar:fail', 'failed'],
])('%s is %s, and leads to no settings', async (errMsg, outcome) => {
  tries = [errMsg]
  await expect(ask()).resolves.toBe(outcome)
  expect(navigationFake.questions).toEqual([])
  expect(tried).toBe(1)
})
