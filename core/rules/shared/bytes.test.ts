import fc from 'fast-check'
import { fromBase64url, toBase64url, utf8Bytes } from './bytes'

test('UTF-8 agrees with the platform for every text, lone surrogates too', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => expect(Buffer.from(utf8Bytes(text))).toEqual(Buffer.from(text, 'utf8'))))
  for (const text of ['', '签到', '👩‍👩‍👧', '\ud800', 'a\udc00b']) expect(Buffer.from(utf8Bytes(text))).toEqual(Buffer.from(text, 'utf8'))
})
test('base64url agrees with the platform and comes back', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 70 }), (bytes) => {
      const text = toBase64url(bytes)
      expect(text).toBe(Buffer.from(bytes).toString('base64url'))
      expect(Buffer.from(fromBase64url(text)!)).toEqual(Buffer.from(bytes))
    }),
  )
})
test('what is not base64url is refused', () => {
  for (const text of ['a', 'ab+d', 'ab/d', 'abc=', '签到', 'ab d']) expect(fromBase64url(text)).toBeNull()
})
