import fc from 'fast-check'
import { fromBase64url, toBase64, toBase64url, utf8Bytes, utf8Text } from './bytes'

test('UTF-8 agrees with the platform for every text, lone surrogates too', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => expect(Buffer.from(utf8Bytes(text))).toEqual(Buffer.from(text, 'utf8'))))
  for (const text of ['', '签到', '👩‍👩‍👧', '\ud800', 'a\udc00b']) expect(Buffer.from(utf8Bytes(text))).toEqual(Buffer.from(text, 'utf8'))
})
test('UTF-8 is read as strictly as the platform reads it', () => {
  const platform = (bytes: Uint8Array) => {
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    } catch {
      return null
    }
  }
  const pieces = fc.oneof(
    fc.uint8Array({ maxLength: 12 }),
    fc.string({ unit: 'binary' }).map((text) => utf8Bytes(text)),
  )
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 4 }), (parts) => {
      const bytes = Uint8Array.from(parts.flatMap((part) => [...part]))
      expect(utf8Text(bytes)).toBe(platform(bytes))
    }),
    { numRuns: 2_000 },
  )
  for (const bytes of [[0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xe4, 0xb8], [0x80], [0xff]])
    expect(utf8Text(Uint8Array.from(bytes))).toBeNull()
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
test('base64 agrees with the platform', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 70 }), (bytes) => expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'))))
})
test('what is not base64url is refused', () => {
  for (const text of ['a', 'ab+d', 'ab/d', 'abc=', '签到', 'ab d']) expect(fromBase64url(text)).toBeNull()
})
