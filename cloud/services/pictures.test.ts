import { createCanvas } from '@napi-rs/canvas'
import fc from 'fast-check'
import type { AppError } from '@core/contract/errors'
import { PICTURE_MAX_BYTES } from '@core/contract/file-sizes'
import { pictureOf, readPicture } from './pictures'

const canvas = createCanvas(123, 45)
const png = canvas.toBuffer('image/png')
const jpeg = canvas.toBuffer('image/jpeg')
const webp = canvas.toBuffer('image/webp')
const KINDS = [
  ['image/png', png],
  ['image/jpeg', jpeg],
  ['image/webp', webp],
] as const

const codeOf = (content: string) => {
  try {
    pictureOf(content)
    return 'ok'
  } catch (error) {
    return (error as AppError).code
  }
}

test.each(KINDS)('a %s is known by its content, with its size, and kept as it came', (mime, bytes) => {
  expect(pictureOf(bytes.toString('base64'))).toEqual({ mime, width: 123, height: 45, bytes })
})

test('WebP is known in all its three ways: lossy, lossless, and extended', () => {
  const chunk = (name: string, content: Buffer) => {
    const length = Buffer.alloc(4)
    length.writeUInt32LE(content.length)
    return Buffer.concat([Buffer.from(name), length, content, Buffer.alloc(content.length % 2)])
  }
  const file = (...chunks: Buffer[]) => chunk('RIFF', Buffer.concat([Buffer.from('WEBP'), ...chunks]))
  const lossy = chunk('VP8 ', Buffer.from('3001009d012a02000300', 'hex'))
  const lossless = chunk('VP8L', Buffer.from('2f01800000', 'hex'))
  const extended = chunk('VP8X', Buffer.from('00000000040000050000', 'hex'))
  expect(readPicture(file(lossy))).toMatchObject({ width: 2, height: 3 })
  expect(readPicture(file(lossless))).toMatchObject({ width: 2, height: 3 })
  expect(readPicture(file(extended, lossy))).toMatchObject({ width: 5, height: 6 })
  expect(readPicture(file(extended))).toBeNull()
  expect(readPicture(file(chunk('EXIF', Buffer.from('evil')), lossy))).toBeNull()
})

test.each(KINDS)('what was appended to a %s is cut off', (_, bytes) => {
  expect(readPicture(Buffer.concat([bytes, Buffer.from('<script>alert(1)</script>')]))?.bytes).toEqual(bytes)
})

test.each(KINDS)('a %s that breaks off is none', (_, bytes) => {
  for (const length of [4, 12, 20, 30, bytes.length - 1]) expect(readPicture(bytes.subarray(0, length))).toBeNull()
})

test('a picture larger than any phone makes is none: a phone that shows it would die of it', () => {
  const large = Buffer.from(png)
  large.writeUInt32BE(8193, 16)
  expect(readPicture(large)).toBeNull()
  large.writeUInt32BE(8192, 16)
  expect(readPicture(large)).toMatchObject({ width: 8192 })
  large.writeUInt32BE(0, 16)
  expect(readPicture(large)).toBeNull()
})

test.each([
  ['an SVG', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
  ['a page', '<!doctype html><script>alert(1)</script>'],
  ['a program', 'MZ\x90\x00\x03 This program cannot be run in DOS mode.'],
  ['a program of another kind', '\x7fELF\x02\x01\x01'],
  ['a page that begins like a PNG', '\x89PNG\r\n\x1a\n<script>alert(1)</script>'],
  ['a page that begins like a JPEG', '\xff\xd8\xff<script>alert(1)</script>\xff\xd9'],
  ['a page that begins like a WebP', 'RIFF\x20\x00\x00\x00WEBPVP8 <script>alert(1)</script>       '],
  ['a GIF', 'GIF89a\x01\x00\x01\x00\x00\x00\x00;'],
  ['nothing at all', ' '],
])('%s under the name of a picture is not a picture', (_, text) => {
  expect(codeOf(Buffer.from(text, 'latin1').toString('base64'))).toBe('not_a_picture')
})

test.each(['====', 'A', 'QUI', 'QQ=', `${png.toString('base64url')}`, ` ${png.toString('base64')}`])(
  '%j is no standard base64 of a picture',
  (text) => {
    expect(codeOf(text)).toBe('not_a_picture')
  },
)

test('a picture is too large from its first byte above the limit on', () => {
  const padded = (size: number) => Buffer.concat([png, Buffer.alloc(size - png.length)]).toString('base64')
  expect(codeOf(padded(PICTURE_MAX_BYTES))).toBe('ok')
  expect(codeOf(padded(PICTURE_MAX_BYTES + 1))).toBe('picture_too_large')
})

test('whatever bytes come, the answer is a picture or null', () => {
  const damaged = fc.tuple(fc.constantFrom(...KINDS.map(([, bytes]) => bytes)), fc.nat(200), fc.uint8Array({ maxLength: 12 }))
  fc.assert(
    fc.property(damaged, ([bytes, at, noise]) => {
      const broken = Buffer.from(bytes)
      broken.set(noise.subarray(0, Math.max(0, broken.length - at)), Math.min(at, broken.length))
      const read = readPicture(broken)
      return read === null || (read.width <= 8192 && read.height <= 8192 && read.bytes.length <= bytes.length)
    }),
    { numRuns: 2000 },
  )
})
