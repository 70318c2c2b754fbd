import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/**
 * Interfaces that WeChat opens only to a mini-program whose privacy guideline names them. Source: 小程序用户隐私保护指引内容介绍
 * (developers.weixin.qq.com, 用户隐私保护).
 */
const NAMED_FIRST = [
  ...['Camera', 'chooseMedia', 'chooseImage', 'chooseVideo', 'chooseMessageFile', 'addPhoneCalendar', 'addPhoneRepeatCalendar'],
  ...['saveImageToPhotosAlbum', 'saveVideoToPhotosAlbum', 'setClipboardData', 'getClipboardData', 'chooseAddress', 'choosePoi'],
  ...['chooseLocation', 'getLocation', 'getFuzzyLocation', 'startLocationUpdate', 'getUserProfile', 'getUserInfo', 'getPhoneNumber'],
  ...['startRecord', 'getRecorderManager', 'addPhoneContact', 'getWeRunData', 'openBluetoothAdapter', 'createBLEConnection'],
  ...['onAccelerometerChange', 'onCompassChange', 'onGyroscopeChange', 'onDeviceMotionChange', 'createVKSession', 'chooseLicensePlate'],
]
const ROOT = path.resolve(__dirname, '..')

/** Those of them that a source uses: a function of Taro, a component, or what a button opens. */
function usedIn(source: string): string[] {
  return NAMED_FIRST.filter((name) => new RegExp(`(Taro\\.|<|openType=['"])${name}\\b`).test(source))
}

function sources(): string[] {
  const files = readdirSync(path.join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  return files
    .filter((file) => /\.tsx?$/.test(file) && !/\.(test|h5)\.tsx?$/.test(file))
    .map((file) => readFileSync(path.join(ROOT, 'src', file), 'utf8'))
}

test('the guide to deploying names every interface that the privacy guideline has to, and no other', () => {
  const guide = readFileSync(path.join(ROOT, 'docs/deploy.md'), 'utf8')
  const used = [...new Set(sources().flatMap(usedIn))].sort()
  const named = NAMED_FIRST.filter((name) => guide.includes(`\`${name}\``)).sort()
  expect(named).toEqual(used)
  expect(used).toContain('chooseMessageFile')
})

test('an interface is found however it is used', () => {
  expect(usedIn('await Taro.getLocation({})')).toEqual(['getLocation'])
  expect(usedIn('<Camera mode="scanCode" />')).toEqual(['Camera'])
  expect(usedIn("<Button openType='getPhoneNumber' />")).toEqual(['getPhoneNumber'])
  expect(usedIn('const getLocation = 1; Taro.chooseImages()')).toEqual([])
})
