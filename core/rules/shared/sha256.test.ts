import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { createSha256 } from './sha256'

const platform = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** In pieces of so many bytes. */
function hashOf(bytes: Uint8Array, step = bytes.length || 1): string {
  const hash = createSha256()
  for (let at = 0; at < bytes.length; at += step) hash.add(bytes.subarray(at, at + step))
  return hash.hex()
}

test('the hash of nothing and of the standard’s examples', () => {
  expect(hashOf(new Uint8Array())).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
  expect(hashOf(Buffer.from('abc'))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
})

test('agrees with the platform at every length around a block', () => {
  for (let length = 0; length <= 200; length += 1) {
    const bytes = Buffer.alloc(length, length)
    expect(hashOf(bytes)).toBe(platform(bytes))
  }
})

test('agrees with the platform whatever the bytes, in whatever pieces they come', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 1_000 }), fc.integer({ min: 1, max: 300 }), (bytes, step) => {
      expect(hashOf(bytes, step)).toBe(platform(bytes))
    }),
    { numRuns: 500 },
  )
})

test('a document of 10 MB', () => {
  const bytes = Buffer.alloc(10 * 1024 * 1024, '青年有约')
  expect(hashOf(bytes, 262_146)).toBe(platform(bytes))
})
