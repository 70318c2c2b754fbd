import { forgottenKeys, newAttachmentKey, withPictures } from './attachments'

const HOUR = 3_600_000
const NOW = 1_795_233_600_000

test('a picture stands where the input keeps a place for it, in a field, in a list, deep inside', () => {
  const input = { eventId: 'e', photo: '', sheets: ['', ''], lines: [{ note: 'x' }, { note: 'y' }] }
  const filled = withPictures(input, [
    { path: 'photo', bytes: 'AAAA' },
    { path: 'sheets.1', bytes: 'BBBB' },
    { path: 'lines.0.photo', bytes: 'CCCC' },
    { path: 'evidence.photo', bytes: 'DDDD' },
  ])
  expect(filled).toEqual({
    eventId: 'e',
    photo: 'AAAA',
    sheets: ['', 'BBBB'],
    lines: [{ note: 'x', photo: 'CCCC' }, { note: 'y' }],
    evidence: { photo: 'DDDD' },
  })
})

test('what lies on the phone stays small: the input is not touched', () => {
  const input = { photo: '', sheets: [''] }
  withPictures(input, [
    { path: 'photo', bytes: 'AAAA' },
    { path: 'sheets.0', bytes: 'BBBB' },
  ])
  expect(input).toEqual({ photo: '', sheets: [''] })
})

test('a picture is forgotten when no record has named it for a day, and not before', () => {
  const old = newAttachmentKey('old', NOW - 25 * HOUR)
  const named = newAttachmentKey('named', NOW - 25 * HOUR)
  const young = newAttachmentKey('young', NOW - 23 * HOUR)
  expect(forgottenKeys([old, named, young], new Set([named]), NOW)).toEqual([old])
})

test('what is no key of ours is left alone', () => {
  expect(forgottenKeys(['', '-', 'Ü'], new Set(), NOW)).toEqual([])
})

test('a nonce with dashes makes no other time of a key', () => {
  const key = newAttachmentKey('-_a-b_c', NOW)
  expect(key).toMatch(/^[\w-]+$/)
  expect(forgottenKeys([key], new Set(), NOW + 25 * HOUR)).toEqual([key])
})
