import { PNG } from 'pngjs'
import { AppError } from '@core/contract/errors'
import { PICTURE_MAX_BYTES } from '@core/contract/files'
import { pictureOf } from './pictures'

const png = PNG.sync.write(new PNG({ width: 4, height: 3 }))
// A frame header of 3 by 4 pixels behind the start of a JPEG.
const jpeg = Buffer.from('ffd8ffc0000b080003000401011100', 'hex')
const webp = Buffer.concat([Buffer.from('RIFF'), Buffer.alloc(4), Buffer.from('WEBPVP8 '), Buffer.alloc(12)])

function codeOf(bytes: Buffer): string {
  try {
    return pictureOf(bytes.toString('base64')).mime
  } catch (error) {
    return error instanceof AppError ? error.code : String(error)
  }
}

test('a picture is known by its bytes', () => {
  expect([png, jpeg, webp].map(codeOf)).toEqual(['image/png', 'image/jpeg', 'image/webp'])
  expect(pictureOf(png.toString('base64')).bytes).toEqual(png)
})
test('what is no picture is refused, whatever its beginning', () => {
  const others = [
    Buffer.from('<svg onload=alert(1)>'),
    Buffer.from('%PDF-1.7'),
    Buffer.alloc(0),
    Buffer.from([0xff, 0xd8]),
    png.subarray(0, 12),
  ]
  for (const bytes of [...others, jpeg.subarray(0, 6), webp.subarray(0, 9)]) expect(codeOf(bytes)).toBe('not_a_picture')
})
test('a picture is at most 300 KB', () => {
  const padded = (size: number) => Buffer.concat([png, Buffer.alloc(size - png.length)])
  expect(codeOf(padded(PICTURE_MAX_BYTES))).toBe('image/png')
  expect(codeOf(padded(PICTURE_MAX_BYTES + 1))).toBe('picture_too_large')
})
