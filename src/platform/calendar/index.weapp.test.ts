import { navigationFake } from '../navigation/fake'
import { addToCalendar } from './index.weapp'

let added: Record<string, unknown>[] = []
let failures: { errMsg: string }[] = []

jest.mock('@tarojs/taro', () => ({
  __esModule: true,
  default: {
    addPhoneCalendar: async (entry: Record<string, unknown>) => {
      added.push(entry)
      const failure = failures.shift()
      if (failure) throw failure
    },
    openSetting: async () => ({ authSetting: { 'scope.addPhoneCalendar': true } }),
  },
}))

const ENTRY = {
  uid: 'event-1@youyue',
  title: '社区旧物改造工作坊',
  startsAt: 1_795_233_600_999,
  endsAt: 1_795_244_400_000,
  location: '南湖青年之家',
  description: '带一件旧衣服',
  alarmMinutes: 60,
}

beforeEach(() => {
  added = []
  failures = []
  navigationFake.reset()
})

test('WeChat gets seconds, the end as text, and the reminder before the start', async () => {
  await expect(addToCalendar(ENTRY)).resolves.toBe('added')
  expect(added).toEqual([
    {
      title: ENTRY.title,
      startTime: 1_795_233_600,
      endTime: '1795244400',
      location: ENTRY.location,
      description: ENTRY.description,
      alarm: true,
      alarmOffset: 3600,
    },
  ])
})

test('the link of an event stands below its description', async () => {
  await addToCalendar({ ...ENTRY, url: 'https://youyue.example/q/e' })
  expect(added).toMatchObject([{ description: '带一件旧衣服\nhttps://youyue.example/q/e' }])
})

test('who wants no reminder gets none', async () => {
  await addToCalendar({ ...ENTRY, alarmMinutes: null })
  expect(added).toMatchObject([{ alarm: false }])
})

test('after a refusal we ask, lead to the settings and try once more', async () => {
  failures = [{ errMsg: 'addPhoneCalendar:fail auth deny' }]
  await expect(addToCalendar(ENTRY)).resolves.toBe('added')
  expect(navigationFake.questions).toMatchObject([{ title: '加不进日历' }])
  expect(added).toHaveLength(2)
})

test('a refused privacy guideline has an answer of its own', async () => {
  failures = [{ errMsg: 'addPhoneCalendar:fail privacy permission is not authorized' }]
  await expect(addToCalendar(ENTRY)).resolves.toBe('refused')
})
