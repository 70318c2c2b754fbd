import { readEntryCode } from './entry-code'

const LINK = 'https://youyue.example/q/ABCDEF0123?a=1&b=二'

test('WeChat hands the link of an ordinary code over, encoded once more', () => {
  expect(readEntryCode({ q: encodeURIComponent(LINK) })).toBe(LINK)
})

test('a mini-program code carries its text in the scene', () => {
  expect(readEntryCode({ scene: 'e%3DABCDEF0123' })).toBe('e=ABCDEF0123')
})

test('a page that was opened without a code has none', () => {
  expect(readEntryCode({})).toBeNull()
  expect(readEntryCode({ q: '', scene: undefined })).toBeNull()
})

test('what is badly encoded is taken as it stands', () => {
  expect(readEntryCode({ q: '100%' })).toBe('100%')
})
